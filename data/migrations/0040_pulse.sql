-- Reason: after a meeting, those who were there say in three taps how it was, without names.

CREATE TABLE pulse (
    -- The pulse of one meeting. Replies lie in pulse_box while it is open, and as figures alone once it closed.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: buttons and the key's file are named after it
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL UNIQUE,
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL CHECK (closes_at > opened_at),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    answered INTEGER CHECK (answered >= 0), -- how many took part; NULL while it is open
    UNIQUE (community_id, id),
    CHECK ((state = 'closed') = (answered IS NOT NULL)),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX pulse_by_community ON pulse (community_id, state);
CREATE INDEX pulse_by_meeting ON pulse (community_id, meeting_id);

CREATE TRIGGER pulse_closes_once BEFORE UPDATE OF state, answered, closes_at ON pulse WHEN old.state = 'closed'
BEGIN
    SELECT raise(ABORT, 'a closed pulse stays as it is');
END;

CREATE TABLE pulse_box (
    -- All replies to an open pulse in one sealed, padded piece; its key is a file outside this one, destroyed when the
    -- pulse closes. One row a pulse, rewritten by each tap: no row, order or size tells of a single reply.
    pulse_id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    FOREIGN KEY (community_id, pulse_id) REFERENCES pulse (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX pulse_box_by_pulse ON pulse_box (community_id, pulse_id);

CREATE TABLE pulse_figure (
    -- How often each reply was given to a closed pulse: all that is left of the replies.
    community_id INTEGER NOT NULL,
    pulse_id INTEGER NOT NULL,
    question TEXT NOT NULL CHECK (question IN ('useful', 'safe', 'change')),
    reply TEXT NOT NULL CHECK (reply IN ('yes', 'partly', 'no')),
    given INTEGER NOT NULL CHECK (given >= 0),
    PRIMARY KEY (pulse_id, question, reply),
    FOREIGN KEY (community_id, pulse_id) REFERENCES pulse (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX pulse_figure_by_pulse ON pulse_figure (community_id, pulse_id);
