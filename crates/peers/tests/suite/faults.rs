//! What goes wrong on demand.

use crate::support::*;
use peers::{graph::Fault, wire};
use std::time::Duration;

#[tokio::test]
async fn requests_go_wrong_as_they_are_told_and_then_no_more() {
    let meta = Meta::new().await;
    meta.fail_next([
        Fault::Status(429),
        Fault::Status(500),
        Fault::Status(503),
        Fault::Code(131_031),
        Fault::Garbage,
        Fault::None,
    ]);
    for status in [429, 500, 503, 403] {
        let reply = meta.send(&filled()).await;
        assert_eq!(reply.status, status);
        assert!(json_of(&reply)["error"]["code"].is_i64());
    }
    assert!(meta.send(&filled()).await.body.starts_with("<!DOCTYPE"));
    assert!(meta.lines().is_empty());
    assert_eq!(meta.send(&filled()).await.status, 200);
    assert_eq!(meta.send(&filled()).await.status, 200);
    assert_eq!((meta.lines().len(), meta.calls()), (2, 7));
}

#[tokio::test]
async fn a_connection_breaks_before_or_after_the_message_was_accepted() {
    let meta = Meta::new().await;
    let url = format!(
        "{}/v26.0/{}/messages",
        meta.url(),
        meta.options().phone_number_id
    );
    let token = format!("Bearer {}", meta.options().token);
    let headers = [
        ("Authorization", token.as_str()),
        ("Content-Type", "application/json"),
    ];
    let body = filled().to_string();
    for (fault, accepted) in [(Fault::ResetBefore, 0), (Fault::ResetAfter, 1)] {
        meta.fail_next([fault]);
        let broken = wire::send("POST", &url, &headers, body.as_bytes())
            .await
            .unwrap_err();
        assert_eq!(broken.kind(), std::io::ErrorKind::ConnectionReset);
        assert_eq!(meta.sent_to(SITI).len(), accepted);
    }
    assert_eq!(
        meta.statuses()[0]["biz_opaque_callback_data"],
        "outbox:01J",
        "and its callback comes"
    );
    meta.fail_next([Fault::FailAfter]);
    assert_eq!(meta.send(&filled()).await.status, 500);
    assert_eq!(meta.sent_to(SITI).len(), 2);
    meta.fail_next([Fault::CutAfter]);
    let half = wire::send("POST", &url, &headers, body.as_bytes()).await;
    assert!(half.is_err() || !half.unwrap().body.contains("accepted"));
    assert_eq!(meta.sent_to(SITI).len(), 3);
}

#[tokio::test]
async fn other_words_come_with_200_for_as_long_as_it_is_wanted() {
    let meta = Meta::new().await;
    for (fault, accepted) in [(Fault::Says("{}"), 0), (Fault::SaysAfter("{}"), 2)] {
        meta.fail_always(fault);
        for _ in 0..2 {
            let answer = meta.send(&filled()).await;
            assert_eq!((answer.status, answer.body.as_str()), (200, "{}"));
        }
        assert_eq!(meta.sent_to(SITI).len(), accepted);
    }
    meta.fail_always(Fault::None);
    assert!(meta.send(&filled()).await.body.contains("accepted"));
}

#[tokio::test]
async fn a_request_hangs() {
    let meta = Meta::new().await;
    meta.fail_next([Fault::Hang]);
    let answer = tokio::time::timeout(Duration::from_millis(200), meta.send(&filled())).await;
    assert!(answer.is_err());
    assert!(meta.lines().is_empty());
}
