//! A member's statement, line by line, each with its reason.

use super::purse::seen;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::{Language, Path, Query};
use axum::extract::State;
use chrono::NaiveDate;
use rules::access::Role;
use rules::points::earn::Component;
use rules::points::why::{Around, why};
use rules::points::{Account, Cause};
use rules::team::Roster;
use rules::{BasisPoints, Calendar, Fen, Lang, MemberId, Moment, RulesId, SaleId, TeamId, Window};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::Conn;
use store::points::statement::{Entry, Filter, Named, before, grants, names, page};
use utoipa::{IntoParams, ToSchema};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A sale earned points.
    Earned,
    /// A refund or correction took points back.
    TakenBack,
    /// Pending points became available.
    Matured,
    /// Points ran out.
    Expired,
    /// A person granted points, or took a grant back.
    Granted,
    /// A debt was paid back.
    Repaid,
    /// A contest's prize, or one taken back.
    Won,
    /// A prize of the shop was asked for, approved, or given back.
    Redeemed,
    /// Somebody praised with points, or took it back.
    Praised,
}

impl LineKind {
    /// The ledger's causes of each kind, first and last.
    const CAUSES: [(Self, i64, i64); 9] = [
        (Self::Earned, 1, 3),
        (Self::TakenBack, 4, 6),
        (Self::Matured, 7, 7),
        (Self::Expired, 8, 8),
        (Self::Granted, 9, 10),
        (Self::Repaid, 11, 11),
        (Self::Won, 14, 15),
        (Self::Redeemed, 16, 22),
        (Self::Praised, 23, 24),
    ];

    pub(super) fn of(cause: i64) -> Self {
        let found = Self::CAUSES
            .iter()
            .find(|(_, first, last)| (*first..=*last).contains(&cause));
        found.map_or(Self::Granted, |(kind, ..)| *kind)
    }
}

/// Which lines.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only of this kind.
    #[param(inline)]
    kind: Option<LineKind>,
    /// From this business day on.
    from: Option<NaiveDate>,
    /// To this business day, included.
    to: Option<NaiveDate>,
    /// Only those before this line, as `next` of the page before says.
    before: Option<String>,
}

impl Which {
    /// The lines as the store takes them.
    pub(super) fn filter(&self, calendar: &Calendar) -> Filter {
        let mut filter = Filter::default();
        if let Some(kind) = self.kind {
            let causes = LineKind::CAUSES.iter().find(|(of, ..)| *of == kind);
            if let Some((_, first, last)) = causes {
                (filter.first_cause, filter.last_cause) = (*first, *last);
            }
        }
        filter.window = Window {
            start: self.from.map_or(Moment::MIN, |day| calendar.start(day)),
            end: self
                .to
                .and_then(|day| day.succ_opt())
                .map_or(Moment::MAX, |day| calendar.start(day)),
        };
        filter
    }

    fn before(&self) -> Option<i64> {
        self.before.as_deref()?.parse().ok()
    }
}

/// Lines of one page.
const PAGE: i64 = 50;

/// A line of a statement.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementLine {
    /// The posting's number in the ledger.
    pub seq: i64,
    /// What it is about.
    pub kind: LineKind,
    /// Why, in the caller's language.
    pub why: String,
    /// What it changed of points that can be used, debts included.
    pub available: i64,
    /// What it changed of pending points.
    pub pending: i64,
    /// Points it was about; those that the team bears change nothing of the member's.
    pub points: i64,
    /// Available after it, debts included.
    pub available_after: i64,
    /// Pending after it.
    pub pending_after: i64,
    /// When it happened.
    pub happened_at: Moment,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// The sale it is about.
    pub sale_id: Option<SaleId>,
    /// The shop of that sale.
    pub shop: Option<String>,
    /// Its order, as the shop numbers it.
    pub order_no: Option<String>,
    /// What was sold.
    pub item: Option<String>,
    /// The net amount the rate was applied to.
    pub basis_fen: Option<Fen>,
    /// Points per yuan in ten-thousandths.
    pub rate: Option<BasisPoints>,
    /// The version of the earning rules.
    pub rules_version: Option<RulesId>,
    /// When the return window ends.
    pub matures_at: Option<Moment>,
    /// When the points run out.
    pub expires_at: Option<Moment>,
    /// The grant, when the caller may take it back.
    pub grant_id: Option<i64>,
    /// The posting's place in the chain.
    pub hash: String,
}

/// A page of a statement, latest recorded first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Statement {
    lines: Vec<StatementLine>,
    /// Ask with this as `before` for the next page; none at the end.
    next: Option<String>,
}

