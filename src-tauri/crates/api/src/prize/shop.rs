//! The shop as one person sees it: what there is, what it costs, and what stands against it.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Language, Path, Query};
use axum::extract::State;
use rules::access::Role;
use rules::points::lot::NotEnoughPoints;
use rules::prize::ask::Shelf;
use rules::prize::offer::PrizeNotForYou;
use rules::prize::{Kind, Offer, worth};
use rules::refusal::NotFound;
use rules::team::{Roster, Settings};
use rules::{Fen, Lang, Moment, PrizeId, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use store::Conn;
use store::points::span::Span;
use store::prize::Prize;
use utoipa::{IntoParams, ToSchema};

/// A prize on the shelf.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PrizeCard)]
pub(super) struct Card {
    pub id: PrizeId,
    #[schema(inline)]
    kind: Kind,
    name: String,
    /// What one piece costs a member.
    points: i64,
    /// What one piece costs the team; of cash equivalents everyone sees it, of others the founder.
    cost_fen: Option<Fen>,
    /// The picture to show.
    picture: Option<i64>,
    /// Pieces left; none when it never runs out.
    left: Option<i64>,
    /// Whether few are left.
    low: bool,
    /// Whether it lies on the shelf.
    offered: bool,
    from: Option<Moment>,
    until: Option<Moment>,
    /// Points the caller still misses.
    missing: i64,
    /// Days until they are there, as fast as points came in the last 30 days.
    days: Option<i64>,
    /// Why the caller cannot redeem it now.
    refusal: Option<String>,
    /// Whether the caller saves toward it.
    saving: bool,
}

/// The shop.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeShop)]
pub(super) struct Shop {
    prizes: Vec<Card>,
    /// Points the caller can use.
    available: i64,
    /// Points that came in the last 30 days.
    earned: i64,
    /// Whether the caller sets prizes up.
    manages: bool,
    /// Redemptions that wait for the caller at the desk.
    waiting: i64,
}

/// What the caller has, to look at prizes with.
pub(super) struct Looker {
    pub caller: Caller,
    pub roster: Arc<Roster>,
    pub settings: Arc<Settings>,
    pub now: Moment,
    lang: Lang,
    available: i64,
    earned: i64,
    saving: Option<PrizeId>,
    /// Pieces of limited prizes that the caller had.
    taken: HashMap<PrizeId, i64>,
}

impl Looker {
    async fn of(
        app: &App,
        conn: &mut Conn,
        caller: Caller,
        prizes: &[Prize],
        lang: Lang,
    ) -> Result<Self> {
        let (roster, settings) = (
            app.roster(caller.team).await?,
            app.settings(caller.team).await?,
        );
        let (team, member, now) = (caller.team, caller.member, app.clock.now());
        let balance = store::points::balance::of(conn, team, member).await?;
        let since = now.plus_days(-worth::PACE_DAYS);
        let mut taken = HashMap::new();
        let me = [Span::List(vec![member.0])];
        for prize in prizes.iter().filter(|prize| prize.offer.limit.is_some()) {
            let had = store::prize::ask::taken(conn, team, prize, &me, &settings, now).await?;
            taken.insert(prize.id, had.get(&member).copied().unwrap_or(0));
        }
        Ok(Self {
            caller,
            roster,
            settings,
            now,
            lang,
            available: balance.available + balance.owed,
            earned: store::prize::wish::earned_since(conn, team, member, since).await?,
            saving: store::prize::wish::saving(conn, team, member).await?,
            taken,
        })
    }

    /// Whether the caller gets to see a prize: those of another branch would only be in the way.
    fn sees(&self, prize: &Prize, all: bool) -> bool {
        let whole = Offer {
            tiers: Vec::new(),
            ..prize.offer.clone()
        };
        let is_for = whole.is_for(&self.roster, self.caller.member, self.now);
        match self.caller.role {
            Role::Founder => all || prize.offer.offered,
            _ => prize.offer.offered && is_for,
        }
    }

    fn refusal(&self, prize: &Prize) -> Option<Refusal> {
        let shelf = Shelf {
            offer: &prize.offer,
            left: prize.left,
            taken: self.taken.get(&prize.id).copied().unwrap_or(0),
        };
        let is_for = prize
            .offer
            .is_for(&self.roster, self.caller.member, self.now);
        let open = shelf.is_open(&self.settings.calendar(), self.now);
        let wanted = prize.offer.points;
        let (no, available) = (PrizeNotForYou {}, self.available);
        open.and_then(|()| if is_for { Ok(()) } else { Err(no.into()) })
            .and_then(|()| shelf.has(1))
            .and_then(|()| match wanted > available {
                true => Err(NotEnoughPoints { available, wanted }.into()),
                false => Ok(()),
            })
            .err()
    }

    fn card(&self, prize: &Prize) -> Card {
        let offer = &prize.offer;
        let missing = (offer.points - self.available).max(0);
        let sees_cost = self.caller.role == Role::Founder || offer.kind == Kind::Cash;
        Card {
            id: prize.id,
            kind: offer.kind,
            name: offer.name.clone(),
            points: offer.points,
            cost_fen: offer.cost_fen.filter(|_| sees_cost),
            picture: prize.pictures.first().copied(),
            left: prize.left,
            low: prize.left.is_some_and(|left| left <= offer.low),
            offered: offer.offered,
            from: offer.from,
            until: offer.until,
            missing,
            days: worth::days_until(missing, self.earned),
            refusal: self
                .refusal(prize)
                .map(|no| no.words.say(self.lang).to_owned()),
            saving: self.saving == Some(prize.id),
        }
    }
}

/// Which prizes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Also those that do not lie on the shelf, for the founder.
    #[serde(default)]
    all: bool,
}

