-- Reason: a community sets for itself which reminders go out before a meeting and how long a free seat is kept.

CREATE TABLE setting (
    -- What a community's facilitators chose; no row means the defaults, which are those of CommunitySettings.
    -- One column for each setting, named as the field is.
    community_id INTEGER PRIMARY KEY REFERENCES community (id) ON DELETE CASCADE,
    reminders TEXT NOT NULL DEFAULT '7d 24h 1h' CHECK (length(reminders) <= 40),   -- how long before a meeting
    offer_hours INTEGER NOT NULL DEFAULT 12 CHECK (offer_hours BETWEEN 1 AND 168)  -- a free seat is kept, at most
) STRICT;
