//! Every rule, on names as they stand in rosters.

mod names;

use super::*;
use names::NAMES;
use proptest::prelude::*;
use std::fmt::Write;

#[test]
fn every_name_gets_usernames() {
    let mut table = String::new();
    for official in NAMES {
        let name = Name::of(official);
        let found = suggestions(&name);
        let words: Vec<_> = found.iter().map(Username::as_str).collect();
        assert_eq!(words.len(), SHOWN, "{official}: {words:?}");
        let _ = writeln!(table, "{official:?}: {}", words.join(" "));
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("usernames", table);
    });
}

fn of(official: &str, typed: &str) -> Result<String, Reason> {
    check(&Name::of(official), typed).map(|username| username.as_str().to_owned())
}

#[track_caller]
fn fits(official: &str, all: &[&str]) {
    for typed in all {
        assert_eq!(of(official, typed).as_deref(), Ok(*typed), "{official}");
    }
}

#[track_caller]
fn refused(official: &str, all: &[&str], reason: &Reason) {
    for typed in all {
        assert_eq!(
            of(official, typed).as_ref(),
            Err(reason),
            "{official}: {typed:?}"
        );
    }
}

const NADIA: &str = "Nadia Safira Maharani";

#[test]
fn parts_beginnings_and_initials_stand_for_a_name_in_any_order() {
    fits(
        NADIA,
        &[
            "nadia",
            "safira",
            "nadia.maharani",
            "nadiasafira",
            "maharani.nadia",
            "n.maharani",
            "nadia.s.m",
            "nsmaharani",
            "nad.maharani",
            "nadia.mahar",
            "safira.nad",
            "nadiasafiramaharani",
            "nadia2027",
            "nadia.07",
            "nadia.m1",
        ],
    );
    refused(
        NADIA,
        &[
            "wulandari",
            "nadia.putri",
            "nadianadia",
            "nadia.nad",
            "maharani.x",
            "cantik",
            "nadiia",
        ],
        &Reason::NotTheName,
    );
    refused(
        NADIA,
        &["na.sa", "nadia.sa", "ma.nadia"],
        &Reason::NotTheName,
    );
    refused(
        "Nadia Safira Maharani Ayu Lestari",
        &["n.s.m", "nsmal", "l.a.m"],
        &Reason::Initials,
    );
}

#[test]
fn a_username_has_five_to_thirty_characters() {
    refused(NADIA, &["nadi", "n.m", "n"], &Reason::Short);
    fits(NADIA, &["nadia"]);
    let long = "Nadia Safiraaaaaaaaa Maharaniiiiiiii";
    fits(long, &["nadiasafiraaaaaaaaamaharaniiii"]);
    refused(long, &["nadiasafiraaaaaaaaamaharaniiiii"], &Reason::Long);
    assert_eq!(of(NADIA, &"n".repeat(10_000_000)), Err(Reason::Long));
}

#[test]
fn capital_letters_are_made_small_and_blanks_around_it_do_not_matter() {
    assert_eq!(
        of(NADIA, "  Nadia.MAHARANI ").as_deref(),
        Ok("nadia.maharani")
    );
}

#[test]
fn dots_stand_between_letters() {
    refused(
        NADIA,
        &[".nadia", "nadia.", "nadia..maharani", "......"],
        &Reason::Dots,
    );
}

#[test]
fn up_to_four_digits_stand_at_the_end() {
    fits(NADIA, &["nadia1", "nadia0012"]);
    refused(NADIA, &["nadia12345"], &Reason::Digits);
    refused(
        NADIA,
        &["n4dia", "1nadia", "nadia1.maharani", "12345"],
        &Reason::DigitPlace,
    );
}

#[test]
fn only_small_latin_letters_digits_and_dots() {
    refused(NADIA, &["nadia maharani"], &Reason::Blank);
    refused(NADIA, &["nadia-maharani"], &Reason::Sign('-'));
    refused(NADIA, &["nadia_maharani"], &Reason::Sign('_'));
    refused(NADIA, &["nadia'"], &Reason::Sign('\''));
    refused(
        NADIA,
        &["nadia\u{200b}", "nad\u{202e}ia", "nadia\0"],
        &Reason::Invisible,
    );
    refused(NADIA, &["nadía"], &Reason::Letter('í'));
    refused(NADIA, &["王小明"], &Reason::Letter('王'));
    refused(NADIA, &["nadia٢٧"], &Reason::Sign('٢'));
    refused(NADIA, &["nadia@student.example"], &Reason::Address);
    refused(NADIA, &["", "   "], &Reason::Empty);
}

#[test]
fn letters_that_only_look_latin_are_refused_as_such() {
    for (typed, sign) in [
        ("nаdia", 'а'),
        ("nadіa", 'і'),
        ("ｎadia", 'ｎ'),
        ("nαdia", 'α'),
        ("nad𝐢a", '𝐢'),
        ("nadıa", 'ı'),
    ] {
        refused(NADIA, &[typed], &Reason::LookAlike(sign));
    }
}

