//! Writes the demo's year as it would have come in: an export of each shop every two weeks.

use super::goods::GOODS;
use super::orders::{Line, SHOPS, orders};
use super::people::FOUNDER;
use super::{happenings, prizes};
use crate::error::Result;
use rules::points::rule::{EarningRules, Rate};
use rules::points::{Points, Terms};
use rules::sale::State;
use rules::sale::line::{NOBODY, Reading};
use rules::team::{Roster, Settings};
use rules::{BasisPoints, Fen, Moment, TeamId, TierId};
use std::borrow::Cow;
use store::Tx;
use store::sale::{Import, Origin, Told};
use store::team::{Note, Seller};

/// Days between exports.
pub(super) const EVERY_DAYS: i64 = 14;
/// A seller that nobody has matched yet.
const STRANGER: &str = "新来的小店";

/// The team as it is written, and its terms.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) team: TeamId,
    pub(super) roster: &'a Roster,
    pub(super) settings: &'a Settings,
}

/// Writes the year's orders, refunds and the points they earned, round by round.
pub(super) async fn write(tx: &mut Tx, desk: Desk<'_>, now: Moment) -> Result<()> {
    let members: Vec<_> = desk.roster.members().cloned().collect();
    let lines = orders(desk.settings.calendar(), now, &members);
    earning_rules(tx, desk.team, now).await?;
    match_sellers(tx, desk, now).await?;
    let rounds = rounds(now);
    prizes::shelf(tx, desk, rounds[1]).await?;
    for (before, at) in rounds.iter().zip(&rounds[1..]) {
        for (shop, _) in SHOPS {
            // New orders, and those whose refund came since the last export.
            let told = lines.iter().filter(|line| {
                let refunded = line
                    .refund
                    .as_ref()
                    .is_some_and(|r| *before <= r.at && r.at < *at);
                line.shop == shop && line.placed_at < *at && (*before <= line.placed_at || refunded)
            });
            export(tx, desk, shop, &told.collect::<Vec<_>>(), *at).await?;
        }
        happenings::grants(tx, desk, *at, now).await?;
        prizes::redemptions(tx, desk, *at, now).await?;
        store::points::tick(tx, desk.team, &Terms::from(desk.settings), *at).await?;
    }
    Ok(())
}

/// The moments of the exports, after one before everything; the last a little before now.
fn rounds(now: Moment) -> Vec<Moment> {
    let last = now.plus_ms(-20 * 60_000);
    let count = super::orders::DAYS / EVERY_DAYS + 1;
    let rounds = (0..=count)
        .rev()
        .map(|back| last.plus_days(-back * EVERY_DAYS));
    std::iter::once(Moment::MIN).chain(rounds).collect()
}

/// One shop's file of one round.
async fn export(
    tx: &mut Tx,
    desk: Desk<'_>,
    shop: &str,
    lines: &[&Line],
    at: Moment,
) -> Result<()> {
    let file_name = match shop {
        "douyin" => format!("{}_订单.csv", at.0 / 1000),
        "kuaituantuan" => "快团团订单.xlsx".to_owned(),
        _ => "ExportOrderList.csv".to_owned(),
    };
    let import = Import {
        origin: Origin::File,
        shop,
        file_name: Some(&file_name),
        file_hash: None,
        exported_at: at,
        amount_column: Some("订单应付金额"),
        rows_refused: 0,
        together: None,
        by: Some(FOUNDER),
    };
    let numbers: Vec<String> = lines.iter().map(|line| line.line_no.to_string()).collect();
    let mut told: Vec<Told<'_>> = lines
        .iter()
        .zip(&numbers)
        .map(|(line, number)| Told {
            order_no: &line.order_no,
            line_no: Cow::Borrowed(number),
            is_named: false,
            is_whole: false,
            reading: reading(desk.roster, line, at),
            member: NOBODY,
        })
        .collect();
    let done = store::sale::import(tx, desk.team, &import, &mut told, at, |_| true).await?;
    let Some(done) = done else { return Ok(()) };
    store::points::follow_import(tx, desk.team, &done, desk.roster, desk.settings, at).await?;
    Ok(())
}

/// What an export made at a moment says of a line.
fn reading<'a>(roster: &'a Roster, line: &'a Line, read: Moment) -> Reading<'a> {
    let refunded = line.refund.as_ref().filter(|refund| refund.at < read);
    let good = &GOODS[line.good];
    Reading {
        item: good.item,
        category: Some(good.category),
        state: state(line, read),
        amount: Fen(line.fen),
        refunded: Fen(refunded.map_or(0, |refund| refund.fen)),
        pieces: line.quantity,
        seller: Some(line.member.map_or(STRANGER, |member| roster.name(member))),
        buyer: Some(line.buyer),
        placed: Some(line.placed_at),
        paid: line.paid_at,
        finished: None,
    }
}

/// Where a line stood when it was read.
fn state(line: &Line, read: Moment) -> State {
    let Some(paid) = line.paid_at else {
        return State::Closed;
    };
    match (read.0 - paid.0) / 86_400_000 {
        ..=1 => State::Paid,
        2..=7 => State::Shipped,
        _ => State::Finished,
    }
}

/// Everybody sells under their own name in every shop.
async fn match_sellers(tx: &mut Tx, desk: Desk<'_>, now: Moment) -> Result<()> {
    let sellers: Vec<Seller> = SHOPS
        .iter()
        .flat_map(|(shop, _)| {
            desk.roster.members().map(|member| Seller {
                shop: (*shop).to_owned(),
                key: member.name.clone(),
                member: Some(member.id),
            })
        })
        .collect();
    let at = now.plus_days(-super::orders::DAYS);
    let note = Note {
        by: Some(FOUNDER),
        at,
        reason: None,
    };
    store::team::match_sellers(tx, desk.team, &sellers, note).await?;
    Ok(())
}

/// One point a yuan from the start; for half a year also something for days and for skin care.
async fn earning_rules(tx: &mut Tx, team: TeamId, now: Moment) -> Result<()> {
    store::points::rule::begin(tx, team, now.plus_days(-400)).await?;
    let rate = |category: Option<&str>, tier: Option<i64>, ten_thousandths| Rate {
        category: category.map(str::to_owned),
        tier: tier.map(TierId),
        points_per_yuan: BasisPoints(ten_thousandths),
    };
    let rules = EarningRules {
        rates: vec![
            rate(None, None, 10_000),
            rate(Some("护肤"), None, 12_000),
            rate(None, Some(4), 11_000),
        ],
        first_of_day: Points(5),
        ..EarningRules::default()
    };
    let (from, by) = (now.plus_days(-180), Some(FOUNDER));
    let reason = "主推护肤，鼓励新人每天开单";
    let told = from.plus_days(-3);
    store::points::rule::publish(tx, team, &rules, from, reason, by, told).await?;
    Ok(())
}
