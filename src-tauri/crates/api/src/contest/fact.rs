//! The order lines behind an entrant's score, and why some count for nothing.

use crate::app::App;
use crate::contest::seen::Seen;
use crate::contest::shown::Shown;
use crate::error::Result;
use rules::contest::Counted;
use rules::sale::{Categories, State as OrderState};
use rules::{EntrantId, Lang, Moment, SaleId};
use serde::Serialize;
use sheet::shop::SHOPS;
use utoipa::ToSchema;

/// Why an order line counted for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestLeftOut)]
pub(super) enum LeftOut {
    /// Refunds and corrections took all of it.
    NothingLeft,
    /// It was ordered, but never paid.
    Unpaid,
    /// It was closed before it counted.
    Closed,
    /// Whoever sold it did not take part, or not for this team, at that moment.
    OutsideScope,
    /// None of the contest's categories or products.
    OtherGoods,
}

/// An order line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestFact)]
pub(super) struct Fact {
    at: Moment,
    sale_id: SaleId,
    shop: String,
    order_no: String,
    item: String,
    /// Who sold it, for a team.
    member_name: Option<String>,
    /// What is left of it, in fen.
    fen: i64,
    orders: i64,
    /// What refunds and corrections took, in fen.
    taken_fen: i64,
    left_out: Option<LeftOut>,
}

/// Facts an answer holds at most.
const FACTS: usize = 100;

/// The lines behind an entrant's score, newest first, and whether there are more.
pub(super) async fn facts(
    app: &App,
    seen: &Seen,
    shown: &Shown,
    entrant: EntrantId,
    start: u32,
    lang: Lang,
) -> Result<(Vec<Fact>, bool)> {
    let (rule, counted) = (&seen.contest.rule, &shown.counted);
    let mut window = rule.window();
    if let Some(frozen) = seen.frozen_at() {
        window.end = window.end.min(frozen.max(window.start));
    }
    let upto = counted.upto();
    let mut conn = app.db.read().await?;
    let limits = rule.counted.iter().any(Counted::is_limited);
    let said = if limits {
        store::sale::product::categories(&mut conn, seen.team()).await?
    } else {
        Categories::default()
    };
    let is_team = rule.kind.teams().is_some();
    let members = counted.members.get(&entrant).cloned().unwrap_or_default();
    let wanted = (start as usize).saturating_add(FACTS + 1);
    let mut found: Vec<Fact> = Vec::new();
    for member in members {
        // Of a team everyone sees what it sums up to, and only their own orders.
        if !seen.runs() && !seen.caller.sees(&seen.roster, member, seen.now) {
            continue;
        }
        let part = (0, wanted as i64);
        let lines = store::leaderboard::lines(&mut conn, seen.team(), member, window, part).await?;
        for line in lines {
            if line.sale.0 > upto.sale {
                continue;
            }
            let first: i64 = line
                .parts
                .iter()
                .filter(|(cause, ..)| cause == "sale")
                .map(|(_, fen, _)| fen)
                .sum();
            let (fen, orders) = line
                .parts
                .iter()
                .fold((0, 0), |sum, part| (sum.0 + part.1, sum.1 + part.2));
            let never = line.parts.iter().all(|(_, fen, _)| *fen == 0);
            let inside = counted.parts.entrant_at(member, line.at) == Some(entrant);
            let of_goods = |counted: &Counted| is_of(counted, &line, &said);
            let left_out = if !inside {
                Some(LeftOut::OutsideScope)
            } else if never {
                Some(why_never(&mut conn, seen, line.sale).await?)
            } else if fen <= 0 && orders <= 0 {
                Some(LeftOut::NothingLeft)
            } else if limits && !rule.counted.iter().any(of_goods) {
                Some(LeftOut::OtherGoods)
            } else {
                None
            };
            found.push(Fact {
                at: line.at,
                sale_id: line.sale,
                shop: shop_name(&line.shop, lang),
                order_no: line.order_no,
                item: line.item,
                member_name: is_team.then(|| seen.name(member)),
                fen,
                orders,
                taken_fen: (first - fen).max(0),
                left_out,
            });
        }
    }
    found.sort_by_key(|fact| std::cmp::Reverse((fact.at, fact.sale_id)));
    let mut rest: Vec<Fact> = found.into_iter().skip(start as usize).collect();
    let more = rest.len() > FACTS;
    rest.truncate(FACTS);
    Ok((rest, more))
}

fn is_of(counted: &Counted, line: &store::leaderboard::LineFact, said: &Categories) -> bool {
    let goods = (line.shop.as_str(), line.item.as_str());
    let category = || said.category(goods, line.at, line.category.as_deref());
    counted.measure.is_of_sales() && counted.takes(&line.item, category)
}

/// A shop's name in a language; its code where it has none.
pub(super) fn shop_name(code: &str, lang: Lang) -> String {
    let shop = SHOPS.iter().find(|(shop, ..)| *shop == code);
    match (shop, lang) {
        (Some((_, zh, _)), Lang::Zh) => (*zh).to_owned(),
        (Some((_, _, en)), Lang::En) => (*en).to_owned(),
        (None, _) => code.to_owned(),
    }
}

/// Why an order line never counted: what its shop says of it.
async fn why_never(conn: &mut store::Conn, seen: &Seen, sale: SaleId) -> Result<LeftOut> {
    let row = store::sale::list::sale(conn, seen.team(), sale).await?;
    Ok(match row.and_then(|row| OrderState::of(&row.state)) {
        Some(OrderState::Unpaid) => LeftOut::Unpaid,
        Some(OrderState::Closed) => LeftOut::Closed,
        _ => LeftOut::NothingLeft,
    })
}
