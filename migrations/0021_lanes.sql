-- Jobs that wait behind others of their lane are not looked through at each claim.
ALTER TABLE jobs ADD COLUMN behind BIGINT NOT NULL DEFAULT 0;  -- a job before it in its lane; 0: of none it is known
DROP INDEX jobs_turn;
CREATE INDEX jobs_turn ON jobs (kind, share, due_at, id) WHERE dead_at IS NULL AND behind = 0;
CREATE INDEX jobs_behind ON jobs (behind) WHERE behind <> 0;
