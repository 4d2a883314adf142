//! Attempts to sign in.

use crate::{Result, Tx, counter, on, sql};
use rules::access::attempt::{BRAKE_MS, MEMORY_MS};
use rules::{Moment, TeamId};

/// Takes the next attempt's number. Attempts wait here for each other, so that many at once are
/// counted one by one.
pub async fn turn(tx: &mut Tx) -> Result<i64> {
    counter::take(tx, TeamId(0), "sign_in_attempt", 1).await
}

/// The failures in a row of a login since its last success, oldest first.
pub async fn failures(tx: &mut Tx, subject: &str, now: Moment) -> Result<Vec<Moment>> {
    let rows: Vec<(i64,)> = on!(tx, c => sqlx::query_as(sql!(
        "select recorded_at from sign_in_attempt
         where subject = $1 and succeeded = 0 and recorded_at > $2
           and id > (select coalesce(max(id), 0) from sign_in_attempt where subject = $1 and succeeded = 1)
         order by id"
    )).bind(subject).bind(now.0 - MEMORY_MS).fetch_all(c).await?);
    Ok(rows.into_iter().map(|(at,)| Moment(at)).collect())
}

/// How many attempts of everyone failed in the last moment.
pub async fn failures_of_all(tx: &mut Tx, now: Moment) -> Result<i64> {
    Ok(on!(tx, c => sqlx::query_scalar(sql!(
        "select cast(count(*) as bigint) from sign_in_attempt
         where recorded_at > $1 and succeeded = 0"
    )).bind(now.0 - BRAKE_MS).fetch_one(c).await?))
}

/// Notes an attempt and forgets those of the day before.
pub async fn note(tx: &mut Tx, id: i64, subject: &str, succeeded: bool, now: Moment) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!("delete from sign_in_attempt where recorded_at <= $1"))
            .bind(now.0 - MEMORY_MS).execute(&mut *c).await?;
        sqlx::query(sql!(
            "insert into sign_in_attempt (id, subject, succeeded, recorded_at) values ($1, $2, $3, $4)"
        ))
        .bind(id).bind(subject).bind(i64::from(succeeded)).bind(now.0).execute(c).await?;
    });
    Ok(())
}
