-- One's own account: who touched it, codes that prove a number or an address, requests for correction or restriction.

-- In which offices somebody acted then: `admin:3 superadmin:0`; empty: the owner, or Loket itself.
ALTER TABLE account_trail ADD COLUMN by_offices TEXT NOT NULL DEFAULT '';
-- The day (YYYY-MM-DD, the campus's) of a read: the same read is written down once a day. NULL: an act.
ALTER TABLE account_trail ADD COLUMN read_on TEXT;
CREATE UNIQUE INDEX account_trail_read ON account_trail (account_id, by_id, read_on, action, (COALESCE(request_id, 0)))
  WHERE read_on IS NOT NULL;
