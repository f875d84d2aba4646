//! The slow work on passwords, off the server's threads and never more than two at once.

use office::{Desk, Fault, Trouble};
use tokio::sync::Semaphore;
use vault::password::{Cost, Hash, hash, verify, verify_nobody};

/// Each takes 19 MiB and half a core: a crowd at the door must not starve those inside.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Longer than any password that can be set.
const LONGEST_BYTES: usize = 4096;

/// Pretend people's passwords are public anyway.
#[must_use]
pub(crate) fn cost(desk: &Desk) -> Cost {
    if desk.settings().demo { Cost::Demo } else { Cost::Login }
}

/// Whether `password` is behind `known`; for nobody, the same work and no.
pub(crate) async fn matches(desk: &Desk, password: String, known: Option<String>) -> Result<bool, Trouble> {
    let cost = cost(desk);
    slowly(move || {
        let password = if password.len() > LONGEST_BYTES { "" } else { password.as_str() };
        known.map_or_else(|| verify_nobody(password, cost), |known| verify(password, &known))
    })
    .await
}

pub(crate) async fn hashed(desk: &Desk, password: String) -> Result<Hash, Trouble> {
    let cost = cost(desk);
    Ok(slowly(move || hash(&password, cost)).await??)
}

/// Runs `work` when it is its turn.
pub(crate) async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Trouble> {
    let _turn = AT_ONCE.acquire().await.map_err(|e| Fault::other(e.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::other(e.to_string()).into())
}
