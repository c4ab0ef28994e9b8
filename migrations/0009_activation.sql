-- Activation by students (SOP#1|1): how far each has come, and which usernames are kept for whom meanwhile.

-- Somebody who has shown NIM and PIN, on one device.
CREATE TABLE activations (
  id IDENTITY_KEY,
  hash BLOB NOT NULL UNIQUE,                 -- of the cookie
  entry_id BIGINT NOT NULL REFERENCES roster (id),
  stage TEXT_KEY NOT NULL,                   -- identified, confirmed, chosen, settled, done
  username TEXT_KEY,                         -- what was chosen
  started_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
) STRICT;
CREATE INDEX activations_entry ON activations (entry_id, id);
CREATE INDEX activations_expiry ON activations (expires_at);

-- A username that was chosen is kept for its student until the activation ends or its time has passed.
CREATE TABLE activation_names (
  username TEXT_KEY NOT NULL PRIMARY KEY,
  entry_id BIGINT NOT NULL REFERENCES roster (id),
  expires_at BIGINT NOT NULL
) STRICT;
CREATE INDEX activation_names_entry ON activation_names (entry_id);

-- When its owner was last told that somebody tried an entry that is activated.
ALTER TABLE roster ADD COLUMN told_at BIGINT;
-- Whether birth dates are asked for at all.
CREATE INDEX roster_births ON roster (id) WHERE birth_date IS NOT NULL;
-- Everything that the report counts.
CREATE INDEX roster_progress ON roster (intake, faculty, activated_at, tried_at);
