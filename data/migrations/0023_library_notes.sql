-- Reason: what happened to a patient, and what was learnt, is found again with the case.

DROP TRIGGER case_search_insert;
DROP TRIGGER case_search_leave;
DROP TRIGGER case_search_enter;
DROP TRIGGER case_search_delete;
DROP TABLE case_search;

-- What of a released case can be looked for. `community` holds a word for the community (`c1`), so that a search reads
-- no other's cases; `notes` is what was added to its discussion.
CREATE VIEW case_searchable (id, community, title, question, body, notes) AS
SELECT
    shared_case.id, 'c' || shared_case.community_id, shared_case.title, shared_case.question,
    shared_case.context || ' ' || shared_case.findings || ' ' || shared_case.tried || ' ' || shared_case.area,
    coalesce((
        SELECT group_concat(discussion_note.text, ' ')
        FROM discussion JOIN discussion_note ON discussion_note.discussion_id = discussion.id
        WHERE discussion.case_id = shared_case.id
    ), '')
FROM shared_case WHERE shared_case.state = 'released';

-- Kept true by triggers: whatever way a case is released, changed, erased or deleted, in the same transaction, by code
-- that need not know of it.
CREATE VIRTUAL TABLE case_search USING fts5 (
    community, title, question, body, notes,
    tokenize = 'porter unicode61 remove_diacritics 2',
    prefix = '2 3 4'
);

INSERT INTO case_search (rowid, community, title, question, body, notes)
SELECT id, community, title, question, body, notes FROM case_searchable;

CREATE TRIGGER case_search_insert AFTER INSERT ON shared_case WHEN new.state = 'released'
BEGIN
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable WHERE id = new.id;
END;

CREATE TRIGGER case_search_update
AFTER UPDATE OF state, title, context, findings, tried, question, area ON shared_case
WHEN old.state = 'released' OR new.state = 'released'
BEGIN
    DELETE FROM case_search WHERE rowid = old.id;
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable WHERE id = new.id;
END;

CREATE TRIGGER case_search_delete AFTER DELETE ON shared_case WHEN old.state = 'released'
BEGIN
    DELETE FROM case_search WHERE rowid = old.id;
END;

CREATE TRIGGER case_search_noted AFTER INSERT ON discussion_note
BEGIN
    DELETE FROM case_search WHERE rowid = (SELECT case_id FROM discussion WHERE id = new.discussion_id);
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable
    WHERE id = (SELECT case_id FROM discussion WHERE id = new.discussion_id);
END;

CREATE TRIGGER case_search_renoted AFTER UPDATE OF text ON discussion_note
BEGIN
    DELETE FROM case_search WHERE rowid = (SELECT case_id FROM discussion WHERE id = new.discussion_id);
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable
    WHERE id = (SELECT case_id FROM discussion WHERE id = new.discussion_id);
END;

CREATE TRIGGER case_search_unnoted AFTER DELETE ON discussion_note
BEGIN
    DELETE FROM case_search WHERE rowid = (SELECT case_id FROM discussion WHERE id = old.discussion_id);
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable
    WHERE id = (SELECT case_id FROM discussion WHERE id = old.discussion_id);
END;

-- With a discussion its notes go, and by then nothing leads from them to the case.
CREATE TRIGGER case_search_undiscussed AFTER DELETE ON discussion WHEN old.case_id IS NOT NULL
BEGIN
    DELETE FROM case_search WHERE rowid = old.case_id;
    INSERT INTO case_search (rowid, community, title, question, body, notes)
    SELECT id, community, title, question, body, notes FROM case_searchable WHERE id = old.case_id;
END;
