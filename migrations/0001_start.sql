-- Portable words: see crates/db/src/dialect.rs. Times are UTC milliseconds. Units and services are numbered by
-- their declarations (services/), so there is no table of either.

-- The account directory -------------------------------------------------------------------------------------

CREATE TABLE accounts (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  address TEXT_KEY NOT NULL UNIQUE,          -- lower case; what one signs in with
  kind TEXT NOT NULL,                        -- student, staff, unit, event, guest (registered here with an own address)
  name TEXT NOT NULL,
  number TEXT,                               -- NIM or NIP
  organisation TEXT NOT NULL,                -- unit or faculty, as the campus names it
  whatsapp TEXT,                             -- 628…
  lang TEXT NOT NULL,
  pic_id BIGINT REFERENCES accounts (id),    -- who answers for a unit or event account
  password_hash TEXT,                        -- argon2id; NULL until its owner sets one
  password_changed_at BIGINT,
  confirmed_at BIGINT,                       -- a guest's address was proven
  blocked BOOLEAN NOT NULL,                  -- projection of block_entries
  closed_at BIGINT,
  second_step_required BOOLEAN NOT NULL,
  totp_secret TEXT,                          -- base32; NULL until enrolled
  totp_last_step BIGINT NOT NULL,            -- a code works once
  created_at BIGINT NOT NULL
) STRICT;
CREATE INDEX accounts_kind ON accounts (kind, address);
CREATE INDEX accounts_blocked ON accounts (blocked, address);
CREATE INDEX accounts_pic ON accounts (pic_id);

-- What the directory searches: folded words of address, name and number; a prefix finds them on both engines.
CREATE TABLE account_words (
  word TEXT_KEY NOT NULL,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (word, account_id)
) STRICT;
CREATE INDEX account_words_account ON account_words (account_id);

-- Append-only: a block and what lifted it are two entries.
CREATE TABLE block_entries (
  id IDENTITY_KEY,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  kind TEXT NOT NULL,                        -- block, unblock
  cause TEXT NOT NULL,                       -- closed list; of an unblock: the cause that was handled
  account_kind TEXT NOT NULL,                -- as it was, for the report
  detail TEXT NOT NULL,                      -- evidence of a block, ground of an unblock
  by_id BIGINT REFERENCES accounts (id),     -- NULL: Loket itself
  request_id BIGINT,
  at BIGINT NOT NULL
) STRICT;
CREATE INDEX block_entries_account ON block_entries (account_id, id);
CREATE INDEX block_entries_at ON block_entries (kind, at);

CREATE TABLE entitlements (
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  application TEXT_KEY NOT NULL,
  request_id BIGINT,
  granted_at BIGINT NOT NULL,
  PRIMARY KEY (account_id, application)
) STRICT;

-- What was done to an account on a target, proven.
CREATE TABLE receipts (
  id IDENTITY_KEY,
  request_id BIGINT,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  target TEXT NOT NULL,                      -- directory
  action TEXT NOT NULL,
  outcome TEXT NOT NULL,                     -- what was read back
  at BIGINT NOT NULL
) STRICT;
CREATE INDEX receipts_request ON receipts (request_id);
CREATE INDEX receipts_account ON receipts (account_id, id);

-- Single-use links: a link has one purpose; each message that carries it has a token of its own.
CREATE TABLE links (
  id IDENTITY_KEY,
  purpose TEXT NOT NULL,                     -- confirm-address, set-password, enrol-second-step
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  request_id BIGINT,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  created_at BIGINT NOT NULL
) STRICT;
CREATE INDEX links_account ON links (account_id, purpose);

CREATE TABLE link_tokens (
  hash BLOB NOT NULL PRIMARY KEY,            -- SHA-256; the token itself is only in the message
  link_id BIGINT NOT NULL REFERENCES links (id)
) STRICT;

-- Sign-in ---------------------------------------------------------------------------------------------------

CREATE TABLE sessions (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  hash BLOB NOT NULL UNIQUE,                 -- SHA-256 of the cookie
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  device TEXT NOT NULL,
  source TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT
) STRICT;
CREATE INDEX sessions_account ON sessions (account_id, ended_at);

-- The password was right, the code of the second step is awaited.
CREATE TABLE second_steps (
  hash BLOB NOT NULL PRIMARY KEY,            -- SHA-256 of a short-lived cookie
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  expires_at BIGINT NOT NULL
) STRICT;
CREATE INDEX second_steps_account ON second_steps (account_id);

