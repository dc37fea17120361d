-- Reason: somebody may want some of the reminders before a meeting and not others.

ALTER TABLE habit ADD COLUMN reminders TEXT NOT NULL DEFAULT '7d 24h 1h'   -- of those the community sends
    CHECK (length(reminders) <= 40);
