-- Reason: a community sets how private answers are posted and whom to turn to; what is held back is told by no column.

ALTER TABLE setting ADD COLUMN answer_names TEXT NOT NULL DEFAULT 'without' CHECK (answer_names IN ('without', 'with'));
ALTER TABLE setting ADD COLUMN prompt_holidays TEXT NOT NULL DEFAULT 'skip' CHECK (prompt_holidays IN ('skip', 'post'));
ALTER TABLE setting ADD COLUMN turn_to TEXT NOT NULL DEFAULT '' CHECK (turn_to NOT GLOB '*[^0-9]*'); -- a member, or none

-- Whether a named answer is held back is encrypted with its text: in clear it would tell that somebody was offered help.
ALTER TABLE prompt_named_answer DROP COLUMN held;
