//! How a robot is reached, sealed at rest: XChaCha20-Poly1305 with a key in a file of its own beside the
//! data, readable by its owner alone. Backups are copies of the books and never hold it.

use crate::app::App;
use crate::chance;
use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use rules::TeamId;
use rules::outbox::{Address, Platform};
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The file that holds the key.
const FILE: &str = "outbox.key";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// What a robot is reached with. No `Debug`: it must not be printed.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Secrets {
    pub token: String,
    pub secret: Option<String>,
}

impl Secrets {
    /// The address that the token is of.
    pub fn address(&self, platform: Platform) -> Address {
        Address {
            platform,
            token: self.token.clone(),
        }
    }

    /// A text without what is secret, wherever it came from.
    pub fn out_of(&self, text: &str) -> String {
        let secrets = [Some(&self.token), self.secret.as_ref()];
        let secrets = secrets.into_iter().flatten().filter(|one| !one.is_empty());
        secrets.fold(text.to_owned(), |text, secret| text.replace(secret, "…"))
    }
}

impl App {
    /// Seals what a robot is reached with; makes the key when there is none.
    pub(super) fn seal(
        &self,
        team: TeamId,
        robot: i64,
        secrets: &Secrets,
    ) -> anyhow::Result<String> {
        crate::folder::make(&self.data_dir).context("making the data folder")?;
        let key = made(&place(&self.data_dir))?;
        seal(&key, &about(team, robot), secrets, chance::bytes())
    }

    /// Opens what was sealed; none with another key, or on a machine without one.
    pub(super) fn unseal(&self, team: TeamId, robot: i64, sealed: &str) -> Option<Secrets> {
        let key = read(&place(&self.data_dir)).ok()??;
        open(&key, &about(team, robot), sealed)
    }
}

fn place(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// What a seal is bound to: it opens nothing in another robot's row.
fn about(team: TeamId, robot: i64) -> String {
    format!("hongbang outbox {team} {robot}")
}

fn read(place: &Path) -> anyhow::Result<Option<[u8; KEY_BYTES]>> {
    match std::fs::read(place) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context("reading the key of the outbox"),
        Ok(bytes) => match bytes.try_into() {
            Ok(key) => Ok(Some(key)),
            Err(_) => bail!("{} is no key of the outbox", place.display()),
        },
    }
}

fn made(place: &Path) -> anyhow::Result<[u8; KEY_BYTES]> {
    if let Some(key) = read(place)? {
        return Ok(key);
    }
    // Whole under a name of its own first: nobody reads half a key.
    let key: [u8; KEY_BYTES] = chance::bytes();
    let part = place.with_extension(chance::short_token());
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(&part)
        .context("making the key of the outbox")?;
    file.write_all(&key)
        .and_then(|()| file.sync_all())
        .context("writing the key of the outbox")?;
    // A link does not replace what another program put there meanwhile.
    let linked = std::fs::hard_link(&part, place);
    let kept = match linked {
        Err(_) => match read(place)? {
            Some(key) => key,
            // No links on this disk: then by name alone.
            None => {
                std::fs::rename(&part, place).context("keeping the key of the outbox")?;
                return Ok(key);
            }
        },
        Ok(()) => key,
    };
    std::fs::remove_file(&part).context("tidying up after the key of the outbox")?;
    Ok(kept)
}

fn seal(
    key: &[u8; KEY_BYTES],
    about: &str,
    secrets: &Secrets,
    nonce: [u8; NONCE_BYTES],
) -> anyhow::Result<String> {
    let plain = serde_json::to_vec(secrets).context("writing down a robot's secrets")?;
    let payload = Payload {
        msg: &plain,
        aad: about.as_bytes(),
    };
    let cipher = XChaCha20Poly1305::new(Key::from_slice(key));
    let sealed = cipher.encrypt(XNonce::from_slice(&nonce), payload);
    let sealed = sealed.map_err(|_| anyhow::anyhow!("sealing a robot's secrets"))?;
    Ok(STANDARD.encode([nonce.as_slice(), &sealed].concat()))
}

fn open(key: &[u8; KEY_BYTES], about: &str, sealed: &str) -> Option<Secrets> {
    let bytes = STANDARD.decode(sealed).ok()?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_BYTES)?;
    let payload = Payload {
        msg: sealed,
        aad: about.as_bytes(),
    };
    let cipher = XChaCha20Poly1305::new(Key::from_slice(key));
    let plain = cipher.decrypt(XNonce::from_slice(nonce), payload).ok()?;
    serde_json::from_slice(&plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets() -> Secrets {
        Secrets {
            token: "693a91f6-7xxx-4bc4".to_owned(),
            secret: Some("SECabc".to_owned()),
        }
    }

    #[test]
    fn a_seal_opens_with_its_key_in_its_place_alone() {
        let key = [7; KEY_BYTES];
        let sealed = seal(&key, "1 1", &secrets(), [9; NONCE_BYTES]).expect("sealed");
        assert!(!sealed.contains("693a"));
        let opened = open(&key, "1 1", &sealed).expect("opened");
        assert_eq!(opened.token, secrets().token);
        assert_eq!(opened.secret, secrets().secret);
        assert!(open(&[8; KEY_BYTES], "1 1", &sealed).is_none());
        assert!(open(&key, "1 2", &sealed).is_none());
        let flipped = if sealed.ends_with("A=") { "B=" } else { "A=" };
        let forged = format!("{}{flipped}", &sealed[..sealed.len() - 2]);
        assert!(open(&key, "1 1", &forged).is_none());
        assert!(open(&key, "1 1", "").is_none());
    }

    #[test]
    fn the_key_is_made_once_and_for_its_owner_alone() {
        let folder = std::env::temp_dir().join(format!("hongbang-key-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let place = place(&folder);
        assert!(read(&place).expect("read").is_none());
        let key = made(&place).expect("made");
        assert_eq!(made(&place).expect("read"), key);
        assert_eq!(std::fs::read_dir(&folder).expect("listed").count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = place.metadata().expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::remove_dir_all(&folder).expect("tidied");
    }

    #[test]
    fn secrets_are_taken_out_of_what_a_platform_says() {
        let said = "token 693a91f6-7xxx-4bc4 with SECabc is invalid";
        assert_eq!(secrets().out_of(said), "token … with … is invalid");
    }
}
