//! A device that keeps passkeys, in software: it answers as `WebAuthn` level 3 says, and badly when told to.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The user is there, was recognised; the data holds a new key.
const PRESENT: u8 = 1;
const RECOGNISED: u8 = 4;
const NEW_KEY: u8 = 64;

/// A device with its keys.
#[derive(Clone)]
pub struct Device {
    /// What it says that the page is on.
    pub origin: String,
    /// Whether it recognises its owner.
    pub recognises: bool,
    /// How often it was used; a copy of the device does not know of the use of the other.
    pub counter: u32,
    pub keys: Vec<Key>,
}

#[derive(Clone)]
pub struct Key {
    id: Vec<u8>,
    secret: SigningKey,
    handle: Value,
    party: String,
}

fn bytes(text: &Value) -> Vec<u8> {
    BASE64.decode(text.as_str().unwrap()).unwrap()
}

fn head(major: u8, length: usize) -> Vec<u8> {
    match u8::try_from(length).unwrap() {
        short @ 0..=23 => vec![(major << 5) | short],
        long => vec![(major << 5) | 0x18, long],
    }
}

fn text(text: &str) -> Vec<u8> {
    [head(3, text.len()), text.as_bytes().to_vec()].concat()
}

impl Device {
    pub fn new(origin: &str) -> Self {
        Self {
            origin: origin.into(),
            recognises: true,
            counter: 0,
            keys: Vec::new(),
        }
    }

    fn data(&mut self, party: &str, more: u8) -> Vec<u8> {
        self.counter += 1;
        let recognised = if self.recognises { RECOGNISED } else { 0 };
        let mut data = Sha256::digest(party.as_bytes()).to_vec();
        data.push(PRESENT | recognised | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let said = json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false});
        said.to_string().into_bytes()
    }

    /// Makes a passkey for what a page asks.
    pub fn make(&mut self, asked: &Value) -> String {
        let options = &asked["options"];
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(
            options["authenticatorSelection"]["userVerification"],
            "required"
        );
        let excluded = options["excludeCredentials"]
            .as_array()
            .into_iter()
            .flatten();
        let excluded: Vec<_> = excluded.map(|one| bytes(&one["id"])).collect();
        assert!(
            !self.keys.iter().any(|key| excluded.contains(&key.id)),
            "InvalidStateError"
        );
        let party = options["rp"]["id"].as_str().unwrap().to_owned();
        let number = u8::try_from(self.keys.len() + 1).unwrap();
        let id = Sha256::digest([&self.origin.as_bytes()[..4], &[number]].concat()).to_vec();
        let secret = SigningKey::from_slice(&Sha256::digest(&id)).unwrap();
        let point = secret.verifying_key().to_sec1_point(false);
        let point = point.as_bytes();
        // EC2, ES256, P-256, x, y.
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(&point[1..33]);
        key.extend([0x22, 0x58, 0x20]);
        key.extend(&point[33..65]);
        let mut data = self.data(&party, NEW_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(id.len()).unwrap().to_be_bytes());
        data.extend(&id);
        data.extend(key);
        let attestation = [
            vec![0xa3],
            text("fmt"),
            text("none"),
            text("attStmt"),
            vec![0xa0],
            text("authData"),
            head(2, data.len()),
            data,
        ];
        let client = self.client("webauthn.create", &options["challenge"]);
        self.keys.push(Key {
            id: id.clone(),
            secret,
            handle: options["user"]["id"].clone(),
            party,
        });
        let response = json!({
            "clientDataJSON": BASE64.encode(client),
            "attestationObject": BASE64.encode(attestation.concat()),
        });
        let id = BASE64.encode(id);
        json!({"id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response})
            .to_string()
    }

    /// Signs the challenge of a page with the newest passkey that it may use.
    pub fn answer(&mut self, asked: &Value) -> String {
        let options = &asked["options"];
        assert_eq!(options["userVerification"], "required");
        let allowed: Vec<_> = options["allowCredentials"]
            .as_array()
            .map(|all| all.iter().map(|one| bytes(&one["id"])).collect())
            .unwrap_or_default();
        let party = options["rpId"].as_str().unwrap();
        let fits =
            |key: &&Key| key.party == party && (allowed.is_empty() || allowed.contains(&key.id));
        let key = self
            .keys
            .iter()
            .rev()
            .find(fits)
            .expect("a passkey")
            .clone();
        self.sign(options, &key)
    }

    /// Signs with the newest passkey, whether the page asks for it or not.
    pub fn answer_anyway(&mut self, asked: &Value) -> String {
        let key = self.keys.last().unwrap().clone();
        self.sign(&asked["options"], &key)
    }

    fn sign(&mut self, options: &Value, key: &Key) -> String {
        let data = self.data(&key.party, 0);
        let client = self.client("webauthn.get", &options["challenge"]);
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        let signature: Signature = key.secret.sign(&signed);
        let response = json!({
            "clientDataJSON": BASE64.encode(client),
            "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature.to_der().as_bytes()),
            "userHandle": key.handle,
        });
        let id = BASE64.encode(&key.id);
        json!({"id": id, "rawId": id, "type": "public-key", "extensions": {}, "response": response})
            .to_string()
    }
}
