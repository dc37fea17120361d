-- Reason: what may identify a patient is hidden at once, and what a facilitator erases leaves the file.

CREATE TABLE shared_case_new (
    -- A case that its author submitted. Its text is sealed until the release puts it in the columns in clear;
    -- of a declined case the sealed text stays until its author took it back, or 72 hours; an erased one has none.
    -- Nothing here leads from an anonymous case to its author without the key.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'released', 'declined', 'erased')),
    author_id INTEGER,                      -- NULL when posted for a member
    author_sealed BLOB,                     -- who that member is, encrypted
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 100000),
    title TEXT CHECK (length(title) BETWEEN 1 AND 100),
    stage TEXT CHECK (length(stage) BETWEEN 1 AND 20),
    context TEXT CHECK (length(context) BETWEEN 1 AND 1650),
    findings TEXT CHECK (length(findings) <= 1650),
    tried TEXT CHECK (length(tried) <= 1100),
    question TEXT CHECK (length(question) BETWEEN 1 AND 550),
    area TEXT CHECK (length(area) BETWEEN 1 AND 20),
    affirmed_version INTEGER NOT NULL,      -- of the wording of the three statements
    affirmed_at INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    decided_at INTEGER,                     -- when it was released or declined
    decided_by INTEGER,
    reason_sealed BLOB,                     -- why it was declined, for its author alone
    told_at INTEGER,                        -- when the author was told of the result
    CHECK ((author_id IS NULL) <> (author_sealed IS NULL)),
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((state = 'declined') = (reason_sealed IS NOT NULL)),
    CHECK (state <> 'waiting' OR sealed IS NOT NULL),
    CHECK (state NOT IN ('released', 'erased') OR sealed IS NULL),
    CHECK (
        CASE state
            WHEN 'released' THEN title IS NOT NULL AND stage IS NOT NULL AND context IS NOT NULL
                AND findings IS NOT NULL AND tried IS NOT NULL AND question IS NOT NULL AND area IS NOT NULL
            ELSE coalesce(title, stage, context, findings, tried, question, area) IS NULL
        END
    ),
    -- The second person: no one releases their own case. (An anonymous author is compared by the service.)
    CHECK (state <> 'released' OR author_id IS NULL OR decided_by <> author_id)
) STRICT;

INSERT INTO shared_case_new (
    id, community_id, state, author_id, author_sealed, sealed, title, stage, context, findings, tried, question, area,
    affirmed_version, affirmed_at, submitted_at, decided_at, decided_by, reason_sealed, told_at
)
SELECT
    id, community_id, state, author_id, author_sealed, sealed, title, stage, context, findings, tried, question, area,
    affirmed_version, affirmed_at, submitted_at, decided_at, decided_by, reason_sealed, told_at
FROM shared_case;

-- An id is never used again, whatever was deleted before.
DELETE FROM sqlite_sequence WHERE name = 'shared_case_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'shared_case_new', seq FROM sqlite_sequence WHERE name = 'shared_case';
DROP TABLE shared_case;
ALTER TABLE shared_case_new RENAME TO shared_case;

CREATE INDEX shared_case_by_state ON shared_case (community_id, state, submitted_at);
CREATE INDEX shared_case_with_news ON shared_case (community_id)
    WHERE told_at IS NULL OR (state = 'declined' AND sealed IS NOT NULL);
CREATE INDEX shared_case_by_author ON shared_case (community_id, author_id);

-- A hidden post shows a placeholder, whatever its kind, until a facilitator has put it back.
ALTER TABLE post ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));

CREATE TABLE flag (
    -- A message in the case channel that a member took for a possible identifier, and what became of it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    post_id INTEGER REFERENCES post (id) ON DELETE SET NULL,    -- NULL for a message that is none of our posts
    author_id INTEGER,                      -- who wrote that message; NULL if the bot did
    flagger_id INTEGER NOT NULL,            -- shown to facilitators only
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 100000),    -- what that message said, encrypted, until decided
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'restored', 'erased')),
    flagged_at INTEGER NOT NULL,
    hidden_at INTEGER,                      -- NULL while the message could not be taken away yet
    decided_at INTEGER,
    decided_by INTEGER,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (state <> 'erased' OR sealed IS NULL)
) STRICT;

CREATE UNIQUE INDEX flag_open_once ON flag (community_id, message_id) WHERE state = 'open';
CREATE INDEX flag_by_community ON flag (community_id, state);
CREATE INDEX flag_by_post ON flag (post_id);
