//! What is kept beside the ledger: balances, grants, versions of the rules.

use super::Progress;
use crate::points::balance::{self, Next};
use crate::{Conn, Result, on, sql};
use rules::points::posting::text_hash;
use rules::points::verify::{Check, Fault, Gift, Ledger, Said};
use rules::team::Roster;
use rules::{MemberId, Moment, TeamId};
use sqlx::FromRow;
use std::collections::{BTreeMap, BTreeSet};

/// Each member's balances, and when their next points come and go, against what is kept beside the
/// ledger.
pub(super) async fn balances(
    conn: &mut Conn,
    team: TeamId,
    ledger: &Ledger,
    roster: &Roster,
    progress: Progress<'_>,
) -> Result<Vec<Fault>> {
    let rows = balance::kept(conn, team).await?;
    let kept: BTreeMap<MemberId, [i64; 3]> = rows
        .iter()
        .map(|(member, b, ..)| (*member, [b.available, b.pending, b.owed]))
        .collect();
    let due = ledger.due();
    let kept_due: BTreeMap<MemberId, Next> = rows
        .iter()
        .map(|(member, _, due)| (*member, *due))
        .collect();
    let total = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let mut faults = Vec::new();
    let everyone: BTreeSet<_> = kept.keys().chain(ledger.members.keys()).collect();
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
    for (member, due) in &due {
        // Too early only looks once too often; too late forgets.
        let late = kept_due.get(member).copied().unwrap_or_default() > Next::from(Some(*due));
        let adds_up = kept.get(member).copied().unwrap_or_default()
            == ledger.members.get(member).copied().unwrap_or_default();
        if adds_up && late {
            let name = roster.name(*member);
            faults.push(Fault::new(
                Check::Balances,
                member.0,
                format!("{name}（成员 {member}）下一次生效或到期的时间被改晚了，到时不会入账"),
                format!("{name} (member {member}): the time of the next maturity or expiry was put off; it would not be posted"),
            ));
        }
    }
    progress(Check::Balances, total, total);
    Ok(faults)
}

#[derive(FromRow)]
struct GrantRow {
    id: i64,
    member_id: i64,
    points: i64,
    reason: String,
    by_id: i64,
    recorded_at: i64,
    back_reason: Option<String>,
    back_by_id: Option<i64>,
    back_at: Option<i64>,
}

impl GrantRow {
    fn said(self) -> [Said; 2] {
        let given = Said {
            member: self.member_id,
            points: self.points,
            by: self.by_id,
            reason: self.reason,
            at: Moment(self.recorded_at),
        };
        let back = match (self.back_by_id, self.back_reason, self.back_at) {
            (Some(by), Some(reason), Some(at)) => Said {
                by,
                reason,
                at: Moment(at),
                ..given.clone()
            },
            _ => Said::default(),
        };
        [given, back]
    }
}

/// Every share of a praise that brought points.
async fn shares(conn: &mut Conn, team: TeamId) -> Result<Vec<GrantRow>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select s.id, s.member_id, p.points, p.value || ' · ' || p.words as reason, p.by_id,
                p.recorded_at, b.reason as back_reason, b.by_id as back_by_id, b.recorded_at as back_at
         from praise_share s
         join praise p on p.team_id = s.team_id and p.id = s.praise_id
         left join praise_back b on b.team_id = p.team_id and b.praise_id = p.id
         where s.team_id = $1 and p.points > 0 order by s.id"
    )).bind(team.0).fetch_all(c).await?))
}

/// Every grant, and every share of a praise, against its postings: to whom, how many, by whom, why, when.
pub(super) async fn grants(
    conn: &mut Conn,
    team: TeamId,
    ledger: &Ledger,
    progress: Progress<'_>,
) -> Result<Vec<Fault>> {
    let rows: Vec<GrantRow> = on!(conn, c => sqlx::query_as(sql!(
        "select g.id, g.member_id, g.points, g.reason, g.by_id, g.recorded_at,
                b.reason as back_reason, b.by_id as back_by_id, b.recorded_at as back_at
         from points_grant g
         left join points_grant_back b on b.team_id = g.team_id and b.grant_id = g.id
         where g.team_id = $1 order by g.id"
    )).bind(team.0).fetch_all(c).await?);
    let mut made: BTreeMap<(Gift, i64), [Said; 2]> = BTreeMap::new();
    for (gift, rows) in [
        (Gift::Grant, rows),
        (Gift::Praise, shares(conn, team).await?),
    ] {
        made.extend(rows.into_iter().map(|row| ((gift, row.id), row.said())));
    }
    let total = i64::try_from(made.len()).unwrap_or(i64::MAX);
    let keys: BTreeSet<&(Gift, i64)> = made.keys().chain(ledger.grants.keys()).collect();
    let wrong = keys
        .into_iter()
        .filter(|id| made.get(id) != ledger.grants.get(id));
    let faults = wrong.map(|key| {
        let (gift, id) = key;
        let (zh, en) = match gift {
            Gift::Grant => ("发放", "Grant"),
            Gift::Praise => ("表扬带分", "Praise share"),
        };
        let points = |said: Option<&[Said; 2]>| said.map_or(0, |said| said[0].points - said[1].points);
        let (fact, posted) = (points(made.get(key)), points(ledger.grants.get(key)));
        Fault::new(
            Check::Grants,
            *id,
            format!("第 {id} 次{zh}的记录（{fact} 分）与账上（{posted} 分）不一致：对象、分数、理由、经手人或时间被改过"),
            format!("{en} {id} ({fact} points) is not what the ledger says ({posted} points): to whom, how many, why, by whom or when was changed"),
        )
    });
    let faults = faults.collect();
    progress(Check::Grants, total, total);
    Ok(faults)
}

/// Every version of the earning rules against its hash.
pub(super) async fn versions(
    conn: &mut Conn,
    team: TeamId,
    progress: Progress<'_>,
) -> Result<Vec<Fault>> {
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
