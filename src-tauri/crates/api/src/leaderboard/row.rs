//! One row of a board, as its reader may see it.

use crate::caller::Caller;
use crate::leaderboard::ask::Asked;
use rules::MemberId;
use rules::access::Role;
use rules::leaderboard::{Board, Place, Shown, shown_amount, shown_name};
use serde::Serialize;
use utoipa::ToSchema;

/// One row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BoardRow)]
pub(super) struct Row<'a> {
    /// The place: one more than the number of better scores (1, 2, 2, 4).
    place: u64,
    /// Whether others share it.
    tied: bool,
    /// Who, when the reader may know.
    #[schema(value_type = Option<i64>)]
    member_id: Option<MemberId>,
    /// Their name, when the reader may know.
    name: Option<&'a str>,
    /// The name of their tier now.
    tier: Option<&'a str>,
    /// The score in the measure's unit (fen, orders, points, customers, basis points), when the
    /// reader may know.
    score: Option<i64>,
    /// The place in the period before, up to the same point; none who had none.
    before: Option<u64>,
    /// Whether it is the reader.
    mine: bool,
    /// Whether the reader may open the facts behind it.
    open: bool,
}

/// How a reader looks at a board.
pub(super) struct Reader<'a> {
    pub asked: &'a Asked,
    pub caller: &'a Caller,
    /// How many have a place.
    pub count: usize,
}

impl<'a> Reader<'a> {
    /// A row as the reader may see it; none when they may not see the place at all.
    pub fn row(&self, place: Place, before: &Board) -> Option<Row<'a>> {
        let Asked {
            roster,
            settings,
            now,
            ..
        } = self.asked;
        let theirs = self.caller.sees(roster, place.member, *now);
        let member = roster.member(place.member);
        let consents = member.is_some_and(|member| member.consents_to_board);
        let named = match shown_name(settings, theirs, consents, place.place, self.count) {
            Shown::Named => true,
            Shown::Unnamed => false,
            Shown::Nothing => return None,
        };
        let tier = roster.tier_at(place.member, *now);
        let tier = tier.and_then(|tier| roster.tier(tier));
        Some(Row {
            place: place.place,
            tied: place.tied,
            member_id: named.then_some(place.member),
            name: member.filter(|_| named).map(|member| member.name.as_str()),
            tier: tier.filter(|_| named).map(|tier| tier.name.as_str()),
            score: shown_amount(settings, theirs).then_some(place.score),
            before: before.rank(place.member),
            mine: place.member == self.caller.member,
            open: theirs,
        })
    }

    /// Whether every reader of this role would be shown the same rows, if they are not among them.
    pub fn sees_as_any(&self, rows: &[Place]) -> bool {
        match self.caller.role {
            Role::Founder | Role::Leader => false,
            Role::Member => !rows.iter().any(|row| row.member == self.caller.member),
        }
    }
}
