-- Reason: members commit to a change, privately, and are asked at 6 and 12 weeks how it goes.

CREATE TABLE commitment (
    -- A change that one member means to make. `sealed` is encrypted with a key that is not in this file.
    -- AUTOINCREMENT: a number is never used again, so no timer or button of an old one can mean a new one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 20000),
    made_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,                -- by when they mean to have changed it
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),   -- dropped, or asked about for the last time
    shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1))  -- by its owner, for all to read
) STRICT;

CREATE INDEX commitment_by_owner ON commitment (community_id, member_id);
CREATE INDEX commitment_by_person ON commitment (member_id);

CREATE TABLE commitment_check (
    -- One of the two times at which its owner is asked, and what they said, encrypted like the rest.
    commitment_id INTEGER NOT NULL REFERENCES commitment (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    weeks INTEGER NOT NULL CHECK (weeks IN (6, 12)),
    asked_at INTEGER NOT NULL,              -- when they are asked
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'asked', 'nudged', 'answered')),
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 20000),
    PRIMARY KEY (commitment_id, weeks),
    CHECK ((state = 'answered') = (sealed IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX commitment_check_by_community ON commitment_check (community_id, state, asked_at);
