-- Reason: a scheduled prompt is skipped where people are talking already, and the facilitators see why.

CREATE TABLE channel_talk (
    -- How many messages people wrote in a channel (its threads included) in an hour. No author, no text; two days old
    -- counts go, but for the newest of each channel, which tells since when it is quiet.
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    channel_id INTEGER NOT NULL,
    hour INTEGER NOT NULL CHECK (hour % 3600 = 0),      -- its beginning
    messages INTEGER NOT NULL CHECK (messages > 0),
    PRIMARY KEY (community_id, channel_id, hour)
) STRICT, WITHOUT ROWID;

ALTER TABLE prompt_schedule ADD COLUMN skipped_at INTEGER;      -- when a turn was last skipped, and why
ALTER TABLE prompt_schedule ADD COLUMN skipped_because TEXT CHECK (skipped_because IN ('talking', 'holiday'));
