-- Reason: everything sent to one person passes one gate, which knows when and how they want to be reached.

CREATE TABLE habit (
    -- When and how somebody wants to be reached; no row means the defaults. Hours are on the wall of their own zone.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    quiet_from INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),      -- minutes after midnight
    quiet_until INTEGER NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),    -- the same as quiet_from: no quiet hours
    working_days TEXT NOT NULL CHECK (length(working_days) BETWEEN 1 AND 7 AND working_days NOT GLOB '*[^0-6]*'),
    channel TEXT NOT NULL CHECK (channel IN ('dm', 'thread', 'none')),      -- of reminders
    weekly_cap INTEGER NOT NULL CHECK (weekly_cap BETWEEN 1 AND 20),
    away_from TEXT CHECK (away_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),   -- local dates, both included
    away_until TEXT CHECK (away_until >= away_from),
    PRIMARY KEY (community_id, member_id),
    CHECK ((away_from IS NULL) = (away_until IS NULL)),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX habit_by_person ON habit (member_id);

CREATE TABLE sending (
    -- What was sent to one person unasked in the last days, for their weekly cap. Answers to what somebody did
    -- themselves are not in here: they could tell who wrote an anonymous case.
    timer_id INTEGER PRIMARY KEY,           -- the promise it kept; so that a second attempt counts once
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    sent_at INTEGER NOT NULL
) STRICT;

CREATE INDEX sending_by_member ON sending (community_id, member_id, sent_at);

CREATE INDEX sending_by_person ON sending (member_id);
