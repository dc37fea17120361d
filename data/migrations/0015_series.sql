-- Reason: meetings repeat, and one of them or all from one on may change.

CREATE TABLE series (
    -- A meeting that repeats: an hour on the wall in an IANA zone, on the dates of a rule (RFC 5545).
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    seats INTEGER CHECK (seats BETWEEN 1 AND 500),
    place TEXT CHECK (length(place) BETWEEN 1 AND 100),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),
    hour TEXT NOT NULL CHECK (length(hour) = 5),                -- 19:30, on the wall
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),     -- 2026-03-12
    rule TEXT NOT NULL CHECK (length(rule) BETWEEN 1 AND 1000), -- RRULE, and EXDATE on a second line
    organiser_id INTEGER NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    created_at INTEGER NOT NULL,
    UNIQUE (community_id, id)
) STRICT;

-- Which date of its series a meeting stands for; moved: it no longer begins when the rule says.
ALTER TABLE meeting ADD COLUMN series_id INTEGER REFERENCES series (id) ON DELETE SET NULL;
ALTER TABLE meeting ADD COLUMN occurrence TEXT CHECK (length(occurrence) = 10);
ALTER TABLE meeting ADD COLUMN moved INTEGER NOT NULL DEFAULT 0 CHECK (moved IN (0, 1));
ALTER TABLE meeting ADD COLUMN repeat TEXT CHECK (length(repeat) BETWEEN 1 AND 1000);   -- the rule a draft will have
CREATE UNIQUE INDEX meeting_by_occurrence ON meeting (series_id, occurrence) WHERE series_id IS NOT NULL;

CREATE TABLE meeting_change (
    -- What a facilitator wants to change about a meeting (proposed: shown to them alone), and what they changed.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'move', 'skip')),
    title TEXT CHECK (length(title) BETWEEN 1 AND 100),         -- NULL, here and below: stays as it is
    starts_at INTEGER,
    minutes INTEGER CHECK (minutes BETWEEN 5 AND 720),
    seats INTEGER CHECK (seats BETWEEN 0 AND 500),              -- 0: room for all
    place TEXT CHECK (length(place) BETWEEN 1 AND 100),
    began_at INTEGER NOT NULL,                                  -- when the meeting began before the change
    author_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'applied')),
    onwards INTEGER NOT NULL DEFAULT 0 CHECK (onwards IN (0, 1)),
    at INTEGER NOT NULL,
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX meeting_change_by_meeting ON meeting_change (community_id, meeting_id);
