-- Reason: what a group made of a poll's result: decided, agreed to disagree, or parked; and when it looks again.

CREATE TABLE poll_outcome (
    -- One word on a closed poll; the latest of a poll counts, the earlier ones stay to be read.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    poll_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('decided', 'disagree', 'parked')),
    why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 500),
    stated_by INTEGER,                      -- a member's id
    stated_at INTEGER NOT NULL,
    review_at INTEGER CHECK (review_at > stated_at),
    FOREIGN KEY (community_id, poll_id) REFERENCES poll (community_id, id) ON DELETE CASCADE
) STRICT;

CREATE INDEX poll_outcome_by_poll ON poll_outcome (community_id, poll_id);
