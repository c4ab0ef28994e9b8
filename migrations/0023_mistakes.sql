-- All mistakes of a file of the academic office, by line, as CSV: the report has the first.
CREATE TABLE roster_mistakes (
  import_id BIGINT PRIMARY KEY REFERENCES roster_imports (id),
  csv TEXT NOT NULL                          -- never a PIN
) STRICT;
