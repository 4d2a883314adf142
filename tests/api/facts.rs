//! Facts written straight into the books.

use api::routes::Tag;
use rules::Moment;
use rules::points::{Account, Cause};
use store::dialect::Cell::{Int, Text};
use tests::order::{Order, orders};
use tests::stage::NOW;
use tests::{Cast, House};

/// Order lines, one order each, numbered from `first`: member, moment, fen. Lines whose number has
/// the same remainder by 7 have the same buyer.
pub async fn sales_at(house: &House, cast: &Cast, first: i64, lines: &[(i64, Moment, i64)]) {
    let lines = (first..).zip(lines).map(|(id, (member, at, fen))| Order {
        id,
        member: *member,
        at: *at,
        fen: *fen,
        buyer: Some(id % 7),
    });
    orders(house, cast.team, lines).await;
    house.app.tell(cast.team, &[Tag::Sale]);
}

/// The same with days before now.
pub async fn sales(house: &House, cast: &Cast, first: i64, lines: &[(i64, i64, i64)]) {
    let lines: Vec<_> = lines
        .iter()
        .map(|(member, days, fen)| (*member, ago(*days), *fen))
        .collect();
    sales_at(house, cast, first, &lines).await;
}

/// Corrections of lines: number, line, cause, member, days before now that it counts for, fen, orders.
pub async fn entries(house: &House, cast: &Cast, rows: &[(i64, i64, &str, i64, i64, i64, i64)]) {
    let columns = [
        "team_id",
        "id",
        "sale_id",
        "cause",
        "cause_id",
        "member_id",
        "at",
        "fen",
        "orders",
        "pieces",
        "happened_at",
        "recorded_at",
    ];
    let rows = rows
        .iter()
        .map(|(id, sale, cause, member, days, fen, orders)| {
            let at = ago(*days);
            [
                Int(cast.team.0),
                Int(*id),
                Int(*sale),
                Text(cause),
                Int(*id),
                Int(*member),
                Int(at.0),
                Int(*fen),
                Int(*orders),
                Int(0),
                Int(house.app.clock.now().0),
                Int(house.app.clock.now().0),
            ]
        });
    house.rows("sale_entry", columns, rows).await;
    house.app.tell(cast.team, &[Tag::Sale]);
}

/// What sales earned, or lost when below zero: number, member, days before now, points.
pub async fn points(house: &House, cast: &Cast, rows: &[(i64, i64, i64, i64)]) {
    let columns = [
        "team_id",
        "seq",
        "cause",
        "cause_id",
        "leg",
        "member_id",
        "from_account",
        "to_account",
        "points",
        "sold_at",
        "happened_at",
        "recorded_at",
        "hash",
    ];
    let rows = rows.iter().map(|(seq, member, days, points)| {
        let (cause, from, to) = match points {
            1.. => (Cause::Sale, Account::Issued, Account::Pending),
            _ => (Cause::SaleBack, Account::Pending, Account::Issued),
        };
        [
            Int(cast.team.0),
            Int(*seq),
            Int(cause.number()),
            Int(*seq),
            Int(0),
            Int(*member),
            Int(from.number()),
            Int(to.number()),
            Int(points.abs()),
            Int(ago(*days).0),
            Int(ago(*days).0),
            Int(NOW.0),
            Text("-"),
        ]
    });
    house.rows("posting", columns, rows).await;
    house.app.tell(cast.team, &[Tag::Points]);
}

/// From a day on a member stands under a sponsor.
pub async fn placement(house: &House, cast: &Cast, id: i64, member: i64, sponsor: i64, days: i64) {
    let columns = [
        "team_id",
        "id",
        "member_id",
        "sponsor_id",
        "from_at",
        "recorded_at",
    ];
    let row = [cast.team.0, id, member, sponsor, ago(days).0, NOW.0].map(Int);
    house.rows("placement", columns, [row]).await;
    house.app.rosters.forget(cast.team);
    house.app.tell(cast.team, &[Tag::Team]);
}

/// A moment some days before now.
pub fn ago(days: i64) -> Moment {
    NOW.plus_days(-days)
}

/// A moment some hours before now.
pub fn hours_ago(hours: i64) -> Moment {
    NOW.plus_ms(-hours * 3_600_000)
}
