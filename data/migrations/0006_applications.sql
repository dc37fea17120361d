-- Reason: nobody is let in without having agreed and having been checked by a person, and it stays known who checked.

CREATE TABLE application (
    -- One request to join. A registration number is shown to the facilitators and never stored: there is no column.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    particulars BLOB,                       -- encrypted JSON: name, profession, country; NULL after a decline
    gave_number INTEGER NOT NULL CHECK (gave_number IN (0, 1)),  -- whether one was given, not which
    agreement_version INTEGER NOT NULL,
    applied_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'approved', 'declined')),
    decided_by INTEGER,
    decided_at INTEGER,
    reason BLOB,                            -- encrypted; why it was declined
    CHECK ((state = 'pending') = (decided_by IS NULL)),
    CHECK ((state = 'pending') = (decided_at IS NULL)),
    CHECK (state <> 'declined' OR (particulars IS NULL AND reason IS NOT NULL)),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX application_by_member ON application (community_id, member_id);
CREATE UNIQUE INDEX application_pending ON application (community_id, member_id) WHERE state = 'pending';

CREATE TABLE audit (
    -- Who did what to whom, and when: append-only. Holds ids, never a word that somebody typed.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    act TEXT NOT NULL CHECK (length(act) BETWEEN 3 AND 40),     -- such as 'application.approved'
    actor_id INTEGER,                       -- NULL once that person had their data erased
    member_id INTEGER,                      -- whom it was done to, where it was somebody
    subject_id INTEGER                      -- the application, case, poll …, as the act says
) STRICT;

CREATE INDEX audit_by_community ON audit (community_id, at);

CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit
WHEN NEW.id IS NOT OLD.id OR NEW.community_id IS NOT OLD.community_id OR NEW.at IS NOT OLD.at
    OR NEW.act IS NOT OLD.act OR NEW.subject_id IS NOT OLD.subject_id
    OR (NEW.actor_id IS NOT NULL AND NEW.actor_id IS NOT OLD.actor_id)
    OR (NEW.member_id IS NOT NULL AND NEW.member_id IS NOT OLD.member_id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
WHEN EXISTS (SELECT 1 FROM community WHERE id = OLD.community_id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
