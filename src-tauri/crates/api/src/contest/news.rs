//! What was recorded since fields were counted, read once for all of a team's fields.

use crate::app::App;
use crate::contest::field::Counted;
use crate::contest::gather::counted;
use crate::error::Result;
use rules::contest::{Kind, Measure, Rule, Tally};
use rules::{EntrantId, MemberId, Moment, TeamId, Window};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::contest::act::Contest;
use store::contest::tally::Ask;
use store::leaderboard::{Fresh as Fact, Marks};

/// What was recorded between two marks.
pub(super) struct Fresh {
    from: Marks,
    facts: u64,
    pub to: Marks,
    sold: Vec<Fact>,
}

type Turn = Arc<tokio::sync::Mutex<Option<Arc<Fresh>>>>;

/// The latest news of each team.
#[derive(Default)]
pub(super) struct News(Mutex<HashMap<TeamId, Turn>>);

/// More new facts than this are counted faster all over again.
const SINCE_MAX: i64 = 20_000;

impl App {
    /// What was recorded since the marks; none when there is too much of it.
    pub(super) async fn news(
        &self,
        team: TeamId,
        from: Marks,
        facts: u64,
    ) -> Result<Option<Arc<Fresh>>> {
        let turn = {
            let teams = &self.fields.news.0;
            let mut teams = teams.lock().unwrap_or_else(PoisonError::into_inner);
            teams.entry(team).or_default().clone()
        };
        let mut latest = turn.lock().await;
        let fits = |news: &&Arc<Fresh>| news.from == from && news.facts >= facts;
        if let Some(news) = latest.as_ref().filter(fits) {
            return Ok(Some(news.clone()));
        }
        let mut conn = self.db.read().await?;
        let to = store::leaderboard::marks(&mut conn, team).await?;
        let sold = to.sale - from.sale + to.entry - from.entry;
        if sold.max(to.posting - from.posting) > SINCE_MAX {
            return Ok(None);
        }
        let sold = store::leaderboard::fresh_after(&mut conn, team, from).await?;
        let news = Arc::new(Fresh {
            from,
            facts,
            to,
            sold,
        });
        *latest = Some(news.clone());
        Ok(Some(news))
    }
}

/// The tallies that news touch, each of its round; none when counting all anew is the better way.
pub(super) async fn touched(
    app: &App,
    team: TeamId,
    contest: &Contest,
    known: &Counted,
    news: &Fresh,
) -> Result<Option<Vec<(usize, EntrantId, Tally)>>> {
    let rule = &contest.rule;
    // A customer's first order may be taken over by an older one of someone else.
    if rule.counts(Measure::NewCustomers) && !news.sold.is_empty() {
        return Ok(None);
    }
    let before = |fact: &Fact| fact.sold.at < rule.start;
    let looks_back = matches!(rule.kind, Kind::Growth(_)) || rule.level_window().is_some();
    if looks_back && news.sold.iter().any(before) {
        return Ok(None);
    }
    let entrant = |member: MemberId, at: Moment| {
        let mut parts = known.by_member.get(&member)?.iter();
        let part = parts.find(|part| part.stay.window.holds(at))?;
        Some(part.entrant)
    };
    let is_sum = is_sum(rule);
    let rounds = rule.rounds();
    let mut sums: HashMap<(usize, EntrantId), Tally> = HashMap::new();
    let mut asked: HashSet<EntrantId> = HashSet::new();
    for fact in &news.sold {
        let Some(entrant) = entrant(fact.sold.member, fact.sold.at) else {
            continue;
        };
        // What a correction leaves of a line only the books know.
        if !is_sum || !fact.is_line {
            asked.insert(entrant);
            continue;
        }
        let Some(round) = rounds.iter().position(|round| round.holds(fact.sold.at)) else {
            continue;
        };
        let held = || {
            known
                .field
                .tally_in(round, entrant)
                .copied()
                .unwrap_or_default()
        };
        add(
            sums.entry((round, entrant)).or_insert_with(held),
            rule,
            fact,
        );
    }
    if rule.counts(Measure::Points) {
        let since = Window {
            start: rule.start,
            end: Moment::MAX,
        };
        let mut conn = app.db.read().await?;
        let from = news.from.posting;
        for earned in store::leaderboard::earned_after(&mut conn, team, since, from).await? {
            asked.extend(entrant(earned.member, earned.sold_at));
        }
    }
    let mut found: Vec<(usize, EntrantId, Tally)> = sums
        .into_iter()
        .filter(|((_, entrant), _)| !asked.contains(entrant))
        .map(|((round, entrant), tally)| (round, entrant, tally))
        .collect();
    if !asked.is_empty() {
        let all = known.parts.all().iter();
        let parts: Vec<_> = all
            .filter(|part| asked.contains(&part.entrant))
            .copied()
            .collect();
        let ask = Ask {
            team,
            contest: Some(contest.id),
            rule,
            parts: &parts,
            upto: Marks::ALL,
            before: Moment::MAX,
        };
        let mut conn = app.db.read().await?;
        let anew = counted(&mut conn, ask, known.stage).await?;
        for (round, tallies) in anew.iter().enumerate() {
            let renewed =
                |one: &EntrantId| (round, *one, tallies.get(one).copied().unwrap_or_default());
            found.extend(asked.iter().map(renewed));
        }
    }
    Ok(Some(found))
}

/// Whether a new line only adds to its entrant's tally.
fn is_sum(rule: &Rule) -> bool {
    let plain = rule
        .counted
        .iter()
        .all(|counted| counted.measure.is_of_sales() && !counted.is_limited());
    plain && !matches!(rule.kind, Kind::Race { .. })
}

fn add(tally: &mut Tally, rule: &Rule, fact: &Fact) {
    for (sum, counted) in tally.amounts.iter_mut().zip(&rule.counted) {
        let amount = counted
            .measure
            .of_sums(fact.sold.fen, fact.sold.orders, fact.pieces);
        *sum = sum.saturating_add(amount);
    }
    tally.orders += fact.sold.orders;
    tally.fen = tally.fen.saturating_add(fact.sold.fen);
    if fact.sold.fen > 0 {
        tally.last_at = tally.last_at.max(Some(fact.sold.at));
    }
}
