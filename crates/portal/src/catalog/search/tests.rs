use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static CAMPUS: LazyLock<Campus> = LazyLock::new(|| {
    let sources = crate::catalog::sources(std::path::Path::new("")).unwrap();
    sop::load(&sources).unwrap()
});
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&CAMPUS));

/// What people type, and the number of the service that must come first.
const QUESTIONS: &[(&str, i64)] = &[
    ("email keblokir", 45),
    ("akun ke-lock", 45),
    ("akun saya kelock", 45),
    ("akun terblokir", 45),
    ("akun diblokir kenapa ya", 45),
    ("buka blokir", 45),
    ("pembukaan blokir", 45),
    ("membuka blokir email", 45),
    ("email ke blokir", 45),
    ("emial keblokr", 45),
    ("akun terkunci", 45),
    ("ga bisa login", 45),
    ("tidak bisa masuk sso", 45),
    ("gagal login sso", 45),
    ("akun kena suspend", 45),
    ("layanan 45", 45),
    ("45", 45),
    ("blocked account", 45),
    ("my account is locked", 45),
    ("unblock e-mail", 45),
    ("cannot log in", 45),
    ("lupa password", 46),
    ("lupa kata sandi email unit", 46),
    ("lupa pasword", 46),
    ("ganti password", 46),
    ("mengganti kata sandi", 46),
    ("ubah sandi email unit", 46),
    ("reset password", 46),
    ("forgot my password", 46),
    ("change pasword", 46),
    ("bikin email jurnal", 44),
    ("buat email seminar", 44),
    ("email baru untuk prodi", 44),
    ("email panitia kegiatan", 44),
    ("minta email organisasi", 44),
    ("new mailbox for a journal", 44),
    ("create e-mail for an event", 44),
    ("digisign", 62),
    ("digi sign", 62),
    ("tanda tangan elektronik", 62),
    ("aktivasi akun aplikasi", 62),
    ("admin unit eservice", 62),
    ("electronic signature", 62),
    ("verifikasi dua langkah", 47),
    ("verifikasi 2 langkah", 47),
    ("2fa", 47),
    ("kode otp", 47),
    ("two-step verification", 47),
    ("aktivasi email mahasiswa", 11),
    ("aktivasi surel maba", 11),
    ("mengaktifkan email student", 11),
    ("activate student e-mail", 11),
    ("bebas pustaka", 81),
    ("syarat wisuda", 81),
    ("library clearance", 81),
    ("akses jurnal dari rumah", 82),
    ("scopus", 82),
    ("journal access off campus", 82),
];

#[test]
fn everyday_words_find_the_service() {
    let wrong: Vec<_> = QUESTIONS
        .iter()
        .filter_map(|(question, number)| {
            let found = INDEX.find(question);
            (found.first() != Some(&Target::Service(*number))).then_some((question, number, found))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn units_are_found_too() {
    for (question, unit) in [
        ("perpustakaan", "perpustakaan"),
        ("DTIK", "dtik"),
        ("direktorat teknologi", "dtik"),
    ] {
        let number = CAMPUS.unit(unit).unwrap().id;
        let found = INDEX.find(question);
        assert_eq!(found.first(), Some(&Target::Unit(number)), "{question}");
    }
}

#[test]
fn what_nobody_offers_is_not_found() {
    for question in [
        "kartu parkir",
        "bayar ukt",
        "scholarship",
        "",
        "?!",
        "yang di ke",
        "xyzzy",
    ] {
        assert_eq!(INDEX.find(question), [], "{question}");
    }
}

#[test]
fn affixes_do_not_hide_a_word() {
    for (one, other) in [
        ("keblokir", "pemblokiran"),
        ("terkunci", "dikunci"),
        ("mengubah", "perubahan"),
        ("aktifkan", "mengaktifkan"),
        ("passwordnya", "sandi"),
        ("kegiatan", "acara"),
        ("membuka", "pembukaan"),
        ("accounts", "akun"),
    ] {
        assert_eq!(meaning(one), meaning(other), "{one} {other}");
    }
    assert_ne!(meaning("email"), meaning("unit"));
}

#[test]
fn counts_mistakes_as_people_make_them() {
    assert_eq!(distance("pasword", "password", 2), Some(1));
    assert_eq!(distance("emial", "email", 1), Some(1));
    assert_eq!(distance("jurnal", "kampus", 2), None);
}

proptest! {
    #[test]
    fn any_question_is_answered(question in "\\PC{0,60}") {
        let found = INDEX.find(&question);
        let once: HashSet<_> = found.iter().collect();
        prop_assert_eq!(once.len(), found.len());
    }

    #[test]
    fn distance_is_symmetric(one in "[a-d]{0,7}", other in "[a-d]{0,7}") {
        prop_assert_eq!(distance(&one, &other, 3), distance(&other, &one, 3));
    }
}
