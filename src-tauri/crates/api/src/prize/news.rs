//! What became of redemptions, and which wait for the caller, for the notices of their desk.

use super::redemption::Looker;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use rules::access::Role;
use rules::prize::{Side, State};
use rules::{Lang, Moment, RedemptionId};
use store::prize::Redemption;
use store::prize::redemption::{Which, list};

/// A redemption that moved.
pub(crate) struct Moved {
    pub id: RedemptionId,
    /// How many acts there were: each moves it on.
    pub acts: i64,
    pub state: State,
    pub prize: String,
    /// Whose it is.
    pub member: String,
    pub since: Moment,
}

/// Where others bring a redemption to that its asker is told of.
const DECIDED: [State; 7] = [
    State::Approved,
    State::Shipped,
    State::HandedOver,
    State::Rejected,
    State::Cancelled,
    State::Returned,
    State::Replaced,
];
/// Where it waits for an approval.
const WAITING: [State; 2] = [State::Requested, State::Seconding];
/// Redemptions that are looked at.
const LOOKED: i64 = 200;

impl App {
    /// The caller's redemptions on which others decided since a moment.
    pub(crate) async fn redemptions_decided(
        &self,
        caller: Caller,
        since: Moment,
    ) -> Result<Vec<Moved>> {
        let which = Which {
            member: Some(caller.member),
            states: &DECIDED,
            ..Which::default()
        };
        let mut conn = self.db.read().await?;
        let found = list(&mut conn, caller.team, which, LOOKED).await?;
        drop(conn);
        let others = |one: &Redemption| one.by.is_some_and(|by| by != caller.member);
        let fresh = found
            .into_iter()
            .filter(|one| one.since >= since && others(one));
        Ok(fresh.map(|one| moved(one, String::new())).collect())
    }

    /// The redemptions that wait since a moment for an approval that the caller can give.
    pub(crate) async fn redemptions_waiting(
        &self,
        caller: Caller,
        since: Moment,
    ) -> Result<Vec<Moved>> {
        if caller.role == Role::Member {
            return Ok(Vec::new());
        }
        let (roster, settings) = (
            self.roster(caller.team).await?,
            self.settings(caller.team).await?,
        );
        let which = Which {
            states: &WAITING,
            ..Which::default()
        };
        let mut conn = self.db.read().await?;
        let found = list(&mut conn, caller.team, which, LOOKED).await?;
        let leading = Looker::leading(&mut conn, caller).await?;
        drop(conn);
        let looker = Looker {
            caller,
            roster: &roster,
            settings: &settings,
            now: self.clock.now(),
            lang: Lang::Zh,
            leading: &leading,
        };
        let mine = |one: &Redemption| {
            let asked = looker.side(one.member) == Some(Side::Desk);
            asked && looker.actor(one).approved_by != Some(caller.member)
        };
        let fresh = found
            .into_iter()
            .filter(|one| one.since >= since && mine(one));
        let told = fresh.map(|one| {
            let member = roster.name(one.member).to_owned();
            moved(one, member)
        });
        Ok(told.collect())
    }
}

fn moved(one: Redemption, member: String) -> Moved {
    Moved {
        id: one.id,
        acts: one.acts,
        state: one.state,
        prize: one.offer.name,
        member,
        since: one.since,
    }
}
