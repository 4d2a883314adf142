//! Which member a seller of a file is.

use super::choice::Match;
use crate::error::Result;
use rules::MemberId;
use rules::team::Roster;
use serde::Serialize;
use sheet::orders::Seller;
use std::collections::HashMap;
use store::Conn;
use utoipa::ToSchema;

/// How a seller's member is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SellerKnown {
    /// Matched before, or just now by hand.
    Matched,
    /// The only member with this very name, phone number or WeChat name; matched on confirming.
    Same,
    /// A member is called as the shop calls the seller, but the id is another: a person decides.
    Suggested,
    /// A person said that nobody is.
    Nobody,
    /// Nobody is known.
    Unknown,
}

/// A seller's member.
#[derive(Clone, Copy, Debug)]
pub struct Who {
    pub member: SellerKnown,
    pub id: Option<MemberId>,
}

/// Whom sellers can be matched with.
pub struct Members {
    matched: HashMap<(String, String), Option<MemberId>>,
    by_hand: HashMap<(String, String), Option<MemberId>>,
    called: HashMap<String, Option<MemberId>>,
}

impl Members {
    /// Everybody, as of now.
    pub async fn load(
        conn: &mut Conn,
        team: rules::TeamId,
        roster: &Roster,
        by_hand: &[Match],
    ) -> Result<Self> {
        let mut sellers = store::team::sellers(conn, team).await?;
        sellers.extend(store::sale::sellers::nobodies(conn, team).await?);
        let matched = sellers
            .into_iter()
            .map(|seller| ((seller.shop, seller.key), seller.member));
        let by_hand = by_hand.iter().map(|hand| {
            let member = hand
                .member
                .map(MemberId)
                .filter(|id| roster.member(*id).is_some());
            ((hand.shop.clone(), hand.key.clone()), member)
        });
        let mut called: HashMap<String, Option<MemberId>> = HashMap::new();
        for member in roster.members().filter(|member| member.erased_at.is_none()) {
            let names = [
                Some(&member.name),
                member.phone.as_ref(),
                member.wechat.as_ref(),
            ];
            for name in names.into_iter().flatten() {
                // Two of one name are nobody's match.
                let entry = called
                    .entry(name.trim().to_lowercase())
                    .or_insert(Some(member.id));
                *entry = entry.filter(|id| *id == member.id);
            }
        }
        Ok(Self {
            matched: matched.collect(),
            by_hand: by_hand.collect(),
            called,
        })
    }

    /// Who a seller is.
    pub fn who(&self, shop: &str, seller: &Seller) -> Who {
        let key = (shop.to_owned(), seller.key.clone());
        let who = |member, id| Who { member, id };
        // What a person said of a seller, now or before, stands above what names say.
        if let Some(said) = self.by_hand.get(&key).or_else(|| self.matched.get(&key)) {
            return match said {
                Some(id) => who(SellerKnown::Matched, Some(*id)),
                None => who(SellerKnown::Nobody, None),
            };
        }
        let called = |name: &str| {
            self.called
                .get(&name.trim().to_lowercase())
                .copied()
                .flatten()
        };
        match (called(&seller.key), called(&seller.name)) {
            (Some(id), _) => who(SellerKnown::Same, Some(id)),
            (None, Some(id)) => who(SellerKnown::Suggested, Some(id)),
            (None, None) => who(SellerKnown::Unknown, None),
        }
    }
}
