//! Reads everything again and recounts it the slow, obvious way.

use super::facts::categories;
use super::posting::PostingRow;
use super::rule::book;
use super::span::Span;
use crate::setting::calendars;
use crate::{Conn, Error, Result, on, sql};
use futures::TryStreamExt as _;
use rules::points::earn::{Component, Line};
use rules::points::posting::text_hash;
use rules::points::recount::recount;
use rules::points::standing::Key;
use rules::points::verify::{Check, Fault, Ledger};
use rules::points::{Hash, Posting};
use rules::team::{Roster, Settings};
use rules::{Fen, MemberId, Moment, SaleId, TeamId};
use std::collections::BTreeMap;

/// Faults that are named; more are only counted.
const NAMED_MAX: usize = 50;

/// What was found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Postings read.
    pub postings: i64,
    /// Order lines recounted.
    pub sales: i64,
    /// Members whose balances were added up.
    pub members: i64,
    /// Lots added up.
    pub lots: i64,
    /// The last posting's hash.
    pub head: Hash,
    /// What does not hold, in the order of checks; none is good.
    pub faults: Vec<Fault>,
    /// How many do not hold in all.
    pub fault_count: usize,
}

/// How far a verification is: what is being checked, how much of it is done, and of how much.
pub type Progress<'a> = &'a (dyn Fn(Check, i64, i64) + Send + Sync);

/// Verifies all of a team's points on one snapshot.
pub async fn verify(
    conn: &mut Conn,
    team: TeamId,
    roster: &Roster,
    settings: &Settings,
    progress: Progress<'_>,
) -> Result<Report> {
    let mut ledger = read(conn, team, progress).await?;
    let mut faults = std::mem::take(&mut ledger.faults);
    faults.sort_by_key(|fault| (fault.check, fault.number));
    faults.extend(balances(conn, team, &ledger, roster, progress).await?);
    faults.extend(grants(conn, team, &ledger, progress).await?);
    let rules = versions(conn, team, progress).await?;
    // By rules that were changed every sale would be wrong; the rules are named instead.
    let mut sales = 0;
    if rules.is_empty() {
        let (count, wrong) = recounted(conn, team, &mut ledger, roster, settings, progress).await?;
        sales = count;
        faults.extend(wrong);
    }
    faults.extend(rules);
    let (postings, head) = ledger.head();
    let fault_count = faults.len();
    faults.truncate(NAMED_MAX);
    Ok(Report {
        postings,
        sales,
        members: i64::try_from(ledger.members.len()).unwrap_or(i64::MAX),
        lots: ledger.lot_count(),
        head,
        faults,
        fault_count,
    })
}

async fn read(conn: &mut Conn, team: TeamId, progress: Progress<'_>) -> Result<Ledger> {
    let total: i64 = on!(conn, c => sqlx::query_scalar(sql!(
        "select count(*) from posting where team_id = $1"
    )).bind(team.0).fetch_one(c).await?);
    let mut ledger = Ledger::new(team);
    let mut done = 0;
    on!(conn, c => {
        let mut rows = sqlx::query_as::<_, PostingRow>(sql!(
            "select seq, cause, cause_id, leg, member_id, from_account, to_account, points, rules_id,
                    basis_fen, rate, matures_at, expires_at, lot, sold_at, because, because_id, by_id, reason,
                    happened_at, recorded_at, hash
             from posting where team_id = $1 order by seq"
        )).bind(team.0).fetch(c);
        while let Some(row) = rows.try_next().await? {
            match Posting::try_from(row) {
                Ok(posting) => ledger.read(&posting),
                Err(Error::Unreadable { column, id, read, .. }) => ledger.faults.push(Fault::new(
                    Check::Postings,
                    id,
                    format!("第 {id} 笔的 {column} 一栏读不懂：{read}"),
                    format!("Posting {id} cannot be read: {column} reads {read}"),
                )),
                Err(error) => return Err(error),
            }
            done += 1;
            if done % 4_096 == 0 {
                progress(Check::Chain, done, total);
            }
        }
    });
    progress(Check::Chain, total, total);
    Ok(ledger)
}

