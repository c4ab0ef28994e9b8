-- WhatsApp: who wrote when, what came in, what it costs.

-- A person on WhatsApp. Whoever goes by a user name may have no number that we see.
CREATE TABLE whatsapp_people (
  id IDENTITY_KEY,
  number TEXT_KEY UNIQUE,                    -- 628…
  user_id TEXT_KEY UNIQUE,                   -- ID.…, business-scoped
  heard_at BIGINT,                           -- the last message from there; for 24 hours we may answer freely
  opted_out_at BIGINT                        -- wants nothing but what was asked for
) STRICT;

-- What came to the webhook, as it came; worked off by a job, kept for 30 days.
CREATE TABLE webhook_bodies (
  id IDENTITY_KEY,
  digest BLOB NOT NULL UNIQUE,               -- SHA-256: the same body is sent again until it is acknowledged
  body BLOB NOT NULL,
  received_at BIGINT NOT NULL
) STRICT;
CREATE INDEX webhook_bodies_received ON webhook_bodies (received_at);

-- Messages of people to us, each once.
CREATE TABLE incoming (
  id IDENTITY_KEY,
  message_id TEXT_KEY NOT NULL UNIQUE,       -- wamid
  number TEXT,
  user_id TEXT,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  payload TEXT NOT NULL,                     -- of a tapped button
  context_id TEXT NOT NULL,                  -- the message that it answers
  at BIGINT NOT NULL
) STRICT;
CREATE INDEX incoming_at ON incoming (at);

-- What the provider says that a message costs, once a message.
CREATE TABLE charges (
  id IDENTITY_KEY,
  message_id BIGINT NOT NULL UNIQUE REFERENCES messages (id),
  category TEXT_KEY NOT NULL,                -- utility, authentication, service …
  billable BOOLEAN NOT NULL,
  month TEXT_KEY NOT NULL,                   -- 2027-03, in the zone of the campus
  at BIGINT NOT NULL
) STRICT;
CREATE INDEX charges_month ON charges (month, category, billable);
