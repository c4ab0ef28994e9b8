//! A request as its applicant hands it in, for stories that begin later.

use crate::support::{Browser, Reply, TestApp};

/// A PDF and a PNG, as small as they can be.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
pub const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

/// The form of the service that unblocks accounts.
pub const FORM: &str =
    "/id/site/unit/45-pembukaan-blokir-akun-student-staff-dan-unit-999f7ed7/form-layanan";
/// Who hands it in.
pub const APPLICANT: &str = "heri.widodo@staff.uns.ac.id";

/// Good answers to it.
pub fn answers() -> Vec<(&'static str, &'static str)> {
    vec![
        ("owner_type", "student"),
        ("account", "rina.wulandari@student.uns.ac.id"),
        ("owner_name", "Rina Wulandari"),
        ("owner_number", "M0521009"),
        ("owner_unit", "FATISDA"),
        ("purpose", "Akun dipakai untuk kuliah."),
        ("last_action", "Mengirim undangan ke 300 alamat."),
        ("contact_whatsapp", "0858-9000-1204"),
        ("pic.name", "Heri Widodo"),
        ("pic.email", "heri.widodo@staff.uns.ac.id"),
        ("pic.whatsapp", "0858-9000-1204"),
        ("letter_number", "12/UN27/2027"),
        ("letter_date", "2027-03-04"),
        ("signer", "dean"),
    ]
}

/// Opens the form and sends it with these answers and both files.
pub async fn send(browser: &mut Browser, answers: &[(&str, &str)]) -> Reply {
    let form = browser.get(FORM).await.expect(200);
    let (draft, revision) = (
        form.between("name=\"draf\" value=\"", "\""),
        form.between("name=\"revisi\" value=\"", "\""),
    );
    let mut fields = vec![
        ("draf", draft.as_str()),
        ("revisi", revision.as_str()),
        ("aksi", "kirim"),
    ];
    fields.extend_from_slice(answers);
    let files = [
        ("letter", "surat.pdf", "application/pdf", PDF),
        ("screenshot", "bukti.png", "image/png", PNG),
    ];
    browser.upload(FORM, &fields, &files).await
}

/// Hands a request in and returns its code.
pub async fn submitted(app: &TestApp) -> String {
    let mut browser = app.sign_in(APPLICANT).await;
    let reply = send(&mut browser, &answers()).await.expect(303);
    reply.location().rsplit('/').next().unwrap().to_owned()
}
