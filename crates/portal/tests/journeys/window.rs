//! A window of Chromium, and what a person does in it.

use crate::program::{Driver, Loket};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
    time::Duration,
};
use thirtyfour::{ChromiumLikeCapabilities, prelude::*};

const AXE: &str = include_str!("axe.min.js");
/// A cheap phone and an office screen.
const PHONE: u32 = 360;
const DESK: u32 = 1280;
/// How long a page may take to show what is looked for.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    On,
    Off,
}

/// What is wrong, and on which page.
pub type Finding = (String, String);

/// The findings, each with the pages that have it.
pub fn report(found: &[Finding]) -> String {
    let mut pages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (what, place) in found {
        pages.entry(what).or_default().push(place);
    }
    let lines = pages.into_iter().map(|(what, places)| {
        let shown = places
            .iter()
            .take(3)
            .copied()
            .collect::<Vec<_>>()
            .join(", ");
        format!("{what}\n    on {} pages: {shown}", places.len())
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// One person's window.
pub struct Window {
    pub driver: WebDriver,
    pub script: Script,
    /// The names of the pages that were looked at.
    pub seen: BTreeSet<String>,
    base: String,
    /// What pages are this wide on while somebody acts.
    width: u32,
}

impl Window {
    pub async fn open(driver: &Driver, loket: &Loket, script: Script) -> Self {
        let mut wanted = DesiredCapabilities::chrome();
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--window-size=1280,900",
        ];
        for one in arguments {
            wanted.add_arg(one).unwrap();
        }
        if script == Script::Off {
            let off = json!({ "profile.managed_default_content_settings.javascript": 2 });
            wanted.add_experimental_option("prefs", off).unwrap();
        }
        let mut window = Self {
            driver: WebDriver::new(driver.url(), wanted).await.unwrap(),
            base: loket.base.clone(),
            seen: BTreeSet::new(),
            script,
            width: DESK,
        };
        window.sit_at_a_desk().await;
        window
    }

    /// Types an address.
    pub async fn goto(&self, path: &str) {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        self.driver.goto(url).await.unwrap();
        self.is_as_wide_as_it_should_be().await;
    }

    /// The address without its beginning: `/id/site?kata=x`.
    pub async fn here(&self) -> String {
        let url = self.driver.current_url().await.unwrap();
        let query = url.query().map(|query| format!("?{query}"));
        format!("{}{}", url.path(), query.unwrap_or_default())
    }

    /// With which status the page came.
    pub async fn status(&self) -> i64 {
        let ask = "return performance.getEntriesByType('navigation')[0].responseStatus";
        let status = self.driver.execute(ask, Vec::new()).await.unwrap();
        status.convert().unwrap()
    }

    /// Everything that can be read on the page.
    pub async fn text(&self) -> String {
        let body = self.driver.find(By::Tag("body")).await.unwrap();
        body.text().await.unwrap()
    }

    /// The first element that fits and can be seen; waits for it.
    pub async fn see(&self, by: By) -> WebElement {
        let since = std::time::Instant::now();
        loop {
            if let Some(found) = self.find(by.clone()).await {
                return found;
            }
            if since.elapsed() > PATIENCE {
                let (here, text) = (self.here().await, self.text().await);
                panic!("{by:?} is not on {here}:\n{text}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// As [`Window::see`], without waiting.
    pub async fn find(&self, by: By) -> Option<WebElement> {
        for one in self.driver.find_all(by).await.unwrap_or_default() {
            if one.is_displayed().await.unwrap_or(false) {
                return Some(one);
            }
        }
        None
    }

    /// Clicks the one main button of the page.
    pub async fn press_primary(&self) {
        self.leave_by(By::Css("main form .button.primary, main .button.primary"))
            .await;
    }

    /// Clicks on what leads to another page, and waits for that page.
    pub async fn leave_by(&self, by: By) {
        let (mark, left) = (
            "document.left = true",
            "return !document.left && document.readyState === 'complete'",
        );
        self.driver.execute(mark, Vec::new()).await.unwrap();
        self.click_on(by).await;
        let since = std::time::Instant::now();
        loop {
            // While one page goes and the next one comes there may be none to ask.
            let answer = self.driver.execute(left, Vec::new()).await;
            if answer.is_ok_and(|answer| answer.convert().unwrap_or(false)) {
                return self.is_as_wide_as_it_should_be().await;
            }
            assert!(
                since.elapsed() < PATIENCE,
                "still on {}:\n{}",
                self.here().await,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub async fn click_on(&self, by: By) {
        let target = self.see(by).await;
        target.scroll_into_view().await.unwrap();
        target.click().await.unwrap();
    }

    /// Types into the field with this name; what stood there is gone.
    pub async fn fill(&self, name: &str, value: &str) {
        let field = By::Css(format!("[name='{name}']:not(button)"));
        let field = self.see(field).await;
        // The picker of a date takes keys in the order of the machine's locale; the value is the same everywhere.
        let picked = matches!(
            field.attr("type").await.unwrap().as_deref(),
            Some("date" | "datetime-local" | "time")
        );
        if picked {
            let set = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }));";
            self.driver
                .execute(set, vec![field.to_json().unwrap(), json!(value)])
                .await
                .unwrap();
        } else {
            field.clear().await.unwrap();
            field.send_keys(value).await.unwrap();
        }
    }

    /// Takes an option of a list, or a radio button, by its value.
    pub async fn choose(&self, name: &str, value: &str) {
        let css = format!(
            "select[name='{name}'] option[value='{value}'], input[name='{name}'][value='{value}']"
        );
        let option = self.driver.find(By::Css(css)).await.unwrap();
        // People press the words; the round itself may be drawn by the style.
        let words = option
            .find(By::XPath("./ancestor::label[1]"))
            .await
            .unwrap_or(option);
        words.scroll_into_view().await.unwrap();
        words.click().await.unwrap();
    }

    /// Gives a file to the field with this name.
    pub async fn upload(&self, name: &str, path: &str) {
        let field = self
            .driver
            .find(By::Css(format!("input[type=file][name='{name}']")))
            .await
            .unwrap();
        field.send_keys(path).await.unwrap();
    }

    /// Signs out as somebody does who clears the browser.
    pub async fn forget(&self) {
        self.driver.delete_all_cookies().await.unwrap();
    }

    /// Signs in with the form, as whoever.
    pub async fn sign_in(&self, identifier: &str, password: &str) {
        self.forget().await;
        self.goto("/id/masuk").await;
        self.fill("identifier", identifier).await;
        self.fill("password", password).await;
        self.press_primary().await;
    }

    /// Every address of ours that the page links to.
    pub async fn links(&self) -> Vec<String> {
        let all = "return [...document.querySelectorAll('a[href]')].map(a => a.href)";
        let found: Vec<String> = self
            .driver
            .execute(all, Vec::new())
            .await
            .unwrap()
            .convert()
            .unwrap();
        let ours = found
            .iter()
            .filter_map(|link| link.strip_prefix(&self.base));
        ours.map(|link| link.split('#').next().unwrap_or_default().to_owned())
            .collect()
    }

    /// Looks at the page as different people see it: takes the pictures, asks axe-core, and tells what is wrong.
    pub async fn look(&self, name: &str) -> Vec<Finding> {
        let mut wrong = Vec::new();
        for width in [PHONE, DESK] {
            for scheme in ["light", "dark"] {
                self.emulate(width, scheme).await;
                // Colours differ between the schemes, layout between the widths: two looks see both.
                if (width == PHONE) == (scheme == "light") {
                    wrong.extend(self.judge(name).await);
                }
                self.picture(&format!("{name}-{width}-{scheme}")).await;
            }
        }
        self.settle().await;
        wrong
    }

    /// As [`Window::look`], without pictures and only on the phone.
    pub async fn glance(&self, name: &str) -> Vec<Finding> {
        self.emulate(PHONE, "light").await;
        let wrong = self.judge(name).await;
        self.settle().await;
        wrong
    }

    async fn judge(&self, name: &str) -> Vec<Finding> {
        let mut wrong = self.overflow().await;
        // axe-core answers later, which needs the script of pages.
        if self.script == Script::On {
            wrong.extend(self.axe().await);
        }
        let place = format!("{name} ({})", self.here().await);
        wrong
            .into_iter()
            .map(|what| (what, place.clone()))
            .collect()
    }

    async fn emulate(&self, width: u32, scheme: &str) {
        self.measure(width).await;
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// Chromium opens no window of less than 500 pixels, so pages are told how wide theirs is.
    async fn measure(&self, width: u32) {
        let size =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// A phone of 360 pixels from here on.
    pub async fn hold_a_phone(&mut self) {
        self.width = PHONE;
        self.settle().await;
    }

    /// An office screen from here on.
    pub async fn sit_at_a_desk(&mut self) {
        self.width = DESK;
        self.settle().await;
    }

    /// As the one who acts has it.
    async fn settle(&self) {
        self.measure(self.width).await;
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": [] }))
            .await;
        self.is_as_wide_as_it_should_be().await;
    }

    async fn is_as_wide_as_it_should_be(&self) {
        let width = self.driver.execute("return innerWidth", Vec::new()).await;
        let width: u32 = width.unwrap().convert().unwrap();
        assert_eq!(width, self.width, "{}", self.here().await);
    }

    /// Asks Chromium itself.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        self.driver
            .cdp()
            .send_raw(method, parameters)
            .await
            .unwrap()
    }

    /// What sticks out to the right, if anything does.
    async fn overflow(&self) -> Vec<String> {
        let measure = "const wide = document.documentElement.scrollWidth; if (wide <= innerWidth) return [];
            const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
            return [wide + ' of ' + innerWidth + ' px wide: ' + out.slice(0, 3).map(e => e.tagName + '.' + e.className).join(' ')];";
        let found = self.driver.execute(measure, Vec::new()).await.unwrap();
        found.convert().unwrap()
    }

    async fn axe(&self) -> Vec<String> {
        let run = format!(
            "{AXE}; const done = arguments[arguments.length - 1];
            axe.run(document, {{ resultTypes: ['violations'] }}).then(
              found => done(found.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.slice(0, 3).map(n =>
                n.html.slice(0, 160) + ' ' + ((n.any[0] || n.all[0] || n.none[0] || {{}}).message || '')).join(' | '))),
              error => done(['axe-core failed: ' + error]))"
        );
        let found = self.driver.execute_async(run, Vec::new()).await.unwrap();
        found.convert().unwrap()
    }

    async fn picture(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        let folder = if self.script == Script::Off {
            folder.join("without-script")
        } else {
            folder
        };
        fs::create_dir_all(&folder).unwrap();
        let measure = "return [innerWidth, document.documentElement.scrollHeight]";
        let measured = self.driver.execute(measure, Vec::new()).await.unwrap();
        let (width, height): (u32, u64) = measured.convert().unwrap();
        let clip = json!({ "x": 0, "y": 0, "width": width, "height": height.clamp(800, 12_000), "scale": 1 });
        let whole = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let shot = self.cdp("Page.captureScreenshot", whole).await;
        let png = STANDARD.decode(shot["data"].as_str().unwrap()).unwrap();
        fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    pub async fn close(self) {
        self.driver.quit().await.unwrap();
    }
}
