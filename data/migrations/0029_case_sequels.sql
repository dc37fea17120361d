-- Reason: an author may tell a case in parts, each at its own time.

CREATE TABLE case_sequel (
    -- What happened next in a released case: sealed until it is told, then in clear. No member is named: the author of
    -- a case that is posted for a member must not be found here.
    -- AUTOINCREMENT: a timer and a post name the id, and may outlive the row.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES shared_case (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number BETWEEN 2 AND 4),     -- the case itself is part 1
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'out', 'withdrawn', 'erased')),
    due_at INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,    -- rises with each new time, so that its timer is a new one
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 20000),
    text TEXT CHECK (length(text) BETWEEN 1 AND 1100),
    out_at INTEGER,
    UNIQUE (case_id, number),
    CHECK ((state = 'planned') = (sealed IS NOT NULL)),
    CHECK ((state = 'out') = (text IS NOT NULL))
) STRICT;

CREATE INDEX case_sequel_by_community ON case_sequel (community_id);
