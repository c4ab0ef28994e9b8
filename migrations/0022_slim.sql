-- Indexes that nothing reads (accounts_whatsapp has the numbers that count), or that most rows need not stand in: each
-- costs a page at every write.
DROP INDEX roster_faculty;
DROP INDEX accounts_blocked;
CREATE INDEX accounts_blocked ON accounts (address) WHERE blocked = TRUE;
DROP INDEX accounts_pic;
CREATE INDEX accounts_pic ON accounts (pic_id) WHERE pic_id IS NOT NULL;
DROP INDEX accounts_by_whatsapp;
