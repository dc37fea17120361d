-- The schema of a migrated database, for reading. Made by: python -m data.migrate > data/schema.sql

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

CREATE TABLE timer (
    -- A promise with a time. dedupe_key names the fact, so that planning it again is harmless.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 3 AND 40),
    subject_id INTEGER NOT NULL,
    member_id INTEGER,                      -- whom it concerns, where it is one person
    dedupe_key TEXT NOT NULL UNIQUE CHECK (length(dedupe_key) <= 200),
    due_at INTEGER NOT NULL,
    expires_at INTEGER,                     -- dropped, not delivered, from here on
    state TEXT NOT NULL DEFAULT 'pending'
        CHECK (state IN ('pending', 'claimed', 'done', 'expired', 'dead', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    lease_until INTEGER,                    -- set while claimed: a crash frees it then
    CHECK ((state = 'claimed') = (lease_until IS NOT NULL))
) STRICT;

CREATE INDEX timer_open ON timer (due_at) WHERE state IN ('pending', 'claimed');

CREATE INDEX timer_by_subject ON timer (community_id, kind, subject_id);

CREATE TABLE post (
    -- A public message that the bot owes the community and keeps true.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 3 AND 40),
    subject_id INTEGER NOT NULL,
    place TEXT NOT NULL
        CHECK (place IN ('noticeboard', 'general', 'cases', 'meetings', 'facilitators', 'voice')),
    channel_id INTEGER,                     -- where it stands, NULL until sent
    message_id INTEGER,
    revision INTEGER NOT NULL DEFAULT 1,    -- rises with each change of what it shows
    shown_revision INTEGER NOT NULL DEFAULT 0,
    sendings INTEGER NOT NULL DEFAULT 1,
    failures INTEGER NOT NULL DEFAULT 0,
    retry_at INTEGER NOT NULL DEFAULT 0,    -- after a failure, not before this
    UNIQUE (community_id, kind, subject_id),
    CHECK ((channel_id IS NULL) = (message_id IS NULL))
) STRICT;

CREATE INDEX post_stale ON post (retry_at) WHERE shown_revision < revision;

CREATE INDEX post_by_message ON post (message_id);

CREATE TABLE notice (
    -- Something the facilitators must know, told once: a channel is gone, a permission is missing.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 3 AND 60),   -- which sentence
    params TEXT NOT NULL,                   -- its values, a JSON object; never what somebody typed
    dedupe_key TEXT NOT NULL UNIQUE CHECK (length(dedupe_key) <= 200),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX notice_by_community ON notice (community_id);
