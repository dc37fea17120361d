-- Reason: more methods of voting, anonymous polls, totals after one's own vote, and a quorum. The checks of a column
-- cannot be altered in place, so the table is made anew.

DROP TRIGGER poll_terms_are_fixed;
DROP TRIGGER poll_closes_once;
DROP TRIGGER ballot_only_while_open;

CREATE TABLE poll_new (
    -- A question put to the community until a deadline. How it is counted, what shows when, whether ballots have names
    -- and how many must vote is fixed when it opens.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: old buttons hold ids
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    question TEXT CHECK (length(question) BETWEEN 1 AND 200),   -- NULL: which topic next?
    method TEXT NOT NULL CHECK (method IN ('single', 'approval', 'ranked', 'dots', 'score', 'consent')),
    results TEXT NOT NULL CHECK (results IN ('live', 'after-vote', 'at-close')),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    opened_by INTEGER,                      -- a member's id
    opened_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL CHECK (closes_at > opened_at),
    closed_at INTEGER,
    left_out INTEGER NOT NULL DEFAULT 0 CHECK (left_out >= 0),  -- topics that did not fit on the ballot
    anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1)),   -- ballots: see ballot_box, counted_ballot
    quorum INTEGER CHECK (quorum BETWEEN 1 AND 100),            -- percent of the members who can vote; NULL: none
    extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)),     -- given more time, once, for want of a quorum
    lapsed INTEGER NOT NULL DEFAULT 0 CHECK (lapsed IN (0, 1)),         -- closed without a quorum: decides nothing
    electorate INTEGER CHECK (electorate >= 0),                 -- how many could vote when it closed
    UNIQUE (community_id, id),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (anonymous = 0 OR results = 'at-close'),  -- totals that change would tell how somebody voted
    CHECK (lapsed = 0 OR (state = 'closed' AND quorum IS NOT NULL))
) STRICT;

INSERT INTO poll_new (id, community_id, question, method, results, state, opened_by, opened_at, closes_at, closed_at,
                      left_out)
SELECT id, community_id, question, method, results, state, opened_by, opened_at, closes_at, closed_at, left_out
FROM poll;

-- AUTOINCREMENT goes on where the old table was.
DELETE FROM sqlite_sequence WHERE name = 'poll_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'poll_new', seq FROM sqlite_sequence WHERE name = 'poll';

DROP TABLE poll;
ALTER TABLE poll_new RENAME TO poll;

CREATE INDEX poll_by_community ON poll (community_id, state);

CREATE TRIGGER poll_terms_are_fixed
BEFORE UPDATE OF community_id, question, method, results, opened_at, anonymous, quorum ON poll
BEGIN
    SELECT raise(ABORT, 'the terms of a poll are fixed when it opens');
END;

CREATE TRIGGER poll_closes_once
BEFORE UPDATE OF state, closes_at, closed_at, extended, lapsed, electorate ON poll WHEN old.state = 'closed'
BEGIN
    SELECT raise(ABORT, 'a closed poll stays as it is');
END;

CREATE TRIGGER poll_is_extended_once
BEFORE UPDATE OF closes_at ON poll WHEN old.extended = 1
BEGIN
    SELECT raise(ABORT, 'a poll is extended once');
END;

-- Why somebody objects or has reservations; shown without a name when the poll has closed.
ALTER TABLE ballot ADD COLUMN reason TEXT CHECK (length(reason) BETWEEN 1 AND 300);

CREATE TRIGGER ballot_only_while_open
BEFORE INSERT ON ballot WHEN (SELECT state FROM poll WHERE id = new.poll_id) = 'closed'
BEGIN
    SELECT raise(ABORT, 'a closed poll takes no votes');
END;

CREATE TRIGGER ballot_has_no_name_if_anonymous
BEFORE INSERT ON ballot WHEN (SELECT anonymous FROM poll WHERE id = new.poll_id) = 1
BEGIN
    SELECT raise(ABORT, 'an anonymous poll keeps no ballot under a name');
END;

CREATE TABLE ballot_box (
    -- All ballots of an open anonymous poll in one sealed, padded piece; its key is a file outside this one, destroyed
    -- when the poll closes. One row a poll, rewritten by each vote: no row, order or size tells of a single vote.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX ballot_box_by_poll ON ballot_box (community_id, poll_id);

CREATE TABLE counted_ballot (
    -- The ballots of a closed anonymous poll, ordered by what they say: nothing tells whose or which was first.
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place >= 1),
    marks TEXT NOT NULL CHECK (json_valid(marks)),  -- as in ballot
    reason TEXT CHECK (length(reason) BETWEEN 1 AND 300),
    PRIMARY KEY (poll_id, place),
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX counted_ballot_by_poll ON counted_ballot (community_id, poll_id);
