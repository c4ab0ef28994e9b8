-- Addresses that a mail server told us do not exist. A message to one is not sent: it goes out on the other channel, or
-- waits for a person. Proving the address again (accounts.recovery_confirmed_at later than `since`) ends that.
CREATE TABLE unreachable (
  address TEXT_KEY NOT NULL PRIMARY KEY,     -- in lower case
  since BIGINT NOT NULL,
  why TEXT NOT NULL                          -- the server's words
) STRICT;
