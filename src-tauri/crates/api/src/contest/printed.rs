//! A contest as it may be printed and handed round: names, faces and scores as a viewer who is nobody
//! may see them (DOMAIN laws 11 and 12); a certificate, which goes to one person, as the caller may.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::row::Reader;
use crate::contest::seen::Seen;
use crate::contest::wall::onlooker;
use crate::error::Result;
use rules::contest::{Row, Rule, State};
use rules::{ContestId, EntrantId, MemberId};
use std::collections::BTreeMap;

/// Which rows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rows {
    /// The first so many.
    First(usize),
    /// One entrant's.
    Of(EntrantId),
    /// Everyone's who won something, one row a person.
    Won,
}

/// A contest as it may be printed.
pub(crate) struct Printed {
    pub id: ContestId,
    pub rule: Rule,
    pub state: State,
    /// How many take part.
    pub entrants: usize,
    pub rows: Vec<PrintedRow>,
}

/// A row of it.
#[derive(Clone, Debug)]
pub(crate) struct PrintedRow {
    pub place: u64,
    /// The member, unless it is a team or not named.
    pub member: Option<MemberId>,
    /// None when they are not named.
    pub name: Option<String>,
    pub tier: Option<String>,
    /// None when it is hidden.
    pub score: Option<i64>,
    /// What was won, once it is final.
    pub points: i64,
    pub things: Vec<String>,
}

impl App {
    /// A contest as it may be printed. `own`: as the caller sees it, not as everybody.
    pub(crate) async fn contest_printed(
        &self,
        caller: Caller,
        contest: i64,
        rows: Rows,
        own: bool,
    ) -> Result<Printed> {
        let theirs = Seen::read(self, caller, contest).await?;
        let seen = if own {
            theirs
        } else {
            Seen::read(self, onlooker(caller.team), contest).await?
        };
        let shown = seen.board(self).await?;
        let reader = Reader::new(&seen, &shown);
        let awards = match &shown.settled {
            Some(settled) => settled.kept.settlement.awards.as_slice(),
            None => &[],
        };
        let row = |place: Row| {
            let row = reader.row(place)?;
            let won = awards.iter().filter(|one| one.entrant == place.entrant);
            Some(PrintedRow {
                place: row.place,
                member: row.member_id,
                name: row.name,
                tier: row.tier,
                score: row.score,
                points: won.clone().map(|one| one.points).sum(),
                things: won.filter_map(|one| one.thing.clone()).collect(),
            })
        };
        let rows = match rows {
            Rows::First(count) => shown.list(0, count).into_iter().filter_map(row).collect(),
            Rows::Of(entrant) => shown.row(entrant).and_then(row).into_iter().collect(),
            Rows::Won => {
                let mut won: BTreeMap<(u64, MemberId), PrintedRow> = BTreeMap::new();
                for award in awards {
                    let place = shown.row(award.entrant);
                    let Some(row) = place.and_then(|place| reader.row(place)) else {
                        continue;
                    };
                    won.entry((award.place, award.member))
                        .or_insert_with(|| PrintedRow {
                            place: award.place,
                            member: Some(award.member),
                            name: Some(seen.name(award.member)),
                            tier: row.tier,
                            score: row.score,
                            points: award.points,
                            things: award.thing.iter().cloned().collect(),
                        });
                }
                won.into_values().collect()
            }
        };
        Ok(Printed {
            id: seen.contest.id,
            rule: (*seen.contest.rule).clone(),
            state: seen.state,
            entrants: shown.entrants(),
            rows,
        })
    }
}
