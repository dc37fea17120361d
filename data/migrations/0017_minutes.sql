-- Reason: what a meeting learned and decided is kept, and what somebody took on is followed until it is done.

CREATE TABLE minutes (
    -- What came of a meeting, posted for its community.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER PRIMARY KEY,
    learning TEXT NOT NULL DEFAULT '' CHECK (length(learning) <= 1000),
    decisions TEXT NOT NULL DEFAULT '' CHECK (length(decisions) <= 1000),
    author_id INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX minutes_by_community ON minutes (community_id, meeting_id);

CREATE TABLE meeting_action (
    -- Something one person took on at a meeting; open until done_at. Nothing is taken on by nobody.
    id INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 200),
    owner_id INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    done_at INTEGER,
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX meeting_action_by_meeting ON meeting_action (community_id, meeting_id);
CREATE INDEX meeting_action_open ON meeting_action (community_id, due_at) WHERE done_at IS NULL;
CREATE INDEX meeting_action_by_owner ON meeting_action (owner_id);
