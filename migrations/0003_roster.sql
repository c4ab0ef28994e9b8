-- The roster of new students: how its rows are found, where they came from, and slips with new PINs.

ALTER TABLE roster ADD COLUMN name_key TEXT_KEY NOT NULL DEFAULT '';  -- folded name: sorts the list, its beginning is searched
ALTER TABLE roster ADD COLUMN imported_pin_hash BLOB;                 -- what the last file said; a slip replaces only pin_hash
CREATE INDEX roster_name ON roster (name_key, id);
CREATE INDEX roster_activated ON roster (activated_at) WHERE activated_at IS NOT NULL;
CREATE INDEX accounts_number ON accounts (number) WHERE number IS NOT NULL;

-- A file that was read: by whom, what it would do, and when it was taken over.
CREATE TABLE roster_imports (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  by_id BIGINT REFERENCES accounts (id),     -- NULL: the command line
  by_name TEXT NOT NULL,
  report TEXT NOT NULL,                      -- JSON: counts and mistakes, never a PIN
  created_at BIGINT NOT NULL,
  applied_at BIGINT                          -- NULL: not confirmed
) STRICT;
CREATE INDEX roster_imports_applied ON roster_imports (applied_at, id);

-- The good lines of a file between its report and its confirmation; gone afterwards.
CREATE TABLE roster_staged (
  import_id BIGINT NOT NULL REFERENCES roster_imports (id),
  nim TEXT_KEY NOT NULL,
  line BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT_KEY NOT NULL,
  faculty TEXT NOT NULL,
  programme TEXT NOT NULL,
  intake BIGINT NOT NULL,
  birth_date TEXT,
  whatsapp TEXT,
  pin_hash BLOB NOT NULL,
  PRIMARY KEY (import_id, nim)
) STRICT;

-- A PIN that was issued anew: who checked what before. The PIN itself is nowhere, its hash is in the roster.
CREATE TABLE roster_slips (
  id IDENTITY_KEY,
  public_id TEXT_KEY NOT NULL UNIQUE,        -- chosen by the form: what is sent twice prints once
  entry_id BIGINT NOT NULL REFERENCES roster (id),
  by_id BIGINT NOT NULL REFERENCES accounts (id),
  by_name TEXT NOT NULL,
  checked TEXT NOT NULL,                     -- closed list of what was checked, with spaces between
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
) STRICT;
CREATE INDEX roster_slips_entry ON roster_slips (entry_id, id);
