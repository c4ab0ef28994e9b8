-- Of students who have tried and are not activated: on which day it was first, for the report by day.
CREATE INDEX roster_tried ON roster (tried_at) WHERE tried_at IS NOT NULL AND activated_at IS NULL;
