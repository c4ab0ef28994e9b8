-- Conversations: with the engine that answers, and with the helpdesk.

CREATE TABLE conversations (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  peer TEXT_KEY NOT NULL UNIQUE,             -- whatsapp:628…, account:41, visitor:<SHA-256 of the cookie>
  account_id BIGINT REFERENCES accounts (id), -- whose it is, as far as that is proven
  lang TEXT NOT NULL,
  lang_chosen BOOLEAN NOT NULL,              -- asked for, not guessed
  memory TEXT NOT NULL,                      -- JSON: what was talked about last
  memory_until BIGINT NOT NULL,
  state TEXT_KEY NOT NULL,                   -- engine, waiting (for a person), person
  unit_id BIGINT NOT NULL,                   -- whose helpdesk is asked; 0: none was yet
  officer_name TEXT NOT NULL,                -- who answered last
  seen_at BIGINT NOT NULL,                   -- when its page was last open
  waiting_since BIGINT NOT NULL,             -- for a person
  updated_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL
) STRICT;
CREATE INDEX conversations_desk ON conversations (unit_id, state, waiting_since, id);
CREATE INDEX conversations_updated ON conversations (updated_at, id);
CREATE INDEX conversations_account ON conversations (account_id);

CREATE TABLE conversation_lines (
  id IDENTITY_KEY,
  conversation_id BIGINT NOT NULL REFERENCES conversations (id),
  origin TEXT_KEY UNIQUE,                    -- of what came in: heard once, however often it is delivered
  author TEXT NOT NULL,                      -- visitor, engine, officer
  officer_id BIGINT REFERENCES accounts (id),
  officer_name TEXT NOT NULL,
  body TEXT NOT NULL,
  buttons TEXT NOT NULL,                     -- JSON
  at BIGINT NOT NULL
) STRICT;
CREATE INDEX conversation_lines_of ON conversation_lines (conversation_id, id);

-- Whose number a message comes from.
CREATE INDEX accounts_by_whatsapp ON accounts (whatsapp);
