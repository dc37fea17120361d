-- Reason: the backlog stays short: topics that are the same are merged, those nobody needs are dropped, both can be
-- taken back; other names of a topic are remembered, and where a topic was raised.

-- The topic that this one became part of. Its own row, supporters and ballots stay, so that it can be taken back.
ALTER TABLE topic ADD COLUMN merged_into INTEGER REFERENCES topic (id) ON DELETE SET NULL;
ALTER TABLE topic ADD COLUMN merged_at INTEGER;

ALTER TABLE topic ADD COLUMN dropped_at INTEGER;
ALTER TABLE topic ADD COLUMN drop_reason TEXT CHECK (length(drop_reason) BETWEEN 1 AND 300);

-- Where it was raised: a discussion's id, or a prompt's sending; NULL if nowhere in particular.
ALTER TABLE topic ADD COLUMN origin TEXT CHECK (origin IN ('discussion', 'prompt'));
ALTER TABLE topic ADD COLUMN origin_id INTEGER;

CREATE INDEX topic_by_merger ON topic (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE topic_name (
    -- Another name of a topic, told by a member who typed it and said that this one is the same. Not by whom.
    community_id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    PRIMARY KEY (topic_id, name),
    FOREIGN KEY (community_id, topic_id) REFERENCES topic (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX topic_name_by_topic ON topic_name (community_id, topic_id);