/// A member's statement.
#[utoipa::path(get, path = "/api/points/members/{id}/statement", operation_id = "statement", params(("id" = i64, Path), Which), responses((status = 200, body = Statement)))]
pub async fn statement(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(which): Query<Which>,
    Language(lang): Language,
) -> Result<axum::Json<Statement>> {
    let (roster, member) = seen(&app, caller, id).await?;
    let calendar = app.settings(caller.team).await?.calendar();
    let filter = which.filter(&calendar);
    let mut conn = app.db.read().await?;
    let mut entries = page(
        &mut conn,
        caller.team,
        member,
        filter,
        which.before(),
        PAGE + 1,
    )
    .await?;
    let is_more = entries.len() > PAGE as usize;
    entries.truncate(PAGE as usize);
    let next = entries
        .last()
        .filter(|_| is_more)
        .map(|last| last.posting.seq.to_string());
    let saying = Saying {
        caller,
        roster: &roster,
        calendar: &calendar,
        lang,
    };
    let lines = saying.lines(&mut conn, caller.team, &entries).await?;
    Ok(axum::Json(Statement { lines, next }))
}

/// How lines are said.
pub(super) struct Saying<'a> {
    pub caller: Caller,
    pub roster: &'a Roster,
    pub calendar: &'a Calendar,
    pub lang: Lang,
}

impl Saying<'_> {
    /// The lines of some entries, with what they are about.
    pub async fn lines(
        &self,
        conn: &mut Conn,
        team: TeamId,
        entries: &[Entry],
    ) -> Result<Vec<StatementLine>> {
        let sales: Vec<i64> = entries.iter().filter_map(sale_of).collect();
        let named: HashMap<i64, Named> = names(conn, team, &sales)
            .await?
            .into_iter()
            .map(|named| (named.sale, named))
            .collect();
        let before = before(conn, team, &sales).await?;
        let granted = entries.iter().map(|entry| &entry.posting.draft);
        let granted = granted.filter(|draft| draft.cause == Cause::Grant);
        let mut granted: Vec<i64> = granted.map(|draft| draft.cause_id).collect();
        granted.sort_unstable();
        let granted = grants(conn, team, &granted).await?;
        let of = |entry: &Entry| {
            let named = sale_of(entry).and_then(|sale| named.get(&sale));
            let before = before.get(&entry.posting.seq).copied().unwrap_or(0);
            let draft = &entry.posting.draft;
            let grant = Some(draft.cause_id).filter(|_| draft.cause == Cause::Grant);
            // Whoever made it, or the founder, may take it back, once.
            let grant_id = grant.filter(|grant| {
                granted.get(grant).is_some_and(|(by, is_back)| {
                    !is_back && (*by == self.caller.member || self.caller.role == Role::Founder)
                })
            });
            StatementLine {
                grant_id,
                ..self.line(entry, named, before)
            }
        };
        Ok(entries.iter().map(of).collect())
    }

    fn line(&self, entry: &Entry, named: Option<&Named>, before: i64) -> StatementLine {
        let (posting, d) = (&entry.posting, &entry.posting.draft);
        let day = |at: Moment| self.calendar.day(at).to_string();
        let name = |member: MemberId| self.roster.name(member).to_owned();
        let around = Around {
            before,
            order_no: named.map(|n| n.order_no.clone()),
            item: named.map(|n| n.item.clone()),
            matures_on: d.matures_at.map(day),
            // Points run out when the day before this moment ends.
            expires_on: d.expires_at.map(|at| day(at.plus_ms(-1))),
            by: d.by.map(name),
        };
        StatementLine {
            seq: posting.seq,
            kind: LineKind::of(d.cause.number()),
            why: why(d, &around).say(self.lang).to_owned(),
            available: d.effect(Account::Available) + d.effect(Account::Owed),
            pending: d.effect(Account::Pending),
            points: d.points,
            available_after: entry.available_after,
            pending_after: entry.pending_after,
            happened_at: d.happened_at,
            recorded_at: posting.recorded_at,
            sale_id: named.map(|n| SaleId(n.sale)),
            shop: named.map(|n| n.shop.clone()),
            order_no: around.order_no,
            item: around.item,
            basis_fen: d.basis,
            rate: d.rate,
            rules_version: d.rules,
            matures_at: d.matures_at,
            expires_at: d.expires_at,
            grant_id: None,
            hash: posting.hash.hex(),
        }
    }
}

fn sale_of(entry: &Entry) -> Option<i64> {
    let draft = &entry.posting.draft;
    Component::of(draft.cause).map(|_| draft.cause_id)
}
