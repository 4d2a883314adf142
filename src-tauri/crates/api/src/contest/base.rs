//! What entrants are measured against: growth's baselines and attainment's targets.

use crate::error::Result;
use rules::contest::baseline::{Baseline, Past, baselines, stretches, target};
use rules::contest::score::{Terms, amount};
use rules::contest::who::{Part, Parts};
use rules::contest::{Kind, Rule};
use rules::team::{Roster, Stay};
use rules::{Calendar, EntrantId, MemberId, Moment, TeamId, Window};
use std::collections::BTreeMap;
use store::Conn;
use store::contest::tally::{Ask, tallies};
use store::leaderboard::Marks;

/// What entrants are measured against.
#[derive(Clone, Default)]
pub struct Bases {
    /// Growth's baselines, with how they came about.
    pub growth: BTreeMap<EntrantId, Baseline>,
    /// The stretches they are made of, newest first, each with what everyone did in it.
    pub pasts: Vec<(Window, BTreeMap<EntrantId, i64>)>,
    /// What everyone did before a contest of rounds.
    pub levels: BTreeMap<EntrantId, i64>,
    targets: BTreeMap<EntrantId, i64>,
}

impl Bases {
    /// What one entrant is measured against.
    pub fn of(&self, entrant: EntrantId) -> Option<i64> {
        let growth = self.growth.get(&entrant).map(|baseline| baseline.base);
        growth.or_else(|| self.targets.get(&entrant).copied())
    }
}

/// Which facts a field knows.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// Those recorded up to here …
    pub upto: Marks,
    /// … of what was before the contest, where it forms rounds, up to here …
    pub formed: Marks,
    /// … and of people and of what was entered by hand those before this moment.
    pub until: Moment,
    /// When it is looked at.
    pub now: Moment,
}

impl Known {
    /// Everything, at a moment.
    pub fn all(now: Moment) -> Self {
        Self {
            upto: Marks::ALL,
            formed: Marks::ALL,
            until: Moment::MAX,
            now,
        }
    }
}

/// Everyone's, for the kinds that have such.
pub(super) async fn bases(
    conn: &mut Conn,
    team: TeamId,
    rule: &Rule,
    roster: &Roster,
    parts: &Parts,
    calendar: &Calendar,
    known: Known,
) -> Result<Bases> {
    let mut bases = Bases::default();
    let entrants = parts.entrants();
    let tier = |entrant: EntrantId| roster.tier_at(MemberId(entrant.0), rule.start);
    match &rule.kind {
        Kind::Attainment(targets) => {
            let of = |entrant: &EntrantId| {
                (
                    *entrant,
                    target(targets, MemberId(entrant.0), tier(*entrant)),
                )
            };
            bases.targets = entrants.keys().map(of).collect();
        }
        Kind::Growth(growth) => {
            for window in stretches(rule.window(), calendar, growth.periods) {
                let amounts = before(conn, team, rule, &entrants, (window, known.upto)).await?;
                bases.pasts.push((window, amounts));
            }
            let joined = |entrant: &EntrantId| {
                roster
                    .member(MemberId(entrant.0))
                    .map_or(Moment::MAX, |member| member.joined_at)
            };
            let past = |entrant: &EntrantId| {
                let known = bases
                    .pasts
                    .iter()
                    .filter(|(window, _)| window.start >= joined(entrant));
                let amounts = known.map(|(_, amounts)| amounts.get(entrant).copied().unwrap_or(0));
                Past {
                    amounts: amounts.collect(),
                }
            };
            let pasts = entrants
                .keys()
                .map(|entrant| (*entrant, (tier(*entrant), past(entrant))));
            bases.growth = baselines(growth, &pasts.collect());
        }
        _ => {
            if let Some(window) = rule.level_window() {
                let asked = (window, known.formed);
                bases.levels = before(conn, team, rule, &entrants, asked).await?;
            }
        }
    }
    Ok(bases)
}

/// What everyone did in a stretch before the contest: their own sales, wherever they stood then.
async fn before(
    conn: &mut Conn,
    team: TeamId,
    rule: &Rule,
    entrants: &BTreeMap<EntrantId, Vec<MemberId>>,
    (window, upto): (Window, Marks),
) -> Result<BTreeMap<EntrantId, i64>> {
    let past = rule.of_round(window);
    let own = |entrant: &EntrantId| Part {
        entrant: *entrant,
        stay: Stay {
            member: MemberId(entrant.0),
            window,
        },
    };
    let own: Vec<Part> = entrants.keys().map(own).collect();
    let ask = Ask {
        team,
        contest: None,
        rule: &past,
        parts: &own,
        upto,
        before: Moment::MAX,
    };
    let found = tallies(conn, ask).await?;
    let amounts = found
        .iter()
        .map(|(entrant, tally)| (*entrant, amount(&past, tally, &Terms::default(), 1)));
    Ok(amounts.collect())
}
