//! Who may read the figures, and the words of Prometheus' text format 0.0.4 in which they are said. No I/O.

use crate::web::meter::Answers;
use db::Reading;
use std::{
    fmt::{Display, Write},
    net::IpAddr,
};
use subtle::ConstantTimeEq;

/// Who asks for the figures.
pub(super) struct Asking<'a> {
    /// The other end of the connection.
    pub peer: Option<IpAddr>,
    /// Whether a proxy says that it asks for somebody else.
    pub forwarded: bool,
    /// The token that was brought.
    pub bearer: Option<&'a str>,
}

/// Whoever brings the token; without one in the settings, whoever is on this machine. Behind a proxy everybody seems to
/// be, so there only the token counts.
pub(super) fn may_read(asking: &Asking<'_>, token: &str, behind_proxy: bool) -> bool {
    if token.is_empty() {
        let here = asking
            .peer
            .is_some_and(|peer| peer.to_canonical().is_loopback());
        return here && !behind_proxy && !asking.forwarded;
    }
    asking
        .bearer
        .is_some_and(|given| given.as_bytes().ct_eq(token.as_bytes()).into())
}

/// What is counted elsewhere than in this process; `None` when the database does not answer.
pub(super) struct Waiting {
    /// Kind, how many jobs are due or will be, how many are given up.
    pub jobs: Vec<(String, i64, i64)>,
    /// Messages that nobody will send unless a person says so.
    pub failed_messages: i64,
}

/// How this node is doing.
pub(super) struct Figures {
    pub answers: Vec<Answers>,
    pub writing: Reading,
    pub passwords: usize,
    pub waiting: Option<Waiting>,
}

/// The figures as Prometheus reads them.
pub(super) fn prometheus(figures: &Figures) -> String {
    let mut page = String::new();
    let requests = "loket_http_request_duration_seconds";
    head(
        &mut page,
        requests,
        "histogram",
        "Time until an answer began, by route and status.",
    );
    for one in &figures.answers {
        let labels = [
            ("method", one.method),
            ("route", &one.route),
            ("status", one.status),
        ];
        histogram(&mut page, requests, &labels, &one.took);
    }
    let writing = "loket_database_write_duration_seconds";
    head(
        &mut page,
        writing,
        "histogram",
        "Time until a write was durable, waiting included.",
    );
    histogram(&mut page, writing, &[], &figures.writing);
    let passwords = "loket_passwords_waiting";
    head(
        &mut page,
        passwords,
        "gauge",
        "Password hashes that wait for a core.",
    );
    line(&mut page, passwords, &[], figures.passwords);
    let up = "loket_database_up";
    head(&mut page, up, "gauge", "Whether the database answers.");
    line(&mut page, up, &[], u8::from(figures.waiting.is_some()));
    if let Some(waiting) = &figures.waiting {
        outbox(&mut page, waiting);
    }
    page
}

fn outbox(page: &mut String, waiting: &Waiting) {
    let jobs = "loket_jobs";
    head(
        page,
        jobs,
        "gauge",
        "Jobs in the outbox of all nodes: queued, or dead until a person revives them.",
    );
    for (kind, queued, dead) in &waiting.jobs {
        line(page, jobs, &[("kind", kind), ("state", "queued")], queued);
        line(page, jobs, &[("kind", kind), ("state", "dead")], dead);
    }
    let failed = "loket_messages_failed";
    head(
        page,
        failed,
        "gauge",
        "Messages that could not be sent and wait for a person.",
    );
    line(page, failed, &[], waiting.failed_messages);
}

fn head(page: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(page, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn histogram(page: &mut String, name: &str, labels: &[(&str, &str)], reading: &Reading) {
    let bucket = format!("{name}_bucket");
    let bounds = reading
        .up_to
        .iter()
        .map(|(bound, count)| (bound.to_string(), *count));
    for (bound, count) in bounds.chain([("+Inf".to_owned(), reading.count)]) {
        line(page, &bucket, &[labels, &[("le", &bound)]].concat(), count);
    }
    line(page, &format!("{name}_sum"), labels, reading.sum);
    line(page, &format!("{name}_count"), labels, reading.count);
}

fn line(page: &mut String, name: &str, labels: &[(&str, &str)], value: impl Display) {
    let pairs: Vec<_> = labels
        .iter()
        .map(|(key, value)| format!("{key}=\"{}\"", escaped(value)))
        .collect();
    let labels = if pairs.is_empty() {
        String::new()
    } else {
        format!("{{{}}}", pairs.join(","))
    };
    let _ = writeln!(page, "{name}{labels} {value}");
}

fn escaped(value: &str) -> String {
    value
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_or_the_token_reads() {
        let peers = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1"];
        let [here, six, mapped, there] = peers.map(|peer| peer.parse::<IpAddr>().ok());
        let asks = |peer, forwarded, bearer, token: &str, behind_proxy| {
            may_read(
                &Asking {
                    peer,
                    forwarded,
                    bearer,
                },
                token,
                behind_proxy,
            )
        };
        for peer in [here, six, mapped] {
            assert!(asks(peer, false, None, "", false));
            assert!(
                !asks(peer, true, None, "", false),
                "a proxy that nobody told us of"
            );
            assert!(!asks(peer, false, None, "", true), "behind a proxy");
            assert!(
                !asks(peer, false, None, "secret", false),
                "a token is demanded"
            );
        }
        for peer in [there, None] {
            assert!(!asks(peer, false, None, "", false));
            assert!(!asks(peer, false, Some(""), "", false));
            for wrong in ["", "secre", "secret ", "SECRET"] {
                assert!(!asks(peer, false, Some(wrong), "secret", true), "{wrong}");
            }
            assert!(asks(peer, true, Some("secret"), "secret", true));
        }
    }

    #[test]
    fn the_page_is_as_prometheus_reads_it() {
        let histogram = db::Histogram::default();
        histogram.record(std::time::Duration::from_millis(2));
        let answers = vec![Answers {
            route: "/a\"b\\".into(),
            method: "GET",
            status: "2xx",
            took: histogram.read(),
        }];
        let waiting = Waiting {
            jobs: vec![("deliver".into(), 3, 1)],
            failed_messages: 2,
        };
        let mut figures = Figures {
            answers,
            writing: histogram.read(),
            passwords: 4,
            waiting: Some(waiting),
        };
        let page = prometheus(&figures);
        for expected in [
            "# TYPE loket_http_request_duration_seconds histogram\n",
            "loket_http_request_duration_seconds_bucket{method=\"GET\",route=\"/a\\\"b\\\\\",status=\"2xx\",le=\"0.001\"} 0\n",
            "loket_http_request_duration_seconds_bucket{method=\"GET\",route=\"/a\\\"b\\\\\",status=\"2xx\",le=\"0.0025\"} 1\n",
            "loket_database_write_duration_seconds_bucket{le=\"+Inf\"} 1\nloket_database_write_duration_seconds_sum 0.002\n",
            "loket_database_write_duration_seconds_count 1\n",
            "loket_passwords_waiting 4\n",
            "loket_database_up 1\n",
            "loket_jobs{kind=\"deliver\",state=\"queued\"} 3\nloket_jobs{kind=\"deliver\",state=\"dead\"} 1\n",
            "loket_messages_failed 2\n",
        ] {
            assert!(page.contains(expected), "{expected}\n{page}");
        }
        figures.waiting = None;
        let page = prometheus(&figures);
        assert!(
            page.contains("loket_database_up 0\n") && !page.contains("loket_jobs"),
            "{page}"
        );
    }
}
