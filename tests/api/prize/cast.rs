//! A shop in the small ledger's house.

use crate::points::cast::Ledger;
use rules::points::EarningRules;
use serde_json::{Value, json};
use tests::House;

/// A cup that needs approval and of which there are some.
pub fn cup(points: i64) -> Value {
    json!({
        "kind": "goods", "name": "保温杯", "words": "500 ml", "points": points, "cost_fen": 4_500,
        "stocked": true, "low": 1, "limit": null, "tiers": [], "branch": null, "from": null,
        "until": null, "approval": true, "ships": false, "offered": true,
    })
}

/// The same with some parts changed.
pub fn with(mut offer: Value, parts: Value) -> Value {
    for (key, value) in parts.as_object().expect("parts") {
        offer[key] = value.clone();
    }
    offer
}

/// The shop and its ledger.
pub struct Shop<'a> {
    pub ledger: Ledger<'a>,
    pub house: &'a House,
}

impl<'a> Shop<'a> {
    /// Opens an empty shop; 陈静 (3) and 郑洁 (6) have 1000 points each.
    pub async fn open(house: &'a House) -> Self {
        let ledger = Ledger::begin(house, EarningRules::one_a_yuan()).await;
        let shop = Self { ledger, house };
        for member in [3, 6] {
            shop.grant(member, 1_000).await;
        }
        shop
    }

    pub fn token(&self, member: i64) -> &str {
        self.ledger.cast.token(member)
    }

    pub async fn grant(&self, member: i64, points: i64) {
        let now = self.house.app.clock.now();
        let wish = json!({
            "request": format!("{member}-{}", now.0), "member_id": member, "points": points,
            "reason": "带新人",
        });
        self.house
            .post(self.token(1), "/api/points/grants", wish)
            .await
            .ok();
    }

    /// Puts a prize on the shelf with so many pieces; returns its number.
    pub async fn put(&self, offer: Value, pieces: i64) -> i64 {
        let made = self
            .house
            .post(self.token(1), "/api/prizes", json!({ "offer": offer }))
            .await
            .ok();
        let id = made["id"].as_i64().expect("a number");
        if pieces > 0 {
            let stock = json!({ "pieces": pieces, "reason": "进货" });
            let path = format!("/api/prizes/{id}/stock");
            self.house.post(self.token(1), &path, stock).await.ok();
        }
        id
    }

    /// What a member's wish for some pieces is answered with.
    pub async fn redeem(
        &self,
        member: i64,
        prize: i64,
        pieces: i64,
        points: i64,
        request: &str,
    ) -> tests::Answer {
        let wish = json!({
            "request": request, "pieces": pieces, "points": points, "deliver": null, "note": null,
        });
        let path = format!("/api/prizes/{prize}/redemptions");
        self.house.post(self.token(member), &path, wish).await
    }

    /// Redeems one piece at its price, and returns the redemption's number.
    pub async fn one(&self, member: i64, prize: i64, points: i64, request: &str) -> i64 {
        let made = self.redeem(member, prize, 1, points, request).await.ok();
        made["id"].as_i64().expect("a number")
    }

    /// What an act is answered with.
    pub async fn act(&self, member: i64, redemption: i64, body: Value) -> tests::Answer {
        let path = format!("/api/redemptions/{redemption}/acts");
        self.house.post(self.token(member), &path, body).await
    }

    pub async fn left(&self, prize: i64) -> i64 {
        let path = format!("/api/prizes/{prize}/stock");
        let stock = self.house.get(self.token(1), &path).await.ok();
        stock["left"].as_i64().expect("it is counted")
    }

    /// The lots of a member, with when each runs out and what is left in it.
    pub async fn lots(&self, member: i64) -> Vec<(i64, Option<i64>, i64)> {
        let mut conn = self.ledger.read().await;
        let span = [store::points::span::Span::List(vec![member])];
        let pockets = store::points::pocket::pockets(&mut conn, self.ledger.team, &span).await;
        let pockets = pockets.expect("pockets");
        let lots = pockets.values().flat_map(|pocket| pocket.lots());
        lots.map(|lot| (lot.number, lot.expires_at.map(|at| at.0), lot.left))
            .collect()
    }

    /// Nothing is wrong with the books.
    pub async fn holds(&self) {
        assert_eq!(self.ledger.faults().await, Vec::<String>::new());
    }
}
