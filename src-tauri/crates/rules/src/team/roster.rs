//! The team as one value: members, tiers by date, the tree.

use super::{Member, Placement, Sound, Tier, Tree};
use crate::{MemberId, Moment, TierId};
use std::sync::Arc;

/// A member's tier from a moment on; of two from the same moment the later recorded holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberTier {
    /// The order of recording.
    pub id: i64,
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub tier: TierId,
    /// The first moment it holds.
    pub from: Moment,
}

/// Everybody, as recorded so far. Cloning copies one pointer a member.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// Who brought in whom, at every moment.
    pub tree: Tree,
    tiers: Vec<Tier>,
    /// Ascending by member.
    people: Vec<Arc<Person>>,
}

#[derive(Clone, Debug)]
struct Person {
    member: Member,
    sound: Sound,
    /// Ascending by `from`, which is unique.
    tiers: Vec<MemberTier>,
}

impl Roster {
    /// The roster of recorded rows.
    pub fn of(
        members: impl IntoIterator<Item = Member>,
        tiers: impl IntoIterator<Item = Tier>,
        placements: impl IntoIterator<Item = Placement>,
        member_tiers: impl IntoIterator<Item = MemberTier>,
    ) -> Self {
        let mut roster = Self {
            tree: Tree::of(placements),
            ..Self::default()
        };
        for member in members {
            roster.put_member(member);
        }
        for tier in tiers {
            roster.put_tier(tier);
        }
        for row in member_tiers {
            roster.put_member_tier(row);
        }
        roster
    }

    fn find(&self, member: MemberId) -> Result<usize, usize> {
        // Numbers are given out from 1 without holes, so this is nearly always the one: a board of a
        // million asks for people all over memory, and a search would touch twenty to find one.
        let likely = usize::try_from(member.0.wrapping_sub(1)).unwrap_or(usize::MAX);
        if self
            .people
            .get(likely)
            .is_some_and(|p| p.member.id == member)
        {
            return Ok(likely);
        }
        self.people.binary_search_by_key(&member, |p| p.member.id)
    }

    fn person(&self, member: MemberId) -> Option<&Person> {
        self.find(member).ok().map(|i| &*self.people[i])
    }

    /// How many members there ever were.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// A member's profile.
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.person(id).map(|person| &person.member)
    }

    /// A member's name; empty for nobody of this team.
    pub fn name(&self, id: MemberId) -> &str {
        self.member(id).map_or("", |member| &member.name)
    }

    /// Everybody, by number.
    pub fn members(&self) -> impl ExactSizeIterator<Item = &Member> {
        self.people.iter().map(|person| &person.member)
    }

    pub(super) fn sounds(&self) -> impl Iterator<Item = (&Member, &Sound)> {
        self.people
            .iter()
            .map(|person| (&person.member, &person.sound))
    }

    /// The ladder from the top, retired steps included.
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// A tier.
    pub fn tier(&self, id: TierId) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.id == id)
    }

    /// A member's tier at a moment.
    pub fn tier_at(&self, member: MemberId, at: Moment) -> Option<TierId> {
        let tiers = &self.person(member)?.tiers;
        let after = tiers.partition_point(|row| row.from <= at);
        Some(tiers.get(after.checked_sub(1)?)?.tier)
    }

    /// A member's tiers over time, as they hold.
    pub fn tier_history(&self, member: MemberId) -> &[MemberTier] {
        self.person(member).map_or(&[], |person| &person.tiers)
    }

    /// Adds a member or renews their profile.
    pub fn put_member(&mut self, member: Member) {
        match self.find(member.id) {
            Ok(i) => {
                let person = Arc::make_mut(&mut self.people[i]);
                if person.member.name != member.name {
                    person.sound = Sound::of(&member.name);
                }
                person.member = member;
            }
            Err(i) => {
                let person = Person {
                    sound: Sound::of(&member.name),
                    member,
                    tiers: Vec::new(),
                };
                self.people.insert(i, Arc::new(person));
            }
        }
    }

    /// Adds a tier or renews it.
    pub fn put_tier(&mut self, tier: Tier) {
        self.tiers.retain(|old| old.id != tier.id);
        let key = |tier: &Tier| (tier.position, tier.id);
        let at = self.tiers.partition_point(|old| key(old) < key(&tier));
        self.tiers.insert(at, tier);
    }

    /// Adds a recorded tier of a member; of nobody of this team it is left out.
    pub fn put_member_tier(&mut self, row: MemberTier) {
        let Ok(i) = self.find(row.member) else {
            return;
        };
        let tiers = &mut Arc::make_mut(&mut self.people[i]).tiers;
        match tiers.binary_search_by_key(&row.from, |old| old.from) {
            Ok(at) if tiers[at].id <= row.id => tiers[at] = row,
            Ok(_) => {}
            Err(at) => tiers.insert(at, row),
        }
    }
}
