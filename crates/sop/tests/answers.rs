//! Answers that are refused, and the sentence that says why.

#![allow(clippy::expect_used, reason = "a test may stop where it stands")]

mod support;

use sop::{Answers, Campus, Fault, FieldError, Sop, validate};
use support::sample;

/// Complete answers of a service with one of them changed, and what is said about it.
fn refused(campus: &Campus, sop: &Sop, changes: &[(&str, &str)]) -> Vec<FieldError> {
    let mut answers: Answers = sample::every(sop, campus)[0].clone();
    for (key, value) in changes {
        answers.insert((*key).into(), (*value).into());
    }
    validate(sop, campus, &answers, sample::TODAY)
}

#[track_caller]
fn says(id: i64, changes: &[(&str, &str)], field: &str, code: Fault, message: &str) {
    let campus = support::campus();
    let sop = campus.service(id).expect("a service");
    let errors = refused(&campus, sop, changes);
    let found: Vec<(&str, Fault, &str)> = errors
        .iter()
        .map(|e| (e.field.as_str(), e.code, e.message.id.as_str()))
        .collect();
    assert_eq!(found, [(field, code, message)]);
}

#[test]
fn an_account_of_another_type() {
    let message = "Akun mahasiswa berakhiran @student.uns.ac.id. Periksa kembali alamatnya.";
    says(
        45,
        &[("account", "rina@staff.uns.ac.id")],
        "account",
        Fault::Domain,
        message,
    );
    let message = "Alamat untuk layanan ini berakhiran @staff.uns.ac.id atau @student.uns.ac.id.";
    says(
        62,
        &[("account", "humas@unit.uns.ac.id")],
        "account",
        Fault::Domain,
        message,
    );
    says(
        62,
        &[("account", "rina@gmail.com")],
        "account",
        Fault::Domain,
        message,
    );
}

#[test]
fn journals_and_events_live_elsewhere_than_units() {
    let message =
        "Akun jurnal atau kegiatan berakhiran @mail.uns.ac.id. Periksa kembali alamatnya.";
    says(
        44,
        &[
            ("purpose_kind", "journal"),
            ("address", "jurnal.hukum@unit.uns.ac.id"),
        ],
        "address",
        Fault::Domain,
        message,
    );
    let message = "Akun unit berakhiran @unit.uns.ac.id. Periksa kembali alamatnya.";
    says(
        44,
        &[
            ("purpose_kind", "institute"),
            ("address", "lppm@mail.uns.ac.id"),
        ],
        "address",
        Fault::Domain,
        message,
    );
    let message =
        "Nama sebelum @ hanya memakai huruf kecil, angka, titik, dan tanda hubung, 3–64 huruf.";
    says(
        44,
        &[("address", "x@unit.uns.ac.id")],
        "address",
        Fault::Email,
        message,
    );
}

#[test]
fn a_username_without_its_domain() {
    let message = "Tulis alamat lengkap dengan domainnya, misalnya rina@student.uns.ac.id.";
    says(45, &[("account", "rina")], "account", Fault::Email, message);
}

#[test]
fn a_number_that_is_too_short() {
    let message =
        "Nomor ini baru 9 angka. Nomor seluler berisi 10–13 angka, misalnya 0858-9000-1103.";
    says(
        45,
        &[("pic.whatsapp", "0858-9000-1")],
        "pic.whatsapp",
        Fault::WhatsApp,
        message,
    );
}

#[test]
fn a_signer_who_may_not_sign_in_this_case() {
    let message = "Pilihan ini tidak berlaku untuk jawaban Anda sebelumnya. Pilih yang lain.";
    says(
        45,
        &[("signer", "head_of_unit")],
        "signer",
        Fault::Choice,
        message,
    );
    says(
        45,
        &[("signer", "")],
        "signer",
        Fault::Required,
        "Pilih surat ditandatangani oleh.",
    );
    says(
        45,
        &[("signer", "rector")],
        "signer",
        Fault::Choice,
        "Pilih salah satu yang tersedia.",
    );
}

#[test]
fn an_application_of_another_service() {
    says(
        62,
        &[("application", "library-remote-access")],
        "application",
        Fault::Application,
        "Pilih salah satu yang tersedia.",
    );
}

#[test]
fn a_letter_from_tomorrow() {
    let message = "Tanggal surat ini belum tiba. Periksa tanggal yang tertulis di surat.";
    says(
        45,
        &[("letter_date", "2027-03-06")],
        "letter_date",
        Fault::Date,
        message,
    );
    let message =
        "Tanggal ini tidak ada di kalender. Tulis tahun, bulan, tanggal, misalnya 2027-03-05.";
    says(
        45,
        &[("letter_date", "2027-02-30")],
        "letter_date",
        Fault::Date,
        message,
    );
}

#[test]
fn lengths_and_blanks() {
    let long = "x".repeat(1001);
    says(
        45,
        &[("purpose", &long)],
        "purpose",
        Fault::TooLong,
        "Isian ini 1001 huruf. Paling panjang 1000 huruf.",
    );
    says(
        45,
        &[("purpose", "  \n ")],
        "purpose",
        Fault::Required,
        "Isi tujuan permohonan.",
    );
    says(
        45,
        &[("pic.name", "")],
        "pic.name",
        Fault::Required,
        "Isi nama penanggung jawab.",
    );
}

#[test]
fn a_question_that_is_not_asked_is_not_judged() {
    let campus = support::campus();
    let sop = campus.service(44).expect("a service");
    assert!(
        refused(
            &campus,
            sop,
            &[("purpose_kind", "section"), ("ends_on", "tomorrow")]
        )
        .is_empty()
    );
}

#[test]
fn answers_get_their_normal_shape() {
    let campus = support::campus();
    let sop = campus.service(45).expect("a service");
    let typed: Answers = [
        ("account", " Rina.W@Student.UNS.ac.id\u{0}"),
        ("owner_number", "m 0521 009"),
        ("owner_name", "Rina\t  Wulandari\n"),
        ("last_action", " satu \r\ndua\u{7} \r\n"),
        ("contact_whatsapp", "0858-9000-1103"),
        ("pic.whatsapp", "0858-9"),
        ("pic.email", "PIC@staff.uns.ac.id"),
        ("not_asked", "x"),
    ]
    .map(|(key, value)| (key.to_owned(), value.to_owned()))
    .into();
    let shaped: Vec<(String, String)> = sop::normalise(sop, &typed).into_iter().collect();
    let expected = [
        ("account", "rina.w@student.uns.ac.id"),
        ("contact_whatsapp", "6285890001103"),
        ("last_action", "satu\ndua"),
        ("owner_name", "Rina Wulandari"),
        ("owner_number", "M0521009"),
        ("pic.email", "pic@staff.uns.ac.id"),
        ("pic.whatsapp", "0858-9"),
    ]
    .map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(shaped, expected);
}
