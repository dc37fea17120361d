-- Reason: who finds no free seat waits, and is offered the next one for some hours.

CREATE TABLE waitlist (
    -- Somebody who waits for a seat, first come first served by rank; until offered_until one is kept for them.
    community_id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    rank INTEGER NOT NULL CHECK (rank >= 1),
    offered_until INTEGER,                  -- NULL while there is no seat for them
    since INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, member_id),
    UNIQUE (meeting_id, rank),
    FOREIGN KEY (community_id, meeting_id) REFERENCES meeting (community_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX waitlist_by_community ON waitlist (community_id, meeting_id);
CREATE INDEX waitlist_by_person ON waitlist (member_id);
