-- Reason: meetings, who is coming, and what they will be about.

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

-- The services decide who gets a seat; these only make a ninth person on eight seats impossible.
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
