//! One row of a board, as its reader may see it.

use crate::caller::Caller;
use crate::leaderboard::ask::Asked;
use rules::MemberId;
use rules::access::Role;
use rules::leaderboard::{Board, Gap, Place, Shown, blurred, shown_amount, shown_name};
use serde::Serialize;
use utoipa::ToSchema;

/// One row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BoardRow)]
pub(super) struct Row<'a> {
    /// The place: one more than the number of better scores (1, 2, 2, 4).
    pub place: u64,
    /// Whether others share it.
    tied: bool,
    /// Who, when the reader may know.
    #[schema(value_type = Option<i64>)]
    member_id: Option<MemberId>,
    /// Their name, when the reader may know.
    pub name: Option<&'a str>,
    /// The name of their tier now.
    tier: Option<&'a str>,
    /// The score in the measure's unit (fen, orders, points, customers, basis points), when the
    /// reader may know.
    pub score: Option<i64>,
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
            score: shown_amount(settings, theirs, consents).then_some(place.score),
            // The place of before would name an unnamed row to whoever looks up that period.
            before: named.then(|| before.rank(place.member)).flatten(),
            mine: place.member == self.caller.member,
            open: theirs,
        })
    }

    /// What it takes a member to get on, and how far they are ahead, as the reader may know: while
    /// the board runs and they can still sell for it, and no distance tells a hidden amount.
    pub fn distances(&self, board: &Board, member: MemberId) -> Distances {
        let Asked {
            key, roster, now, ..
        } = self.asked;
        let runs = key.window.end > *now && key.scope.holds(roster, member, *now);
        let gap = board.gap(member).filter(|_| runs);
        let rounded = gap.is_some_and(|gap| !self.knows(board.at_place(gap.place)));
        let place = board.place(member);
        let behind =
            place.and_then(|place| board.at_place(place.place + board.sharing(place.score) as u64));
        Distances {
            gap: gap.map(|gap| if rounded { rounded_up(gap) } else { gap }),
            rounded,
            lead: place
                .and_then(|place| board.lead(place.score))
                .filter(|_| self.knows(behind)),
        }
    }

    /// Whether the reader may know a neighbour's amount.
    fn knows(&self, neighbour: Option<MemberId>) -> bool {
        let Asked {
            roster,
            settings,
            now,
            ..
        } = self.asked;
        neighbour.is_none_or(|member| {
            let consents = roster.member(member).is_some_and(|m| m.consents_to_board);
            shown_amount(settings, self.caller.sees(roster, member, *now), consents)
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

/// How far a member is from their neighbours.
pub(super) struct Distances {
    /// What it takes to reach the next better place.
    pub gap: Option<Gap>,
    /// Whether the gap was rounded up because the neighbour's amount is not the reader's to know.
    pub rounded: bool,
    /// How much the member is ahead of the next lower score.
    pub lead: Option<i64>,
}

fn rounded_up(gap: Gap) -> Gap {
    Gap {
        place: gap.place,
        more: blurred(gap.more),
        more_to_pass: blurred(gap.more_to_pass),
    }
}
