-- Wrong attempts at passwords, codes and PINs, and the browsers that have signed in before.

-- One row a subject for all of it (lane ''), and one for each lane: a network, or a browser that is known.
CREATE TABLE attempts (
  subject TEXT_KEY NOT NULL,                 -- which authenticator of whom, as a keyed hash: also of addresses that have no account
  lane TEXT_KEY NOT NULL,                    -- '', n<keyed hash of a network>, b<row of a known browser>
  failures BIGINT NOT NULL,                  -- in a row
  since_at BIGINT NOT NULL,                  -- the first of them
  last_at BIGINT NOT NULL,                   -- the last that was compared
  PRIMARY KEY (subject, lane)
) STRICT;
CREATE INDEX attempts_last ON attempts (last_at);

-- What was typed lately and was wrong, so that the same again does not count: 32 bits of a keyed hash, for a day.
CREATE TABLE attempt_marks (
  subject TEXT_KEY NOT NULL,
  lane TEXT_KEY NOT NULL,
  mark BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (subject, lane, mark)
) STRICT;
CREATE INDEX attempt_marks_expires ON attempt_marks (expires_at);

-- Browsers in which somebody has signed in: what strangers try elsewhere does not keep them out.
CREATE TABLE known_browsers (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  hash BLOB NOT NULL,                        -- SHA-256 of a long-lived cookie, which may know several accounts
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  UNIQUE (account_id, hash)
) STRICT;
CREATE INDEX known_browsers_seen ON known_browsers (seen_at);
