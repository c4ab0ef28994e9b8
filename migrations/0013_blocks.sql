-- Blocks: when they are looked at again, what was handled before one was lifted, how long they lasted; and the sessions
-- in which the owner of a blocked account asks for its opening.

-- Kinds of entry from here on: block, review (kept, with a new date), release (lifted as soon as a new password is set),
-- unblock.
ALTER TABLE block_entries ADD COLUMN review_at BIGINT;         -- of a block or a review: when it is looked at again
ALTER TABLE block_entries ADD COLUMN password_at_risk BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE block_entries ADD COLUMN handled TEXT NOT NULL DEFAULT '[]'; -- JSON: conditions, each with what shows it
ALTER TABLE block_entries ADD COLUMN began_at BIGINT;          -- of an unblock: when the block began that it ended
ALTER TABLE block_entries ADD COLUMN organisation TEXT NOT NULL DEFAULT ''; -- as it was, for the report
UPDATE block_entries SET organisation = (SELECT a.organisation FROM accounts a WHERE a.id = block_entries.account_id);
UPDATE block_entries SET password_at_risk = TRUE WHERE cause IN ('phishing', 'leaked-password');
UPDATE block_entries SET began_at = (
  SELECT max(b.at) FROM block_entries b
  WHERE b.account_id = block_entries.account_id AND b.kind = 'block' AND b.id < block_entries.id
) WHERE kind = 'unblock';
CREATE INDEX block_entries_request ON block_entries (request_id) WHERE request_id IS NOT NULL;
-- The report of a period reads nothing but this.
CREATE INDEX block_entries_period ON block_entries (at, kind);

-- Of a blocked account: when its block is looked at again. Those from before this migration are looked at soon.
ALTER TABLE accounts ADD COLUMN block_review_at BIGINT;
ALTER TABLE accounts ADD COLUMN block_review_told BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE accounts SET block_review_at = (
  SELECT max(b.at) + 1209600000 FROM block_entries b WHERE b.account_id = accounts.id AND b.kind = 'block'
) WHERE blocked = TRUE;
CREATE INDEX accounts_block_review ON accounts (block_review_at, id) WHERE block_review_at IS NOT NULL;

-- Of a session that opens nothing but the service of unblocking: the block under which it was opened.
ALTER TABLE sessions ADD COLUMN block_id BIGINT;
