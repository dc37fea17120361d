-- Reason: facilitators share the weeks among them, swap them, and hand over with a note.

CREATE TABLE rota_turn (
    -- Which facilitator looks after which week. Who is a facilitator, Discord's role tells.
    community_id INTEGER NOT NULL,
    week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),    -- its Monday, a local date
    member_id INTEGER NOT NULL,
    PRIMARY KEY (community_id, week),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX rota_turn_by_member ON rota_turn (community_id, member_id);

CREATE INDEX rota_turn_by_person ON rota_turn (member_id);

CREATE TABLE rota_swap (
    -- Somebody's wish to have another's week, for one of their own or for nothing.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: buttons name it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    asker_id INTEGER NOT NULL,
    asker_week TEXT CHECK (asker_week GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    holder_id INTEGER NOT NULL,
    holder_week TEXT NOT NULL CHECK (holder_week GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'agreed', 'kept', 'over')),
    asked_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX rota_swap_open_once ON rota_swap (community_id, asker_id, holder_week) WHERE state = 'asked';

CREATE INDEX rota_swap_by_asker ON rota_swap (asker_id);

CREATE INDEX rota_swap_by_holder ON rota_swap (holder_id);

CREATE TABLE handover (
    -- That one facilitator hands over to another. What is open is never stored here: it is read when it is looked at.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: buttons name it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    note BLOB CHECK (length(note) <= 20000),    -- sealed
    made_at INTEGER NOT NULL,
    sent_at INTEGER,                        -- NULL while it is being written
    had_at INTEGER,                         -- when the new one said that they have it
    CHECK (had_at IS NULL OR sent_at IS NOT NULL)
) STRICT;

CREATE INDEX handover_by_community ON handover (community_id, id);

CREATE INDEX handover_by_giver ON handover (from_id);

CREATE INDEX handover_by_taker ON handover (to_id);

ALTER TABLE setting ADD COLUMN digest_to_duty TEXT NOT NULL DEFAULT 'all' CHECK (digest_to_duty IN ('all', 'duty'));
