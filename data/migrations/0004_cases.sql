-- Reason: a case is its author's alone until it was checked, affirmed and released by a second person.

CREATE TABLE case_draft (
    -- A case being written, one for each member. `sealed` is encrypted with a key that is not in this file.
    -- AUTOINCREMENT: an id is never used again, so no timer of an old draft can mean a new one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 100000),
    revision INTEGER NOT NULL DEFAULT 1,    -- rises with each save
    saved_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > saved_at),
    UNIQUE (community_id, member_id)
) STRICT;

CREATE TABLE shared_case (
    -- A case that its author submitted. Its text is sealed until the release puts it in the columns in clear;
    -- of a declined case the sealed text stays until its author took it back, or 72 hours.
    -- Nothing here leads from an anonymous case to its author without the key.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'released', 'declined')),
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
    decided_at INTEGER,
    decided_by INTEGER,
    reason_sealed BLOB,                     -- why it was declined, for its author alone
    told_at INTEGER,                        -- when the author was told of the result
    CHECK ((author_id IS NULL) <> (author_sealed IS NULL)),
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK ((state = 'declined') = (reason_sealed IS NOT NULL)),
    CHECK (state <> 'waiting' OR sealed IS NOT NULL),
    CHECK (state <> 'released' OR sealed IS NULL),
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

CREATE INDEX shared_case_by_state ON shared_case (community_id, state, submitted_at);
CREATE INDEX shared_case_with_news ON shared_case (community_id)
    WHERE told_at IS NULL OR (state = 'declined' AND sealed IS NOT NULL);
CREATE INDEX shared_case_by_author ON shared_case (community_id, author_id);

CREATE TABLE case_overruling (
    -- A detail of a released case that the check questioned and its author kept, and why.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES shared_case (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('title', 'context', 'findings', 'tried', 'question')),
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    quote TEXT NOT NULL CHECK (length(quote) BETWEEN 1 AND 1650),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 300)
) STRICT;

CREATE INDEX case_overruling_by_case ON case_overruling (case_id);
CREATE INDEX case_overruling_by_community ON case_overruling (community_id);