#[test]
fn words_that_mislead_are_refused_alone_between_dots_and_inside() {
    for word in [
        "rektor",
        "admin",
        "dosen",
        "dekan",
        "humas",
        "postmaster",
        "helpdesk",
        "noreply",
    ] {
        refused(NADIA, &[word], &Reason::Reserved(word.into()));
        refused(
            NADIA,
            &[&format!("{word}.nadia"), &format!("nadia.{word}12")],
            &Reason::Reserved(word.into()),
        );
    }
    // Also when the name holds it, or its parts make it.
    refused(
        "Rektor Wijaya",
        &["rektor", "rektor.wijaya", "rektorwijaya", "wijayarektor1"],
        &Reason::Reserved("rektor".into()),
    );
    fits("Rektor Wijaya", &["wijaya", "r.wijaya", "rek.wijaya"]);
    refused(
        "Ad Min Wibowo",
        &["ad.min", "admin", "admin1"],
        &Reason::Reserved("admin".into()),
    );
    refused(
        "Rektorina Dewi",
        &["rektor.dewi", "rektordewi"],
        &Reason::Reserved("rektor".into()),
    );
    fits("Rektorina Dewi", &["rektorina", "rektorina.dewi"]);
}

#[test]
fn rude_words_are_refused_where_they_stand_alone() {
    refused("Tolol Wibowo", &["tolol", "tolol.wibowo"], &Reason::Rude);
    fits("Asuncion Babiola", &["asuncion", "babiola"]);
}

#[test]
fn titles_are_no_part_of_it() {
    let title = |word: &str| Reason::Title(word.into());
    let bambang = "Dr. H. Bambang Sutrisno, S.Kom., M.Eng.";
    fits(bambang, &["bambang.sutrisno"]);
    refused(bambang, &["dr.bambang"], &title("dr"));
    refused(bambang, &["bambang.skom"], &title("skom"));
    refused("Rina Wulandari", &["prof.rina"], &title("prof"));
    refused("Raden Mas Bagus", &["raden.bagus"], &title("raden"));
    // Written without a dot, before any comma, these are names.
    fits("Ma Ir Sari", &["ma.sari", "ir.sari"]);
    fits("Ajeng Mas Putri", &["ajeng.putri", "mas.putri"]);
}

#[test]
fn apostrophes_vanish_and_hyphens_part() {
    for official in [
        "Ma'ruf Amin",
        "Ma’ruf Amin",
        "Ma`ruf Amin",
        "MaʼRuf Amin",
        "Ma‘ruf Amin",
    ] {
        fits(official, &["maruf.amin"]);
    }
    fits(
        "Fatimah Az-Zahra",
        &["fatimah.zahra", "fatimah.azzahra", "fatimah.az.zahra"],
    );
}

#[test]
fn a_name_in_another_script_is_read_aloud() {
    fits("José Ángel", &["jose.angel"]);
    fits("Jose\u{301} A\u{301}ngel", &["jose.angel"]);
    fits("王小明", &["wang.xiaoming", "wangxiaoming"]);
    fits("Анна Иванова", &["anna.ivanova"]);
}

#[test]
fn what_is_taken_is_not_suggested_and_there_is_always_something() {
    let name = Name::of("Sumarni");
    let taken: Vec<_> = suggestions(&name);
    let next = free(&name, |username| Ok::<_, ()>(taken.contains(username))).unwrap();
    assert_eq!(next.len(), SHOWN);
    assert!(next.iter().all(|username| !taken.contains(username)));
    let mut held = std::collections::HashSet::new();
    for _ in 0..60 {
        let found = free(&name, |username| Ok::<_, ()>(held.contains(username))).unwrap();
        assert_eq!(found.len(), SHOWN, "after {}", held.len());
        held.extend(found);
    }
    assert_eq!(free(&name, |_| Err("database")), Err("database"));
}

#[test]
fn every_reason_has_its_sentence_in_both_languages() {
    let all = [
        Reason::Empty,
        Reason::Address,
        Reason::Blank,
        Reason::Invisible,
        Reason::LookAlike('а'),
        Reason::Letter('í'),
        Reason::Sign('-'),
        Reason::Short,
        Reason::Long,
        Reason::Dots,
        Reason::DigitPlace,
        Reason::Digits,
        Reason::Reserved("rektor".into()),
        Reason::Rude,
        Reason::Title("dr".into()),
        Reason::Initials,
        Reason::NotTheName,
    ];
    for reason in all {
        for lang in crate::web::Lang::ALL {
            let said =
                crate::web::text::t_with(lang, reason.key(), &[("what", reason.what().into())]);
            assert!(
                !said.starts_with("activation-") && said.len() > 30,
                "{reason:?}: {said}"
            );
        }
    }
}

proptest! {
    #[test]
    fn whatever_the_name_its_suggestions_pass(official in "\\PC{0,80}") {
        let name = Name::of(&official);
        let found = suggestions(&name);
        prop_assert_eq!(found.len(), SHOWN);
        for username in found {
            prop_assert_eq!(check(&name, username.as_str()), Ok(username.clone()));
            let text = username.as_str();
            prop_assert!((SHORTEST..=LONGEST).contains(&text.len()));
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.'));
        }
    }

    #[test]
    fn names_of_ordinary_letters_too(official in "[A-Za-z' .-]{0,60}") {
        prop_assert_eq!(suggestions(&Name::of(&official)).len(), SHOWN);
    }

    #[test]
    fn check_never_panics(official in "\\PC{0,60}", typed in "\\PC{0,40}") {
        let _ = check(&Name::of(&official), &typed);
    }

    #[test]
    fn what_passes_is_small_and_passes_again(official in "[a-z]{1,6}( [a-z]{1,6}){0,4}", typed in "[a-zA-Z.0-9]{5,12}") {
        let name = Name::of(&official);
        if let Ok(username) = check(&name, &typed) {
            prop_assert_eq!(check(&name, username.as_str()), Ok(username.clone()));
            prop_assert_eq!(username.as_str(), typed.to_lowercase());
        }
    }
}
