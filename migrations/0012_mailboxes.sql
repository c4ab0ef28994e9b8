-- Shared and short-lived mailboxes: who answers for them, who agreed to it, whether they are still needed, when they end.

-- Whoever was the person in charge before this was written down is so since the account exists.
INSERT INTO mailbox_holders (public_id, account_id, person_id, part, from_at)
  SELECT a.public_id, a.id, a.pic_id, 'pic', a.created_at FROM accounts a
  WHERE a.pic_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mailbox_holders h WHERE h.account_id = a.id AND h.until_at IS NULL);
CREATE UNIQUE INDEX mailbox_holders_pic ON mailbox_holders (account_id) WHERE part = 'pic' AND until_at IS NULL;
CREATE INDEX mailbox_holders_account ON mailbox_holders (account_id, id);

-- Nobody answers for a mailbox without having agreed.
CREATE TABLE mailbox_offers (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  person_id BIGINT NOT NULL REFERENCES accounts (id),
  part TEXT NOT NULL,                        -- pic, deputy
  by_id BIGINT NOT NULL REFERENCES accounts (id),
  by_name TEXT NOT NULL,
  ground TEXT NOT NULL,                      -- of a keeper of the directory; empty: the person in charge offers it
  offered_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  answered_at BIGINT,
  answer TEXT                                -- accepted, declined, withdrawn, superseded, expired
) STRICT;
CREATE UNIQUE INDEX mailbox_offers_open ON mailbox_offers (account_id, person_id) WHERE answered_at IS NULL;
CREATE INDEX mailbox_offers_person ON mailbox_offers (person_id, answered_at);
CREATE INDEX mailbox_offers_account ON mailbox_offers (account_id, id);

-- Each time the person in charge was asked whether a mailbox is still needed, and the answer.
CREATE TABLE mailbox_confirmations (
  id IDENTITY_KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  asked_at BIGINT NOT NULL,
  reminders BIGINT NOT NULL,                 -- how many were sent since
  confirmed_at BIGINT,                       -- NULL: not answered yet
  confirmed_by BIGINT REFERENCES accounts (id)
) STRICT;
CREATE UNIQUE INDEX mailbox_confirmations_open ON mailbox_confirmations (account_id) WHERE confirmed_at IS NULL;
CREATE INDEX mailbox_confirmations_account ON mailbox_confirmations (account_id, confirmed_at);
CREATE INDEX mailbox_confirmations_waiting ON mailbox_confirmations (asked_at) WHERE confirmed_at IS NULL;

-- What was told about an end, so that it is told once: so many days before, 0 at the end itself.
CREATE TABLE mailbox_notices (
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  expires_at BIGINT NOT NULL,
  days_before BIGINT NOT NULL,
  told_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, expires_at, days_before)
) STRICT;
CREATE INDEX accounts_expires ON accounts (expires_at) WHERE expires_at IS NOT NULL;

-- Kinds of jobs that come back by themselves: one of each in the outbox, whichever node wrote it.
CREATE TABLE rounds (
  kind TEXT_KEY NOT NULL PRIMARY KEY
) STRICT;
