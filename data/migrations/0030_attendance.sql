-- Reason: who was at a meeting, for how long, and who corrected that.

ALTER TABLE meeting ADD COLUMN began_at INTEGER;        -- when its run sheet says it began; NULL: as planned
ALTER TABLE meeting ADD COLUMN ended_at INTEGER;        -- when it was over; NULL until then
ALTER TABLE meeting ADD COLUMN confirmed_at INTEGER;    -- when a facilitator confirmed who was there

-- What is over already is not announced again as over; what is to come gets the timers that a new meeting gets.
UPDATE meeting SET ended_at = starts_at + minutes * 60
WHERE state = 'scheduled' AND starts_at + minutes * 60 < CAST(strftime('%s', 'now') AS INTEGER);

INSERT INTO timer (kind, community_id, subject_id, dedupe_key, due_at)
SELECT 'meeting.watch', community_id, id,
       'meeting:' || id || ':' || strftime('%Y-%m-%dT%H:%M', starts_at, 'unixepoch') || ':watch', starts_at
FROM meeting WHERE state = 'scheduled' AND ended_at IS NULL;

INSERT INTO timer (kind, community_id, subject_id, dedupe_key, due_at)
SELECT 'meeting.over', community_id, id,
       'meeting:' || id || ':' || strftime('%Y-%m-%dT%H:%M', starts_at, 'unixepoch') || ':over:' || minutes,
       starts_at + minutes * 60
FROM meeting WHERE state = 'scheduled' AND ended_at IS NULL;

CREATE TABLE presence (
    -- One stay of somebody at a meeting: in its voice channel, or as they said themselves (phone, Zoom). Kept as it
    -- was seen, also what lies outside the meeting; only what lies inside it counts (bot.domain.attendance).
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('voice', 'said')),
    since INTEGER NOT NULL,
    until INTEGER CHECK (until >= since),   -- NULL while it lasts
    seen_at INTEGER NOT NULL CHECK (seen_at >= since),  -- when they were last seen there: all that a crash leaves
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX presence_open ON presence (meeting_id, member_id, source) WHERE until IS NULL;
CREATE INDEX presence_by_meeting ON presence (community_id, meeting_id);
CREATE INDEX presence_by_person ON presence (member_id);

CREATE TABLE attendance_fix (
    -- What a facilitator settled for one person, in place of what was added up. Who, when and from what: see audit.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
    PRIMARY KEY (meeting_id, member_id),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX attendance_fix_by_meeting ON attendance_fix (community_id, meeting_id);
CREATE INDEX attendance_fix_by_person ON attendance_fix (member_id);

CREATE TABLE attendance_contest (
    -- A member says that their minutes are wrong; the facilitators settle it.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: buttons hold ids
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    claimed INTEGER NOT NULL CHECK (claimed BETWEEN 0 AND 1440),
    reason BLOB CHECK (length(reason) BETWEEN 1 AND 10000),     -- encrypted; gone once it is settled
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'granted', 'upheld')),
    asked_at INTEGER NOT NULL,
    settled_at INTEGER,
    CHECK ((state = 'open') = (settled_at IS NULL)),
    CHECK ((state = 'open') = (reason IS NOT NULL)),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX attendance_contest_open ON attendance_contest (meeting_id, member_id) WHERE state = 'open';
CREATE INDEX attendance_contest_by_meeting ON attendance_contest (community_id, meeting_id);
CREATE INDEX attendance_contest_by_person ON attendance_contest (member_id);

-- A correction says from what to what; the log keeps both, and neither is rewritten.
ALTER TABLE audit ADD COLUMN was INTEGER;               -- minutes, as the act says
ALTER TABLE audit ADD COLUMN became INTEGER;

DROP TRIGGER audit_is_not_rewritten;
CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit
WHEN NEW.id IS NOT OLD.id OR NEW.community_id IS NOT OLD.community_id OR NEW.at IS NOT OLD.at
    OR NEW.act IS NOT OLD.act OR NEW.subject_id IS NOT OLD.subject_id
    OR NEW.was IS NOT OLD.was OR NEW.became IS NOT OLD.became
    OR (NEW.actor_id IS NOT NULL AND NEW.actor_id IS NOT OLD.actor_id)
    OR (NEW.member_id IS NOT NULL AND NEW.member_id IS NOT OLD.member_id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
