//! Templates of this version, and broken ones.

use super::{check::LONGEST_BODY, *};
use crate::notify::Topic;
use crate::notify::{Button, Channel};
use sop::Lang;

fn message(topic: Topic, lang: Lang) -> Outgoing {
    Outgoing {
        id: "0198".into(),
        channel: Channel::WhatsApp,
        recipient: "6285890001103".into(),
        name: "Rina\tWulandari ".repeat(20),
        lang,
        sender: "Loket".into(),
        reply_to: String::new(),
        topic,
        subject: "Selesai: tiket R4K-7MD-2QX".into(),
        body: format!(
            "Tiket *selesai*.\n\nhttps://loket.test/t/R4K\n\n{}",
            "kata ".repeat(400)
        ),
        text: "x".into(),
        url: Some("https://loket.test/id/tautan/rahasia".into()),
        code: Some("123456".into()),
        buttons: Vec::new(),
        ticket: Some("R4K7MD2QX".into()),
        window_open: false,
        at: 0,
    }
}

#[test]
fn the_templates_of_this_version_are_in_order() {
    assert_eq!(problems(), Vec::<String>::new());
}

#[test]
fn what_meta_would_refuse_is_found() {
    let broken = r#"
[[template]]
name = "Kabar"
topic = "pigeon"
category = "UTILITY"
id = { body = "{{nama}} ada kabar {{sandi}} {{nama}}", button = "x" }
en = { body = "", replies = ["a", "b", "c", "a button that is much too long"] }
[[template]]
name = "Kabar"
topic = "code"
category = "AUTHENTICATION"
id = { body = "Kode {{kode}} ya" }
en = { body = "", button = "Copy" }
"#;
    let found = parse(broken).unwrap().problems().join("\n");
    for part in [
        "lower-case letters",
        "no topic is called",
        "do not speak of the same",
        "beginning or the end",
        "knows the parameters",
        "stands there twice",
        "is there twice",
        "a button belongs",
        "1 to 25",
        "more than three",
        "codes have no body",
        "codes say how many minutes",
        "no template without replies for the topic status",
    ] {
        assert!(found.contains(part), "{part} is not among\n{found}");
    }
    let long = SOURCE.replacen("ada kabar untuk", &"ada kabar untuk ".repeat(40), 1);
    assert!(parse(&long).unwrap().problems()[0].contains("exceeds 1024"));
}

#[test]
fn each_message_fits_into_its_template() {
    for topic in Topic::ALL.into_iter().filter(|topic| *topic != Topic::Chat) {
        for lang in Lang::ALL {
            let message = message(topic, lang);
            let template = TEMPLATES.of(&message).expect("a template");
            let sent = template.payload(&message, "https://loket.test");
            assert_eq!(sent["language"]["code"], lang.code());
            let mut length = template.words(lang).body.chars().count();
            let parts = sent["components"].as_array().unwrap();
            for one in parts
                .iter()
                .flat_map(|part| part["parameters"].as_array().unwrap())
            {
                let text = one["text"].as_str().unwrap();
                assert!(
                    !text.is_empty()
                        && !text.contains(['\n', '\t', '*'])
                        && !text.contains("     "),
                    "{text}"
                );
                assert!(
                    template.link.is_none() || !text.contains("https://"),
                    "{text}"
                );
                length += text.chars().count();
            }
            assert!(length <= LONGEST_BODY, "{topic:?} {length}");
        }
    }
}

#[test]
fn buttons_carry_the_ticket_the_link_and_the_code() {
    let suffix = |topic| {
        let message = message(topic, Lang::Id);
        let sent = TEMPLATES
            .of(&message)
            .unwrap()
            .payload(&message, "https://loket.test");
        sent["components"][1]["parameters"][0]["text"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(suffix(Topic::Status), "R4K-7MD-2QX");
    assert_eq!(suffix(Topic::Link), "id/tautan/rahasia");
    assert_eq!(suffix(Topic::Code), "123456");
}

#[test]
fn replies_choose_the_template_that_has_them() {
    let source = format!(
        "{SOURCE}\n[[template]]\nname = \"loket_uji\"\ntopic = \"matter\"\ncategory = \"UTILITY\"\n\
             id = {{ body = \"Ada {{{{perihal}}}} ya.\", replies = [\"Uji\"] }}\n\
             en = {{ body = \"See {{{{perihal}}}} now.\", replies = [\"Test\"] }}\n"
    );
    let templates = parse(&source).unwrap();
    assert_eq!(templates.problems(), Vec::<String>::new());
    let mut message = message(Topic::Matter, Lang::Id);
    assert_eq!(templates.of(&message).unwrap().name, "loket_tugas_petugas");
    message.buttons = vec![Button {
        id: "putusan:x".into(),
        title: "Uji".into(),
    }];
    let found = templates.of(&message).unwrap();
    assert_eq!(found.name, "loket_uji");
    let sent = found.payload(&message, "https://loket.test");
    assert_eq!(
        sent["components"][1]["parameters"][0]["payload"],
        "putusan:x"
    );
    message.buttons[0].title = "Lain".into();
    assert_eq!(templates.of(&message).unwrap().name, "loket_tugas_petugas");
}

#[test]
fn a_text_is_cut_between_words() {
    assert_eq!(cut("satu dua tiga", 13), "satu dua tiga");
    assert_eq!(cut("satu dua tiga empat", 14), "satu dua tiga…");
    assert_eq!(cut("aaaaaaaaaaaaaaaaaaaa", 5), "aaaa…");
}
