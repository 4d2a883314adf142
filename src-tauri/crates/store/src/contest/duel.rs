//! Challenges to a duel and what was answered.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::contest::duel::{Act, Duel};
use rules::{ContestId, EntrantId, MemberId, Moment, TeamId};

/// A challenge with its number.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Which.
    pub id: i64,
    /// Who, whom, and what became of it.
    pub duel: Duel,
}

type Row = (i64, i64, i64, i64, Option<String>);

/// All challenges of a contest, in order. None can be answered from the contest's end on.
pub async fn duels(
    conn: &mut Conn,
    team: TeamId,
    contest: ContestId,
    end: Moment,
) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select d.id, d.challenger_id, d.challenged_id, d.open_until, a.act
         from contest_duel d
         left join contest_duel_answer a on a.team_id = d.team_id and a.duel_id = d.id
         where d.team_id = $1 and d.contest_id = $2 order by d.id"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?);
    let kept = |(id, challenger, challenged, until, act): Row| {
        let answer = act.map(|act| answered(id, act)).transpose()?;
        let duel = Duel {
            challenger: EntrantId(challenger),
            challenged: EntrantId(challenged),
            until: Moment(until).min(end),
            answer,
        };
        Ok(Kept { id, duel })
    };
    rows.into_iter().map(kept).collect()
}

fn answered(id: i64, act: String) -> Result<Act> {
    match act.as_str() {
        "accept" => Ok(Act::Accept),
        "decline" => Ok(Act::Decline),
        "withdraw" => Ok(Act::Withdraw),
        _ => Err(Error::Unreadable {
            table: "contest_duel_answer",
            column: "act",
            id,
            read: act,
        }),
    }
}

/// Records a challenge that can be answered until a moment.
pub async fn challenge(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    (challenger, challenged, until): (MemberId, MemberId, Moment),
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "contest_duel", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_duel (team_id, id, contest_id, challenger_id, challenged_id, open_until, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(challenger.0).bind(challenged.0).bind(until.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(id)
}

/// Records what a person did with a challenge.
pub async fn answer(
    tx: &mut Tx,
    team: TeamId,
    (duel, act): (i64, Act),
    by: MemberId,
    now: Moment,
) -> Result<()> {
    let act = match act {
        Act::Accept => "accept",
        Act::Decline => "decline",
        Act::Withdraw => "withdraw",
        // Time's act is never recorded.
        Act::TimeOut => return Ok(()),
    };
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_duel_answer (team_id, duel_id, act, by_id, recorded_at) values ($1, $2, $3, $4, $5)"
    ))
    .bind(team.0).bind(duel).bind(act).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}
