//! `campus.toml`.

use super::Reader;
use crate::model::{
    Accent, AccountType, Application, Campus, Category, Domain, Group, Holiday, Palette,
    StudentNumber,
};
use crate::problem::Code;

/// Reads the campus; its units and services are added later.
pub(crate) fn campus(root: &Reader<'_>) -> Campus {
    let campus = Campus {
        name: root.text("name"),
        short: root.str("short"),
        time_zone: root.str("time_zone"),
        domains: root
            .tables("domain", domain)
            .into_iter()
            .flatten()
            .collect(),
        sso: root.some_words("sso", Code::UnknownWord),
        student_number: student_number(root),
        accent: accent(root),
        applications: root.tables("application", application),
        groups: root.tables("group", |r| Group {
            key: r.key("key"),
            name: r.text("name"),
        }),
        categories: root.tables("category", category),
        holidays: root.tables("holiday", holiday),
        units: Vec::new(),
        services: Vec::new(),
    };
    root.finish();
    campus
}

fn domain(reader: &Reader<'_>) -> Option<Domain> {
    let kind: Option<AccountType> = reader.word("kind", Code::UnknownWord);
    let name = reader.str("name");
    let fits = name.contains('.') && name.split('.').all(super::words::is_slug);
    if !fits && !reader.doc.is_broken(&reader.at("name")) {
        reader.report(
            Code::WrongDomain,
            "name",
            format!("`{name}` is not a mail domain"),
            Some("write it in lower case without @".into()),
        );
    }
    Some(Domain { kind: kind?, name })
}

fn student_number(root: &Reader<'_>) -> StudentNumber {
    let Some(reader) = root.opt_table("student_number") else {
        return StudentNumber::default();
    };
    let number = StudentNumber {
        shapes: reader.strs("shapes"),
        example: reader.str("example"),
    };
    for (index, shape) in number.shapes.iter().enumerate() {
        let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
        if !(3..=20).contains(&shape.len()) || !shape.chars().all(plain) {
            reader.report(
                Code::BadKey,
                &format!("shapes[{index}]"),
                format!("`{shape}` is not the shape of a number"),
                Some(
                    "write 3 to 20 capital letters and digits: A is any letter, 9 any digit".into(),
                ),
            );
        }
    }
    if !reader.doc.is_broken(&reader.at("example")) && !number.fits(&number.example) {
        reader.report(
            Code::BadKey,
            "example",
            format!("`{}` has none of the shapes", number.example),
            None,
        );
    }
    reader.finish();
    number
}

fn accent(root: &Reader<'_>) -> Accent {
    let none = || Palette {
        accent: String::new(),
        accent_deep: String::new(),
        accent_ink: String::new(),
        tint: String::new(),
    };
    let Some(reader) = root.table("accent") else {
        return Accent {
            light: none(),
            dark: none(),
        };
    };
    let accent = Accent {
        light: reader.table("light").map_or_else(none, |r| palette(&r)),
        dark: reader.table("dark").map_or_else(none, |r| palette(&r)),
    };
    reader.finish();
    accent
}

fn palette(reader: &Reader<'_>) -> Palette {
    let colour = |key| {
        let value = reader.str(key);
        let fits = value
            .strip_prefix('#')
            .is_some_and(|hex| hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit()));
        if !fits && !reader.doc.is_broken(&reader.at(key)) {
            reader.report(
                Code::BadColour,
                key,
                format!("`{value}` is not a colour"),
                Some("write #rrggbb".into()),
            );
        }
        value
    };
    let palette = Palette {
        accent: colour("accent"),
        accent_deep: colour("accent_deep"),
        accent_ink: colour("accent_ink"),
        tint: colour("tint"),
    };
    reader.finish();
    palette
}

fn application(reader: &Reader<'_>) -> Application {
    Application {
        key: reader.key("key"),
        name: reader.text("name"),
        internal: reader.bool("internal", true),
    }
}

fn category(reader: &Reader<'_>) -> Category {
    Category {
        key: reader.key("key"),
        name: reader.text("name"),
        group: reader.str("group"),
    }
}

fn holiday(reader: &Reader<'_>) -> Holiday {
    Holiday {
        date: reader.date("date"),
        name: reader.text("name"),
        collective_leave: reader.bool("collective_leave", false),
    }
}
