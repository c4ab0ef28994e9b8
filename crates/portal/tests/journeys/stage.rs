//! Everything that a journey needs.

use crate::{
    answers::{self, Cast, Player},
    program::{Driver, Loket},
    window::{Finding, Script, Window, report},
};
use sop::Campus;
use std::collections::BTreeMap;
use thirtyfour::By;

pub struct Stage {
    pub campus: Campus,
    pub cast: Cast,
    pub window: Window,
    /// Of those who have set another than the one of the demo.
    pub passwords: BTreeMap<String, String>,
    /// What was wrong with the pages that were looked at.
    pub wrong: Vec<Finding>,
    pub loket: Loket,
    // Dropped last, with the browser that it started.
    driver: Driver,
}

impl Stage {
    pub async fn set(script: Script) -> Self {
        let (loket, driver) = (Loket::start(), Driver::start());
        Self {
            campus: answers::campus(),
            cast: Cast::read(),
            window: Window::open(&driver, &loket, script).await,
            passwords: BTreeMap::new(),
            wrong: Vec::new(),
            loket,
            driver,
        }
    }

    /// Looks at the page, if none of this name was looked at before.
    pub async fn look(&mut self, name: &str) {
        if self.window.seen.insert(name.to_owned()) {
            let found = self.window.look(name).await;
            self.wrong.extend(found);
        }
    }

    /// Signs in as somebody of the demo.
    pub async fn enter(&self, player: &Player) {
        let is_in = self
            .try_password(&player.address, &self.cast.password)
            .await;
        assert!(
            is_in,
            "{} cannot sign in: {}",
            player.address,
            self.window.text().await
        );
    }

    /// Whether one can sign in so.
    pub async fn try_password(&self, address: &str, password: &str) -> bool {
        self.window.sign_in(address, password).await;
        self.is_in().await
    }

    /// Whether somebody is signed in, to more than the page of a blocked account.
    pub async fn is_in(&self) -> bool {
        let sign_out = By::Css("form[action$='/keluar']");
        let is_blocked = self.window.here().await.ends_with("/terblokir");
        !is_blocked && self.window.driver.find(sign_out).await.is_ok()
    }

    pub fn password_of(&self, address: &str) -> String {
        let own = self.passwords.get(address);
        own.unwrap_or(&self.cast.password).clone()
    }

    /// The last person that acts in a unit, signed in.
    pub async fn enter_as(&self, role: &str, unit: &str) {
        self.enter(self.cast.officer(role, unit)).await;
    }

    /// The single-use link that was sent for a ticket, by e-mail.
    pub async fn link_for(&self, code: &str) -> String {
        self.link_of("tautan", &[code]).await
    }

    /// The newest link to a page in an e-mail that says all this.
    pub async fn link_of(&self, page: &str, says: &[&str]) -> String {
        let words = says.iter().map(|words| format!("[contains(., '{words}')]"));
        let words: String = words.collect();
        let mail = "//article[contains(@class, 'mail')]";
        let link = format!("{mail}{words}//a[contains(@href, '/{page}/')]");
        for _ in 0..100 {
            self.window.goto("/dev/pesan").await;
            let found = self.window.driver.find(By::XPath(link.as_str())).await;
            if let Ok(found) = found {
                return found.attr("href").await.unwrap().unwrap();
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("no message holds a link: {}", self.window.text().await);
    }

    pub async fn end(self) {
        self.window.close().await;
        drop(self.driver);
        assert!(self.wrong.is_empty(), "{}", report(&self.wrong));
    }
}
