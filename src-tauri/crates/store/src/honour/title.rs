//! Titles and rights: what can be given, to whom it was given, how it ended.

use crate::word::{kept, word};
use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::honour::title::{Ask, Award, End, Plan};
use rules::{AwardId, ContestId, MemberId, Moment, RoundId, TeamId, TitleId};
use sqlx::{FromRow, QueryBuilder};

/// A title as it stands.
#[derive(Clone, Debug)]
pub struct Title {
    /// Which.
    pub id: TitleId,
    /// What it is.
    pub plan: Plan,
    /// Whether it is not given any more.
    pub is_closed: bool,
}

/// The titles of a team in the order in which they were made, also those that are not given any more.
pub async fn titles(conn: &mut Conn, team: TeamId) -> Result<Vec<Title>> {
    let rows: Vec<(i64, String, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select t.id, p.plan,
                (select count(*) from title_end e where e.team_id = t.team_id and e.title_id = t.id) as ended
         from title t
         join title_plan p on p.team_id = t.team_id and p.title_id = t.id and p.seq =
              (select max(l.seq) from title_plan l where l.team_id = t.team_id and l.title_id = t.id)
         where t.team_id = $1 order by t.id"
    ))
    .bind(team.0).fetch_all(c).await?);
    let title = |(id, plan, ended): (i64, String, i64)| {
        Ok(Title {
            id: TitleId(id),
            plan: json("title_plan", id, plan)?,
            is_closed: ended > 0,
        })
    };
    rows.into_iter().map(title).collect()
}

pub(super) fn json<T: serde::de::DeserializeOwned>(
    table: &'static str,
    id: i64,
    text: String,
) -> Result<T> {
    serde_json::from_str(&text).map_err(|_| Error::Unreadable {
        table,
        column: "plan",
        id,
        read: text,
    })
}

/// Makes a title.
pub async fn make(
    tx: &mut Tx,
    team: TeamId,
    plan: &Plan,
    by: MemberId,
    now: Moment,
) -> Result<TitleId> {
    let id = TitleId(counter::take(tx, team, "title", 1).await?);
    on!(tx, c => sqlx::query(sql!(
        "insert into title (team_id, id, by_id, recorded_at) values ($1, $2, $3, $4)"
    ))
    .bind(team.0).bind(id.0).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    change(tx, team, id, plan, by, now).await?;
    Ok(id)
}

/// Gives a title another plan. The transaction must hold the team.
pub async fn change(
    tx: &mut Tx,
    team: TeamId,
    title: TitleId,
    plan: &Plan,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    let text = serde_json::to_string(plan).unwrap_or_default();
    on!(tx, c => sqlx::query(sql!(
        "insert into title_plan (team_id, title_id, seq, plan, by_id, recorded_at)
         select cast($1 as bigint), cast($2 as bigint), coalesce(max(seq), 0) + 1, cast($3 as text),
                cast($4 as bigint), cast($5 as bigint)
         from title_plan where team_id = $1 and title_id = $2"
    ))
    .bind(team.0).bind(title.0).bind(text).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Notes that a title is not given any more.
pub async fn close(
    tx: &mut Tx,
    team: TeamId,
    title: TitleId,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into title_end (team_id, title_id, by_id, recorded_at) values ($1, $2, $3, $4)
         on conflict do nothing"
    ))
    .bind(team.0).bind(title.0).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

#[derive(FromRow)]
struct AwardRow {
    id: i64,
    title_id: i64,
    member_id: i64,
    from_day: String,
    until_day: Option<String>,
    reason: String,
    round_id: Option<i64>,
    contest_id: Option<i64>,
    by_id: i64,
    recorded_at: i64,
    end_day: Option<String>,
    why: Option<String>,
    end_reason: Option<String>,
    agreed: Option<i64>,
}

impl TryFrom<AwardRow> for Award {
    type Error = Error;
    fn try_from(row: AwardRow) -> Result<Self> {
        let end = match (row.end_day, row.why) {
            (Some(day), Some(why)) => Some(End {
                day: word("title_award_end", "day", row.id, day)?,
                why: word("title_award_end", "why", row.id, why)?,
                reason: row.end_reason.unwrap_or_default(),
            }),
            _ => None,
        };
        let until = row.until_day;
        Ok(Self {
            id: AwardId(row.id),
            title: TitleId(row.title_id),
            member: MemberId(row.member_id),
            from: word("title_award", "from_day", row.id, row.from_day)?,
            until: until
                .map(|day| word("title_award", "until_day", row.id, day))
                .transpose()?,
            reason: row.reason,
            round: row.round_id.map(RoundId),
            contest: row.contest_id.map(ContestId),
            by: MemberId(row.by_id),
            at: Moment(row.recorded_at),
            end,
            agreed: row.agreed.map(|agreed| agreed == 1),
        })
    }
}

/// Which givings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which {
    /// Of this title.
    pub title: Option<TitleId>,
    /// To this member.
    pub member: Option<MemberId>,
    /// Only this one.
    pub id: Option<AwardId>,
}

/// Givings as they stand, the first given first.
pub async fn awards(conn: &mut Conn, team: TeamId, which: Which) -> Result<Vec<Award>> {
    let rows: Vec<AwardRow> = on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(
            "select a.id, a.title_id, a.member_id, a.from_day, a.until_day, a.reason, a.round_id, a.contest_id, a.by_id,
                    a.recorded_at, e.day as end_day, e.why, e.reason as end_reason, c.agreed
             from title_award a
             left join title_award_end e on e.team_id = a.team_id and e.award_id = a.id
             left join title_consent c on c.team_id = a.team_id and c.award_id = a.id and c.seq =
                  (select max(l.seq) from title_consent l where l.team_id = a.team_id and l.award_id = a.id)
             where a.team_id = ");
        query.push_bind(team.0);
        if let Some(title) = which.title {
            query.push(" and a.title_id = ").push_bind(title.0);
        }
        if let Some(member) = which.member {
            query.push(" and a.member_id = ").push_bind(member.0);
        }
        if let Some(id) = which.id {
            query.push(" and a.id = ").push_bind(id.0);
        }
        query.push(" order by a.id");
        query.build_query_as().fetch_all(c).await?
    });
    rows.into_iter().map(Award::try_from).collect()
}

