//! SQL of the counters of attempts: exact, shared by all nodes, surviving a restart.

use crate::{
    clock::{DAY, Millis},
    credentials::Limit,
    random::{digest, hex},
};
use db::{Error, Tx, params};
use std::net::Ipv6Addr;

/// What is counted, by whom or what. People type passwords into the wrong field, so only a hash is kept.
pub(crate) fn subject(what: &str, who: &str) -> String {
    format!("{what}:{}", hex(&digest(&network(who))))
}

/// Of an address of IPv6 the part that one line has: whoever has it can write 2^64 different ones.
pub(crate) fn network(source: &str) -> String {
    match source.parse::<Ipv6Addr>() {
        Ok(address) if address.to_ipv4_mapped().is_none() => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        _ => source.to_owned(),
    }
}

/// Counts one attempt. When there were too many, the seconds until the next is allowed.
pub(crate) fn count(
    tx: &mut Tx<'_>,
    subject: &str,
    limit: Limit,
    now: Millis,
) -> Result<Option<i64>, Error> {
    sweep(tx, now - DAY)?;
    let counted = tx.first(
        "INSERT INTO throttles (subject, window_start, attempts) VALUES (?1, ?2, 1) \
         ON CONFLICT (subject) DO UPDATE SET \
         attempts = CASE WHEN throttles.window_start <= ?3 THEN 1 ELSE throttles.attempts + 1 END, \
         window_start = CASE WHEN throttles.window_start <= ?3 THEN ?2 ELSE throttles.window_start END \
         RETURNING attempts, window_start",
        params![subject, now, now - limit.window],
        |row| Ok((row.get::<i64>()?, row.get::<i64>()?)),
    )?;
    let (attempts, start) = counted.ok_or(Error::NoRow)?;
    Ok((attempts > limit.attempts).then(|| (start + limit.window - now + 999) / 1_000))
}

/// Takes away some counters of long ago, passing over those that somebody else is counting on.
fn sweep(tx: &mut Tx<'_>, before: Millis) -> Result<(), Error> {
    let sql = format!(
        "DELETE FROM throttles WHERE subject IN \
         (SELECT subject FROM throttles WHERE window_start < ?1 LIMIT 20{})",
        tx.engine().for_update_skip_locked()
    );
    tx.execute(&sql, params![before]).map(drop)
}

/// The attempt was a good one: it does not count.
pub(crate) fn forgive(tx: &mut Tx<'_>, subject: &str) -> Result<(), Error> {
    tx.execute(
        "UPDATE throttles SET attempts = attempts - 1 WHERE subject = ?1 AND attempts > 0",
        params![subject],
    )
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_source() {
        assert_eq!(
            network("2001:db8:1:2:3:4:5:6"),
            network("2001:db8:1:2:ffff::1")
        );
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        for whole in ["10.0.0.1", "::ffff:10.0.0.1", "rina@example.com"] {
            assert_eq!(network(whole), whole);
        }
    }
}
