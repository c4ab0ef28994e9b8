//! The adapter by itself: what it makes of each answer, and whether each message is one that Meta takes.

use super::SITE;
use crate::support::NOW;
use peers::{
    Clock,
    graph::{Fault, Graph, Options},
};
use portal::notify::{
    Accepted, Button, Channel, Gateway, Outgoing, SendError, Topic,
    whatsapp::{self, Settings, template::TEMPLATES},
};
use sop::Lang;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A Meta whose templates are approved, and the adapter that is pointed at it.
async fn pair() -> (Graph, Arc<dyn Gateway>) {
    let options = Options {
        clock: Clock::new(|| NOW),
        throughput: 1_000,
        ..Options::default()
    };
    let graph = Graph::on_loopback(options).await.unwrap();
    for template in TEMPLATES.all() {
        for lang in Lang::ALL {
            graph.add_template(&template.creation(lang, SITE)).unwrap();
        }
    }
    let gateway = whatsapp::gateway(&settings(&graph, graph.url()), SITE).unwrap();
    (graph, gateway)
}

fn settings(graph: &Graph, base_url: String) -> Settings {
    Settings {
        base_url,
        phone_number_id: graph.options().phone_number_id.clone(),
        token: graph.options().token.clone(),
        messages_a_second: 1_000,
        ..Settings::default()
    }
}

/// Each to another person: the rates are another story.
fn message(topic: Topic, lang: Lang) -> Outgoing {
    static PEOPLE: AtomicI64 = AtomicI64::new(0);
    let person = PEOPLE.fetch_add(1, Ordering::Relaxed);
    Outgoing {
        id: format!("0198-{person}"),
        channel: Channel::WhatsApp,
        recipient: format!("62858900{person:05}"),
        name: "Rina\tWulandari ".repeat(20),
        lang,
        sender: "Loket UNS".into(),
        reply_to: String::new(),
        topic,
        subject: "Selesai: tiket R4K-7MD-2QX".into(),
        body: format!(
            "*Selesai*.\n\n\t{}      {SITE}/t/R4K",
            "kata ".repeat(1_000)
        ),
        text: "kata ".repeat(1_000),
        url: Some(format!("{SITE}/id/tautan/rahasia")),
        code: Some("123456".into()),
        buttons: Vec::new(),
        ticket: Some("R4K7MD2QX".into()),
        window_open: false,
        at: NOW,
    }
}

/// Sends as the outbox does: off the threads that serve.
async fn send(gateway: &Arc<dyn Gateway>, message: Outgoing) -> Result<Accepted, SendError> {
    let gateway = Arc::clone(gateway);
    let sent = tokio::task::spawn_blocking(move || gateway.send(&message));
    sent.await.unwrap()
}

#[tokio::test]
async fn each_topic_is_taken_in_both_languages_in_a_template_and_in_a_chat() {
    let (graph, gateway) = pair().await;
    for topic in Topic::ALL {
        for (lang, window_open) in Lang::ALL
            .into_iter()
            .flat_map(|lang| [(lang, false), (lang, true)])
        {
            let message = Outgoing {
                window_open,
                ..message(topic, lang)
            };
            graph.person_says(&message.recipient, "halo");
            let (to, name) = (message.recipient.clone(), message.id.clone());
            let sent = send(&gateway, message).await;
            if topic == Topic::Chat && !window_open {
                assert_eq!(
                    sent,
                    Err(SendError::Permanent("notify-window-closed".into()))
                );
                continue;
            }
            let line = graph
                .sent_to(&to)
                .pop()
                .unwrap_or_else(|| panic!("{topic:?} {sent:?}"));
            assert_eq!(
                sent,
                Ok(Accepted {
                    provider_id: line.wamid.clone()
                }),
                "{topic:?} {lang:?}"
            );
            assert_eq!(line.callback_data, name);
            // The button that copies a code is there only in a template.
            let is_template = !window_open || topic == Topic::Code;
            assert_eq!(line.shown.kind == "template", is_template, "{topic:?}");
            assert!(line.shown.body.chars().count() <= if is_template { 1_024 } else { 4_096 });
        }
    }
}

