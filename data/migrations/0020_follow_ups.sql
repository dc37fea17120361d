-- Reason: what became of a case, what was learnt from it, and where it is taken up again.

CREATE TABLE case_follow_up (
    -- When the author of a case is asked what happened, once and once more. No member is named: the author of a case
    -- that is posted for a member must not be found here.
    case_id INTEGER PRIMARY KEY REFERENCES shared_case (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'asked', 'nudged', 'declined', 'answered')),
    revision INTEGER NOT NULL DEFAULT 1     -- rises with each new date, so that its timers are new ones
) STRICT;

CREATE INDEX case_follow_up_by_community ON case_follow_up (community_id);

CREATE TABLE discussion_note (
    -- What happened to the patient (outcome), or what was learnt (learning). No member is named, as above.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    discussion_id INTEGER NOT NULL REFERENCES discussion (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('outcome', 'learning')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 600),
    kept_because TEXT CHECK (length(kept_because) BETWEEN 1 AND 300),  -- why a questioned detail stays
    added_at INTEGER NOT NULL
) STRICT;

CREATE INDEX discussion_note_by_discussion ON discussion_note (discussion_id);
CREATE INDEX discussion_note_by_community ON discussion_note (community_id, kind);

CREATE TABLE discussion_meeting (
    -- That a case or question was put on a meeting's agenda, so that it is put there once.
    discussion_id INTEGER NOT NULL REFERENCES discussion (id) ON DELETE CASCADE,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL,               -- of the agenda
    PRIMARY KEY (discussion_id, meeting_id)
) STRICT;

CREATE INDEX discussion_meeting_by_meeting ON discussion_meeting (meeting_id);
CREATE INDEX discussion_meeting_by_community ON discussion_meeting (community_id);
