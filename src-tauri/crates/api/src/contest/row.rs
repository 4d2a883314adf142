//! A row of a contest's board as one reader may see it.

use crate::contest::seen::Seen;
use crate::contest::shown::Shown;
use rules::contest::prize::To;
use rules::contest::{Kind, Row as Place};
use rules::leaderboard::{Shown as Named, shown_amount, shown_name};
use rules::{EntrantId, MemberId};
use serde::Serialize;
use utoipa::ToSchema;

/// A row of a contest's board.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ContestRow)]
pub(super) struct Row {
    /// 1, 2, 2, 4.
    pub place: u64,
    /// Whether others share the place.
    pub tied: bool,
    /// In the contest's unit; none when it is hidden.
    pub score: Option<i64>,
    /// Who; none when it is hidden.
    pub entrant_id: Option<EntrantId>,
    /// The member, unless it is a team.
    pub member_id: Option<MemberId>,
    /// Their name; none when it is hidden.
    pub name: Option<String>,
    /// The member's tier.
    pub tier: Option<String>,
    /// How many people a team has.
    pub members: Option<usize>,
    /// Whether it is the reader, or their team.
    pub mine: bool,
    /// Whether the reader may open the facts behind it.
    pub open: bool,
    /// What stands above the score in a contest of rounds: rounds won; the league, 0 the highest, then −1;
    /// 1 for a finalist.
    pub lead: i64,
    /// Which of the rule's prizes it would win, by its place or score alone.
    pub prizes: Vec<usize>,
}

/// How a reader looks at a board.
pub(super) struct Reader<'a> {
    pub seen: &'a Seen,
    pub shown: &'a Shown,
    /// The reader's own entrant.
    pub own: Option<EntrantId>,
    count: usize,
}

impl<'a> Reader<'a> {
    /// A reader of a board.
    pub fn new(seen: &'a Seen, shown: &'a Shown) -> Self {
        Self {
            seen,
            shown,
            own: shown.entrant_of(seen.caller.member),
            count: shown.len(),
        }
    }

    /// Whether the reader may open the facts behind an entrant's score.
    pub fn opens(&self, entrant: EntrantId) -> bool {
        let Seen {
            caller,
            roster,
            now,
            ..
        } = self.seen;
        if self.seen.runs() || self.own == Some(entrant) {
            return true;
        }
        self.team(entrant).is_none() && caller.sees(roster, MemberId(entrant.0), *now)
    }

    fn team(&self, entrant: EntrantId) -> Option<&'a rules::contest::Side> {
        self.seen.contest.rule.side(entrant)
    }

    /// An entrant's name as it stands, without asking whether it may be shown.
    pub fn name(&self, entrant: EntrantId) -> String {
        self.seen.entrant_name(entrant)
    }

    /// Whether the reader may know an entrant's score.
    pub fn knows(&self, entrant: EntrantId) -> bool {
        if self.team(entrant).is_some() {
            return true;
        }
        let member = self.seen.roster.member(MemberId(entrant.0));
        let consents = member.is_some_and(|member| member.consents_to_board);
        shown_amount(&self.seen.settings, self.opens(entrant), consents)
    }

    /// A row as the reader may see it; none when they may not see the place at all.
    pub fn row(&self, place: Place) -> Option<Row> {
        let entrant = place.entrant;
        let mut row = Row {
            place: place.place,
            tied: place.tied,
            score: Some(place.score).filter(|_| self.knows(entrant)),
            entrant_id: Some(entrant),
            member_id: None,
            name: None,
            tier: None,
            members: None,
            mine: self.own == Some(entrant),
            open: self.opens(entrant),
            lead: place.lead,
            prizes: self.prizes(place),
        };
        if let Some(side) = self.team(entrant) {
            row.name = Some(side.name.clone());
            row.members = self.shown.counted.members.get(&entrant).map(Vec::len);
            return Some(row);
        }
        let (roster, member) = (&self.seen.roster, MemberId(entrant.0));
        let consents = roster.member(member).is_some_and(|m| m.consents_to_board);
        match shown_name(
            &self.seen.settings,
            row.open,
            consents,
            place.place,
            self.count,
        ) {
            Named::Nothing => return None,
            Named::Unnamed => row.entrant_id = None,
            Named::Named => {
                row.member_id = Some(member);
                row.name = Some(self.seen.name(member));
                let tier = roster
                    .tier_at(member, self.seen.now)
                    .and_then(|tier| roster.tier(tier));
                row.tier = tier.map(|tier| tier.name.clone());
            }
        }
        Some(row)
    }

    /// An entrant's name, if the reader may know it, wherever they stand.
    pub fn named(&self, entrant: EntrantId) -> Option<String> {
        if self.team(entrant).is_some() || self.opens(entrant) {
            return Some(self.name(entrant));
        }
        let member = self.seen.roster.member(MemberId(entrant.0));
        let consents = member.is_some_and(|member| member.consents_to_board);
        let named = shown_name(&self.seen.settings, false, consents, 1, self.count);
        (named == Named::Named).then(|| self.name(entrant))
    }

    /// The member that an entrant is, if the reader may know the name.
    pub fn member(&self, entrant: EntrantId) -> Option<MemberId> {
        self.named(entrant)?;
        self.seen.member_of(entrant)
    }

    fn prizes(&self, row: Place) -> Vec<usize> {
        let rule = self.shown.counted.field.rule();
        let line = match rule.kind {
            Kind::Line { line } => line,
            _ => i64::MIN,
        };
        if row.score < rule.prize_min.max(line) {
            return Vec::new();
        }
        let steps = rule.prizes.iter().filter_map(|prize| match prize.to {
            To::Step { score } if row.score >= score => Some(score),
            _ => None,
        });
        let highest = steps.max();
        let place = i64::try_from(row.place).unwrap_or(i64::MAX);
        let above = self.shown.above(row.lead);
        let wins = |to: To| match to {
            To::Places { .. } | To::League { .. } => {
                let places = to.places(above);
                places.is_some_and(|(first, last)| (first..=last).contains(&place))
            }
            To::Over { score } | To::Share { score, .. } => row.score >= score,
            To::Step { score } => highest == Some(score),
            To::Draw { .. } | To::Duel => false,
        };
        let prizes = rule.prizes.iter().enumerate();
        prizes
            .filter(|(_, prize)| wins(prize.to))
            .map(|(nth, _)| nth)
            .collect()
    }
}
