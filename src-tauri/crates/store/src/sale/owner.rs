//! Whose lines are, by their sellers' matches.

use crate::{Conn, Result};
use rules::sale::NOBODY;
use rules::{MemberId, TeamId};
use std::collections::HashMap;

/// Who the sellers of each shop are.
#[derive(Clone, Debug, Default)]
pub struct Owners(HashMap<String, HashMap<String, MemberId>>);

impl Owners {
    /// All matches that hold.
    pub async fn load(conn: &mut Conn, team: TeamId) -> Result<Self> {
        let mut owners = Self::default();
        for seller in crate::team::sellers(conn, team).await? {
            if let Some(member) = seller.member {
                owners
                    .0
                    .entry(seller.shop)
                    .or_default()
                    .insert(seller.key, member);
            }
        }
        Ok(owners)
    }

    /// Who a seller of a shop is, if anyone.
    pub fn of(&self, shop: &str, key: &str) -> Option<MemberId> {
        self.0.get(shop)?.get(key).copied()
    }
}

/// Whose a line is: its seller's match, [`NOBODY`] while there is none; without a seller, whose it
/// was entered for.
pub(crate) fn owner(
    owners: &Owners,
    shop: &str,
    seller: Option<&str>,
    first: MemberId,
) -> MemberId {
    seller.map_or(first, |key| owners.of(shop, key).unwrap_or(NOBODY))
}
