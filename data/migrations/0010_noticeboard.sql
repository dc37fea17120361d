-- Reason: one message on the noticeboard that is always true takes the place of the small invitation to join.

CREATE TABLE case_reply (
    -- That colleagues wrote below a released case: how many messages and when, never who or what.
    case_id INTEGER PRIMARY KEY REFERENCES shared_case (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    replies INTEGER NOT NULL CHECK (replies >= 1),
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL CHECK (last_at >= first_at)
) STRICT;

CREATE INDEX case_reply_by_community ON case_reply (community_id);

UPDATE post SET kind = 'noticeboard', revision = revision + 1 WHERE kind = 'welcome';
