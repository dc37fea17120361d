-- Reason: a question may be answered privately; answers are posted together, without names unless that was told.

CREATE TABLE prompt_round (
    -- The private answers to one prompt that was posted, and what became of them.
    sending_id INTEGER PRIMARY KEY REFERENCES prompt_sending (id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    named INTEGER NOT NULL CHECK (named IN (0, 1)),     -- told before anything is written, and never changed
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'compiled', 'lapsed', 'forgotten')),
    closes_at INTEGER NOT NULL,
    ended_at INTEGER,                       -- when it was compiled, or lapsed
    CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT;

CREATE INDEX prompt_round_by_community ON prompt_round (community_id, state);

CREATE TRIGGER prompt_round_terms_are_fixed BEFORE UPDATE OF named ON prompt_round
WHEN OLD.named <> NEW.named
BEGIN
    SELECT RAISE(ABORT, 'whether answers bear names is fixed');
END;

CREATE TABLE prompt_answer_box (
    -- All answers of an open round without names, sealed in one piece with a key that is not in this file.
    sending_id INTEGER PRIMARY KEY REFERENCES prompt_round (sending_id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL
) STRICT;

CREATE INDEX prompt_answer_box_by_community ON prompt_answer_box (community_id);

CREATE TABLE prompt_named_answer (
    -- An answer of an open round whose post will bear names; its text is encrypted until then.
    sending_id INTEGER NOT NULL REFERENCES prompt_round (sending_id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    member_id INTEGER NOT NULL,
    sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 10000),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),     -- kept for its writer, not posted unless they say so
    PRIMARY KEY (sending_id, member_id)
) STRICT;

CREATE INDEX prompt_named_answer_by_member ON prompt_named_answer (community_id, member_id);

CREATE TRIGGER prompt_answer_has_no_name_if_anonymous BEFORE INSERT ON prompt_named_answer
WHEN (SELECT named FROM prompt_round WHERE sending_id = NEW.sending_id) = 0
BEGIN
    SELECT RAISE(ABORT, 'an answer without a name stands under no name');
END;

CREATE TABLE prompt_answer (
    -- An answer of a compiled round as its post shows it, in shuffled order, for 180 days.
    sending_id INTEGER NOT NULL REFERENCES prompt_round (sending_id) ON DELETE CASCADE,
    community_id INTEGER NOT NULL REFERENCES community (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place >= 1),
    member_id INTEGER,                      -- NULL in a round without names
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 600),
    PRIMARY KEY (sending_id, place)
) STRICT;

CREATE INDEX prompt_answer_by_member ON prompt_answer (community_id, member_id);

CREATE TRIGGER prompt_answer_stays_nameless BEFORE INSERT ON prompt_answer
WHEN NEW.member_id IS NOT NULL AND (SELECT named FROM prompt_round WHERE sending_id = NEW.sending_id) = 0
BEGIN
    SELECT RAISE(ABORT, 'an answer without a name stands under no name');
END;