/// The shop.
#[utoipa::path(get, path = "/api/prizes", operation_id = "prizes", params(Which), responses((status = 200, body = Shop)))]
pub(super) async fn prizes(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
    Language(lang): Language,
) -> Result<axum::Json<Shop>> {
    let mut conn = app.db.read().await?;
    let prizes = store::prize::prizes(&mut conn, caller.team).await?;
    let looker = Looker::of(&app, &mut conn, caller, &prizes, lang).await?;
    let seen = prizes
        .iter()
        .filter(|prize| looker.sees(prize, which.all))
        .map(|prize| looker.card(prize));
    let waiting = match caller.role {
        Role::Member => 0,
        _ => {
            let asked = store::prize::redemption::waiting(&mut conn, caller.team).await?;
            let mine = asked.into_iter().filter(|member| {
                *member != caller.member && caller.sees(&looker.roster, *member, looker.now)
            });
            i64::try_from(mine.count()).unwrap_or(i64::MAX)
        }
    };
    Ok(axum::Json(Shop {
        prizes: seen.collect(),
        available: looker.available,
        earned: looker.earned,
        manages: caller.role == Role::Founder,
        waiting,
    }))
}

/// What a version of a prize changed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeVersion)]
pub(super) struct Version {
    id: i64,
    at: Moment,
    by: String,
    changes: Vec<String>,
}

/// A prize with all there is to it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Prize)]
pub(super) struct One {
    #[serde(flatten)]
    card: Card,
    /// The number of what it is now.
    version: i64,
    #[schema(inline)]
    offer: Offer,
    /// Its pictures, the first first.
    pictures: Vec<i64>,
    /// The tiers it is for; none: for all.
    tier_names: Vec<String>,
    /// The head of the branch it is for.
    branch_name: Option<String>,
    /// Pieces the caller redeemed in the limit's period.
    taken: i64,
    /// Points the caller can use.
    available: i64,
    /// Whether the caller sets prizes up.
    manages: bool,
    /// What it was before, the latest first; for the founder.
    versions: Vec<Version>,
}

/// One prize.
#[utoipa::path(get, path = "/api/prizes/{id}", operation_id = "prize", params(("id" = i64, Path)), responses((status = 200, body = One)))]
pub(super) async fn prize(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
) -> Result<axum::Json<One>> {
    Ok(axum::Json(one(&app, caller, PrizeId(id), lang).await?))
}

/// No such prize, or none for this caller.
pub(super) fn no_prize() -> NotFound {
    NotFound {
        what: "奖品 · the prize".to_owned(),
    }
}

pub(super) async fn one(app: &App, caller: Caller, id: PrizeId, lang: Lang) -> Result<One> {
    let mut conn = app.db.read().await?;
    let Some(prize) = store::prize::prize(&mut conn, caller.team, id).await? else {
        return refuse(no_prize());
    };
    let looker = Looker::of(app, &mut conn, caller, std::slice::from_ref(&prize), lang).await?;
    if !looker.sees(&prize, true) {
        return refuse(no_prize());
    }
    let (card, roster) = (looker.card(&prize), &looker.roster);
    let manages = caller.role == Role::Founder;
    let mut versions = Vec::new();
    if manages {
        let all = store::prize::offer::versions(&mut conn, caller.team, id).await?;
        for (before, after) in all.iter().zip(all.iter().skip(1)).rev() {
            let changes = after.offer.changes(&before.offer);
            versions.push(Version {
                id: after.id,
                at: after.at,
                by: roster.name(after.by).to_owned(),
                changes: changes.iter().map(|w| w.say(lang).to_owned()).collect(),
            });
        }
    }
    let tier = |id| roster.tier(id).map(|tier| tier.name.clone());
    let mut offer = prize.offer;
    offer.cost_fen = card.cost_fen;
    Ok(One {
        version: prize.version,
        pictures: prize.pictures,
        tier_names: offer.tiers.iter().copied().filter_map(tier).collect(),
        branch_name: offer.branch.map(|head| roster.name(head).to_owned()),
        taken: looker.taken.get(&id).copied().unwrap_or(0),
        available: looker.available,
        manages,
        versions,
        card,
        offer,
    })
}
