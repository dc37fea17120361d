-- Reason: a whole series fits into one calendar file, and members may subscribe to a calendar of their own.

-- Calendars know the occurrence of a series by its number: which date of the rule it stands for, counted from the first
-- ever, also after the rule was moved. NULL: no occurrence, or one from before this was kept, known by its meeting.
ALTER TABLE meeting ADD COLUMN slot INTEGER CHECK (slot >= 0);

ALTER TABLE series ADD COLUMN base INTEGER NOT NULL DEFAULT 0 CHECK (base >= 0);   -- the number of first_day
ALTER TABLE series ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;  -- of occurrences that are no meetings yet
ALTER TABLE series ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
UPDATE series SET changed_at = created_at;

CREATE TABLE calendar_feed (
    -- The private calendar address of a member, of which only a fingerprint (SHA-256) is kept.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    fingerprint BLOB NOT NULL UNIQUE CHECK (length(fingerprint) = 32),
    made_at INTEGER NOT NULL,
    checked_at INTEGER NOT NULL,        -- when Discord was last asked whether the member is still in the server
    PRIMARY KEY (community_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX calendar_feed_by_person ON calendar_feed (member_id);
