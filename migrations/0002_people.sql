-- What activation, credentials, mailboxes and one's own account stand on.

-- Which secret key the hashes and sealed secrets belong to; the key itself is never here.
CREATE TABLE secret_keys (
  id BIGINT NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL
) STRICT;

-- Ways to reach an owner that do not need the account itself. Only a confirmed one is ever used.
ALTER TABLE accounts ADD COLUMN recovery_address TEXT;
ALTER TABLE accounts ADD COLUMN recovery_confirmed_at BIGINT;
ALTER TABLE accounts ADD COLUMN whatsapp_confirmed_at BIGINT;
-- Short-lived mailboxes end then; NULL: no end.
ALTER TABLE accounts ADD COLUMN expires_at BIGINT;

-- When the person of a session proved anew who they are: for sensitive acts.
ALTER TABLE sessions ADD COLUMN stepped_up_at BIGINT;

-- Who may become a student account by itself (SOP#1|1).
CREATE TABLE roster (
  id IDENTITY_KEY,
  nim TEXT_KEY NOT NULL UNIQUE,              -- upper case
  name TEXT NOT NULL,
  faculty TEXT NOT NULL,
  programme TEXT NOT NULL,
  intake BIGINT NOT NULL,                    -- year
  birth_date TEXT,                           -- YYYY-MM-DD
  whatsapp TEXT,                             -- 628…
  pin_hash BLOB NOT NULL,                    -- keyed hash; the key is not in the database
  pin_expires_at BIGINT,                     -- of a PIN on a slip; NULL: the one of the payment receipt
  account_id BIGINT REFERENCES accounts (id),
  tried_at BIGINT,                           -- the first attempt with this NIM
  activated_at BIGINT,
  imported_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
) STRICT;
CREATE INDEX roster_faculty ON roster (faculty, activated_at);
CREATE UNIQUE INDEX roster_account ON roster (account_id) WHERE account_id IS NOT NULL;

-- Who answers for a shared mailbox: the person in charge (as accounts.pic_id says) and deputies, now and before.
CREATE TABLE mailbox_holders (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  person_id BIGINT NOT NULL REFERENCES accounts (id),
  part TEXT NOT NULL,                        -- pic, deputy
  request_id BIGINT,                         -- which made it so
  from_at BIGINT NOT NULL,
  until_at BIGINT                            -- NULL: still
) STRICT;
CREATE UNIQUE INDEX mailbox_holders_now ON mailbox_holders (account_id, person_id) WHERE until_at IS NULL;
CREATE INDEX mailbox_holders_person ON mailbox_holders (person_id, until_at);

-- Who touched an account: every read and every act of staff, and what its owner did.
CREATE TABLE account_trail (
  id IDENTITY_KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  by_id BIGINT REFERENCES accounts (id),     -- NULL: Loket itself
  by_name TEXT NOT NULL,
  action TEXT_KEY NOT NULL,                  -- closed list
  detail TEXT NOT NULL,
  request_id BIGINT,
  at BIGINT NOT NULL
) STRICT;
CREATE INDEX account_trail_account ON account_trail (account_id, id);
