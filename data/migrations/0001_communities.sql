-- Reason: every row belongs to a community, and everybody who does anything is a member of one.

CREATE TABLE community (
    -- One Discord server that was set up. Channel and role ids are NULL while they are missing in Discord.
    id INTEGER PRIMARY KEY,                 -- the server's own id
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),   -- IANA name
    locale TEXT NOT NULL DEFAULT 'en-GB' CHECK (length(locale) BETWEEN 2 AND 10),  -- of what all read
    facilitator_role_id INTEGER,
    member_role_id INTEGER,
    category_id INTEGER,
    noticeboard_id INTEGER,
    general_id INTEGER,
    cases_id INTEGER,
    meetings_id INTEGER,
    facilitators_id INTEGER,
    voice_id INTEGER,
    created_at INTEGER NOT NULL             -- UTC seconds, as every *_at
) STRICT;

CREATE TABLE member (
    -- Somebody's entry in one community: on the way in, in, or out. Roles live in Discord, not here.
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,                    -- the Discord user's own id
    state TEXT NOT NULL CHECK (state IN ('applicant', 'active', 'declined', 'left')),
    zone TEXT CHECK (length(zone) BETWEEN 1 AND 64),            -- IANA name, NULL until they set one
    agreed_version INTEGER,                 -- of the agreement they accepted
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (community_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX member_by_person ON member (id);

CREATE TABLE bookkeeping (
    -- What the bot remembers about itself, such as the hash of the commands it last registered.
    name TEXT PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
