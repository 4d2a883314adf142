//! Moving a branch: what is refused, and what would change.

use super::{Cycle, Placement, Roster, SponsorCycle, Stay};
use crate::{Calendar, MemberId, Moment, Refusal, Window};

/// A wish to place a member, and with them their branch, under another sponsor from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Who moves.
    pub member: MemberId,
    /// Under whom; nobody for a root.
    pub sponsor: Option<MemberId>,
    /// From when.
    pub from: Moment,
}

/// What a move would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moving {
    /// Who they stand under at that moment so far.
    pub sponsor_before: Option<MemberId>,
    /// When the move ends because a later one is recorded already; none: it holds until further notice.
    pub until: Option<Moment>,
    /// The member and everyone below them at that moment.
    pub people: usize,
    /// Sponsors whose branches lose the people, nearest first.
    pub leaves: Vec<MemberId>,
    /// Sponsors whose branches gain them, nearest first.
    pub joins: Vec<MemberId>,
    /// Whose facts, from when to when, will count for the other branches.
    pub stays: Vec<Stay>,
}

crate::refusals! {
    /// The member already stands there.
    MoveChangesNothing { name: String, sponsor: String } 409,
    "{name} 那时已经在 {sponsor} 名下，不用移动。",
    "{name} already stands under {sponsor} then; nothing to move.";

    /// The date is before the member stands in the tree.
    MoveBeforeJoining { name: String, day: String } 422,
    "{name} 从 {day} 起才在团队里，请选这一天或以后；要更早，请先改入团日期。",
    "{name} stands in the team from {day} on. Choose that day or later, or change the day they joined first.";

    /// The sponsor does not stand in the tree by then.
    SponsorNotYetThere { name: String, day: String } 422,
    "推荐人 {name} 从 {day} 起才在团队里，请选这一天或以后，或换一位推荐人。",
    "The sponsor {name} stands in the team from {day} on. Choose that day or later, or another sponsor.";

    /// The sponsor has left.
    SponsorHasLeft { name: String } 422,
    "{name} 已经离队，不能再当推荐人，请换一位。",
    "{name} has left and cannot be a sponsor. Choose another.";

    /// Nobody of this team.
    NoSuchMember {} 404,
    "没有找到这位成员，请刷新后再试。",
    "This member was not found. Refresh and try again.";
}

impl Cycle {
    /// The circle in names.
    pub fn refusal(&self, calendar: &Calendar, name: impl Fn(MemberId) -> String) -> Refusal {
        let names: Vec<String> = self.chain.iter().map(|member| name(*member)).collect();
        let day = if self.at <= super::SINCE_ALWAYS {
            "—".to_owned()
        } else {
            calendar.day(self.at).to_string()
        };
        SponsorCycle {
            chain: names.join(" → "),
            day,
        }
        .into()
    }
}

impl Roster {
    /// What a move would change.
    ///
    /// # Errors
    /// Refused when either is unknown, not yet in the tree or, for the sponsor, gone; when nothing
    /// would change; when a circle would close.
    pub fn moving(&self, wish: Move, calendar: &Calendar) -> Result<Moving, Refusal> {
        let Move {
            member,
            sponsor,
            from,
        } = wish;
        let day = |at: Moment| calendar.day(at).to_string();
        let Some(moved) = self.member(member) else {
            return Err(NoSuchMember {}.into());
        };
        if !self.tree.placed_at(member, from) {
            let since = self.tree.first_placed(member).unwrap_or(moved.joined_at);
            return Err(MoveBeforeJoining {
                name: moved.name.clone(),
                day: day(since),
            }
            .into());
        }
        if let Some(sponsor) = sponsor {
            let Some(above) = self.member(sponsor) else {
                return Err(NoSuchMember {}.into());
            };
            let name = above.name.clone();
            if above.left_at.is_some_and(|left| left <= from) {
                return Err(SponsorHasLeft { name }.into());
            }
            if !self.tree.placed_at(sponsor, from) {
                let since = self.tree.first_placed(sponsor).unwrap_or(above.joined_at);
                return Err(SponsorNotYetThere {
                    name,
                    day: day(since),
                }
                .into());
            }
        }
        let sponsor_before = self.tree.sponsor_at(member, from);
        if sponsor_before == sponsor {
            return Err(MoveChangesNothing {
                name: moved.name.clone(),
                sponsor: sponsor.map_or("—", |sponsor| self.name(sponsor)).to_owned(),
            }
            .into());
        }
        let row = Placement {
            id: i64::MAX,
            member,
            sponsor,
            from,
        };
        if let Some(cycle) = self.tree.cycle(row) {
            return Err(cycle.refusal(calendar, |member| self.name(member).to_owned()));
        }
        let end = self.tree.holds_until(member, from);
        let before = self.tree.chain_at(member, from);
        let mut after: Vec<MemberId> = sponsor.into_iter().collect();
        if let Some(sponsor) = sponsor {
            after.extend(self.tree.chain_at(sponsor, from));
        }
        let without = |chain: &[MemberId], other: &[MemberId]| {
            let only = chain.iter().filter(|member| !other.contains(member));
            only.copied().collect()
        };
        Ok(Moving {
            sponsor_before,
            until: (end < Moment::MAX).then_some(end),
            people: self.tree.branch_at(member, from).len(),
            leaves: without(&before, &after),
            joins: without(&after, &before),
            stays: self.tree.stays(member, Window { start: from, end }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::Member;

    fn roster() -> Roster {
        let rows = [
            (1, 0, 0),
            (2, 1, 0),
            (3, 1, 0),
            (4, 2, 0),
            (5, 4, 10),
            (4, 3, 30),
        ];
        let tree = (1..)
            .zip(rows)
            .map(|(id, (member, sponsor, from))| Placement {
                id,
                member: MemberId(member),
                sponsor: Some(MemberId(sponsor)).filter(|s| s.0 != 0),
                from: Moment(from),
            });
        let members = (1..6).map(|id| Member::new(MemberId(id), format!("M{id}"), Moment(0)));
        Roster::of(members, [], tree, [])
    }

    fn moving(member: i64, sponsor: i64, from: i64) -> Result<Moving, &'static str> {
        let wish = Move {
            member: MemberId(member),
            sponsor: Some(MemberId(sponsor)).filter(|s| s.0 != 0),
            from: Moment(from),
        };
        roster()
            .moving(wish, &Calendar::default())
            .map_err(|no| no.code)
    }

    #[test]
    fn a_move_says_who_loses_who_gains_and_until_when() {
        let moving = moving(4, 3, 20).expect("allowed");
        assert_eq!(moving.sponsor_before, Some(MemberId(2)));
        assert_eq!((moving.people, moving.until), (2, Some(Moment(30))));
        // 1 stands above both: nothing changes there.
        assert_eq!(
            (moving.leaves, moving.joins),
            (vec![MemberId(2)], vec![MemberId(3)])
        );
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        assert_eq!(moving(4, 2, 20), Err("MoveChangesNothing"));
        assert_eq!(moving(2, 5, 20), Err("SponsorCycle"));
        assert_eq!(moving(5, 3, 5), Err("MoveBeforeJoining"));
        assert_eq!(moving(4, 5, 5), Err("SponsorNotYetThere"));
        assert_eq!(moving(9, 1, 5), Err("NoSuchMember"));
    }
}
