-- Reason: questions that keep a group talking are chosen fairly, sent on time and not repeated for half a year.

CREATE TABLE prompt_schedule (
    -- A standing order for prompts. The hour on the wall and the zone are the truth, instants follow from them.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: timers are named after it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    weekdays TEXT NOT NULL CHECK (length(weekdays) BETWEEN 1 AND 7 AND weekdays NOT GLOB '*[^0-6]*'), -- 0 is Monday
    interval_weeks INTEGER NOT NULL CHECK (interval_weeks BETWEEN 1 AND 12),
    wall_time TEXT NOT NULL CHECK (wall_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    zone TEXT NOT NULL CHECK (length(zone) BETWEEN 1 AND 64),           -- IANA name
    starts_on TEXT NOT NULL CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- local date
    channel_id INTEGER,                     -- NULL: the general channel, wherever it is by then
    kind TEXT CHECK (kind IN ('warm-up', 'case-invitation', 'common-problem', 'evidence', 'reflection', 'follow-up',
                              'support')),  -- NULL: any
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 0,    -- rises with each resume
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX prompt_schedule_by_community ON prompt_schedule (community_id);

CREATE TABLE prompt_own (
    -- A prompt that a community wrote for itself, beside the bank in data/prompts.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: what was sent is remembered by it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('warm-up', 'case-invitation', 'common-problem', 'evidence', 'reflection',
                                       'follow-up', 'support')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 10 AND 240),
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX prompt_own_by_community ON prompt_own (community_id);

CREATE TABLE prompt_sending (
    -- A prompt chosen for posting, kept before its message goes out: what is sent again after a crash is the same.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- its nonce on Discord is made of it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    schedule_id INTEGER REFERENCES prompt_schedule (id) ON DELETE SET NULL,     -- NULL: asked for by hand
    turn TEXT,                              -- which occurrence of the schedule, as local time
    prompt_key TEXT NOT NULL CHECK (length(prompt_key) BETWEEN 5 AND 60),       -- bank:<id> or own:<number>
    kind TEXT NOT NULL CHECK (kind IN ('warm-up', 'case-invitation', 'common-problem', 'evidence', 'reflection',
                                       'follow-up', 'support')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 10 AND 240),                 -- the words as they were then
    channel_id INTEGER,                     -- where it goes (NULL: the general channel), then where it stands
    message_id INTEGER,
    state TEXT NOT NULL DEFAULT 'chosen' CHECK (state IN ('chosen', 'sent', 'failed', 'skipped')),
    chosen_at INTEGER NOT NULL,
    CHECK ((state = 'sent') = (message_id IS NOT NULL)),
    UNIQUE (schedule_id, turn)              -- one prompt a turn, whatever is planned or redelivered
) STRICT;

CREATE INDEX prompt_sending_by_community ON prompt_sending (community_id, prompt_key, chosen_at);
