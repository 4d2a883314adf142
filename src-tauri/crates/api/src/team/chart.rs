//! The org chart as of any day: who stands under whom, a page at a time, with each branch's people
//! and sales; and search with the way down to each hit.

use super::Named;
use super::census::Census;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Query;
use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use rules::access::Role;
use rules::team::{NoSuchMember, Roster, Seek};
use rules::{Fen, MemberId, Moment, TierId, Window};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which part of the chart.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChartQuery {
    /// Whose people; without it those at the top (for a leader: the leader).
    of: Option<i64>,
    /// The day the tree is shown as of; today by default.
    day: Option<NaiveDate>,
    /// The first day of the sales shown; the month of `day` by default.
    first: Option<NaiveDate>,
    /// The last day of the sales shown.
    last: Option<NaiveDate>,
    /// How many to skip.
    skip: Option<usize>,
    /// How many to answer, 50 by default, 200 at most.
    take: Option<usize>,
}

/// A page of the people under one member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Chart {
    /// How many there are altogether.
    total: usize,
    /// Those of this page.
    people: Vec<ChartNode>,
}

/// A member in the chart with their branch.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChartNode {
    id: MemberId,
    name: String,
    tier_id: Option<TierId>,
    /// Who they stand under on that day.
    sponsor_id: Option<MemberId>,
    /// People in the branch on that day, the member included unless gone.
    people: i64,
    /// People directly under them.
    brought: i64,
    /// Net sales of the branch in the days shown, each sale where it counted at its moment.
    fen: Fen,
    /// The member's own part of it.
    own_fen: Fen,
    /// Whether they had left by that day.
    left: bool,
}

/// What one answer is made of: the tree at a moment, and who looks.
struct View {
    caller: Caller,
    roster: Arc<Roster>,
    census: Arc<Census>,
    at: Moment,
    now: Moment,
}

impl View {
    async fn of(
        app: &App,
        caller: Caller,
        day: Option<NaiveDate>,
        days: (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Result<Self> {
        let (now, calendar) = (app.clock.now(), app.settings(caller.team).await?.calendar());
        let today = calendar.day(now);
        let day = day.unwrap_or(today);
        // As of a day means at its end; of today, now.
        let at = if day == today {
            now
        } else {
            calendar.days(day, day).end.plus_ms(-1)
        };
        let window = match days {
            (None, None) => {
                let month = calendar.window(rules::Period::Month, day);
                Window {
                    end: month.end.min(calendar.days(day, day).end),
                    ..month
                }
            }
            (first, last) => {
                let last = last.unwrap_or(day);
                calendar.days(first.unwrap_or(last), last)
            }
        };
        let (roster, census) = app.census(caller.team, at, window).await?;
        Ok(Self {
            caller,
            roster,
            census,
            at,
            now,
        })
    }

    fn sees(&self, id: MemberId) -> bool {
        self.caller.sees(&self.roster, id, self.now)
    }

    fn node(&self, id: MemberId) -> ChartNode {
        let counts = self.census.of(id);
        let member = self.roster.member(id);
        ChartNode {
            id,
            name: self.roster.name(id).to_owned(),
            tier_id: self.roster.tier_at(id, self.at),
            sponsor_id: self.roster.tree.sponsor_at(id, self.at),
            people: counts.people,
            brought: counts.brought,
            fen: Fen(counts.branch_fen),
            own_fen: Fen(counts.own_fen),
            left: member.is_some_and(|member| !super::here(member, self.at)),
        }
    }

    /// Those at the top of what the caller sees.
    fn tops(&self) -> Vec<MemberId> {
        match self.caller.role {
            Role::Founder => self.census.roots.clone(),
            _ => vec![self.caller.member],
        }
    }
}

/// The people under a member, from the top of the ladder, then by when they joined.
#[utoipa::path(get, path = "/api/chart", operation_id = "chart", params(ChartQuery), responses((status = 200, body = Chart)))]
pub async fn chart(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ChartQuery>,
) -> Result<Json<Chart>> {
    let view = View::of(&app, caller, query.day, (query.first, query.last)).await?;
    let mut ids = match query.of.map(MemberId) {
        None => view.tops(),
        Some(of) if view.roster.member(of).is_some() && view.sees(of) => {
            let brought = view.roster.tree.brought_at(of, view.at);
            brought.into_iter().filter(|id| view.sees(*id)).collect()
        }
        Some(_) => return refuse(NoSuchMember {}),
    };
    // Those who left stay in the chart only while someone stands under them.
    ids.retain(|id| view.census.of(*id).people > 0);
    ids.sort_by_cached_key(|id| {
        let tier = view
            .roster
            .tier_at(*id, view.at)
            .and_then(|tier| view.roster.tier(tier));
        let joined = view.roster.member(*id).map(|member| member.joined_at);
        (tier.map_or(i64::MAX, |tier| tier.position), joined, *id)
    });
    let page = ids
        .iter()
        .skip(query.skip.unwrap_or(0))
        .take(query.take.unwrap_or(50).min(200));
    Ok(Json(Chart {
        total: ids.len(),
        people: page.map(|id| view.node(*id)).collect(),
    }))
}

/// What to look for in the chart.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChartSeekQuery {
    /// Part of a name, 拼音, initials, a phone's tail or a 微信号.
    text: Option<String>,
    /// A member to show instead of a text.
    id: Option<i64>,
    /// The day the tree is shown as of; today by default.
    day: Option<NaiveDate>,
    /// The first day of the sales shown.
    first: Option<NaiveDate>,
    /// The last day of the sales shown.
    last: Option<NaiveDate>,
}

/// A hit with the way down to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChartHit {
    /// The member found.
    member: Named,
    /// From the top of what the caller sees down to the member, the member last.
    path: Vec<ChartNode>,
}

/// How many hits a search answers.
const HITS: usize = 12;

/// Members found in the chart, each with the way down from the top.
#[utoipa::path(get, path = "/api/chart/search", operation_id = "search_chart", params(ChartSeekQuery), responses((status = 200, body = Vec<ChartHit>)))]
pub async fn seek(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ChartSeekQuery>,
) -> Result<Json<Vec<ChartHit>>> {
    let view = View::of(&app, caller, query.day, (query.first, query.last)).await?;
    let stands = |id: MemberId| view.roster.tree.placed_at(id, view.at) && view.sees(id);
    let found: Vec<MemberId> = match (query.id, &query.text) {
        (Some(id), _) => Some(MemberId(id))
            .filter(|id| stands(*id))
            .into_iter()
            .collect(),
        (None, Some(text)) if !text.trim().is_empty() => {
            let may = |member: &rules::team::Member| {
                stands(member.id).then(|| view.caller.reaches(&view.roster, member.id, view.now))
            };
            let found = view.roster.seek(&Seek::of(text), may);
            found
                .into_iter()
                .take(HITS)
                .map(|member| member.id)
                .collect()
        }
        _ => Vec::new(),
    };
    let hits = found.into_iter().map(|id| {
        let mut path = vec![id];
        let above = view.roster.tree.chain_at(id, view.at);
        path.extend(above.into_iter().take_while(|above| view.sees(*above)));
        ChartHit {
            member: Named::of(&view.roster, id),
            path: path.into_iter().rev().map(|id| view.node(id)).collect(),
        }
    });
    Ok(Json(hits.collect()))
}
