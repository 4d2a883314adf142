//! Redemptions as their member and the desk see them.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Language, Path};
use axum::extract::State;
use rules::access::Role;
use rules::points::Account;
use rules::points::why::{Around, why};
use rules::prize::ask::Deliver;
use rules::prize::life::{Actor, may};
use rules::prize::{Act, Kind, Side, State as Stands};
use rules::refusal::NotFound;
use rules::team::{Roster, Settings};
use rules::{Fen, Lang, MemberId, Moment, PrizeId, RedemptionId};
use serde::Serialize;
use store::Conn;
use store::access::role::Holder;
use store::prize::Redemption;
use utoipa::ToSchema;

pub(super) mod list;

/// What the caller may do with a redemption.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RedemptionMay)]
pub(super) struct May {
    #[schema(inline)]
    act: Act,
    /// What stands against it.
    refusal: Option<String>,
    /// Whether a reason has to be given.
    needs_reason: bool,
}

/// What was done with a redemption.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RedemptionDone)]
pub(super) struct Done {
    #[schema(inline)]
    act: Act,
    #[schema(inline)]
    state: Stands,
    at: Moment,
    /// By whom; none: the shop itself.
    by: Option<String>,
    reason: Option<String>,
    carrier: Option<String>,
    tracking_no: Option<String>,
}

/// A posting that a redemption made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RedemptionEntry)]
pub(super) struct Entry {
    seq: i64,
    why: String,
    /// What it changed of the points that can be used.
    available: i64,
    points: i64,
    at: Moment,
    hash: String,
}

/// A redemption.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Redemption)]
pub(super) struct One {
    id: RedemptionId,
    member_id: MemberId,
    member: String,
    prize_id: PrizeId,
    prize: String,
    #[schema(inline)]
    kind: Kind,
    picture: Option<i64>,
    pieces: i64,
    points: i64,
    /// What it costs the team, for those at the desk.
    cost_fen: Option<Fen>,
    #[schema(inline)]
    state: Stands,
    /// When it was asked for.
    at: Moment,
    /// Since when it stands where it stands.
    since: Moment,
    /// Whether two people have to approve it.
    needs_two: bool,
    may: Vec<May>,
    /// Where it is sent, for its member and the desk; masked for who may not know how to reach them.
    deliver: Option<Deliver>,
    note: Option<String>,
    carrier: Option<String>,
    tracking_no: Option<String>,
    /// The one in whose place it was given.
    replaces: Option<RedemptionId>,
    /// The one given in its place.
    replaced_by: Option<RedemptionId>,
    /// What was done with it, in order; empty in lists.
    acts: Vec<Done>,
    /// What it posted, in order; empty in lists.
    entries: Vec<Entry>,
}

/// Who looks at redemptions.
pub(super) struct Looker<'a> {
    pub caller: Caller,
    pub roster: &'a Roster,
    pub settings: &'a Settings,
    pub now: Moment,
    pub lang: Lang,
    pub leading: &'a [Holder],
}

