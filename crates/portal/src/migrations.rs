//! The numbered changes to the schema, inside the binary.

use db::Migration;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../migrations"]
#[include = "*.sql"]
struct Files;

/// All migrations, in order. `0002_x.postgres.sql` takes the place of `0002_x.sql` on PostgreSQL.
pub fn all() -> Vec<Migration> {
    let mut names: Vec<_> = Files::iter()
        .filter(|name| !name.ends_with(".postgres.sql"))
        .collect();
    names.sort();
    names.iter().filter_map(|name| read(name)).collect()
}

fn read(name: &str) -> Option<Migration> {
    let stem = name.strip_suffix(".sql")?;
    let (number, title) = stem.split_once('_')?;
    Some(Migration {
        number: number.parse().ok()?,
        name: title.to_owned(),
        sql: text(name)?,
        postgres: text(&format!("{stem}.postgres.sql")),
    })
}

fn text(name: &str) -> Option<String> {
    Files::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}
