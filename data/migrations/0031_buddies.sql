-- Reason: members who wish it are paired as study buddies, round after round.

CREATE TABLE buddy (
    -- Somebody's wish to be paired. `apart` is a sealed list of members whom they are never paired with: nobody else
    -- learns of it, and it outlives the wish.
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    wants INTEGER NOT NULL CHECK (wants IN (0, 1)),
    since INTEGER NOT NULL,                 -- of the wish; the order in which people are seated
    snoozed_until INTEGER,
    apart BLOB CHECK (length(apart) <= 4000),
    PRIMARY KEY (community_id, member_id),
    FOREIGN KEY (community_id, member_id) REFERENCES member (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX buddy_by_person ON buddy (member_id);

CREATE TABLE buddy_round (
    -- One round of pairs, with the question that opens their talk.
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again: timers name it
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    prompt_key TEXT NOT NULL CHECK (length(prompt_key) BETWEEN 5 AND 60),
    opener TEXT NOT NULL CHECK (length(opener) BETWEEN 10 AND 240),
    paired_at INTEGER NOT NULL
) STRICT;

CREATE INDEX buddy_round_by_community ON buddy_round (community_id, id);

CREATE TABLE buddy_pair (
    -- Who met whom: those of one place in a round. One alone sat it out.
    round_id INTEGER NOT NULL REFERENCES buddy_round (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 1),
    member_id INTEGER NOT NULL,
    PRIMARY KEY (round_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX buddy_pair_by_community ON buddy_pair (community_id, round_id, place);

CREATE INDEX buddy_pair_by_person ON buddy_pair (member_id);

ALTER TABLE setting ADD COLUMN pairing_weeks INTEGER NOT NULL DEFAULT 0 CHECK (pairing_weeks BETWEEN 0 AND 26);
