//! Every statement of the project is understood by both engines.

use crate::{
    none,
    source::{Literal, Rust, program},
};
use db::{Db, Error, testing::Database};
use std::collections::HashMap;

const CALLS: &[&str] = &["execute", "rows", "first", "value", "exists"];

pub fn is_statement(text: &str) -> bool {
    let text = text.trim_start();
    [
        "SELECT ",
        "INSERT INTO ",
        "UPDATE ",
        "DELETE FROM ",
        "WITH ",
    ]
    .iter()
    .any(|verb| text.starts_with(verb))
}

/// A statement and where it stands.
type Statement = (String, String);

/// The statements that are written out: passed to a call of `Tx`, or the value of a constant that is.
/// Those that are assembled as the program runs are run by the tests of their feature.
fn statements() -> Vec<Statement> {
    let mut found = Vec::new();
    for file in program() {
        // The database crate's own statements are about its tests and migrations.
        if file.path.starts_with("crates/db/") {
            continue;
        }
        let constants = constants(&file);
        for literal in file.literals.iter().filter(|one| is_statement(&one.value)) {
            if let Some(sql) = written_out(literal, &constants) {
                found.push((format!("{}:{}", file.path, literal.line), sql));
            }
        }
    }
    assert!(!found.is_empty(), "no statement was found");
    found
}

/// `const NAME: &str = "…"` of a file.
fn constants(file: &Rust) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for literal in &file.literals {
        let head = literal
            .before
            .trim_start_matches("pub ")
            .trim_start_matches("pub(super) ");
        if let Some((name, _)) = head
            .strip_prefix("const ")
            .and_then(|rest| rest.split_once(':'))
        {
            found.insert(name.trim().to_owned(), literal.value.clone());
        }
    }
    found
}

/// The statement with its constants filled in; `None` when something else is put into it.
fn written_out(literal: &Literal, constants: &HashMap<String, String>) -> Option<String> {
    let is_call = |before: &str| {
        CALLS.iter().any(|call| {
            let at = before.rfind(&format!(".{call}"));
            at.is_some_and(|at| !before[at..].contains(')') && !before[at..].contains(','))
        })
    };
    let formatted = literal.before.ends_with("format!(") || literal.before.ends_with("format!( ");
    let passed = is_call(
        literal
            .before
            .trim_end_matches("format!(")
            .trim_end_matches('&'),
    );
    if !passed {
        return None;
    }
    if !formatted {
        return Some(literal.value.clone());
    }
    let mut sql = literal.value.clone();
    for (name, value) in constants {
        sql = sql.replace(&format!("{{{name}}}"), value);
    }
    (!sql.contains('{')).then_some(sql)
}

async fn prepared(place: &db::Place) {
    let db = Db::open(place).unwrap();
    let mut wrong = Vec::new();
    for (place, sql) in statements() {
        let result = db.read(move |tx| tx.prepare(&sql)).await;
        if let Err(error) = result {
            wrong.push(format!("{place}: {error}"));
        }
    }
    none("a statement is not understood", wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_understands_every_statement() {
    let database = Database::sqlite(&portal::migrations::all()).unwrap();
    prepared(&database.place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_understands_every_statement() {
    let make = || Database::postgres(&portal::migrations::all());
    let database: Result<_, Error> = tokio::task::spawn_blocking(make).await.unwrap();
    match database.unwrap() {
        Some(database) => prepared(&database.place).await,
        None => assert!(
            std::env::var_os("LOKET_REQUIRE_POSTGRES").is_none(),
            "no PostgreSQL server"
        ),
    }
}

#[test]
fn a_placeholder_is_a_question_mark_and_a_number() {
    let mut wrong = Vec::new();
    for (place, sql) in statements() {
        let bare = sql
            .split('?')
            .skip(1)
            .any(|rest| !rest.starts_with(|one: char| one.is_ascii_digit()));
        if bare || sql.contains('$') {
            wrong.push(format!("{place}: {sql}"));
        }
    }
    none("write ?1, ?2 …", wrong);
}
