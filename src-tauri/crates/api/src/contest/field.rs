//! Contests' fields in memory: counted when first asked for, renewed for those whom new facts touch.
//!
//! As with boards, nobody hands a field its facts: a write only says that something changed, and a
//! field that is asked again reads what was recorded since.

use crate::app::App;
use crate::contest::base::{Bases, Known, bases};
use crate::contest::gather::{self, Made};
use crate::contest::kept::{Kept, Seconds};
use crate::contest::news::{Fresh, News, touched};
use crate::contest::shown::Results;
use crate::error::Result;
use rules::contest::Field;
use rules::contest::course::Stage;
use rules::contest::life::Act;
use rules::contest::who::{Part, Parts};
use rules::team::Roster;
use rules::{Calendar, ContestId, EntrantId, MemberId, Moment, TeamId};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use store::Conn;
use store::contest::act::Contest;
use store::contest::tally::Ask;
use store::leaderboard::Marks;

/// Which field: of a version of a contest's rule, with all facts or those before it froze.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub team: TeamId,
    pub contest: ContestId,
    pub rule: i64,
    /// The moment it froze, when only what was recorded before counts.
    pub frozen_at: Option<Moment>,
}

/// How often a team's facts, people and contests changed since the program started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    facts: u64,
    rest: (u64, u64),
}

/// A field as it was counted.
pub struct Counted {
    pub field: Field,
    pub parts: Parts,
    pub members: BTreeMap<EntrantId, Vec<MemberId>>,
    pub bases: Bases,
    /// Who counts for whom, by member.
    pub(super) by_member: Arc<HashMap<MemberId, Vec<Part>>>,
    /// How far its rounds were.
    pub stage: Stage,
    upto: Marks,
    marks: Marks,
    version: Version,
}

#[derive(Default)]
struct Slot {
    turn: tokio::sync::Mutex<()>,
    held: RwLock<Option<Arc<Counted>>>,
    used: AtomicU64,
}

/// The fields asked for lately.
#[derive(Default)]
pub struct Fields {
    slots: Mutex<HashMap<Key, Arc<Slot>>>,
    uses: AtomicU64,
    contests: Mutex<HashMap<TeamId, u64>>,
    pub(super) news: News,
    pub(super) kept: Kept,
    pub(super) seconds: Seconds,
    pub(super) results: Results,
}

/// At most so many fields stay in memory.
const FIELDS_MAX: usize = 256;

impl Fields {
    /// Forgets all, after the books were exchanged.
    pub(crate) fn forget_all(&self) {
        lock(&self.slots).clear();
        for version in lock(&self.contests).values_mut() {
            *version += 1;
        }
    }

    /// Takes note that something was done with the team's contests or settings.
    pub fn note(&self, team: TeamId) {
        *lock(&self.contests).entry(team).or_default() += 1;
    }

    /// How often something was done with the team's contests since the program started.
    pub(super) fn version(&self, team: TeamId) -> u64 {
        lock(&self.contests).get(&team).copied().unwrap_or_default()
    }

