//! What every page shares.

use crate::on_both_engines;

on_both_engines! {
    an_unknown_page_is_told_in_the_readers_language(app) {
        let mut browser = app.browser();
        browser.get("/id/tidak-ada").await.expect(404).says("Halaman tidak ditemukan").says("lang=\"id\"");
        browser.get("/en/nothing").await.expect(404).says("Page not found").says("lang=\"en\"");
        browser.get("/fr/site").await.expect(404).says("Halaman tidak ditemukan");
    }
}
