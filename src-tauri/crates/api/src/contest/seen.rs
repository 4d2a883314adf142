//! A contest as one caller comes to it: where it stands, who they are to it, which facts they see.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::field::Counted;
use crate::error::{Result, refuse};
use rules::access::Role;
use rules::contest::life::{self, Act, Side, State};
use rules::contest::who::may_take_part;
use rules::refusal::NotFound;
use rules::team::{Roster, Settings};
use rules::{ContestId, EntrantId, MemberId, Moment, TeamId};
use std::sync::Arc;
use store::Conn;
use store::contest::act::Contest;

/// A contest as one caller comes to it.
pub(super) struct Seen {
    pub caller: Caller,
    pub contest: Contest,
    /// Where it stands now.
    pub state: State,
    pub roster: Arc<Roster>,
    pub settings: Arc<Settings>,
    pub now: Moment,
    /// Who the caller is to it.
    pub sides: Vec<Side>,
}

fn missing() -> NotFound {
    NotFound {
        what: "这场竞赛 · the contest".to_owned(),
    }
}

/// Whether a caller runs a contest.
pub(super) fn runs(caller: &Caller, contest: &Contest) -> bool {
    caller.role == Role::Founder || (caller.role == Role::Leader && contest.by == caller.member)
}

impl Seen {
    /// The contest of this number, as it was read last.
    pub async fn read(app: &App, caller: Caller, id: i64) -> Result<Self> {
        let contests = app.contests(caller.team).await?;
        let found = contests.iter().find(|contest| contest.id.0 == id);
        Self::shown_to(app, caller, found.cloned()).await
    }

    /// The contest of this number; refused to whom it is not shown.
    pub async fn of(app: &App, conn: &mut Conn, caller: Caller, id: i64) -> Result<Self> {
        let contest = store::contest::act::contest(conn, caller.team, ContestId(id)).await?;
        Self::shown_to(app, caller, contest).await
    }

    async fn shown_to(app: &App, caller: Caller, contest: Option<Contest>) -> Result<Self> {
        let Some(contest) = contest else {
            return refuse(missing());
        };
        Self::from(app, caller, contest).await.and_then(|seen| {
            if !seen.runs() && seen.state == State::Draft {
                return refuse(missing());
            }
            Ok(seen)
        })
    }

    /// A contest that was read already.
    pub async fn from(app: &App, caller: Caller, contest: Contest) -> Result<Self> {
        let (roster, settings) = (
            app.roster(caller.team).await?,
            app.settings(caller.team).await?,
        );
        let now = app.clock.now();
        let state = life::state(contest.state, &contest.rule, now);
        let mut sides = vec![Side::Viewer];
        if runs(&caller, &contest) {
            sides.push(Side::Runner);
        }
        let at = now.max(contest.rule.start);
        if may_take_part(&contest.rule, &roster, caller.member, at) {
            sides.push(Side::Entrant);
        }
        Ok(Self {
            caller,
            contest,
            state,
            roster,
            settings,
            now,
            sides,
        })
    }

    /// Whether the caller runs it.
    pub fn runs(&self) -> bool {
        self.sides.contains(&Side::Runner)
    }

    /// Until when the result can be objected to.
    pub fn appeal_until(&self) -> Option<Moment> {
        let hours = self.contest.rule.appeal_hours;
        (self.contest.state == State::Provisional)
            .then(|| self.contest.since.plus_ms(hours * 3_600_000))
    }

    /// What an act leads to; refused in the table's words.
    pub fn step(&self, act: Act) -> Result<State> {
        Ok(life::step(self.state, act, &self.sides)?)
    }

    /// Whether it is a time to enter.
    pub fn can_enter(&self) -> bool {
        let rule = &self.contest.rule;
        rule.opt_in && !(rule.is_formed_at_start() && rule.start <= self.now)
    }

    /// The moment whose facts everyone sees: none for all.
    pub fn frozen_at(&self) -> Option<Moment> {
        (self.state == State::Frozen)
            .then_some(self.contest.rule.freeze_at)
            .flatten()
    }

    /// The field as everyone may see it: a frozen one as it froze, a final one as it was settled.
    pub async fn shown(&self, app: &App) -> Result<Arc<Counted>> {
        let settled = if self.state.is_final() {
            app.settled(self.team(), self.contest.id).await?
        } else {
            None
        };
        let until = settled.map(|settled| settled.kept.until());
        let until = until.or_else(|| self.frozen_at());
        app.field(self.team(), &self.contest, until).await
    }

    /// The field with everything that counts; not to be shown while it is frozen.
    pub async fn whole(&self, app: &App) -> Result<Arc<Counted>> {
        app.field(self.caller.team, &self.contest, None).await
    }

    /// Whose books.
    pub fn team(&self) -> TeamId {
        self.caller.team
    }

    /// An entrant's name: a team's, or a member's.
    pub fn entrant_name(&self, entrant: EntrantId) -> String {
        match self.contest.rule.side(entrant) {
            Some(side) => side.name.clone(),
            None => self.name(MemberId(entrant.0)),
        }
    }

    /// The member that an entrant is, unless it is a team.
    pub fn member_of(&self, entrant: EntrantId) -> Option<MemberId> {
        let team = self.contest.rule.side(entrant);
        team.is_none().then_some(MemberId(entrant.0))
    }

    /// A name, or nobody's.
    pub fn name(&self, member: MemberId) -> String {
        self.roster.name(member).to_owned()
    }
}
