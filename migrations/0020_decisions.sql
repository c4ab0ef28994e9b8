-- Deciding without signing in: from a message on WhatsApp, or through a link in an e-mail.

-- Through what an event came: desk (the pages, signed in), whatsapp, email.
ALTER TABLE request_events ADD COLUMN via TEXT NOT NULL DEFAULT 'desk';

-- Whether somebody with an office is told of what waits for a decision.
ALTER TABLE accounts ADD COLUMN told_of_matters BOOLEAN NOT NULL DEFAULT TRUE;
-- Whose number it is from which a message comes.
CREATE INDEX accounts_whatsapp ON accounts (whatsapp) WHERE whatsapp_confirmed_at IS NOT NULL;

-- What a link of the purpose `decide` is about: nothing else can be decided through it.
CREATE TABLE decision_links (
  link_id BIGINT NOT NULL PRIMARY KEY REFERENCES links (id),
  step TEXT NOT NULL,                        -- key of the step that waited
  seq BIGINT NOT NULL,                       -- the event with which it came there
  via TEXT NOT NULL,                         -- on which channel it was sent: whatsapp, email
  proof BLOB,                                -- SHA-256 of the cookie of the browser that proved a second step
  proven_at BIGINT
) STRICT;

-- What was tapped or written on WhatsApp, and what was answered: the same message twice does the same once.
CREATE TABLE decision_taps (
  message_id TEXT_KEY NOT NULL PRIMARY KEY,
  reply TEXT NOT NULL,                       -- JSON, without secrets
  at BIGINT NOT NULL
) STRICT;
CREATE INDEX decision_taps_at ON decision_taps (at);

-- An officer is asked why a request goes back; the next message is the reason, and a tap sends it.
CREATE TABLE decision_reasons (
  account_id BIGINT NOT NULL PRIMARY KEY REFERENCES accounts (id),
  code TEXT NOT NULL,
  seq BIGINT NOT NULL,
  reason TEXT,                               -- NULL: it is waited for
  expires_at BIGINT NOT NULL
) STRICT;