async fn balances(
    conn: &mut Conn,
    team: TeamId,
    ledger: &Ledger,
    roster: &Roster,
    progress: Progress<'_>,
) -> Result<Vec<Fault>> {
    let kept: BTreeMap<MemberId, [i64; 3]> = super::balance::all(conn, team)
        .await?
        .into_iter()
        .map(|(member, b)| (member, [b.available, b.pending, b.owed]))
        .collect();
    let total = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let mut faults = Vec::new();
    let everyone: std::collections::BTreeSet<_> =
        kept.keys().chain(ledger.members.keys()).collect();
    for member in everyone {
        let held = kept.get(member).copied().unwrap_or_default();
        let sum = ledger.members.get(member).copied().unwrap_or_default();
        if held != sum {
            let name = roster.name(*member);
            faults.push(Fault::new(
                Check::Balances,
                member.0,
                format!("{name}（成员 {member}）的余额是 {held:?}，但账目加起来是 {sum:?}（可用、待生效、欠分）"),
                format!("{name} (member {member}) has {held:?}, but the postings add up to {sum:?} (available, pending, owed)"),
            ));
        }
    }
    progress(Check::Balances, total, total);
    Ok(faults)
}

type LineRow = (i64, i64, i64, i64, String, String, Option<String>);

async fn recounted(
    conn: &mut Conn,
    team: TeamId,
    ledger: &mut Ledger,
    roster: &Roster,
    settings: &Settings,
    progress: Progress<'_>,
) -> Result<(i64, Vec<Fault>)> {
    let book = book(conn, team).await?;
    let mut rows: Vec<LineRow> = on!(conn, c => sqlx::query_as(sql!(
        "select j.sale_id, j.member_id, j.at, cast(sum(j.fen) as bigint), s.shop, s.order_no, s.category
         from journal j join sale s on s.team_id = j.team_id and s.id = j.sale_id
         where j.team_id = $1
         group by j.sale_id, j.member_id, j.at, s.shop, s.order_no, s.category
         having sum(j.fen) > 0
         order by s.shop, s.order_no, j.sale_id"
    )).bind(team.0).fetch_all(c).await?);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    progress(Check::Sales, 0, total);
    if book.needs().category {
        let ids: std::collections::BTreeSet<i64> = rows.iter().map(|row| row.0).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        for span in Span::of(&ids) {
            let renamed = categories(conn, team, &span).await?;
            for row in &mut rows {
                if let Some(category) = renamed.get(&row.0) {
                    row.6.clone_from(category);
                }
            }
        }
    }
    let mut lines = Vec::with_capacity(rows.len());
    let mut order = 0;
    let mut last: Option<(String, String)> = None;
    for (sale, member, at, fen, shop, order_no, category) in rows {
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
            category,
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

async fn grants(
    conn: &mut Conn,
    team: TeamId,
    ledger: &Ledger,
    progress: Progress<'_>,
) -> Result<Vec<Fault>> {
    let rows: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select g.id, g.points, case when b.grant_id is null then cast(0 as bigint) else g.points end
         from points_grant g
         left join points_grant_back b on b.team_id = g.team_id and b.grant_id = g.id
         where g.team_id = $1 order by g.id"
    )).bind(team.0).fetch_all(c).await?);
    let made: BTreeMap<i64, (i64, i64)> = rows
        .into_iter()
        .map(|(id, given, back)| (id, (given, back)))
        .collect();
    let total = i64::try_from(made.len()).unwrap_or(i64::MAX);
    let mut faults = Vec::new();
    let keys: std::collections::BTreeSet<_> = made.keys().chain(ledger.grants.keys()).collect();
    for id in keys {
        let (fact, posted) = (
            made.get(id).copied().unwrap_or_default(),
            ledger.grants.get(id).copied().unwrap_or_default(),
        );
        if fact != posted {
            faults.push(Fault::new(
                Check::Grants,
                *id,
                format!("第 {id} 次发放是 {fact:?} 分，账上是 {posted:?} 分（发出、撤销）"),
                format!("Grant {id} is of {fact:?} points, the ledger says {posted:?} (given, taken back)"),
            ));
        }
    }
    progress(Check::Grants, total, total);
    Ok(faults)
}

async fn versions(conn: &mut Conn, team: TeamId, progress: Progress<'_>) -> Result<Vec<Fault>> {
    let rows: Vec<(i64, String, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, rule, hash from earning_rules where team_id = $1 order by id"
    )).bind(team.0).fetch_all(c).await?);
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    progress(Check::Rules, total, total);
    let wrong = rows
        .into_iter()
        .filter(|(_, rule, hash)| text_hash(rule) != *hash);
    Ok(wrong
        .map(|(id, ..)| {
            Fault::new(
                Check::Rules,
                id,
                format!("积分规则第 {id} 版的内容与指纹对不上"),
                format!("Version {id} of the earning rules does not fit its hash"),
            )
        })
        .collect())
}
