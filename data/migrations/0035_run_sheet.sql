-- Reason: a meeting is run in timed steps, and a restart in the middle of it loses nothing.

CREATE TABLE meeting_run (
    -- That a meeting was started with a run sheet. When it began and ended stands with the meeting.
    meeting_id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('plain', 'echo', 'journal-club', 'balint')),
    turn INTEGER NOT NULL CHECK (turn >= 1),    -- rises with each tap that changed something
    acted_at INTEGER NOT NULL,              -- the last of them
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX meeting_run_by_community ON meeting_run (community_id, meeting_id);

CREATE TABLE run_step (
    -- A step of a run sheet as it was made when the meeting was started, whatever becomes of format and agenda.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL REFERENCES meeting_run (meeting_id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 60),
    hint TEXT NOT NULL CHECK (length(hint) BETWEEN 1 AND 200),
    topic TEXT CHECK (length(topic) BETWEEN 1 AND 200),         -- of the agenda item it belongs to
    presenter_id INTEGER,
    minutes INTEGER NOT NULL CHECK (minutes >= 1),
    extra INTEGER NOT NULL DEFAULT 0 CHECK (extra >= 0),        -- minutes that were added
    began_at INTEGER,                       -- NULL until its turn
    PRIMARY KEY (meeting_id, number),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX run_step_by_community ON run_step (community_id, meeting_id);
CREATE INDEX run_step_by_presenter ON run_step (presenter_id) WHERE presenter_id IS NOT NULL;
