//! One broken declaration for each kind of problem. `«` marks the place that must be reported;
//! without a mark it is the beginning of the file.

#![allow(clippy::expect_used, reason = "a test may stop where it stands")]

use std::collections::BTreeSet;

use sop::{Code, Problem, SourceFile};

const MARK: char = '«';
const FORM: &str = "office/1-form.toml";
const ALONE: &str = "office/2-alone.toml";
const UNIT: &str = "office/unit.toml";
const CAMPUS: &str = "campus.toml";

/// What is done to the fixture.
enum Edit {
    /// In a file, the first such words become others.
    Replace(&'static str, &'static str, &'static str),
    /// The same, but the problem is reported at the first such words of some file.
    Elsewhere(
        &'static str,
        &'static str,
        &'static str,
        &'static str,
        &'static str,
    ),
    /// A file is taken away.
    Remove(&'static str),
    /// A copy of a file is added with some words changed.
    Copy(
        &'static str,
        &'static str,
        &'static [(&'static str, &'static str)],
    ),
}
use Edit::{Copy, Elsewhere, Remove, Replace};

#[rustfmt::skip]
const CASES: &[(Code, Edit)] = &[
    (Code::Syntax, Replace(FORM, "slug = \"formulir\"", "slug = «formulir")),
    (Code::FileName, Replace(UNIT, "slug = \"office\"", "slug = «\"bureau\"")),
    (Code::FileName, Copy("office/notes.toml", ALONE, &[])),
    (Code::FileName, Copy("office/x/unit.toml", ALONE, &[])),
    (Code::CampusMissing, Remove(CAMPUS)),
    (Code::UnknownKey, Replace(FORM, "related = [2]", "«relatd = [2]")),
    (Code::UnknownKey, Replace(FORM, "inputs = { id = \"Tiket\", en = \"Ticket\" }", "inputs = { id = \"Tiket\", en = \"Ticket\", «de = \"Karte\" }")),
    (Code::MissingKey, Replace(FORM, "hotline = \"0858-9000-1103\"\n", "")),
    (Code::MissingKey, Replace(FORM, "reviewed = { name = \"A\", post", "reviewed = «{ post")),
    (Code::WrongType, Replace(FORM, "slug = \"formulir\"", "slug = «17")),
    (Code::BadNumber, Replace(FORM, "max_mib = 10", "max_mib = «0")),
    (Code::BadKey, Replace(FORM, "key = \"note\"", "key = «\"Note 1\"")),
    (Code::BadSlug, Replace(FORM, "slug = \"formulir\"", "slug = «\"Formulir Baru\"")),
    (Code::BadSlug, Replace(FORM, "related = [2]", "related = [2]\naliases = [«\"lama\"]")),
    (Code::BadHash, Replace(FORM, "hash = \"00000011\"", "hash = «\"11\"")),
    (Code::BadDate, Replace(FORM, "date = 2024-01-01", "date = «\"kemarin\"")),
    (Code::BadTime, Replace(UNIT, "start = 07:30:00", "start = «17:30:00")),
    (Code::BadTime, Replace(UNIT, "start = 07:30:00", "start = «\"pagi\"")),
    (Code::DateOrder, Replace(UNIT, "[hours]", "[[season]]\nname = { id = \"R\", en = \"R\" }\nfrom = 2027-03-09\nuntil = «2027-02-08\nhours = { monday = { start = 08:00:00, end = 15:00:00 } }\n[hours]")),
    (Code::DateOrder, Replace(UNIT, "[hours]", "season = [\n{ name = { id = \"R\", en = \"R\" }, from = 2027-02-08, until = 2027-03-09, hours = { monday = { start = 08:00:00, end = 15:00:00 } } },\n{ name = { id = \"R\", en = \"R\" }, from = «2027-03-09, until = 2027-03-10, hours = { monday = { start = 08:00:00, end = 15:00:00 } } }]\n[hours]")),
    (Code::BadColour, Replace(CAMPUS, "tint = \"#e9f1f8\"", "tint = «\"blue\"")),
    (Code::BadPath, Replace(ALONE, "path = \"/sendiri\"", "path = «\"http://x\"")),
    (Code::EmptyList, Replace(FORM, "audiences = [\"student\"]", "audiences = «[]")),
    (Code::EmptyList, Replace(FORM, "details = [\"account\", \"application\"]", "details = «[]")),
    (Code::MissingTranslation, Replace(FORM, "title = { id = \"Formulir\", en = \"Form\" }", "title = «{ id = \"Formulir\" }")),
    (Code::MissingTranslation, Replace(FORM, "heading = { id = \"Satu\", en = \"One\" }", "heading = { id = \"Satu\", en = «\" \" }")),
    (Code::UnknownWord, Replace(FORM, "audiences = [\"student\"]", "audiences = [«\"studnt\"]")),
    (Code::UnknownActor, Replace(FORM, "actor = \"leader\"", "actor = «\"boss\"")),
    (Code::UnknownKind, Replace(FORM, "kind = \"perform\"", "kind = «\"do\"")),
    (Code::UnknownKind, Replace(FORM, "kind = \"application\"", "kind = «\"app\"")),
    (Code::UnknownAction, Replace(FORM, "[action]\nopen-application = ", "«[action]\nexplode = ")),
    (Code::DuplicateId, Copy("office/1-twin.toml", ALONE, &[("id = 2", "id = «1"), ("sendiri", "kembar")])),
    (Code::DuplicateId, Copy("bureau/unit.toml", UNIT, &[("id = 1", "id = «1"), ("\"office\"", "\"bureau\"")])),
    (Code::DuplicateSlug, Copy("office/3-twin.toml", ALONE, &[("id = 2", "id = 3"), ("slug = ", "slug = «")])),
    (Code::DuplicateSlug, Copy("zoo/unit.toml", UNIT, &[("id = 1", "id = 2"), ("slug = ", "slug = «")])),
    (Code::DuplicateKey, Replace(FORM, "key = \"note\"", "key = «\"account\"")),
    (Code::DuplicateKey, Replace(FORM, "  { key = \"staff\", label", "  { key = «\"student\", label = { id = \"Lain\", en = \"Other\" } },\n  { key = \"staff\", label")),
    (Code::DuplicateKey, Replace(FORM, "key = \"assign\"", "key = «\"verify\"")),
    (Code::DuplicateKey, Replace(CAMPUS, "key = \"chat\"", "key = «\"desk\"")),
    (Code::DuplicateKey, Replace(FORM, "version = \"1.1\"", "version = «\"1.0\"")),
    (Code::DateOrder, Replace(FORM, "date = 2025-01-01", "date = «2023-01-01")),
    (Code::DateOrder, Replace(FORM, "sign_off = 2025-01-02", "sign_off = «2024-12-31")),
    (Code::DateOrder, Replace(CAMPUS, "date = 2027-08-17", "date = «2026-12-31")),
    (Code::UnitUnknown, Copy("lost/3-form.toml", ALONE, &[("id = 2", "id = 3"), ("sendiri", "hilang")])),
    (Code::CategoryUnknown, Replace(FORM, "category = \"mail\"", "category = «\"post\"")),
    (Code::GroupUnknown, Replace(CAMPUS, "group = \"it\"", "group = «\"ti\"")),
    (Code::SectionUnknown, Replace(FORM, "key = \"day\"\nsection = \"two\"", "key = \"day\"\nsection = «\"three\"")),
    (Code::SectionOrder, Replace(FORM, "key = \"signer\"\nsection = \"two\"", "key = \"signer\"\nsection = «\"one\"")),
    (Code::RelatedUnknown, Replace(FORM, "related = [2]", "related = [2, «9]")),
    (Code::RelatedUnknown, Replace(FORM, "related = [2]", "related = [«1]")),
    (Code::ApplicationUnknown, Replace(FORM, "of = [\"desk\"]", "of = [\"desk\", «\"dsk\"]")),
    (Code::ApplicationExternal, Replace(FORM, "of = [\"desk\"]", "of = [\"desk\", «\"chat\"]")),
    (Code::WrongDomain, Replace(FORM, "types = [\"student\", \"staff\"]", "types = [\"student\", «\"unit\"]")),
    (Code::WrongDomain, Replace(FORM, "}, types = [\"student\"] }]", "}, types = [«\"event\"] }]")),
    (Code::WrongDomain, Replace(CAMPUS, "sso = [\"student\", \"staff\"]", "sso = [\"student\", \"staff\", «\"unit\"]")),
    (Code::WrongDomain, Elsewhere(CAMPUS, "sso = [\"student\", \"staff\"]", "sso = [\"student\"]", FORM, "\"staff\"]\nmust")),
    (Code::WrongDomain, Replace(CAMPUS, "name = \"staff.contoh.ac.id\"", "name = «\"student.contoh.ac.id\"")),
    (Code::WrongDomain, Replace(UNIT, "email = \"kantor@staff.contoh.ac.id\"", "email = «\"kantor@surat.example\"")),
    (Code::StandardMissing, Elsewhere(FORM, "cost = { amount = 0, note = { id = \"Gratis.\", en = \"Free.\" } }\n", "", FORM, "[standard]")),
    (Code::StandardMissing, Replace(FORM, "complaints = [{ id = \"Telepon.\", en = \"Phone.\" }]", "complaints = «[]")),
    (Code::FileMissing, Replace(FORM, "path = \"office/berkas/contoh.docx\"", "path = «\"office/berkas/lain.docx\"")),
    (Code::ContentChanged, Replace(FORM, "sign_off = 2025-01-02\ncontent = \"000000000000\"", "sign_off = 2025-01-02\ncontent = «\"000000000000\"")),
    (Code::SelfService, Replace(ALONE, "hotline = ", "tickets = «[\"request\"]\nhotline = ")),
    (Code::SelfService, Replace(FORM, "tickets = [\"request\"]\n", "")),
    (Code::StepMissing, Elsewhere(ALONE, "kind = \"perform\"", "kind = \"survey\"", ALONE, "[[step]]")),
    (Code::StepOrder, Replace(FORM, "[[step]]\nkey = \"verify\"", "[[step]]\nkey = \"early\"\nname = { id = \"Dini\", en = \"Early\" }\nactor = \"staff\"\nkind = «\"perform\"\nlimit = { minutes = 1 }\ninputs = { id = \"A\", en = \"A\" }\noutput = { id = \"B\", en = \"B\" }\n[[step]]\nkey = \"verify\"")),
    (Code::StepUnreachable, Replace(FORM, "[action]", "[[step]]\nkey = \"late\"\nname = { id = \"Terlambat\", en = \"Late\" }\nactor = \"leader\"\nkind = «\"decide\"\nlimit = { minutes = 1 }\ninputs = { id = \"A\", en = \"A\" }\noutput = { id = \"B\", en = \"B\" }\nchecklist = [{ key = \"x\", text = { id = \"X\", en = \"X\" } }]\n[action]")),
    (Code::StepActor, Replace(FORM, "actor = \"staff\"", "actor = «\"applicant\"")),
    (Code::StepActor, Replace(FORM, "passes_to = \"leader\"", "passes_to = «\"staff\"")),
    (Code::StepActor, Replace(FORM, "actor = \"staff\"", "weight = «\"heavy\"\nactor = \"staff\"")),
    (Code::UnknownWord, Replace(FORM, "passes_to = \"leader\"", "weight = «\"grave\"")),
    (Code::ChecklistMissing, Elsewhere(FORM, "checklist = [{ key = \"stamp\", text = { id = \"Stempel.\", en = \"Stamp.\" } }]", "checklist = []", FORM, "[[step]]\nkey = \"verify\"")),
    (Code::LimitMissing, Elsewhere(FORM, "limit = { minutes = 30 }\n", "", FORM, "[[step]]\nkey = \"assign\"")),
    (Code::LimitSum, Replace(FORM, "completion = { working_days = 2", "completion = { working_days = «1")),
    (Code::WhenField, Replace(FORM, "when = { field = \"owner\", is = [\"staff\"] }", "when = { field = «\"nobody\", is = [\"staff\"] }")),
    (Code::WhenField, Replace(FORM, "when = { field = \"owner\", is = [\"staff\"] }", "when = { field = «\"account\", is = [\"staff\"] }")),
    (Code::WhenOption, Replace(FORM, "when = { field = \"owner\", is = [\"staff\"] }", "when = { field = \"owner\", is = [\"staff\", «\"guest\"] }")),
    (Code::WhenOrder, Replace(FORM, "when = { field = \"owner\", is = [\"staff\"] }", "when = { field = «\"signer\", is = [\"dean\"] }")),
    (Code::ActionUnbound, Replace(FORM, "{ account = \"account\", application = \"application\" }", "{ account = «\"acount\", application = \"application\" }")),
    (Code::ActionUnbound, Replace(FORM, "open-application = { account = \"account\", application = \"application\" }", "open-application = «{ account = \"account\" }")),
    (Code::ActionKind, Replace(FORM, "{ account = \"account\", application = \"application\" }", "{ account = \"account\", application = «\"number\" }")),
    (Code::ActionKind, Replace(FORM, "open-application = { account = \"account\", application = \"application\" }", "create-mailbox = { address = «\"account\", pic = \"day\" }")),
    (Code::ActionKind, Replace(FORM, "open-application = { account = \"account\", application = \"application\" }", "create-mailbox = { address = \"account\", pic = \"day\", ends = «\"number\" }")),
    (Code::ActionOptional, Elsewhere(FORM, "must = \"exists\"", "must = \"exists\"\nrequired = false", FORM, "\"account\", application")),
    (Code::LetterField, Replace(FORM, "date = \"day\"", "date = «\"number\"")),
    (Code::LetterField, Replace(FORM, "details = [\"account\", \"application\"]", "details = [\"account\", «\"letter\"]")),
    (Code::SignerUnmatched, Replace(FORM, "{ option = \"head\",", "{ option = «\"boss\",")),
    (Code::SignerUnmatched, Replace(FORM, "signer_field = \"signer\"", "signer_field = «\"number\"")),
    (Code::SignerUnmatched, Replace(FORM, "options = [\n  { key = \"dean\", label = { id = \"Dekan\", en = \"Dean\" }, when = { field = \"owner\", is = \"student\" } },", "options = «[\n  { key = \"dean\", label = { id = \"Dekan\", en = \"Dean\" }, when = { field = \"owner\", is = \"staff\" } },")),
    (Code::PlaceholderUnknown, Replace(FORM, "{ id = \"Mohon {account}.\"", "{ id = «\"Mohon {akun}.\"")),
    (Code::PlaceholderUnknown, Replace(FORM, "en = \"{application} is ready.\"", "en = «\"{letter} is ready.\"")),
    (Code::NoticeRecipient, Replace(FORM, "to = \"applicant\"", "to = «\"pic\"")),
    (Code::NoticeText, Replace(FORM, "en = \"{application} is ready.\"", "en = «\"{application}      is ready.\"")),
    (Code::NoticeText, Replace(FORM, "en = \"{application} is ready.\"", "en = «\"{application}\\nis ready.\"")),
];

fn fixture() -> Vec<SourceFile> {
    vec![
        SourceFile::new(CAMPUS, include_str!("fixture/campus.toml")),
        SourceFile::new(UNIT, include_str!("fixture/office/unit.toml")),
        SourceFile::new(FORM, include_str!("fixture/office/1-form.toml")),
        SourceFile::new(ALONE, include_str!("fixture/office/2-alone.toml")),
        SourceFile::new("office/berkas/contoh.docx", ""),
    ]
}

/// The problems, without the fingerprints that every edit makes stale.
fn problems(files: &[SourceFile], keep_content: bool) -> Vec<Problem> {
    let found = sop::load(files).err().unwrap_or_default();
    found
        .into_iter()
        .filter(|problem| keep_content || problem.code != Code::ContentChanged)
        .collect()
}

/// Takes the mark out of a text, and says where it was.
fn unmark(text: &str) -> (String, (usize, usize)) {
    let Some(at) = text.find(MARK) else {
        return (text.to_owned(), (1, 1));
    };
    let before = &text[..at];
    let column = before
        .rsplit('\n')
        .next()
        .map_or(1, |line| line.chars().count() + 1);
    (
        text.replace(MARK, ""),
        (before.matches('\n').count() + 1, column),
    )
}

/// The edited files, the file in which the problem is, and where in it.
fn broken(edit: &Edit) -> (Vec<SourceFile>, &'static str, (usize, usize)) {
    let mut files = fixture();
    match edit {
        Replace(path, from, to) => {
            let (edited, place) = unmark(&replaced(&files, path, &[(from, to)]));
            put(&mut files, path, edited);
            (files, path, place)
        }
        Elsewhere(path, from, to, reported, words) => {
            let edited = replaced(&files, path, &[(from, to)]);
            put(&mut files, path, edited);
            let marked = replaced(&files, reported, &[(words, &format!("{MARK}{words}"))]);
            (files, reported, unmark(&marked).1)
        }
        Remove(path) => {
            files.retain(|file| file.path != *path);
            (files, path, (1, 1))
        }
        Copy(path, of, changes) => {
            let (edited, place) = unmark(&replaced(&files, of, changes));
            put(&mut files, path, edited);
            (files, path, place)
        }
    }
}

fn replaced(files: &[SourceFile], path: &str, changes: &[(&str, &str)]) -> String {
    let text = files
        .iter()
        .find(|file| file.path == path)
        .expect("a file")
        .text
        .clone();
    changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "the fixture has no {from:?}");
        text.replacen(from, to, 1)
    })
}

