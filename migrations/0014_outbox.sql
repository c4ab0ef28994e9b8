-- Order and fairness in the outbox. Jobs of one lane are done one after another, as they were written; lanes do not wait
-- for each other. Shares (units) take turns, so that a flood in one does not hold up another.
ALTER TABLE jobs ADD COLUMN lane TEXT NOT NULL DEFAULT '';     -- '': of no lane
ALTER TABLE jobs ADD COLUMN share BIGINT NOT NULL DEFAULT 0;
DROP INDEX jobs_due;
CREATE INDEX jobs_turn ON jobs (kind, share, due_at, id) WHERE dead_at IS NULL;
CREATE INDEX jobs_lane ON jobs (kind, lane, id) WHERE dead_at IS NULL AND lane <> '';
CREATE INDEX jobs_payload ON jobs (kind, payload);
DROP INDEX jobs_dead;
