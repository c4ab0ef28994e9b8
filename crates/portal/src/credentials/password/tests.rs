use super::*;
use proptest::prelude::*;

fn campus() -> Vec<String> {
    [
        "universitas",
        "merbabu",
        "umb",
        "student",
        "ac",
        "id",
        "dtik",
        "loket",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn policy() -> Policy {
    Policy {
        shortest: 12,
        campus: campus(),
    }
}

fn weakness(password: &str) -> Option<Weakness> {
    let about = [
        "Rina Wulandari",
        "rina.wulandari",
        "M0521009",
        "6285890001201",
        "0858-9000-1201",
    ];
    Strength::of(&policy(), password, &about.map(str::to_owned)).weakness()
}

#[test]
fn length_is_counted_in_characters_however_they_are_written() {
    assert_eq!(weakness("x9!Kq#2vZp"), Some(Weakness::Short));
    assert_eq!(weakness(&"kereta senja ".repeat(11)), Some(Weakness::Long));
    let phrase = |words: &str| words.chars().cycle().take(LONGEST).collect::<String>();
    let longest = phrase("hujan lumut jendela pelangi kopi tua sepeda dingin ");
    assert_eq!(weakness(&longest), None);
    // Twelve code points, eleven after NFC.
    assert_eq!(weakness("e\u{301}Xq7 vKz2 L"), Some(Weakness::Short));
    assert_eq!(weakness("ᮊᮛᮦᮒ ᮞᮨᮔ᮪ᮏ kopi 7 gerimis"), None);
}

#[test]
fn the_3000_commonest_that_are_long_enough_are_refused() {
    let all = include_str!("leaked.txt").lines().skip(2);
    let all: Vec<_> = all.flat_map(str::split_whitespace).collect();
    assert_eq!(all.len(), 3_000);
    assert!(all.iter().all(|one| one.chars().count() >= 12));
    // Nothing else finds fault with some of them.
    for one in [
        "mailcreated5240",
        "Sojdlg123aljg",
        "GC4k6NUhRDK2",
        "gaga_123_gaga",
    ] {
        let common = Some(Weakness::Listed(blocklist::Listed::Common));
        assert_eq!(weakness(one), common, "{one}");
    }
    for one in all {
        assert!(weakness(one).is_some(), "{one}");
    }
}

#[test]
fn a_word_of_ones_own_in_a_phrase_is_no_reason_to_refuse_it() {
    for good in [
        "kereta senja balapan",
        "Wulandari-kereta-senja-lumut",
        "m0521009 kereta senja lumut",
        "jendela umb gerimis sepeda",
        "bismillah jendela kopi gerimis",
        "x9!Kq#2vZp7w",
        "sayang rahasia cinta bismillah merdeka",
    ] {
        assert_eq!(weakness(good), None, "{good}");
    }
}

#[test]
fn what_is_tried_first_is_refused_each_with_its_reason() {
    use Listed::{Campus, Common, Keyboard, Name, Number, Repeated};
    for (password, listed) in [
        ("rina wulandari 2003", Name),
        ("WulandariRina!!", Name),
        ("R1n4Wul4nd4r1", Name),
        ("rinawulandari17081945", Name),
        ("password rina wulandari", Name),
        ("M0521009M0521009", Number),
        ("m0521009-123", Number),
        ("0858 9000 1201", Number),
        ("6285890001201", Number),
        ("universitasmerbabu", Campus),
        ("UMB umb 2027 UMB", Campus),
        ("student.umb.ac.id", Campus),
        ("Bismillah123456", Common),
        ("P4ssw0rd2027!", Common),
        ("katasandi12345", Common),
        ("rahasia rahasia", Common),
        ("Sayangku@1234", Common),
        ("qwertyuiop123", Keyboard),
        ("1qaz2wsx3edc", Keyboard),
        ("!QAZ@WSX#EDC", Keyboard),
        ("123456789012", Keyboard),
        ("aaaaaaaaaaaaaa", Keyboard),
        ("zyxwvutsrqponm", Keyboard),
        ("kambingkambing", Repeated),
        ("lumut lumut lumut", Repeated),
    ] {
        assert_eq!(
            weakness(password),
            Some(Weakness::Listed(listed)),
            "{password}"
        );
    }
}

#[test]
fn what_is_on_no_list_is_estimated() {
    assert_eq!(weakness("monalisa2027"), Some(Weakness::Guess));
}

#[test]
fn the_meter_never_praises_what_is_refused() {
    let score = |password| Strength::of(&policy(), password, &["Rina Wulandari".into()]).score;
    assert_eq!(score(""), 0);
    assert!(score("x9!Kq#2vZp") <= 2);
    assert_eq!(score("rina wulandari 2003"), 1);
    assert_eq!(score("wulandari hijau lumut pagi"), 4);
}

#[test]
fn every_weakness_has_a_sentence_of_its_own_in_both_languages() {
    use Listed::{Campus, Common, Keyboard, Name, Number, Repeated};
    let listed = [Name, Number, Campus, Common, Keyboard, Repeated].map(Weakness::Listed);
    let all = [Weakness::Short, Weakness::Long, Weakness::Guess];
    for lang in Lang::ALL {
        let sentences: Vec<_> = listed
            .iter()
            .chain(&all)
            .map(|one| text::t(lang, one.key()))
            .collect();
        let mut different = sentences.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), sentences.len());
        assert!(
            sentences
                .iter()
                .all(|sentence| !sentence.starts_with("credentials-"))
        );
    }
}

proptest! {
    #[test]
    fn digits_signs_and_case_around_a_listed_password_change_nothing(
        before in "[0-9]{0,3}", after in "[0-9]{0,4}[!.#]{0,2}", upper in any::<bool>(),
    ) {
        let word = if upper { "WULANDARIRINA" } else { "wulandaririna" };
        let found = weakness(&format!("{before}{word}{after}"));
        prop_assert_eq!(found, Some(Weakness::Listed(Listed::Name)));
    }

    #[test]
    fn nothing_that_can_be_typed_breaks_the_judge(password in "\\PC{0,140}", about in "\\PC{0,20}") {
        let strength = Strength::of(&policy(), &password, &[about]);
        prop_assert!(strength.score <= 4);
        prop_assert!(strength.weakness().is_none() || strength.score <= 2 || strength.score == 0);
    }
}
