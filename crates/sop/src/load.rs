//! All files in, the campus or every problem out.

use crate::check;
use crate::model::{Campus, Sop, Unit};
use crate::parse::{self, Doc, Reader, SourceFile};
use crate::problem::{Code, Problem};

/// A service with the file that it came from.
pub(crate) type Declared<'a, T> = (Doc<'a>, T);

/// Parses and checks all declarations at once: `campus.toml`, `{unit}/unit.toml` and
/// `{unit}/{id}-….toml`. Files to download are listed with an empty text.
///
/// On failure gives every problem of every file, in order of place.
pub fn load(files: &[SourceFile]) -> Result<Campus, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut units: Vec<Declared<'_, Unit>> = Vec::new();
    let mut services: Vec<Declared<'_, Sop>> = Vec::new();
    let mut campus = None;
    for file in files.iter().filter(|file| is_toml(&file.path)) {
        match place(&file.path) {
            Place::Campus => campus = Some(read(file, parse::campus)),
            Place::Unit => units.push(read(file, parse::unit)),
            Place::Service { unit } => services.push(read(file, |root| parse::service(root, unit))),
            Place::Nowhere => problems.push(astray(file)),
        }
    }
    units.sort_by_key(|(_, unit)| unit.id);
    services.sort_by_key(|(_, sop)| sop.id);
    let Some((doc, mut found)) = campus else {
        problems.push(no_campus());
        problems.extend(units.into_iter().flat_map(|(doc, _)| doc.into_problems()));
        problems.extend(
            services
                .into_iter()
                .flat_map(|(doc, _)| doc.into_problems()),
        );
        return Err(sorted(problems));
    };
    check::campus(&doc, &found);
    check::units(&units, &found);
    check::services(&services, &units, &found, files);
    problems.extend(doc.into_problems());
    for (doc, unit) in units {
        problems.extend(doc.into_problems());
        found.units.push(unit);
    }
    for (doc, mut sop) in services {
        problems.extend(doc.into_problems());
        sop.group = found
            .category(&sop.category)
            .map(|category| category.group.clone())
            .unwrap_or_default();
        found.services.push(sop);
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(sorted(problems))
    }
}

fn read<T>(file: &SourceFile, parse: impl FnOnce(&Reader<'_>) -> T) -> Declared<'_, T> {
    let doc = Doc::parse(file);
    let value = parse(&Reader::root(&doc));
    (doc, value)
}

enum Place<'p> {
    Campus,
    Unit,
    Service { unit: &'p str },
    Nowhere,
}

fn place(path: &str) -> Place<'_> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["campus.toml"] => Place::Campus,
        [_, "unit.toml"] => Place::Unit,
        [unit, name] if name.starts_with(|c: char| c.is_ascii_digit()) => Place::Service { unit },
        _ => Place::Nowhere,
    }
}

fn is_toml(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "toml")
}

fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| {
        (&a.path, a.line, a.column, a.code).cmp(&(&b.path, b.line, b.column, b.code))
    });
    problems
}

fn astray(file: &SourceFile) -> Problem {
    at_start(
        &file.path,
        Code::FileName,
        "this file belongs to no unit and no service",
        "name it campus.toml, {unit}/unit.toml or {unit}/{id}-{words}.toml",
    )
}

fn no_campus() -> Problem {
    at_start(
        "campus.toml",
        Code::CampusMissing,
        "there is no campus.toml",
        "declare the campus at the root of the declarations",
    )
}

fn at_start(path: &str, code: Code, message: &str, help: &str) -> Problem {
    Problem {
        path: path.to_owned(),
        line: 1,
        column: 1,
        width: 1,
        code,
        message: message.to_owned(),
        help: Some(help.to_owned()),
        excerpt: String::new(),
    }
}
