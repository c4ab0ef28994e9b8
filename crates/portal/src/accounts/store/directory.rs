//! SQL of the list of accounts, by address, a page at a time.

use super::accounts::{account, columns};
use crate::accounts::model::{Entry, Filter};
use db::{Columns, Error, Tx, params};

/// With each account who answers for it, and its newest block.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", (SELECT p.name FROM accounts p WHERE p.id = a.pic_id), \
             (SELECT b.cause FROM block_entries b WHERE b.account_id = a.id AND b.kind = 'block' ORDER BY b.id DESC LIMIT 1), \
             (SELECT b.at FROM block_entries b WHERE b.account_id = a.id AND b.kind = 'block' ORDER BY b.id DESC LIMIT 1) \
             FROM accounts a ",
            $rest
        )
    };
}

fn entry(row: &mut Columns<'_>) -> Result<Entry, Error> {
    let account = account(row)?;
    let (pic, cause, at) = (row.get()?, row.parse_some()?, row.get()?);
    let block = account.blocked.then(|| cause.zip(at)).flatten();
    Ok(Entry {
        account,
        pic,
        block,
    })
}

/// How many stand on a page.
pub(crate) const PAGE: usize = 30;

/// The words by which an account is found take the place of what was there before.
pub(crate) fn index_again(tx: &mut Tx<'_>, account_id: i64, words: &[String]) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM account_words WHERE account_id = ?1",
        params![account_id],
    )?;
    index(tx, account_id, words)
}

/// The words by which a new account is found.
pub(crate) fn index(tx: &mut Tx<'_>, account_id: i64, words: &[String]) -> Result<(), Error> {
    for word in words {
        tx.execute(
            "INSERT INTO account_words (word, account_id) VALUES (?1, ?2)",
            params![word, account_id],
        )?;
    }
    Ok(())
}

/// A page of accounts, and one more when there are more. Each shape of the question has a statement that its index answers.
pub(crate) fn list(tx: &mut Tx<'_>, filter: &Filter) -> Result<Vec<Entry>, Error> {
    let kind = filter.kind.map_or("", |kind| kind.key());
    let (after, limit) = (filter.after.as_str(), PAGE as i64 + 1);
    if !filter.word.is_empty() {
        let end = format!("{}\u{10ffff}", filter.word);
        return tx.rows(
            select!(
                "WHERE a.id IN (SELECT account_id FROM account_words WHERE word >= ?1 AND word < ?2) AND a.address > ?3 \
                 AND (?4 = '' OR a.kind = ?4) AND (?5 = FALSE OR a.blocked = TRUE) ORDER BY a.address LIMIT ?6"
            ),
            params![&filter.word, &end, after, kind, filter.blocked, limit],
            entry,
        );
    }
    match (filter.blocked, kind) {
        (true, kind) => tx.rows(
            select!("WHERE a.blocked = TRUE AND a.address > ?1 AND (?2 = '' OR a.kind = ?2) ORDER BY a.address LIMIT ?3"),
            params![after, kind, limit],
            entry,
        ),
        (false, "") => tx.rows(
            select!("WHERE a.address > ?1 ORDER BY a.address LIMIT ?2"),
            params![after, limit],
            entry,
        ),
        (false, kind) => tx.rows(
            select!("WHERE a.kind = ?2 AND a.address > ?1 ORDER BY a.address LIMIT ?3"),
            params![after, kind, limit],
            entry,
        ),
    }
}
