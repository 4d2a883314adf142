//! Which board a request asks for.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::leaderboard::Key;
use crate::leaderboard::boards::Version;
use chrono::NaiveDate;
use rules::access::NotYours;
use rules::leaderboard::{Choice, Measure, Scope, Span};
use rules::refusal::NotFound;
use rules::team::{Roster, Settings};
use rules::{MemberId, Moment, Period, TierId, Window};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// The stretch of time, as the page names it.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum PeriodName {
    Today,
    Week,
    #[default]
    Month,
    Quarter,
    Year,
    /// From `from` to `to`, both included.
    Range,
}

/// Which board: measure, time, whose facts.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Ask {
    /// What it counts; net sales when left out.
    #[serde(default)]
    #[param(inline)]
    measure: Measure,
    /// The period; the month when left out.
    #[serde(default)]
    #[param(inline)]
    period: PeriodName,
    /// A business day inside the period; today when left out.
    #[param(value_type = Option<String>, format = Date)]
    day: Option<NaiveDate>,
    /// First business day of a range.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<NaiveDate>,
    /// Last business day of a range.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<NaiveDate>,
    /// Only this member and everyone below them, as it was at each sale.
    branch: Option<MemberId>,
    /// Only those of this tier, as it was at each sale.
    tier: Option<TierId>,
}

rules::refusals! {
    /// A range of days without both its days.
    RangeIncomplete {} 422,
    "自选日期需要起始日和截止日，请都选上。",
    "A range of days needs its first and its last day. Choose both.";

    /// A board of a branch and of a tier at once.
    OneScope {} 422,
    "一次只能看一个分支或一个等级，请去掉其中一个。",
    "A board is of one branch or of one tier. Leave one of them out.";
}

/// A board that was asked for, with what is needed to show it.
pub(super) struct Asked {
    pub key: Key,
    /// The same board one period back, up to the same point.
    pub before: Key,
    pub span: Span,
    pub roster: Arc<Roster>,
    pub settings: Arc<Settings>,
    pub version: Version,
    pub now: Moment,
}

impl Ask {
    /// The board of the whole team by net sales of one business day.
    pub fn of_day(day: NaiveDate) -> Self {
        Self {
            measure: Measure::default(),
            period: PeriodName::Today,
            day: Some(day),
            from: None,
            to: None,
            branch: None,
            tier: None,
        }
    }

    /// What it counts.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Finds the board's windows and people.
    pub async fn read(&self, app: &App, caller: &Caller) -> Result<Asked> {
        let (team, now) = (caller.team, app.clock.now());
        // Noted first: what changes while the answer is made makes a kept answer stale.
        let version = app.boards.version(team);
        let settings = app.settings(team).await?;
        let roster = app.roster(team).await?;
        let calendar = settings.calendar();
        let day = self.day.unwrap_or_else(|| calendar.day(now));
        let period = |period| Choice::Period(period, day);
        let choice = match self.period {
            PeriodName::Today => period(Period::Day),
            PeriodName::Week => period(Period::Week),
            PeriodName::Month => period(Period::Month),
            PeriodName::Quarter => period(Period::Quarter),
            PeriodName::Year => period(Period::Year),
            PeriodName::Range => match (self.from, self.to) {
                (Some(first), Some(last)) => Choice::Days(first, last),
                _ => return refuse(RangeIncomplete {}),
            },
        };
        let span = Span::new(&calendar, choice, now)?;
        let scope = self.scope(&roster, caller, now)?;
        let key = async |span: &Span| -> Result<Key> {
            let base = match self.measure {
                Measure::Growth => span.before,
                _ => span.window,
            };
            let both = Window {
                start: span.window.start.min(base.start),
                end: span.window.end.max(base.end),
            };
            Ok(Key {
                team,
                measure: self.measure,
                scope,
                window: span.window,
                base,
                frozen: app.freeze_over(team, both).await?,
            })
        };
        Ok(Asked {
            key: key(&span).await?,
            before: key(&span.back()).await?,
            span,
            roster,
            settings,
            version,
            now,
        })
    }

    fn scope(&self, roster: &Roster, caller: &Caller, now: Moment) -> Result<Scope> {
        let missing = |zh: &str, en: &str| NotFound {
            what: format!("{zh} {en}"),
        };
        match (self.branch, self.tier) {
            (None, None) => Ok(Scope::Team),
            (Some(_), Some(_)) => refuse(OneScope {}),
            (Some(root), None) if roster.member(root).is_none() => {
                refuse(missing("这位成员", "(that member)"))
            }
            // The board of a branch of one tells that one's score.
            (Some(root), None) if !caller.sees(roster, root, now) => refuse(NotYours {}),
            (Some(root), None) => Ok(Scope::Branch(root)),
            (None, Some(tier)) if roster.tier(tier).is_none() => {
                refuse(missing("这个等级", "(that tier)"))
            }
            (None, Some(tier)) => Ok(Scope::Tier(tier)),
        }
    }
}
