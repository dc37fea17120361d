-- Reason: a released case, or a question without a patient, ends in differing positions instead of silence.

CREATE TABLE discussion (
    -- What colleagues think about a released case, or about a question (then `question` and `asked_by` are here).
    -- Nothing says who opened or ended one: that may be an anonymous author.
    -- AUTOINCREMENT: a button names the id, and may outlive the row.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    case_id INTEGER UNIQUE REFERENCES shared_case (id) ON DELETE CASCADE,
    question TEXT CHECK (length(question) BETWEEN 1 AND 200),
    setting TEXT CHECK (length(setting) <= 200),
    asked_by INTEGER,                       -- NULL for a case, or once that member had their data erased
    round TEXT NOT NULL CHECK (round IN ('clarify', 'advice', 'ended')),
    begun_at INTEGER NOT NULL,
    ending TEXT CHECK (ending IN ('treating-doctor', 'agree-to-disagree')),
    closing TEXT CHECK (length(closing) <= 300),
    ended_at INTEGER,
    CHECK ((case_id IS NULL) = (question IS NOT NULL)),
    CHECK ((question IS NULL) = (setting IS NULL)),
    CHECK (asked_by IS NULL OR question IS NOT NULL),
    CHECK ((round = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK ((ended_at IS NULL) = (closing IS NULL))
) STRICT;

CREATE INDEX discussion_by_community ON discussion (community_id, begun_at);

CREATE TABLE case_position (
    -- How one member would approach it; one row a member, changeable while the advice round is open.
    -- The order of ids is the order in which they are shown; nothing is counted against anything.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    discussion_id INTEGER NOT NULL REFERENCES discussion (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    approach TEXT NOT NULL CHECK (length(approach) BETWEEN 1 AND 500),
    fits TEXT NOT NULL CHECK (length(fits) BETWEEN 1 AND 200),
    evidence TEXT NOT NULL CHECK (length(evidence) <= 200),
    given_at INTEGER NOT NULL,
    changed_at INTEGER,
    UNIQUE (discussion_id, member_id)
) STRICT;

CREATE INDEX case_position_by_member ON case_position (community_id, member_id);

-- Cases that were released before they could be discussed.
INSERT INTO discussion (community_id, case_id, round, begun_at)
SELECT community_id, id, 'clarify', decided_at FROM shared_case WHERE state = 'released';

-- Their posts show the buttons as soon as the bot has started.
UPDATE post SET revision = revision + 1 WHERE kind = 'case';
