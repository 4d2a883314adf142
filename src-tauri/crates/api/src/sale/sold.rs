//! What was sold of each product, kept until sales change: adding it up reads every sale.

use crate::error::Result;
use rules::TeamId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::Conn;
use store::sale::product::{ProductRow, products, state};

/// The state of a team's sales, and what was sold then.
type Kept = ((i64, i64, i64), Arc<[ProductRow]>);

/// Products of teams whose founders looked.
#[derive(Default)]
pub struct Sold(Mutex<HashMap<TeamId, Kept>>);

impl Sold {
    /// What was sold of each product on this snapshot, most sold first.
    pub(crate) async fn of(&self, conn: &mut Conn, team: TeamId) -> Result<Arc<[ProductRow]>> {
        let now = state(conn, team).await?;
        let kept = self.lock().get(&team).cloned();
        if let Some((_, rows)) = kept.filter(|(then, _)| *then == now) {
            return Ok(rows);
        }
        let rows: Arc<[ProductRow]> = products(conn, team).await?.into();
        self.lock().insert(team, (now, rows.clone()));
        Ok(rows)
    }

    /// Forgets everything, after other books were opened.
    pub(crate) fn forget_all(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<TeamId, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