#[tokio::test]
async fn three_buttons_stand_under_a_text_that_is_cut_to_fit() {
    let (graph, gateway) = pair().await;
    let titles = ["Setujui", "Kembalikan", "Batal", "Lain"];
    let buttons = titles.map(|title| Button {
        id: title.repeat(20),
        title: title.into(),
    });
    let message = Outgoing {
        window_open: true,
        buttons: buttons.into(),
        ..message(Topic::Chat, Lang::Id)
    };
    let to = message.recipient.clone();
    graph.person_says(&to, "halo");
    send(&gateway, message).await.unwrap();
    let shown = graph.sent_to(&to).pop().unwrap().shown;
    assert_eq!(shown.kind, "interactive");
    assert!(shown.body.chars().count() <= 1_024 && shown.body.ends_with('…'));
    assert_eq!(
        shown.taps.iter().map(|tap| &tap.title).collect::<Vec<_>>(),
        titles[..3].iter().collect::<Vec<_>>()
    );
}

/// Of an error only what is done about it.
fn kind(error: &SendError) -> &'static str {
    match error {
        SendError::Retry(_) => "later",
        SendError::Wait(..) => "wait",
        SendError::Unsure(_) => "unsure",
        SendError::Permanent(_) => "never",
        SendError::Closed(_) => "template",
        SendError::Template(_) => "alert",
        SendError::Stop(_) => "stop",
    }
}

#[tokio::test]
async fn each_answer_means_what_is_to_be_done() {
    let (graph, gateway) = pair().await;
    let codes: [(&str, &[i64]); 7] = [
        (
            "stop",
            &[0, 190, 3, 10, 200, 250, 299, 131_048, 131_031, 368, 131_042],
        ),
        ("later", &[1, 2, 131_000, 131_016]),
        ("never", &[131_026, 131_049, 100, 131_008, 131_009]),
        ("template", &[131_047]),
        (
            "alert",
            &[
                132_000, 132_001, 132_005, 132_007, 132_012, 132_015, 132_016,
            ],
        ),
        ("wait", &[131_056]),
        // The last, for the number is slow after it.
        ("wait", &[4, 80_007, 130_429]),
    ];
    let faults = [
        ("later", Fault::Status(500)),
        ("later", Fault::Status(503)),
        ("unsure", Fault::Garbage),
        ("unsure", Fault::FrontAfter(502)),
        ("unsure", Fault::FrontAfter(504)),
        ("later", Fault::FrontAfter(503)),
        ("unsure", Fault::ResetBefore),
        ("unsure", Fault::ResetAfter),
    ];
    let coded = codes
        .into_iter()
        .flat_map(|(means, codes)| codes.iter().map(move |code| (means, Fault::Code(*code))));
    for (index, (means, fault)) in faults.into_iter().chain(coded).enumerate() {
        // Once a second: a number that was found too fast may send again.
        let message = Outgoing {
            at: NOW + index as i64 * 1_000,
            ..message(Topic::Account, Lang::Id)
        };
        graph.fail_next([fault.clone()]);
        let error = send(&gateway, message).await.unwrap_err();
        assert_eq!(kind(&error), means, "{fault:?}: {error:?}");
    }
}

#[tokio::test]
async fn whoever_is_not_there_got_nothing() {
    let (graph, _) = pair().await;
    for place in ["http://127.0.0.1:9", "http://nowhere.invalid"] {
        let gateway = whatsapp::gateway(&settings(&graph, place.into()), SITE).unwrap();
        let error = send(&gateway, message(Topic::Account, Lang::Id))
            .await
            .unwrap_err();
        assert_eq!(kind(&error), "later", "{error:?}");
        assert!(
            !format!("{error:?}").contains(&graph.options().token),
            "no secret in what is kept"
        );
    }
}
