-- Reason: a group steers itself by suggesting topics, supporting them and voting on what comes next.

CREATE TABLE topic (
    -- Something the community wants to learn. Text is public within the community.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: old buttons hold ids
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    why TEXT CHECK (length(why) BETWEEN 1 AND 300),
    state TEXT NOT NULL DEFAULT 'backlog' CHECK (state IN ('backlog', 'chosen')),  -- booked: see agenda_item
    suggested_by INTEGER,                   -- a member's id
    suggested_at INTEGER NOT NULL,
    UNIQUE (community_id, id)
) STRICT;

CREATE INDEX topic_by_community ON topic (community_id, state);

CREATE TABLE topic_support (
    -- Who would come to it: a row a member, gone when they withdraw.
    community_id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    supported_at INTEGER NOT NULL,
    PRIMARY KEY (topic_id, member_id),
    FOREIGN KEY (community_id, topic_id) REFERENCES topic (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX topic_support_by_topic ON topic_support (community_id, topic_id);

CREATE INDEX topic_support_by_member ON topic_support (community_id, member_id);

CREATE TABLE poll (
    -- A question put to the community until a deadline. How it is counted and when totals show is fixed when it opens.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: old buttons hold ids
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    question TEXT CHECK (length(question) BETWEEN 1 AND 200),   -- NULL: which topic next?
    method TEXT NOT NULL CHECK (method IN ('single', 'approval')),
    results TEXT NOT NULL CHECK (results IN ('live', 'at-close')),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    opened_by INTEGER,                      -- a member's id
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL CHECK (closes_at > opened_at),
    closed_at INTEGER,
    left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out >= 0),  -- topics that did not fit on the ballot
    UNIQUE (community_id, id),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;

CREATE INDEX poll_by_community ON poll (community_id, state);

CREATE TRIGGER poll_terms_are_fixed
BEFORE UPDATE OF community_id, question, method, results, opened_at ON poll
BEGIN
    SELECT raise(ABORT, 'the terms of a poll are fixed when it opens');
END;

CREATE TRIGGER poll_closes_once
BEFORE UPDATE OF state, closes_at, closed_at ON poll WHEN old.state = 'closed'
BEGIN
    SELECT raise(ABORT, 'a closed poll stays as it is');
END;

CREATE TABLE poll_option (
    -- One line of a ballot paper; its text is what members voted on, whatever becomes of the topic.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 25),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 100),
    topic_id INTEGER,
    UNIQUE (poll_id, position),
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE,
    FOREIGN KEY (community_id, topic_id) REFERENCES topic (community_id, id)
) STRICT;

CREATE INDEX poll_option_by_poll ON poll_option (community_id, poll_id);
CREATE INDEX poll_option_by_topic ON poll_option (community_id, topic_id) WHERE topic_id IS NOT NULL;

CREATE TABLE ballot (
    -- One member's vote: one row, replaced when they change their mind. The row is the whole ballot, so that it is
    -- stored or replaced in one statement. Not enforced here: the options in it are this poll's (bot.domain.polls.mark).
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    marks TEXT NOT NULL CHECK (json_valid(marks)),  -- {"option id": mark}
    cast_at INTEGER NOT NULL,
    PRIMARY KEY (poll_id, member_id),
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX ballot_by_poll ON ballot (community_id, poll_id);
CREATE INDEX ballot_by_member ON ballot (community_id, member_id);

CREATE TRIGGER ballot_only_while_open
BEFORE INSERT ON ballot WHEN (SELECT state FROM poll WHERE id = new.poll_id) = 'closed'
BEGIN
    SELECT raise(ABORT, 'a closed poll takes no votes');
END;
