-- Reason: a case that nobody answers is rescued by asking two members, by interest and in turn.

CREATE TABLE interest (
    -- A clinical area that a member likes to be asked about: the value of the forum's tag.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    area TEXT NOT NULL CHECK (length(area) BETWEEN 1 AND 20),
    PRIMARY KEY (community_id, member_id, area),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX interest_by_person ON interest (member_id);

CREATE TABLE case_rescue (
    -- That members were asked privately to look at a case, once a case.
    case_id INTEGER PRIMARY KEY REFERENCES shared_case (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    begun_at INTEGER NOT NULL
) STRICT;

CREATE INDEX case_rescue_by_community ON case_rescue (community_id);

CREATE TABLE case_asking (
    -- Whose turn it was to be asked about a case. The author of an anonymous case may be among them, told instead of
    -- asked: nothing here tells the two apart. `turn` 2 is somebody to whom the question was passed on.
    case_id INTEGER NOT NULL REFERENCES case_rescue (case_id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    turn INTEGER NOT NULL CHECK (turn IN (1, 2)),
    passed INTEGER NOT NULL DEFAULT 0 CHECK (passed IN (0, 1)),
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (case_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_asking_by_member ON case_asking (community_id, member_id);

CREATE INDEX case_asking_by_person ON case_asking (member_id);

ALTER TABLE setting ADD COLUMN rescue TEXT NOT NULL DEFAULT 'tap' CHECK (rescue IN ('tap', 'auto'));
