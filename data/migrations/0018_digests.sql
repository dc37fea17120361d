-- Reason: facilitators get one message a week that tells who and what needs them, and may write gently to the silent.

CREATE TABLE digest_reader (
    -- A facilitator who gets the digest each Monday morning. Who is one, Discord's role tells when it is sent.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
    PRIMARY KEY (community_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX digest_reader_by_person ON digest_reader (member_id);

CREATE TABLE contact (
    -- When a silent member was last asked whether all is well. What they answered is in their habits, not here.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (community_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_by_person ON contact (member_id);
