-- The second step: whose authenticators open which account, recovery codes, and what is under way.

CREATE TABLE authenticators (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES accounts (id), -- what it opens
  person_id BIGINT NOT NULL REFERENCES accounts (id),  -- whose it is: of a shared mailbox one of those who answer for it
  kind TEXT NOT NULL,                        -- totp, passkey
  label TEXT NOT NULL,                       -- as its owner calls it
  secret TEXT NOT NULL,                      -- totp: the secret, sealed; passkey: its public key and counter, JSON
  credential TEXT_KEY UNIQUE,                -- of a passkey: SHA-256 of its identifier, hexadecimal
  last_step BIGINT NOT NULL,                 -- the last time step of which a code was taken
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  ended_at BIGINT,                           -- NULL: in force
  ended_why TEXT                             -- removed, cloned, reset
) STRICT;
CREATE INDEX authenticators_account ON authenticators (account_id, ended_at);

-- Each works once. The first symbol tells which one it is; the rest is hashed as a password is.
CREATE TABLE recovery_codes (
  id IDENTITY_KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  mark TEXT_KEY NOT NULL,
  hash TEXT NOT NULL,
  used_at BIGINT,
  created_at BIGINT NOT NULL
) STRICT;
CREATE UNIQUE INDEX recovery_codes_mark ON recovery_codes (account_id, mark);

-- An enrolment or a challenge that has begun: for some minutes, used once.
CREATE TABLE ceremonies (
  hash BLOB NOT NULL PRIMARY KEY,            -- SHA-256 of what the form carries
  purpose TEXT NOT NULL,                     -- totp, register, assert, discover
  account_id BIGINT,                         -- NULL: whoever has the passkey
  person_id BIGINT,
  state TEXT NOT NULL,                       -- sealed
  expires_at BIGINT NOT NULL
) STRICT;
CREATE INDEX ceremonies_expires ON ceremonies (expires_at);

-- Of a session in a shared mailbox: who of those who answer for it opened it.
ALTER TABLE sessions ADD COLUMN person_id BIGINT;

-- accounts.totp_secret and totp_last_step are emptied at the first start: what they held is sealed in authenticators.