    fn slot(&self, key: Key) -> Arc<Slot> {
        let now = self.uses.fetch_add(1, Ordering::Relaxed);
        let mut slots = lock(&self.slots);
        if slots.len() >= FIELDS_MAX && !slots.contains_key(&key) {
            let oldest = slots
                .iter()
                .min_by_key(|(_, slot)| slot.used.load(Ordering::Relaxed));
            if let Some(key) = oldest.map(|(key, _)| *key) {
                slots.remove(&key);
            }
        }
        let slot = slots.entry(key).or_default().clone();
        slot.used.store(now, Ordering::Relaxed);
        slot
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Slot {
    fn get(&self) -> Option<Arc<Counted>> {
        self.held
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn put(&self, counted: Counted) -> Arc<Counted> {
        let counted = Arc::new(counted);
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(counted.clone());
        counted
    }
}

impl App {
    fn version(&self, team: TeamId) -> Version {
        let (facts, _) = self.boards.counters(team);
        let people = self.rosters.revision(team);
        Version {
            facts,
            rest: (people, self.fields.version(team)),
        }
    }

    /// A contest's field: with `frozen_at` only what was recorded before that moment counts.
    pub async fn field(
        &self,
        team: TeamId,
        contest: &Contest,
        frozen_at: Option<Moment>,
    ) -> Result<Arc<Counted>> {
        let key = Key {
            team,
            contest: contest.id,
            rule: contest.rule_id,
            frozen_at,
        };
        let slot = self.fields.slot(key);
        let now = frozen_at.unwrap_or(self.clock.now());
        let stage = contest.rule.stage(now);
        let fresh = |held: &Arc<Counted>| {
            let same = held.stage == stage && held.version == self.version(team);
            frozen_at.is_some() || same
        };
        if let Some(held) = slot.get().filter(fresh) {
            return Ok(held);
        }
        let _turn = slot.turn.lock().await;
        if let Some(held) = slot.get().filter(fresh) {
            return Ok(held);
        }
        let version = self.version(team);
        let goes_on =
            |held: &Arc<Counted>| held.stage == stage && held.version.rest == version.rest;
        let known = slot.get().filter(goes_on);
        if let Some(known) = known
            && let Some(news) = self.news(team, known.marks, version.facts).await?
            && let Some(counted) = slot
                .renewed(self, team, contest, known, &news, version)
                .await?
        {
            return Ok(counted);
        }
        let known = Known {
            upto: match frozen_at {
                Some(at) => self.freeze_marks(team, contest.id, at).await?,
                None => Marks::ALL,
            },
            formed: self.formed(team, contest).await?,
            until: frozen_at.unwrap_or(Moment::MAX),
            now,
        };
        let mut conn = self.db.read().await?;
        let marks = store::leaderboard::marks(&mut conn, team).await?;
        let roster = self.roster(team).await?;
        let calendar = self.settings(team).await?.calendar();
        let people = (&*roster, &calendar);
        let counted = count(&mut conn, team, contest, people, known).await?;
        let counted = Counted {
            marks,
            version,
            ..counted
        };
        Ok(slot.put(counted))
    }

    /// How far the books reached when pairs and leagues were formed: at the start, or at its publishing if
    /// that came later. Until then they follow the books; from then on nobody's opponent changes by an
    /// order of before.
    async fn formed(&self, team: TeamId, contest: &Contest) -> Result<Marks> {
        if contest.rule.level_window().is_none() {
            return Ok(Marks::ALL);
        }
        let mut conn = self.db.read().await?;
        let acts = store::contest::act::acts(&mut conn, team, contest.id).await?;
        drop(conn);
        let published = acts.iter().find(|done| done.act == Act::Publish);
        let at = published.map(|done| done.at.max(contest.rule.start));
        match at.filter(|at| *at <= self.clock.now()) {
            Some(at) => self.freeze_marks(team, contest.id, at).await,
            None => Ok(Marks::ALL),
        }
    }

    /// How far the books reached when a contest froze, or its rounds were formed; noted once.
    pub(crate) async fn freeze_marks(
        &self,
        team: TeamId,
        contest: ContestId,
        frozen_at: Moment,
    ) -> Result<Marks> {
        let mut conn = self.db.read().await?;
        if let Some(marks) =
            store::contest::freeze::noted(&mut conn, team, contest, frozen_at).await?
        {
            return Ok(marks);
        }
        drop(conn);
        let mut tx = self.db.write_team(team).await?;
        let marks =
            store::contest::freeze::note(&mut tx, team, contest, frozen_at, self.clock.now())
                .await?;
        tx.commit().await?;
        Ok(marks)
    }
}

impl Slot {
    /// The field with what is new counted in; none when counting anew is the better way.
    async fn renewed(
        &self,
        app: &App,
        team: TeamId,
        contest: &Contest,
        known: Arc<Counted>,
        news: &Fresh,
        version: Version,
    ) -> Result<Option<Arc<Counted>>> {
        let Some(touched) = touched(app, team, contest, &known, news).await? else {
            return Ok(None);
        };
        // In place when nobody reads it at this moment, else in a copy.
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = None;
        let mut known = Arc::try_unwrap(known).unwrap_or_else(|shared| shared.copy());
        known.field.put_all(touched);
        (known.marks, known.version) = (news.to, version);
        Ok(Some(self.put(known)))
    }
}

impl Counted {
    /// Up to where facts counted.
    pub fn upto(&self) -> Marks {
        self.upto
    }

    /// How far the books were read.
    pub fn marks(&self) -> Marks {
        self.marks
    }

    fn copy(&self) -> Self {
        Self {
            field: self.field.clone(),
            parts: self.parts.clone(),
            members: self.members.clone(),
            bases: self.bases.clone(),
            by_member: self.by_member.clone(),
            stage: self.stage,
            upto: self.upto,
            marks: self.marks,
            version: self.version,
        }
    }
}

/// Counts a contest from nothing.
pub(crate) async fn count(
    conn: &mut Conn,
    team: TeamId,
    contest: &Contest,
    (roster, calendar): (&Roster, &Calendar),
    known: Known,
) -> Result<Counted> {
    let rule = &contest.rule;
    let entered = store::contest::part::entered(conn, team, contest.id).await?;
    let seed = store::contest::act::seed(conn, team, contest.id).await?;
    let parts = Parts::of(rule, roster, &entered, known.until);
    let stage = rule.stage(known.now);
    let bases = bases(conn, team, rule, roster, &parts, calendar, known).await?;
    let ask = Ask {
        team,
        contest: Some(contest.id),
        rule,
        parts: parts.all(),
        upto: known.upto,
        before: known.until,
    };
    let found = gather::counted(conn, ask, stage).await?;
    let members = parts.entrants();
    let made = Made {
        rule,
        seed,
        roster,
        parts: &parts,
        members: &members,
        bases: &bases,
        stage,
    };
    Ok(Counted {
        field: gather::field(made, found),
        by_member: Arc::new(parts.by_member()),
        parts,
        members,
        bases,
        stage,
        upto: known.upto,
        marks: Marks::default(),
        version: Version::default(),
    })
}
