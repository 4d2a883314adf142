//! From the books to a field: what was counted, round by round, and everything it is measured against.

use crate::contest::base::Bases;
use crate::error::Result;
use rules::contest::course::{Entry, Stage};
use rules::contest::score::terms;
use rules::contest::tally::tallies as slowly;
use rules::contest::who::{Part, Parts};
use rules::contest::{Field, Rule, Seed, Tally};
use rules::team::Roster;
use rules::{EntrantId, MemberId, Moment, Window};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use store::Conn;
use store::contest::facts::facts;
use store::contest::tally::{Ask, tallies};

/// What was counted for each, by round.
pub(super) type Rounds = Vec<HashMap<EntrantId, Tally>>;

/// What was counted in each round that has begun; without rounds in all.
pub(super) async fn counted(conn: &mut Conn, ask: Ask<'_>, stage: Stage) -> Result<Rounds> {
    let mut rounds = Vec::new();
    for (rule, parts) in apart(ask, stage) {
        let of_round = Ask {
            rule: &rule,
            parts: &parts,
            ..ask
        };
        rounds.push(tallies(conn, of_round).await?);
    }
    Ok(rounds)
}

/// The same from single facts, added one by one.
pub(super) async fn counted_slowly(
    conn: &mut Conn,
    ask: Ask<'_>,
    parts: &Parts,
    stage: Stage,
) -> Result<Rounds> {
    let mut rounds = Vec::new();
    for (rule, _) in apart(ask, stage) {
        let facts = facts(conn, Ask { rule: &rule, ..ask }).await?;
        rounds.push(slowly(&rule, parts, &facts).into_iter().collect());
    }
    Ok(rounds)
}

/// Each round that has begun as a contest of its own; without rounds the contest itself.
fn apart<'a>(ask: Ask<'a>, stage: Stage) -> Vec<(Cow<'a, Rule>, Cow<'a, [Part]>)> {
    if ask.rule.kind.cuts().is_none() {
        return vec![(Cow::Borrowed(ask.rule), Cow::Borrowed(ask.parts))];
    }
    let begun = ask.rule.rounds().into_iter().take(stage.begun);
    let round = |round| {
        let parts = within(ask.parts, round);
        (Cow::Owned(ask.rule.of_round(round)), Cow::Owned(parts))
    };
    begun.map(round).collect()
}

/// As much of everyone's parts as lies in a round.
fn within(parts: &[Part], round: Window) -> Vec<Part> {
    let cut = |part: &Part| {
        let mut part = *part;
        let window = &mut part.stay.window;
        window.start = window.start.max(round.start);
        window.end = window.end.min(round.end);
        part
    };
    let cut = parts.iter().map(cut);
    cut.filter(|part| part.stay.window.start < part.stay.window.end)
        .collect()
}

/// What a field is made of, beside what was counted.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub rule: &'a Arc<Rule>,
    pub seed: Seed,
    pub roster: &'a Roster,
    pub parts: &'a Parts,
    pub members: &'a BTreeMap<EntrantId, Vec<MemberId>>,
    pub bases: &'a Bases,
    pub stage: Stage,
}

/// The field of what was counted.
pub(super) fn field(made: Made<'_>, mut found: Rounds) -> Field {
    let Made { rule, members, .. } = made;
    for round in &mut found {
        for entrant in members.keys() {
            round.entry(*entrant).or_default();
        }
        round.retain(|entrant, _| members.contains_key(entrant));
    }
    let entrants = members.keys();
    let of = |one: &EntrantId| (*one, terms(rule, made.roster, *one, made.bases.of(*one)));
    let heads = members.iter().map(|(one, of)| (*one, of.len() as i64));
    Field::of_rounds(
        rule.clone(),
        made.seed,
        entrants.map(of).collect(),
        heads.collect(),
        (entries(made), made.stage),
        found,
    )
}

/// Everyone as rounds see them; nobody where there are none.
fn entries(made: Made<'_>) -> Vec<Entry> {
    if made.rule.kind.cuts().is_none() {
        return Vec::new();
    }
    let mut since: HashMap<EntrantId, Moment> = HashMap::new();
    for part in made.parts.all() {
        let first = since.entry(part.entrant).or_insert(Moment::MAX);
        *first = (*first).min(part.stay.window.start);
    }
    let entry = |entrant: &EntrantId| {
        let joined = made
            .roster
            .member(MemberId(entrant.0))
            .map(|one| one.joined_at);
        Entry {
            entrant: *entrant,
            level: made.bases.levels.get(entrant).copied().unwrap_or(0),
            since: since
                .get(entrant)
                .copied()
                .max(joined)
                .unwrap_or(Moment::MAX),
        }
    };
    made.members.keys().map(entry).collect()
}
