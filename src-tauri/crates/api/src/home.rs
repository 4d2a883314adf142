//! The first page: how today goes beside yesterday and a week ago, and the days before.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use axum::Json;
use axum::extract::State;
use chrono::{Days, NaiveDate};
use rules::access::Role;
use rules::leaderboard::{Choice, Scope, Span};
use rules::team::Stay;
use rules::{Calendar, MemberId, Moment, Period, Window};
use serde::Serialize;
use std::collections::HashMap;
use store::leaderboard::Step;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(home))
}

/// How many business days the curve shows, today included.
const DAYS: u64 = 30;

/// Whose sales the numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = HomeOf)]
pub enum Of {
    /// The whole team's, for the founder.
    Team,
    /// The caller's branch's, as it was at each sale, for a leader.
    Branch,
    /// The caller's own.
    Own,
}

/// Sales of a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = HomeSum)]
pub struct Sum {
    /// Net sales in fen.
    pub fen: i64,
    /// Orders.
    pub orders: i64,
}

impl Sum {
    fn plus(self, step: &Step) -> Self {
        Self {
            fen: self.fen.saturating_add(step.fen),
            orders: self.orders.saturating_add(step.orders),
        }
    }
}

/// One business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = HomeDay)]
pub struct Day {
    /// Which.
    #[schema(value_type = String, format = Date)]
    pub day: NaiveDate,
    /// What was sold.
    #[serde(flatten)]
    pub sum: Sum,
}

/// How it goes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Home {
    /// Whose sales the numbers are.
    pub of: Of,
    /// Today so far.
    pub today: Sum,
    /// Yesterday up to the same full hour.
    pub yesterday: Sum,
    /// The same day a week ago, up to the same full hour.
    pub week_ago: Sum,
    /// This month so far.
    pub month: Sum,
    /// The month before up to the same day.
    pub month_before: Sum,
    /// Day by day, today last.
    pub days: Vec<Day>,
}

/// How today goes, for the caller's role.
#[utoipa::path(get, path = "/api/home", operation_id = "home", responses((status = 200, body = Home)))]
async fn home(State(app): State<App>, caller: Caller) -> Result<Json<Home>> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let (calendar, now) = (settings.calendar(), app.clock.now());
    let windows = Windows::new(&calendar, now)?;
    let whole = windows.whole();
    let (of, stays) = match caller.role {
        Role::Founder => (Of::Team, None),
        Role::Leader => (
            Of::Branch,
            Scope::Branch(caller.member).stays(&roster, whole),
        ),
        Role::Member => (Of::Own, Some(vec![own(caller.member, whole)])),
    };
    let mut conn = app.db.read().await?;
    let steps = store::leaderboard::steps(&mut conn, caller.team, whole, stays.as_deref()).await?;
    Ok(Json(windows.home(&calendar, of, &steps)))
}

fn own(member: MemberId, window: Window) -> Stay {
    Stay { member, window }
}

/// What is summed up.
struct Windows {
    days: Vec<NaiveDate>,
    /// The first moment of the first of them.
    first: Moment,
    today: Span,
    week_ago: Window,
    month: Span,
}

impl Windows {
    fn new(calendar: &Calendar, now: Moment) -> Result<Self> {
        let day = calendar.day(now);
        let back = |days| day.checked_sub_days(Days::new(days)).unwrap_or(day);
        let today = Span::new(calendar, Choice::Period(Period::Day, day), now)?;
        let same_point = today.before.end.0 - today.before.start.0;
        let start = calendar.start(back(7));
        Ok(Self {
            days: (0..DAYS).rev().map(back).collect(),
            first: calendar.start(back(DAYS - 1)),
            today,
            week_ago: Window {
                start,
                end: start.plus_ms(same_point),
            },
            month: Span::new(calendar, Choice::Period(Period::Month, day), now)?,
        })
    }

    /// From the first business day that any of them needs.
    fn whole(&self) -> Window {
        Window {
            start: self.first.min(self.month.before.start),
            end: self.today.window.end,
        }
    }

    fn home(&self, calendar: &Calendar, of: Of, steps: &[Step]) -> Home {
        let within = |window: Window| {
            let inside = steps.iter().filter(|step| window.holds(step.from));
            inside.fold(Sum::default(), Sum::plus)
        };
        let mut by_day: HashMap<NaiveDate, Sum> = HashMap::new();
        for step in steps {
            let sum = by_day.entry(calendar.day(step.from)).or_default();
            *sum = sum.plus(step);
        }
        let sum_of = |day: &NaiveDate| by_day.get(day).copied().unwrap_or_default();
        Home {
            of,
            today: within(self.today.window),
            yesterday: within(self.today.before),
            week_ago: within(self.week_ago),
            month: within(self.month.window),
            month_before: within(self.month.before),
            days: (self.days.iter())
                .map(|day| Day {
                    day: *day,
                    sum: sum_of(day),
                })
                .collect(),
        }
    }
}