fn put(files: &mut Vec<SourceFile>, path: &str, text: String) {
    files.retain(|file| file.path != path);
    files.push(SourceFile::new(path, text));
}

#[test]
fn the_fixture_has_no_problem() {
    let found = problems(&fixture(), false);
    assert!(
        found.is_empty(),
        "{}",
        found.iter().map(ToString::to_string).collect::<String>()
    );
}

#[test]
fn each_problem_is_reported_alone_and_where_it_is() {
    let mut wrong = Vec::new();
    for (code, edit) in CASES {
        let (files, path, place) = broken(edit);
        let found: Vec<Problem> = problems(&files, *code == Code::ContentChanged)
            .into_iter()
            .filter(|p| *code != Code::ContentChanged || p.path == FORM)
            .collect();
        let codes: BTreeSet<Code> = found.iter().map(|problem| problem.code).collect();
        let here = found
            .iter()
            .any(|p| p.code == *code && p.path == path && (p.line, p.column) == place);
        if codes != BTreeSet::from([*code]) || !here {
            let said: String = found.iter().map(ToString::to_string).collect();
            wrong.push(format!(
                "expected {code} at {path}:{}:{}\n{said}",
                place.0, place.1
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} cases\n\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n\n")
    );
}

#[test]
fn every_problem_has_a_case() {
    let covered: BTreeSet<Code> = CASES.iter().map(|(code, _)| *code).collect();
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !covered.contains(code))
        .map(|code| code.key())
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn all_problems_of_all_files_come_at_once() {
    let mut files = fixture();
    for (path, from, to) in [
        (CAMPUS, "\"#e9f1f8\"", "\"blue\""),
        (FORM, "\"perform\"", "\"do\""),
        (FORM, "related = [2]", "relatd = [2]"),
        (UNIT, "id = 1", "id = 0"),
    ] {
        files
            .iter_mut()
            .filter(|file| file.path == path)
            .for_each(|file| file.text = file.text.replacen(from, to, 1));
    }
    let keys: Vec<&str> = problems(&files, false)
        .iter()
        .map(|problem| problem.code.key())
        .collect();
    assert_eq!(
        keys,
        ["bad-colour", "unknown-key", "unknown-kind", "bad-number"]
    );
}

#[test]
fn a_problem_prints_like_a_compiler_error() {
    let mut files = fixture();
    files[2].text = files[2]
        .text
        .replacen("actor = \"leader\"", "actor = \"leadr\"", 1);
    let printed: String = problems(&files, false)
        .iter()
        .map(ToString::to_string)
        .collect();
    insta::assert_snapshot!(printed);
}

/// Half a file, a file with a hole, a file with a stray letter: problems perhaps, but never a panic.
#[test]
fn damaged_files_are_reported_not_feared() {
    let whole = fixture();
    for (index, file) in whole.iter().enumerate() {
        let places: Vec<usize> = file
            .text
            .char_indices()
            .map(|(at, _)| at)
            .step_by(61)
            .collect();
        for at in places {
            let (head, tail) = file.text.split_at(at);
            let hole: String = tail.chars().skip(7).collect();
            for text in [
                head.to_owned(),
                format!("{head}{hole}"),
                format!("{head}\u{1F600}{tail}"),
                format!("{head}{{{tail}"),
            ] {
                let mut files = whole.clone();
                files[index].text = text;
                for problem in problems(&files, true) {
                    assert!(
                        problem.line >= 1 && problem.column >= 1 && !problem.to_string().is_empty()
                    );
                }
            }
        }
    }
}
