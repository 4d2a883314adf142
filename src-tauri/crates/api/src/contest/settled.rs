//! A contest's settlement as the facts stand, and the same computed a second, slow way.

use crate::app::App;
use crate::contest::duel::pairs;
use crate::contest::field::Counted;
use crate::contest::gather::{self, Made, counted_slowly};
use crate::contest::seen::Seen;
use crate::error::Result;
use rules::contest::score::{Terms, amount};
use rules::contest::settle::{Contributors, Decisions};
use rules::contest::who::Part;
use rules::contest::{Settlement, settle};
use rules::{EntrantId, MemberId, Moment};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Conn;
use store::contest::settlement;
use store::contest::tally::{Ask, tallies};
use store::leaderboard::Marks;

/// A settlement as the facts stand.
pub(super) struct Now {
    pub settlement: Settlement,
    /// What it is known by.
    pub hash: String,
    pub counted: Arc<Counted>,
}

/// Everything a settlement of everyone's facts asks the books for.
pub(super) fn ask<'a>(seen: &'a Seen, parts: &'a [Part]) -> Ask<'a> {
    Ask {
        team: seen.team(),
        contest: Some(seen.contest.id),
        rule: &seen.contest.rule,
        parts,
        upto: Marks::ALL,
        before: Moment::MAX,
    }
}

/// Settles a contest as the facts stand now.
pub(super) async fn settled(app: &App, seen: &Seen) -> Result<Now> {
    let counted = seen.whole(app).await?;
    let mut conn = app.db.read().await?;
    let decisions = settlement::ties(&mut conn, seen.team(), seen.contest.id).await?;
    let members = contributors(&mut conn, ask(seen, counted.parts.all()), &counted.members).await?;
    let pairs = pairs(&mut conn, seen).await?;
    let settlement = settle(&counted.field, &members, &decisions, &pairs);
    Ok(Now {
        hash: settlement.hash(&seen.contest.hash),
        settlement,
        counted,
    })
}

/// Whether the second computation, fact by fact, comes to the same result.
pub(super) async fn second_agrees(app: &App, seen: &Seen, now: &Now) -> Result<bool> {
    let of = (seen.team(), seen.contest.id);
    let people = app.rosters.revision(seen.team());
    let contests = app.fields.version(seen.team());
    let made_of = (seen.contest.rule_id, now.counted.marks(), people, contests);
    if let Some(agrees) = app.fields.seconds.known(of, made_of) {
        return Ok(agrees);
    }
    let mut conn = app.db.read().await?;
    let (rule, counted) = (&seen.contest.rule, &now.counted);
    let decisions: Decisions = settlement::ties(&mut conn, seen.team(), seen.contest.id).await?;
    let members = contributors(&mut conn, ask(seen, counted.parts.all()), &counted.members).await?;
    let made = Made {
        rule,
        seed: *counted.field.seed(),
        roster: &seen.roster,
        parts: &counted.parts,
        members: &counted.members,
        bases: &counted.bases,
        stage: counted.stage,
    };
    let asked = ask(seen, counted.parts.all());
    let slow = counted_slowly(&mut conn, asked, &counted.parts, counted.stage).await?;
    let again = gather::field(made, slow);
    let pairs = pairs(&mut conn, seen).await?;
    let second = settle(&again, &members, &decisions, &pairs);
    let agrees = second.hash(&seen.contest.hash) == now.hash;
    app.fields.seconds.keep(of, made_of, agrees);
    Ok(agrees)
}

/// What each member of a team contributed to it: `ask` with everyone's parts, as if each were alone.
pub(super) async fn contributors(
    conn: &mut Conn,
    ask: Ask<'_>,
    members: &BTreeMap<EntrantId, Vec<MemberId>>,
) -> Result<Contributors> {
    let rule = ask.rule;
    if rule.kind.teams().is_none() {
        return Ok(Contributors::new());
    }
    let alone = |part: &Part| Part {
        entrant: EntrantId(part.stay.member.0),
        stay: part.stay,
    };
    let own: Vec<Part> = ask.parts.iter().map(alone).collect();
    let found = tallies(conn, Ask { parts: &own, ..ask }).await?;
    let of = |member: &MemberId| {
        let tally = found.get(&EntrantId(member.0)).copied().unwrap_or_default();
        (*member, amount(rule, &tally, &Terms::default(), 1))
    };
    let teams = members.iter();
    Ok(teams
        .map(|(team, members)| (*team, members.iter().map(of).collect()))
        .collect())
}
