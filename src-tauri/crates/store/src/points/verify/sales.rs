//! What lines count for, from their readings, refunds and matches; and what that earned.

use super::Progress;
use crate::points::rule::book;
use crate::sale::correct::{counted, differences};
use crate::sale::{By, Known, Owners, known};
use crate::setting::calendars;
use crate::{Conn, Result, on, sql};
use rules::points::earn::{Component, Line};
use rules::points::recount::recount;
use rules::points::standing::Key;
use rules::points::verify::{Check, Fault, Ledger};
use rules::sale::contributions;
use rules::team::{Roster, Settings};
use rules::{Fen, MemberId, Moment, SaleId, TeamId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Lines held in memory at once.
const CHUNK: i64 = 4_000;

/// What the facts of lines are.
#[derive(Default)]
pub(super) struct Facts {
    /// What does not hold.
    pub faults: Vec<Fault>,
    /// Each line's category.
    pub categories: HashMap<i64, Option<String>>,
}

/// Reckons what every line counts for from its readings, its refunds and its seller's match.
pub(super) async fn facts(conn: &mut Conn, team: TeamId, progress: Progress<'_>) -> Result<Facts> {
    let total: i64 = on!(conn, c => sqlx::query_scalar(sql!(
        "select count(*) from sale where team_id = $1"
    )).bind(team.0).fetch_one(c).await?);
    let book = book(conn, team).await?;
    let keeps_categories = book.needs().category;
    let owners = Owners::load(conn, team).await?;
    let mut found = Facts::default();
    let (mut done, mut last) = (0, 0);
    loop {
        progress(Check::Facts, done, total);
        let sales: Vec<i64> = on!(conn, c => sqlx::query_scalar(sql!(
            "select id from sale where team_id = $1 and id > $2 order by id limit $3"
        )).bind(team.0).bind(last).bind(CHUNK).fetch_all(c).await?);
        let Some(end) = sales.last() else {
            return Ok(found);
        };
        last = *end;
        done += i64::try_from(sales.len()).unwrap_or(i64::MAX);
        let asked: HashSet<SaleId> = sales.iter().copied().map(SaleId).collect();
        let ids: Vec<SaleId> = sales.iter().copied().map(SaleId).collect();
        let lines = known(conn, team, By::Sales(&ids)).await?;
        let mut missing = asked.clone();
        let mut orders: BTreeMap<(&str, &str), Vec<&Known>> = BTreeMap::new();
        for line in &lines {
            missing.remove(&line.id);
            let order = (line.shop.as_str(), line.order_no.as_str());
            orders.entry(order).or_default().push(line);
        }
        found.faults.extend(missing.into_iter().map(wrong));
        for order in orders.values() {
            let counts = order.iter().map(|line| counted(line, &owners));
            let counts = counts.collect::<Result<Vec<_>>>()?;
            for (line, should) in order.iter().zip(contributions(&counts)) {
                if !asked.contains(&line.id) {
                    continue;
                }
                let stands = differences(line, should).is_empty();
                if !stands || line.refund_missing()? != Fen::ZERO {
                    found.faults.push(wrong(line.id));
                }
                if keeps_categories {
                    let told = line.reading()?;
                    let goods = (line.shop.as_str(), told.item);
                    let category = book.categories().category(goods, should.at, told.category);
                    let category = category.map(str::to_owned);
                    found.categories.insert(line.id.0, category);
                }
            }
        }
    }
}

fn wrong(sale: SaleId) -> Fault {
    Fault::new(
        Check::Facts,
        sale.0,
        format!("销售 {sale} 计入的金额与它的订单记录、退款和归属对不上：其中有被改过的"),
        format!(
            "What sale {sale} counts for is not what its readings, refunds and match say: one of them was changed"
        ),
    )
}

type LineRow = (i64, i64, i64, i64, String, String);

/// Every sale's postings against what its facts are worth.
pub(super) async fn recounted(
    conn: &mut Conn,
    team: TeamId,
    ledger: &mut Ledger,
    categories: &HashMap<i64, Option<String>>,
    (roster, settings): (&Roster, &Settings),
    progress: Progress<'_>,
) -> Result<(i64, Vec<Fault>)> {
    let book = book(conn, team).await?;
    let rows: Vec<LineRow> = on!(conn, c => sqlx::query_as(sql!(
        "select j.sale_id, j.member_id, j.at, cast(sum(j.fen) as bigint), s.shop, s.order_no
         from journal j join sale s on s.team_id = j.team_id and s.id = j.sale_id
         where j.team_id = $1
         group by j.sale_id, j.member_id, j.at, s.shop, s.order_no
         having sum(j.fen) > 0
         order by s.shop, s.order_no, j.sale_id"
    )).bind(team.0).fetch_all(c).await?);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    progress(Check::Sales, 0, total);
    let mut lines = Vec::with_capacity(rows.len());
    let mut order = 0;
    let mut last: Option<(String, String)> = None;
    for (sale, member, at, fen, shop, order_no) in rows {
        let key = Some((shop, order_no));
        if key != last {
            order += 1;
            last = key;
        }
        lines.push(Line {
            sale: SaleId(sale),
            member: MemberId(member),
            at: Moment(at),
            fen: Fen(fen),
            order,
            category: categories.get(&sale).cloned().flatten(),
        });
    }
    let calendars = calendars(conn, team, settings).await?;
    let should = recount(&book, &calendars, &lines, |member, at| {
        roster.tier_at(member, at)
    });
    progress(Check::Sales, total / 2, total);
    let posted = ledger.sales();
    let mut faults = Vec::new();
    let keys: std::collections::BTreeSet<_> = should.keys().chain(posted.keys()).collect();
    for key in keys {
        let Key {
            sale,
            component,
            member,
            ..
        } = key;
        let (is, ought) = (posted.get(key).unwrap_or(&0), should.get(key).unwrap_or(&0));
        if is != ought {
            let name = roster.name(*member);
            let (zh, en) = match component {
                Component::Amount => ("金额", "its amount"),
                Component::Order => ("订单", "its order"),
                Component::Day => ("当日首单", "the day's first order"),
            };
            faults.push(Fault::new(
                Check::Sales,
                sale.0,
                format!("销售 {sale} 按{zh}应给{name}（成员 {member}）记 {ought} 分，账上是 {is} 分"),
                format!("Sale {sale} is worth {ought} points to {name} (member {member}) for {en}; the ledger says {is}"),
            ));
        }
    }
    progress(Check::Sales, total, total);
    Ok((total, faults))
}
