-- Reason: what was learnt from a case is found again; released cases only, ranked.

-- Kept true by triggers: whatever way a case is released, changed, erased or deleted, in the same transaction, by code
-- that need not know of it. `community` holds a word for the community (`c1`), so that a search reads no other's cases.
CREATE VIRTUAL TABLE case_search USING fts5 (
    community, title, question, body,
    tokenize = 'porter unicode61 remove_diacritics 2',
    prefix = '2 3 4'
);

INSERT INTO case_search (rowid, community, title, question, body)
SELECT id, 'c' || community_id, title, question, context || ' ' || findings || ' ' || tried || ' ' || area
FROM shared_case WHERE state = 'released';

CREATE TRIGGER case_search_insert AFTER INSERT ON shared_case WHEN new.state = 'released'
BEGIN
    INSERT INTO case_search (rowid, community, title, question, body)
    VALUES (
        new.id, 'c' || new.community_id, new.title, new.question,
        new.context || ' ' || new.findings || ' ' || new.tried || ' ' || new.area
    );
END;

CREATE TRIGGER case_search_leave
AFTER UPDATE OF state, title, context, findings, tried, question, area ON shared_case WHEN old.state = 'released'
BEGIN
    DELETE FROM case_search WHERE rowid = old.id;
END;

CREATE TRIGGER case_search_enter
AFTER UPDATE OF state, title, context, findings, tried, question, area ON shared_case WHEN new.state = 'released'
BEGIN
    DELETE FROM case_search WHERE rowid = new.id;
    INSERT INTO case_search (rowid, community, title, question, body)
    VALUES (
        new.id, 'c' || new.community_id, new.title, new.question,
        new.context || ' ' || new.findings || ' ' || new.tried || ' ' || new.area
    );
END;

CREATE TRIGGER case_search_delete AFTER DELETE ON shared_case WHEN old.state = 'released'
BEGIN
    DELETE FROM case_search WHERE rowid = old.id;
END;

CREATE INDEX shared_case_released ON shared_case (community_id, decided_at) WHERE state = 'released';
