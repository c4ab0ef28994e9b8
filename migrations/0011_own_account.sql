-- One's own account: codes that prove a number or an address, and requests for correction or restriction (UU 27/2022).

-- The code itself is in no table, nor a hash of it that could be tried out: it is made of the handle with the secret key.
CREATE TABLE contact_codes (
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  way TEXT_KEY NOT NULL,                     -- whatsapp, recovery
  contact TEXT NOT NULL,                     -- the number or address that is being proven
  handle TEXT NOT NULL,
  failures BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, way)
) STRICT;

CREATE TABLE data_requests (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL,                        -- correct, restrict, lift
  what TEXT NOT NULL,
  why TEXT NOT NULL,
  state TEXT_KEY NOT NULL,                   -- open, done, refused
  answer TEXT NOT NULL,                      -- to the owner, in words
  changes TEXT NOT NULL,                     -- JSON: what was corrected, from what to what
  created_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,                    -- 72 hours later by the clock on the wall
  answered_by BIGINT REFERENCES accounts (id),
  answered_name TEXT NOT NULL,
  answered_at BIGINT
) STRICT;
CREATE INDEX data_requests_state ON data_requests (state, due_at, id);
CREATE INDEX data_requests_account ON data_requests (account_id, id);

-- Its owner has asked to process no more than is needed; NULL: no restriction.
ALTER TABLE accounts ADD COLUMN restricted_at BIGINT;
