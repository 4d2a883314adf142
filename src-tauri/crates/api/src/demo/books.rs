//! Writes the demo's year as it would have come in: an export of each shop every two weeks.

use super::goods::GOODS;
use super::orders::{Line, SHOPS, orders};
use super::people::FOUNDER;
use crate::error::Result;
use rules::points::rule::{EarningRules, Rate};
use rules::points::{Points, Terms};
use rules::sale::State;
use rules::team::{Roster, Settings};
use rules::{BasisPoints, Moment, SaleId, TeamId, TierId};
use store::Tx;
use store::demo::{Import, Refund};
use store::points::Which;

/// Days between exports.
const EVERY_DAYS: i64 = 14;

/// Writes the year's orders, refunds and points.
pub(super) async fn write(
    tx: &mut Tx,
    team: TeamId,
    roster: &Roster,
    settings: &Settings,
    now: Moment,
) -> Result<()> {
    let members: Vec<_> = roster.members().cloned().collect();
    let lines = orders(settings.calendar(), now, &members);
    earning_rules(tx, team, now).await?;
    let mut rest = lines.as_slice();
    let mut refunds: Vec<(SaleId, &Line)> = Vec::new();
    for at in exports(now) {
        let read = rest.partition_point(|line| line.placed_at < at);
        let (new, later) = rest.split_at(read);
        rest = later;
        let (due, waiting) = refunds.into_iter().partition(|(_, line)| told(line) <= at);
        refunds = waiting;
        let first = export(tx, team, roster, new, &due, at).await?;
        let which: Vec<SaleId> = due.iter().map(|(sale, _)| *sale).collect();
        let which = Which::Sales(&which);
        store::points::follow_sales(tx, team, which, roster, settings, at).await?;
        let numbered = (first.0..).map(SaleId).zip(new);
        refunds.extend(numbered.filter(|(_, line)| line.refund.is_some()));
        if !new.is_empty() {
            let last = SaleId(first.0 + count(new) - 1);
            let which = Which::Numbered(first, last);
            store::points::follow_sales(tx, team, which, roster, settings, at).await?;
        }
        store::points::tick(tx, team, &Terms::from(settings), at).await?;
    }
    Ok(())
}

/// The moments of the exports, the last one a little before now.
fn exports(now: Moment) -> Vec<Moment> {
    let last = now.plus_ms(-20 * 60_000);
    let rounds = super::orders::DAYS / EVERY_DAYS + 1;
    (0..=rounds)
        .rev()
        .map(|back| last.plus_days(-back * EVERY_DAYS))
        .collect()
}

/// When a line's refund is known.
fn told(line: &Line) -> Moment {
    line.refund.as_ref().map_or(Moment::MAX, |refund| refund.at)
}

/// One round: what each shop's file brought.
async fn export(
    tx: &mut Tx,
    team: TeamId,
    roster: &Roster,
    new: &[Line],
    due: &[(SaleId, &Line)],
    at: Moment,
) -> Result<SaleId> {
    let place = |shop: &str| {
        SHOPS
            .iter()
            .position(|(name, _)| *name == shop)
            .map_or(0, |n| n as i64)
    };
    let imports: Vec<Import> = SHOPS
        .iter()
        .map(|(shop, _)| Import {
            shop,
            file_name: match *shop {
                "douyin" => format!("{}_订单.csv", at.0 / 1000),
                "kuaituantuan" => "快团团订单.xlsx".to_owned(),
                _ => "ExportOrderList.csv".to_owned(),
            },
            at,
            rows: new.iter().filter(|line| line.shop == *shop).count() as i64,
            refunds: due.iter().filter(|(_, line)| line.shop == *shop).count() as i64,
        })
        .collect();
    let first_import = store::demo::imports(tx, team, &imports, FOUNDER).await?;
    let lines: Vec<_> = new
        .iter()
        .map(|line| store::demo::Line {
            import: place(line.shop),
            shop: line.shop,
            order_no: line.order_no.clone(),
            line_no: line.line_no,
            item: GOODS[line.good].item,
            category: GOODS[line.good].category,
            state: state(line, at),
            fen: line.fen,
            quantity: line.quantity,
            seller: line.member.map_or("新来的小店".to_owned(), |member| {
                roster.name(member).to_owned()
            }),
            buyer: line.buyer,
            placed_at: line.placed_at,
            paid_at: line.paid_at,
            member: line.member,
        })
        .collect();
    let first = store::demo::lines(tx, team, &lines, first_import, at).await?;
    let refunds: Vec<Refund> = due
        .iter()
        .filter_map(|(sale, line)| {
            let refund = line.refund.as_ref()?;
            Some(Refund {
                sale: *sale,
                import: place(line.shop),
                fen: refund.fen,
                is_whole: refund.fen == line.fen,
                member: line.member?,
                counts_at: line.paid_at?,
                quantity: line.quantity,
                reason: refund.reason,
                at: refund.at,
            })
        })
        .collect();
    store::demo::refunds(tx, team, &refunds, first_import, at).await?;
    Ok(first)
}

/// Where a line stood when it was read.
fn state(line: &Line, read: Moment) -> State {
    let Some(paid) = line.paid_at else {
        return State::Closed;
    };
    match (read.0 - paid.0) / 86_400_000 {
        0..=1 => State::Paid,
        2..=7 => State::Shipped,
        _ => State::Finished,
    }
}

/// One point a yuan from the start; for half a year also something for orders and for skin care.
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
    store::points::rule::publish(tx, team, &rules, from, reason, by, from.plus_days(-3)).await?;
    Ok(())
}

fn count<T>(rows: &[T]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}
