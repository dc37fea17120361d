-- Reason: facilitators order an agenda by hand, and it is posted some days before its meeting.

ALTER TABLE agenda_item ADD COLUMN place INTEGER NOT NULL DEFAULT 0;    -- where it stands; equals follow their id

-- Meetings that stand already get the timer that new ones plan themselves: three days ahead, if that is still to come.
INSERT INTO timer (community_id, kind, subject_id, dedupe_key, due_at, expires_at)
SELECT community_id, 'meeting.agenda', id,
    'meeting:' || id || ':' || strftime('%Y-%m-%dT%H:%M', starts_at, 'unixepoch') || ':agenda',
    starts_at - 259200, starts_at
FROM meeting WHERE state = 'scheduled' AND starts_at - 259200 > unixepoch();
