-- Reason: a time that suits is found by asking, privately, before a meeting is planned.

CREATE TABLE time_poll (
    -- A question when people can meet. A draft is seen by its author alone; a booked one became a meeting.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),   -- in which its times were said
    organiser_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'booked')),
    meeting_id INTEGER,
    created_at INTEGER NOT NULL,
    UNIQUE (community_id, id),
    CHECK ((state = 'booked') = (meeting_id IS NOT NULL))
) STRICT;

CREATE INDEX time_poll_by_state ON time_poll (community_id, state);

CREATE TABLE time_slot (
    -- One of the times on offer, numbered from 1 in the order of time.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 15),
    starts_at INTEGER NOT NULL,
    PRIMARY KEY (poll_id, number),
    FOREIGN KEY (community_id, poll_id) REFERENCES time_poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX time_slot_by_community ON time_slot (community_id, poll_id);

CREATE TABLE time_required (
    -- Somebody without whom the meeting makes no sense.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (poll_id, member_id),
    FOREIGN KEY (community_id, poll_id) REFERENCES time_poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX time_required_by_community ON time_required (community_id, poll_id);
CREATE INDEX time_required_by_person ON time_required (member_id);

CREATE TABLE time_answer (
    -- What somebody said about one time; shown to nobody by name.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'maybe', 'no')),
    answered_at INTEGER NOT NULL,
    PRIMARY KEY (poll_id, number, member_id),
    FOREIGN KEY (poll_id, number) REFERENCES time_slot (poll_id, number) ON DELETE CASCADE,
    FOREIGN KEY (community_id, poll_id) REFERENCES time_poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX time_answer_by_community ON time_answer (community_id, poll_id);
CREATE INDEX time_answer_by_person ON time_answer (member_id);