impl Looker<'_> {
    /// Who leads, to be looked at redemptions by.
    pub async fn leading(conn: &mut Conn, caller: Caller) -> Result<Vec<Holder>> {
        Ok(store::access::role::holders(conn, caller.team).await?)
    }

    /// How many others could approve a member's redemptions.
    fn approvers(&self, member: MemberId) -> usize {
        let above = |holder: &&Holder| match holder.role {
            Role::Founder => true,
            Role::Leader => self.roster.tree.holds_at(holder.member, member, self.now),
            Role::Member => false,
        };
        let others = self.leading.iter().filter(|h| h.member != member);
        others.filter(above).count()
    }

    /// On which side of a redemption the caller is. Nobody is at the desk for their own while somebody
    /// else could be.
    pub fn side(&self, member: MemberId) -> Option<Side> {
        if member == self.caller.member {
            return Some(Side::Own);
        }
        let leads = self.caller.role != Role::Member;
        (leads && self.caller.sees(self.roster, member, self.now)).then_some(Side::Desk)
    }

    /// The caller as an actor. Where there are no two who could approve, one is enough.
    pub fn actor(&self, of: &Redemption) -> Actor {
        let side = self.side(of.member);
        let approvers = self.approvers(of.member);
        let alone = self.caller.role == Role::Founder && approvers == 0;
        Actor {
            member: self.caller.member,
            own: side == Some(Side::Own),
            desk: side == Some(Side::Desk) || (side == Some(Side::Own) && alone),
            needs_two: self.settings.needs_two_approvals(of.cost) && approvers > 1,
            approved_by: of.by.filter(|_| of.state == Stands::Seconding),
        }
    }

    fn one(&self, of: &Redemption, picture: Option<i64>) -> One {
        let actor = self.actor(of);
        let side = if actor.desk { Side::Desk } else { Side::Own };
        let acts = may(of.state, actor).into_iter().map(|(act, no)| May {
            act,
            refusal: no.map(|no| no.words.say(self.lang).to_owned()),
            needs_reason: act.needs_reason(side),
        });
        let sees_cost = side == Side::Desk || of.offer.kind == Kind::Cash;
        let (carrier, tracking_no) = of.sent.clone().unzip();
        One {
            id: of.id,
            member_id: of.member,
            member: self.roster.name(of.member).to_owned(),
            prize_id: of.prize,
            prize: of.offer.name.clone(),
            kind: of.offer.kind,
            picture,
            pieces: of.pieces,
            points: of.points,
            cost_fen: of.cost.filter(|_| sees_cost),
            state: of.state,
            at: of.at,
            since: of.since,
            needs_two: actor.needs_two,
            may: acts.collect(),
            deliver: None,
            note: of.note.clone(),
            carrier,
            tracking_no,
            replaces: of.replaces,
            replaced_by: of.replaced_by,
            acts: Vec::new(),
            entries: Vec::new(),
        }
    }

    fn entry(&self, posting: &rules::points::Posting) -> Entry {
        let draft = &posting.draft;
        let calendar = self.settings.calendar();
        // Points run out when the day before this moment ends.
        let day = |at: Moment| calendar.day(at.plus_ms(-1)).to_string();
        let around = Around {
            expires_on: draft.expires_at.map(day),
            ..Around::default()
        };
        Entry {
            seq: posting.seq,
            why: why(draft, &around).say(self.lang).to_owned(),
            available: draft.effect(Account::Available),
            points: draft.points,
            at: posting.recorded_at,
            hash: posting.hash.hex(),
        }
    }
}

/// No such redemption, or none for this caller.
pub(super) fn no_redemption() -> NotFound {
    NotFound {
        what: "兑换 · the redemption".to_owned(),
    }
}

/// One redemption with its history, for its member and the desk.
#[utoipa::path(get, path = "/api/redemptions/{id}", operation_id = "redemption", params(("id" = i64, Path)), responses((status = 200, body = One)))]
pub(super) async fn redemption(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
) -> Result<axum::Json<One>> {
    Ok(axum::Json(one(&app, caller, RedemptionId(id), lang).await?))
}

pub(super) async fn one(app: &App, caller: Caller, id: RedemptionId, lang: Lang) -> Result<One> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let mut conn = app.db.read().await?;
    let leading = Looker::leading(&mut conn, caller).await?;
    let looker = Looker {
        caller,
        roster: &roster,
        settings: &settings,
        now: app.clock.now(),
        lang,
        leading: &leading,
    };
    let found = store::prize::redemption::one(&mut conn, caller.team, id).await?;
    let Some(found) = found.filter(|found| looker.side(found.member).is_some()) else {
        return refuse(no_redemption());
    };
    let prize = store::prize::prize(&mut conn, caller.team, found.prize).await?;
    let picture = prize.and_then(|prize| prize.pictures.first().copied());
    let acts = store::prize::redemption::acts(&mut conn, caller.team, id).await?;
    let acts = acts.into_iter().map(|done| {
        let (carrier, tracking_no) = done.sent.unzip();
        Done {
            act: done.act,
            state: done.state,
            at: done.at,
            by: done.by.map(|by| roster.name(by).to_owned()),
            reason: done.reason,
            carrier,
            tracking_no,
        }
    });
    let deliver = store::prize::redemption::address(&mut conn, caller.team, id).await?;
    let reaches = caller.reaches(&roster, found.member, looker.now);
    let deliver = deliver.map(|to| if reaches { to } else { to.masked() });
    let entries = store::points::statement::of_redemption(&mut conn, caller.team, id).await?;
    Ok(One {
        deliver,
        acts: acts.collect(),
        entries: entries
            .iter()
            .map(|posting| looker.entry(posting))
            .collect(),
        ..looker.one(&found, picture)
    })
}
