//! How fast one may be.

use crate::support::*;
use serde_json::json;

#[tokio::test]
async fn a_number_sends_eighty_messages_a_second() {
    let meta = Meta::new().await;
    let to = |number: usize| {
        let mut body = filled();
        body["to"] = json!(format!("62811{number:07}"));
        body
    };
    for number in 0..80 {
        assert_eq!(meta.send(&to(number)).await.status, 200, "{number}");
    }
    assert_eq!(meta.code(to(80)).await, 130_429);
    meta.wait(999);
    assert_eq!(meta.code(to(80)).await, 130_429);
    meta.wait(1);
    assert_eq!(meta.send(&to(80)).await.status, 200);
}

#[tokio::test]
async fn after_a_burst_one_person_gets_a_message_in_six_seconds() {
    let meta = Meta::with(|options| options.pair_burst = 3).await;
    for _ in 0..3 {
        assert_eq!(meta.send(&filled()).await.status, 200);
    }
    assert_eq!(meta.code(filled()).await, 131_056);
    let mut other = filled();
    other["to"] = json!("6281234567890");
    assert_eq!(meta.send(&other).await.status, 200, "others may proceed");
    meta.wait(5999);
    assert_eq!(meta.code(filled()).await, 131_056);
    meta.wait(1);
    assert_eq!(meta.send(&filled()).await.status, 200);
    assert_eq!(meta.code(filled()).await, 131_056);
}

#[tokio::test]
async fn a_hundred_templates_are_created_in_an_hour() {
    let meta = Meta::new().await;
    let named = |number: usize| {
        let mut body = status_template();
        body["name"] = json!(format!("status_{number}"));
        body
    };
    for number in 0..100 {
        assert_eq!(meta.create(&named(number)).await.status, 200);
    }
    assert_eq!(code(&meta.create(&named(100)).await), 80007);
    meta.wait(3_600_000);
    assert_eq!(meta.create(&named(100)).await.status, 200);
}
