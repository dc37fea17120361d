-- Reason: where a community allows it, a case may have pictures, made anew and released with it.

ALTER TABLE setting ADD COLUMN pictures TEXT NOT NULL DEFAULT 'off' CHECK (pictures IN ('on', 'off'));

CREATE TABLE case_picture (
    -- A picture of a draft or of a case, made anew before it got here: nothing of what was uploaded is in it but pixels.
    -- Sealed until the release, then in clear; an erased one has neither. It goes with its draft or case. No member is
    -- named: the author of a case that is posted for a member must not be found here.
    -- AUTOINCREMENT: a post names the id, and may outlive the row.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    draft_id INTEGER REFERENCES case_draft (id) ON DELETE CASCADE,
    case_id INTEGER REFERENCES shared_case (id) ON DELETE CASCADE,
    sealed BLOB CHECK (length(sealed) BETWEEN 1 AND 5000000),
    alt_sealed BLOB CHECK (length(alt_sealed) BETWEEN 1 AND 4000),
    image BLOB CHECK (length(image) BETWEEN 1 AND 3500000),
    alt TEXT CHECK (length(alt) BETWEEN 1 AND 300),
    consent_version INTEGER NOT NULL,       -- of the wording with which its author affirmed consent
    consented_at INTEGER NOT NULL,
    looked_version INTEGER,                 -- of the list of what its author looked for on it before handing it in
    looked_at INTEGER,
    CHECK ((draft_id IS NULL) <> (case_id IS NULL)),
    CHECK ((sealed IS NULL) = (alt_sealed IS NULL)),
    CHECK ((image IS NULL) = (alt IS NULL)),
    CHECK (sealed IS NULL OR image IS NULL),
    CHECK ((looked_at IS NULL) = (looked_version IS NULL)),
    CHECK ((case_id IS NULL) = (looked_at IS NULL))
) STRICT;

CREATE INDEX case_picture_by_draft ON case_picture (draft_id);
CREATE INDEX case_picture_by_case ON case_picture (case_id);
CREATE INDEX case_picture_by_community ON case_picture (community_id);