CREATE TABLE roles (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  account_id BIGINT NOT NULL REFERENCES accounts (id),
  role TEXT NOT NULL,                        -- helpdesk, admin, leader, staff, auditor, superadmin
  unit_id BIGINT NOT NULL,                   -- 0: the whole campus (superadmin)
  capacity TEXT NOT NULL,                    -- definitive, plt, plh
  from_at BIGINT NOT NULL,
  until_at BIGINT,
  granted_by BIGINT REFERENCES accounts (id),
  created_at BIGINT NOT NULL
) STRICT;
CREATE INDEX roles_account ON roles (account_id);
CREATE INDEX roles_unit ON roles (unit_id, role);

-- Counters of attempts: exact, shared by all nodes, surviving a restart.
CREATE TABLE throttles (
  subject TEXT_KEY NOT NULL PRIMARY KEY,     -- what is counted and a hash of whom: "signin-account:…"
  window_start BIGINT NOT NULL,
  attempts BIGINT NOT NULL
) STRICT;
CREATE INDEX throttles_window ON throttles (window_start);

-- Services --------------------------------------------------------------------------------------------------

-- Every revision that was ever published: a request keeps the one under which it was submitted.
CREATE TABLE revisions (
  id IDENTITY_KEY,
  service_id BIGINT NOT NULL,
  version TEXT NOT NULL,
  hash TEXT NOT NULL,
  declaration TEXT NOT NULL,                 -- the checked declaration, as JSON
  published_at BIGINT NOT NULL,
  UNIQUE (service_id, hash)
) STRICT;

-- Requests --------------------------------------------------------------------------------------------------

CREATE TABLE drafts (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,        -- also the idempotency key of what is submitted from it
  account_id BIGINT REFERENCES accounts (id), -- NULL: typed after the session had ended; the next to sign in with its id gets it
  service_id BIGINT NOT NULL,
  ticket TEXT NOT NULL,                      -- request, complaint
  revision_id BIGINT NOT NULL REFERENCES revisions (id),
  walk_in BOOLEAN NOT NULL,
  answers TEXT NOT NULL,                     -- JSON object
  updated_at BIGINT NOT NULL,
  UNIQUE (account_id, service_id, ticket, walk_in)
) STRICT;

-- The projection of request_events, written in the same transaction.
CREATE TABLE requests (
  id IDENTITY_KEY,
  code TEXT_KEY NOT NULL UNIQUE,             -- nine characters without hyphens
  origin TEXT_KEY NOT NULL UNIQUE,           -- public_id of its draft: a double click finds it here
  service_id BIGINT NOT NULL,
  revision_id BIGINT NOT NULL REFERENCES revisions (id),
  unit_id BIGINT NOT NULL,
  ticket TEXT NOT NULL,
  status TEXT_KEY NOT NULL,
  is_open BOOLEAN NOT NULL,
  step TEXT_KEY NOT NULL,                    -- key of the step that waits; '' when none does
  queue TEXT_KEY NOT NULL,                   -- who has to act next: verify, dispose, work, applicant, done
  applicant_id BIGINT NOT NULL REFERENCES accounts (id),
  taken_in_by BIGINT REFERENCES accounts (id), -- helpdesk, for a walk-in
  applicant_name TEXT NOT NULL,
  subject_address TEXT NOT NULL,             -- the account it is about; '' when there is none
  answers TEXT NOT NULL,
  assignee_id BIGINT REFERENCES accounts (id), -- to whom it was disposed
  holder_id BIGINT REFERENCES accounts (id), -- who has taken it
  due_at BIGINT NOT NULL,                    -- of the whole service
  step_due_at BIGINT NOT NULL,               -- of the step; the end of time while its applicant has to act
  submitted_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  finished_at BIGINT,
  last_seq BIGINT NOT NULL
) STRICT;
CREATE INDEX requests_applicant ON requests (applicant_id, submitted_at, id);
-- One for each queue and filter of the desk; what is in whose hands is its holder's, else its assignee's.
CREATE INDEX requests_open ON requests (unit_id, is_open, step_due_at, id);
CREATE INDEX requests_queue ON requests (unit_id, queue, step_due_at, id);
CREATE INDEX requests_service ON requests (unit_id, service_id, is_open, step_due_at, id);
CREATE INDEX requests_step ON requests (unit_id, step, step_due_at, id);
CREATE INDEX requests_hands ON requests ((COALESCE(holder_id, assignee_id)), is_open, step_due_at, id);
CREATE INDEX requests_finished ON requests (unit_id, finished_at, id, status) WHERE finished_at IS NOT NULL;
CREATE INDEX requests_finished_service ON requests (unit_id, service_id, finished_at, id) WHERE finished_at IS NOT NULL;

