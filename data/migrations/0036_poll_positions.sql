-- Reason: on a clinical question a vote says too little: its poll gathers positions, in a discussion of its own.

ALTER TABLE discussion ADD COLUMN poll_id INTEGER REFERENCES poll (id) ON DELETE SET NULL;

CREATE UNIQUE INDEX discussion_by_poll ON discussion (poll_id) WHERE poll_id IS NOT NULL;
