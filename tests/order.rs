//! Order lines straight into the books, for stories that begin after an import and for the bench.

use crate::stage::House;
use rules::{Moment, TeamId};
use store::dialect::Cell::{Int, MaybeInt, Text};

/// One order of one line.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Its number; the order's number is `A` and it.
    pub id: i64,
    /// Whose sale it is.
    pub member: i64,
    /// When it counts.
    pub at: Moment,
    /// What it brought.
    pub fen: i64,
    /// Who bought.
    pub buyer: Option<i64>,
}

/// Writes orders, without telling anybody.
pub async fn orders(house: &House, team: TeamId, orders: impl IntoIterator<Item = Order>) {
    let columns = [
        "team_id",
        "id",
        "import_id",
        "shop",
        "order_no",
        "line_no",
        "item",
        "state",
        "amount_fen",
        "refunded_fen",
        "quantity",
        "buyer_key",
        "member_id",
        "at",
        "fen",
        "orders",
        "pieces",
        "recorded_at",
    ];
    let orders: Vec<Order> = orders.into_iter().collect();
    let numbers: Vec<String> = orders
        .iter()
        .map(|order| format!("A{}", order.id))
        .collect();
    let rows = orders.iter().zip(&numbers).map(|(order, number)| {
        [
            Int(team.0),
            Int(order.id),
            Int(1),
            Text("抖店"),
            Text(number),
            Text("1"),
            Text("面霜"),
            Text("paid"),
            Int(order.fen),
            Int(0),
            Int(1),
            MaybeInt(order.buyer),
            Int(order.member),
            Int(order.at.0),
            Int(order.fen),
            Int(1),
            Int(1),
            Int(house.app.clock.now().0),
        ]
    });
    house.rows("sale", columns, rows).await;
}
