-- Reason: presenters are asked and answer with a button, and a community says how early its agenda is posted.

CREATE TABLE presenter_ask (
    -- Somebody who was asked, or offered, to present an item of an agenda. Who accepted is the item's presenter_id too.
    -- AUTOINCREMENT: a number is never used again, so no button of an old question can mean a new one.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'withdrawn')),
    asked_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX presenter_ask_open ON presenter_ask (item_id) WHERE state IN ('asked', 'accepted');
CREATE INDEX presenter_ask_by_item ON presenter_ask (item_id);
CREATE INDEX presenter_ask_by_community ON presenter_ask (community_id);
CREATE INDEX presenter_ask_by_person ON presenter_ask (member_id);

ALTER TABLE setting ADD COLUMN agenda_days INTEGER NOT NULL DEFAULT 3
    CHECK (agenda_days BETWEEN 0 AND 14);   -- before a meeting its agenda is posted; 0: never