/// What a giving comes from, unless from a person's word alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source {
    /// These nominations.
    pub round: Option<RoundId>,
    /// This contest's result.
    pub contest: Option<ContestId>,
}

/// Gives a title, and ends what it ends. The transaction must hold the team.
pub async fn give(
    tx: &mut Tx,
    team: TeamId,
    (title, source): (TitleId, Source),
    ask: &Ask,
    ends: &[AwardId],
    by: MemberId,
    now: Moment,
) -> Result<()> {
    for award in ends {
        let end = End {
            day: ask.from,
            why: rules::honour::title::Why::Passed,
            reason: String::new(),
        };
        self::end(tx, team, *award, &end, by, now).await?;
    }
    let count = i64::try_from(ask.to.len()).unwrap_or(i64::MAX);
    let first = counter::take(tx, team, "title_award", count).await?;
    for (id, member) in (first..).zip(&ask.to) {
        on!(tx, c => sqlx::query(sql!(
            "insert into title_award (team_id, id, title_id, member_id, from_day, until_day, reason, round_id, contest_id,
                                      by_id, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ))
        .bind(team.0).bind(id).bind(title.0).bind(member.0).bind(kept(ask.from))
        .bind(ask.until.map(kept)).bind(&ask.reason).bind(source.round.map(|round| round.0)).bind(source.contest.map(|contest| contest.0))
        .bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Ends a giving before its term. The transaction must hold the team.
pub async fn end(
    tx: &mut Tx,
    team: TeamId,
    award: AwardId,
    end: &End,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into title_award_end (team_id, award_id, day, why, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(team.0).bind(award.0).bind(kept(end.day)).bind(kept(end.why)).bind(&end.reason)
    .bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Notes whether a holder agrees that others read of it. The transaction must hold the team.
pub async fn answer(
    tx: &mut Tx,
    team: TeamId,
    award: AwardId,
    agreed: bool,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into title_consent (team_id, award_id, seq, agreed, by_id, recorded_at)
         select cast($1 as bigint), cast($2 as bigint), coalesce(max(seq), 0) + 1, cast($3 as bigint),
                cast($4 as bigint), cast($5 as bigint)
         from title_consent where team_id = $1 and award_id = $2"
    ))
    .bind(team.0).bind(award.0).bind(i64::from(agreed)).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}
