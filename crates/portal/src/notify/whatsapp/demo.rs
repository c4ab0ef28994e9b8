//! What the demo sends to instead of Meta: a stand-in inside the process, which the same adapter talks to.

use super::{super::Gateways, Settings, gateway, template::TEMPLATES};
use crate::{config::Config, demo, random::Random};
use peers::graph::{Graph, Options};
use sop::Lang;
use std::{net::SocketAddr, sync::Arc};

const LANGS: [Lang; 2] = [Lang::Id, Lang::En];
/// Messages a second, and to one person at once.
const RATE: i64 = 1000;

/// Starts the stand-in on a free port of the loopback address and points the settings at it. Its keys are made anew each
/// time: nobody but this process can speak for it. It gets our templates as if they had been handed in and approved.
///
/// # Errors
/// As the system says.
pub async fn start(config: &mut Config, random: &Random) -> Result<Gateways, String> {
    let port = config.listen.port();
    let webhook = SocketAddr::from(([127, 0, 0, 1], port));
    let options = Options {
        token: random.token(),
        app_secret: random.token(),
        webhook: Some(format!("http://{webhook}/webhooks/whatsapp")),
        // The sample requests of months leave in one minute.
        throughput: RATE as usize,
        pair_burst: RATE,
        ..Options::default()
    };
    let graph = Graph::on_loopback(options.clone());
    let graph = graph.await.map_err(|error| error.to_string())?;
    for (number, name) in demo::cast().numbers() {
        graph.set_name(number, name);
    }
    for (template, lang) in TEMPLATES
        .all()
        .iter()
        .flat_map(|one| LANGS.map(|lang| (one, lang)))
    {
        let added = graph.add_template(&template.creation(lang, &config.base_url));
        added.map_err(|refusal| format!("{}: {}", template.name, refusal.details))?;
    }
    config.whatsapp = Settings {
        base_url: graph.url(),
        phone_number_id: options.phone_number_id,
        token: options.token,
        app_secret: options.app_secret,
        verify_token: random.token(),
        business_account_id: options.waba_id,
        messages_a_second: RATE,
        ..Settings::default()
    };
    let shown = Gateways::demo().with_telephones(Arc::new(graph));
    let cloud = gateway(&config.whatsapp, &config.base_url);
    let missing = || "whatsapp: the settings of the demo lack a key".to_owned();
    Ok(shown.with(cloud.ok_or_else(missing)?))
}
