//! Hashing of passphrases and PINs, away from the threads that answer requests.

use crate::app::App;
use crate::chance;
use crate::error::{Result, refuse};
use anyhow::{Context as _, anyhow};
use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use rules::access::attempt::SignInBusy;
use tokio::sync::Semaphore;

/// Hashes at once: each takes 19 MiB and some 30 ms of one core.
const AT_ONCE: usize = 2;
/// Requests that wait for a hash; more are asked to come again.
const WAITING: usize = 64;

/// The bound on how much hashing goes on.
pub struct Hashing {
    running: Semaphore,
    waiting: Semaphore,
}

impl Default for Hashing {
    fn default() -> Self {
        Self {
            running: Semaphore::new(AT_ONCE),
            waiting: Semaphore::new(WAITING),
        }
    }
}

impl Hashing {
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let Ok(_place) = self.waiting.try_acquire() else {
            return refuse(SignInBusy {});
        };
        let _turn = self.running.acquire().await.context("never closed")?;
        tokio::task::spawn_blocking(work)
            .await
            .context("hashing a secret")?
    }
}

impl App {
    /// The hash that a secret is kept under.
    pub(crate) async fn secret_hash(&self, secret: &str) -> Result<String> {
        let secret = secret.to_owned();
        self.hashing
            .run(move || {
                let salt = SaltString::encode_b64(&chance::bytes::<16>())
                    .map_err(|e| anyhow!("a salt: {e}"))?;
                let hash = argon2()
                    .hash_password(secret.as_bytes(), &salt)
                    .map_err(|e| anyhow!("hashing: {e}"))?;
                Ok(hash.to_string())
            })
            .await
    }

    /// Whether a secret is the one kept. With no hash it takes as long, and is not.
    pub(crate) async fn secret_matches(&self, secret: &str, hash: Option<&str>) -> Result<bool> {
        let (secret, hash) = (secret.to_owned(), hash.map(str::to_owned));
        self.hashing
            .run(move || {
                let Some(hash) = hash else {
                    let mut out = [0; 32];
                    // Only its time is wanted.
                    let _ = argon2().hash_password_into(secret.as_bytes(), &[0; 16], &mut out);
                    return Ok(false);
                };
                let hash = PasswordHash::new(&hash).map_err(|e| anyhow!("a kept hash: {e}"))?;
                Ok(argon2().verify_password(secret.as_bytes(), &hash).is_ok())
            })
            .await
    }
}

/// Argon2id with 19 MiB, two passes, one lane: OWASP's first choice.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}
