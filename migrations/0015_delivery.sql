-- Messages that arrive, or somebody knows.

ALTER TABLE messages ADD COLUMN matter TEXT_KEY NOT NULL DEFAULT '';   -- event and recipient: the same on each channel
ALTER TABLE messages ADD COLUMN topic TEXT NOT NULL DEFAULT 'status';
ALTER TABLE messages ADD COLUMN buttons TEXT NOT NULL DEFAULT '[]';    -- JSON: what can be answered with one tap
ALTER TABLE messages ADD COLUMN provider_id TEXT_KEY;                  -- what the gateway calls it: wamid, Message-ID
ALTER TABLE messages ADD COLUMN unsure_since BIGINT;                   -- handed over, and the answer was lost
ALTER TABLE messages ADD COLUMN delivered_at BIGINT;
ALTER TABLE messages ADD COLUMN read_at BIGINT;
-- Every origin so far ended in its channel.
UPDATE messages SET matter = substr(origin, 1, length(origin) - length(channel) - 1);
CREATE INDEX messages_matter ON messages (matter);
CREATE INDEX messages_provider ON messages (provider_id) WHERE provider_id IS NOT NULL;

-- A channel that is out of order is left alone for a while, then tried with one message.
CREATE TABLE channels (
  channel TEXT_KEY NOT NULL PRIMARY KEY,     -- whatsapp, email
  failures BIGINT NOT NULL DEFAULT 0,        -- in a row
  broken_since BIGINT,                       -- NULL: in order
  try_at BIGINT,                             -- when one message may try again
  probed_until BIGINT NOT NULL DEFAULT 0,    -- that message is under way
  demands_person BOOLEAN NOT NULL DEFAULT FALSE, -- it will not get better by itself: a token, a bill
  why TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO channels (channel) VALUES ('whatsapp'), ('email');

-- both: WhatsApp and e-mail; whatsapp, email: that one first, the other if it does not arrive.
ALTER TABLE accounts ADD COLUMN tell_by TEXT NOT NULL DEFAULT 'both';
