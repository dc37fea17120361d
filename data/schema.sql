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

CREATE TABLE meeting (
    -- One meeting. A draft awaits its author's word that the time was read as they meant it.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),    -- Discord's limit for events
    starts_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    seats INTEGER CHECK (seats BETWEEN 1 AND 500),                  -- NULL: room for all
    place TEXT CHECK (length(place) BETWEEN 1 AND 100),             -- NULL: the server's voice channel
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),       -- IANA zone in which the time was said
    state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'cancelled')),
    organiser_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,    -- rises with each change that a calendar must learn of (RFC 5545)
    event_id INTEGER,                       -- Discord's scheduled event, NULL while there is none
    cancel_reason TEXT CHECK (length(cancel_reason) BETWEEN 1 AND 500),
    typed_when TEXT CHECK (length(typed_when) <= 200),              -- as the author of a draft typed it
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (community_id, id),
    CHECK (cancel_reason IS NULL OR state = 'cancelled'),
    CHECK (typed_when IS NULL OR state = 'draft')
) STRICT;

CREATE INDEX meeting_upcoming ON meeting (community_id, state, starts_at);

CREATE INDEX meeting_by_event ON meeting (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE rsvp (
    -- Somebody's answer to a meeting; changeable until it begins. rank tells the order in which answers came.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('going', 'maybe', 'no')),
    rank INTEGER NOT NULL CHECK (rank >= 1),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id),
    UNIQUE (meeting_id, rank),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX rsvp_by_community ON rsvp (community_id, meeting_id);

CREATE INDEX rsvp_by_person ON rsvp (member_id);

CREATE TRIGGER rsvp_seats_new BEFORE INSERT ON rsvp
WHEN NEW.answer = 'going' AND (
    SELECT count(*) FROM rsvp
    WHERE meeting_id = NEW.meeting_id AND answer = 'going' AND member_id <> NEW.member_id
) >= (SELECT seats FROM meeting WHERE id = NEW.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'the meeting is full');
END;

CREATE TRIGGER rsvp_seats_changed BEFORE UPDATE OF answer ON rsvp
WHEN NEW.answer = 'going' AND (
    SELECT count(*) FROM rsvp
    WHERE meeting_id = NEW.meeting_id AND answer = 'going' AND member_id <> NEW.member_id
) >= (SELECT seats FROM meeting WHERE id = NEW.meeting_id)
BEGIN
    SELECT RAISE(ABORT, 'the meeting is full');
END;

CREATE TABLE agenda_item (
    -- Something a meeting is about, in the order it was added.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    topic_id INTEGER,                       -- of the backlog, where it came from there
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    presenter_id INTEGER,
    UNIQUE (meeting_id, topic_id),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX agenda_item_by_meeting ON agenda_item (community_id, meeting_id);

CREATE INDEX agenda_item_by_topic ON agenda_item (topic_id) WHERE topic_id IS NOT NULL;

CREATE INDEX agenda_item_by_presenter ON agenda_item (presenter_id) WHERE presenter_id IS NOT NULL;
