//! A PIN is kept only as a hash with a key, and the key is outside of the database.

use crate::{
    on_both_engines,
    roster::{HEADER, SRI, import, slip},
    support::TestApp,
};
use portal::{
    App,
    activation::roster::{demo, import::Mode, pin_hash},
    app,
    random::{digest, hex},
};
use std::fs;

const IMPORTED: &str = "9081726354";
const STAGED: &str = "8172635409";

/// Every row of every table, what is not text as hexadecimal digits.
async fn everything(app: &TestApp) -> String {
    let read = |tx: &mut db::Tx<'_>| {
        let on_sqlite = tx.engine() == db::Engine::Sqlite;
        let tables = if on_sqlite {
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        } else {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"
        };
        let mut all = String::new();
        for table in tx.rows(tables, db::params![], |row| row.get::<String>())? {
            let row = if on_sqlite {
                let columns = "SELECT name FROM pragma_table_info(?1)";
                let columns = tx.rows(columns, db::params![&table], |row| row.get::<String>())?;
                let shown = columns.iter().map(|column| {
                    format!("CASE typeof(\"{column}\") WHEN 'blob' THEN lower(hex(\"{column}\")) ELSE coalesce(CAST(\"{column}\" AS TEXT), '') END")
                });
                shown.collect::<Vec<_>>().join(" || ' ' || ")
            } else {
                "CAST(whole AS TEXT)".to_owned()
            };
            let rows = format!("SELECT {row} FROM \"{table}\" AS whole");
            all += &tx
                .rows(&rows, db::params![], |row| row.get::<String>())?
                .join("\n");
        }
        Ok::<_, db::Error>(all)
    };
    app.app.db().read(read).await.unwrap()
}

/// What the program says when it is started with another secret key.
async fn opened_with(app: &TestApp, key: &str) -> Result<App, String> {
    let mut config = app.app.config().clone();
    key.clone_into(&mut config.secret_key);
    App::open(app::Parts {
        config,
        mode: app::Mode::Demo,
        clock: app.app.clock().clone(),
        random: app.app.random().clone(),
        gateways: app.app.gateways().clone(),
    })
    .await
}

on_both_engines! {
    neither_a_pin_nor_the_key_of_its_hash_stands_in_the_database(app) {
        let line = |nim: &str, pin: &str| format!("{nim};Bima Sakti;FT;S1 Teknik Mesin;2026;;;{pin}\n");
        let file = format!("{HEADER}{}{}", line("A0026001", IMPORTED), line("A0026002", IMPORTED));
        import(&app, file.as_bytes(), Mode::GoodLines).await;
        // Read and not taken over; printed; typed where it does not fit, and where it does.
        let file = format!("{HEADER}{}", line("A0026003", STAGED));
        let staged = [("file", "maba.csv", "text/csv", file.as_bytes())];
        app.sign_in(SRI).await.upload("/id/panel/daftar-mahasiswa", &[], &staged).await.expect(303);
        let printed = slip(&app, "A0026002").await;
        for (nim, pin, status) in [("A0026003", STAGED, 422), ("A0026002", IMPORTED, 422), ("A0026001", IMPORTED, 303)] {
            app.browser().post("/id/aktivasi", &[("nim", nim), ("pin", pin)]).await.expect(status);
        }
        app.deliver().await;

        let all = everything(&app).await;
        assert!(all.contains("Bima Sakti"));
        let normal: String = printed.chars().filter(char::is_ascii_alphanumeric).collect();
        for (nim, pin) in [("A0026001", IMPORTED), ("A0026002", &normal), ("A0026003", STAGED)] {
            assert!(all.contains(&hex(&pin_hash(&app.app, nim, pin))), "{nim}");
        }
        let mut pins: Vec<_> = demo::students().unwrap().into_iter().map(|one| one.pin).collect();
        pins.extend([IMPORTED.into(), STAGED.into(), printed, normal]);
        for pin in &pins {
            assert!(!all.contains(pin.as_str()) && !all.contains(&hex(pin.as_bytes())), "{pin}");
            // Ten digits are tried out in a moment where their hash needs no key.
            let guessed = ["", "A0026001\n", "A0026002\n", "A0026003\n"].map(|nim| format!("{nim}{pin}"));
            for text in guessed.into_iter().chain([format!("{pin} ")]) {
                assert!(!all.contains(&hex(&digest(&text))), "{text:?}");
            }
        }
        let key = fs::read_to_string(app.folder().join("loket.key")).unwrap();
        assert_eq!(key.trim().len(), 64);
        assert!(!all.contains(key.trim()) && !all.contains(&hex(key.trim().as_bytes())));
    }

    a_database_does_not_open_with_another_key(app) {
        let said = opened_with(&app, &"ab".repeat(32)).await.err().expect("a refusal");
        assert!(said.starts_with("secret_key: not the key with which this database was filled. Put back"), "{said}");
        // Nor is the wrong one remembered.
        let own = fs::read_to_string(app.folder().join("loket.key")).unwrap();
        opened_with(&app, own.trim()).await.map(drop).unwrap();
        opened_with(&app, &"ab".repeat(32)).await.map(drop).unwrap_err();
    }
}
