//! The Indonesian gateways: what they let through.

use crate::support::{SITI, json_of};
use base64::{Engine, engine::general_purpose::STANDARD};
use peers::{fonnte, qontak, wablas, wire};
use serde_json::{Value, json};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("Content-Type", "application/json");

#[tokio::test]
async fn fonnte_answers_200_to_everything_and_says_in_the_body_what_it_did() {
    let fonnte = fonnte::start("TOKEN").await.unwrap();
    let url = format!("{}/send", fonnte.url());
    for (token, form, reason) in [
        (
            "Bearer TOKEN",
            "target=6285890001103&message=halo",
            "token invalid",
        ),
        ("TOKEN", "target=Siti&message=halo", "target input invalid"),
        (
            "TOKEN",
            "target=085890001103&message=halo&countryCode=0",
            "target input invalid",
        ),
        ("TOKEN", "target=6285890001103", "invalid/empty body value"),
    ] {
        let reply = wire::send(
            "POST",
            &url,
            &[("Authorization", token), FORM],
            form.as_bytes(),
        )
        .await
        .unwrap();
        assert_eq!(reply.status, 200);
        assert_eq!(json_of(&reply), json!({"status": false, "reason": reason}));
    }
    let form = "target=085890001103&message=Baris+satu%0Abaris+dua&countryCode=62";
    let reply = wire::send(
        "POST",
        &url,
        &[("Authorization", "TOKEN"), FORM],
        form.as_bytes(),
    )
    .await
    .unwrap();
    assert_eq!(json_of(&reply)["status"], true);
    let sent = fonnte.sent();
    assert_eq!(
        (sent[0].to.as_str(), sent[0].text.as_str()),
        (SITI, "Baris satu\nbaris dua")
    );
    assert_eq!(json_of(&reply)["id"], json!([sent[0].id]));
}

#[tokio::test]
async fn wablas_wants_token_and_secret_and_a_list() {
    let wablas = wablas::start("TOKEN", "KEY").await.unwrap();
    let url = format!("{}/api/v2/send-message", wablas.url());
    let one = json!({"phone": SITI, "message": "halo", "isGroup": false, "flag": "instant"});
    let good = json!({"data": [one]});
    for (key, body, status) in [
        ("TOKEN", &good, 401),
        ("Bearer TOKEN.KEY", &good, 401),
        ("TOKEN.KEY", &one, 400),
        (
            "TOKEN.KEY",
            &json!({"data": [{"phone": "0858", "message": "halo", "isGroup": false}]}),
            400,
        ),
        (
            "TOKEN.KEY",
            &json!({"data": [{"phone": SITI, "message": "halo"}]}),
            400,
        ),
        ("TOKEN.KEY", &good, 200),
    ] {
        let reply = wire::send(
            "POST",
            &url,
            &[("Authorization", key), JSON],
            body.to_string().as_bytes(),
        )
        .await
        .unwrap();
        assert_eq!(reply.status, status, "{key} {body}");
        assert_eq!(json_of(&reply)["status"], status == 200);
    }
    assert_eq!(wablas.sent().len(), 1);
}

fn options() -> qontak::Options {
    qontak::Options {
        token: "TOKEN".into(),
        client_id: "client".into(),
        client_secret: "secret".into(),
        channel: "channel-1".into(),
        templates: vec![("template-1".into(), "id".into(), 2)],
    }
}

fn broadcast() -> Value {
    json!({
        "to_number": SITI, "to_name": "Siti", "message_template_id": "template-1",
        "channel_integration_id": "channel-1", "language": {"code": "id"},
        "parameters": {"body": [
            {"key": "1", "value": "nama", "value_text": "Siti"},
            {"key": "2", "value": "kabar", "value_text": "Selesai"},
        ]},
    })
}

#[tokio::test]
async fn qontak_takes_templates_only_each_parameter_in_its_place() {
    let qontak = qontak::start(options()).await.unwrap();
    let url = format!("{}{}", qontak.url(), qontak::CLASSIC);
    let send = async |token: &str, body: &Value| {
        let headers = [("Authorization", token), JSON];
        wire::send("POST", &url, &headers, body.to_string().as_bytes())
            .await
            .unwrap()
    };
    assert_eq!(send("TOKEN", &broadcast()).await.status, 401);
    for (pointer, wrong) in [
        ("/to_number", json!("0858")),
        ("/to_name", json!("")),
        ("/channel_integration_id", json!("other")),
        ("/message_template_id", json!("other")),
        ("/language/code", json!("en")),
        ("/parameters/body/1/key", json!("3")),
        ("/parameters/body/1/value_text", json!("satu\ndua")),
        ("/parameters/body", json!([])),
    ] {
        let mut body = broadcast();
        *body.pointer_mut(pointer).unwrap() = wrong;
        let reply = send("Bearer TOKEN", &body).await;
        assert_eq!(reply.status, 422, "{pointer}");
        assert_eq!(json_of(&reply)["status"], "error");
    }
    assert_eq!(send("Bearer TOKEN", &broadcast()).await.status, 201);
    assert_eq!(qontak.sent()[0].text, "Siti\nSelesai");
}

#[tokio::test]
async fn the_newer_qontak_wants_a_signature_over_date_and_request_line() {
    let qontak = qontak::start(options()).await.unwrap();
    let url = format!("{}{}", qontak.url(), qontak::SIGNED);
    let date = "Fri, 05 Mar 2027 02:12:00 GMT";
    for (signed_date, status) in [(date, 201), ("Fri, 05 Mar 2027 02:12:01 GMT", 401)] {
        use hmac::{Hmac, KeyInit, Mac};
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"secret").unwrap();
        mac.update(format!("date: {signed_date}\nPOST {} HTTP/1.1", qontak::SIGNED).as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let key = format!(
            "hmac username=\"client\", algorithm=\"hmac-sha256\", headers=\"date request-line\", signature=\"{signature}\""
        );
        let headers = [("Authorization", key.as_str()), ("Date", date), JSON];
        let reply = wire::send("POST", &url, &headers, broadcast().to_string().as_bytes())
            .await
            .unwrap();
        assert_eq!(reply.status, status);
    }
}