CREATE TABLE request_events (
  id IDENTITY_KEY,
  request_id BIGINT NOT NULL REFERENCES requests (id),
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  step TEXT NOT NULL,
  by_id BIGINT REFERENCES accounts (id),     -- NULL: Loket itself
  by_name TEXT NOT NULL,
  capacity TEXT NOT NULL,                    -- in which office: applicant, helpdesk, admin, leader, plt, plh, staff, system
  note TEXT NOT NULL,                        -- what the applicant may read; of an internal note: what only staff read
  detail TEXT NOT NULL,                      -- JSON of what the kind needs
  at BIGINT NOT NULL,
  UNIQUE (request_id, seq)
) STRICT;

CREATE TABLE attachments (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  draft_id BIGINT REFERENCES drafts (id),
  request_id BIGINT REFERENCES requests (id),
  field TEXT NOT NULL,
  name TEXT NOT NULL,                        -- as its sender called it; never a path of ours
  media_type TEXT NOT NULL,                  -- found in the content
  size BIGINT NOT NULL,
  sha256 TEXT_KEY NOT NULL,                  -- its name in the store
  replaced_at BIGINT,                        -- taken out on resubmission; kept for the record
  created_at BIGINT NOT NULL
) STRICT;
CREATE INDEX attachments_draft ON attachments (draft_id);
CREATE INDEX attachments_request ON attachments (request_id);
CREATE INDEX attachments_sha256 ON attachments (sha256);

-- What the desk searches: folded words of code, names and addresses; a prefix finds them on both engines.
CREATE TABLE request_words (
  unit_id BIGINT NOT NULL,
  word TEXT_KEY NOT NULL,
  request_id BIGINT NOT NULL REFERENCES requests (id),
  PRIMARY KEY (request_id, word)
) STRICT;
CREATE INDEX request_words_found ON request_words (unit_id, word, request_id);

-- Survey ----------------------------------------------------------------------------------------------------

-- Answers 1 to 4, by the name of the element and never by its position: the regulation numbers two of them differently.
CREATE TABLE surveys (
  request_id BIGINT NOT NULL PRIMARY KEY REFERENCES requests (id),
  service_id BIGINT NOT NULL,
  unit_id BIGINT NOT NULL,
  requirements BIGINT NOT NULL,
  procedure BIGINT NOT NULL,
  time BIGINT NOT NULL,
  cost BIGINT NOT NULL,
  product BIGINT NOT NULL,
  competence BIGINT NOT NULL,
  behaviour BIGINT NOT NULL,
  complaints BIGINT NOT NULL,
  facilities BIGINT NOT NULL,
  respondent TEXT NOT NULL,                  -- JSON: the profile of Permenpan RB 14/2017, what was given of it
  suggestion TEXT NOT NULL,
  answered_at BIGINT NOT NULL
) STRICT;
CREATE INDEX surveys_unit ON surveys (unit_id, answered_at);

-- Messages and the outbox -----------------------------------------------------------------------------------

CREATE TABLE messages (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  origin TEXT_KEY NOT NULL UNIQUE,           -- event, recipient and channel: one message each
  request_id BIGINT REFERENCES requests (id),
  unit_id BIGINT NOT NULL,
  channel TEXT NOT NULL,                     -- whatsapp, email
  recipient TEXT NOT NULL,                   -- number or address
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,                        -- without secrets: {link} is filled in as it leaves
  link_id BIGINT REFERENCES links (id),
  state TEXT_KEY NOT NULL,                   -- queued, sent, failed
  attempts BIGINT NOT NULL,                  -- since it was last handed to the outbox
  error TEXT NOT NULL,                       -- why the last attempt failed: a key of the locales, or the gateway's words
  retry_at BIGINT,                           -- after a failed attempt: when the next one is due
  created_at BIGINT NOT NULL,
  sent_at BIGINT
) STRICT;
CREATE INDEX messages_request ON messages (request_id, id);
CREATE INDEX messages_state ON messages (state, id);

CREATE TABLE jobs (
  id IDENTITY_KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,              -- 0: nobody has it
  error TEXT NOT NULL,                       -- of the last attempt
  created_at BIGINT NOT NULL,
  dead_at BIGINT                             -- given up; waits for a person
) STRICT;
CREATE INDEX jobs_due ON jobs (kind, due_at, id) WHERE dead_at IS NULL;
CREATE INDEX jobs_dead ON jobs (kind, payload) WHERE dead_at IS NOT NULL;

-- Who did what outside of a request -------------------------------------------------------------------------

CREATE TABLE audit (
  id IDENTITY_KEY,
  by_id BIGINT REFERENCES accounts (id),
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL
) STRICT;
