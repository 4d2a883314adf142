//! A roster's import: what each row would do, before anything is written.
//!
//! A row is the member whose phone, 微信号 or name it carries; whoever it does not know is new. What a
//! row leaves empty stays as it is, so that the same file twice changes nothing.

mod differ;
pub mod refused;
mod sponsor;
mod who;

use super::{Member, MemberTier, Placement, Profile, Roster, SINCE_ALWAYS};
use crate::{Calendar, MemberId, Moment, Place, Refusal, TierId, Words};
use chrono::NaiveDate;
use refused::{JoinedLater, LeftBeforeJoining, TierUnknown};
use std::collections::{HashMap, HashSet};
use who::{Known, Who};

/// A row of a roster as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The row as a spreadsheet counts.
    pub row: u32,
    /// Name, phone, 微信号 and the rest.
    pub profile: Profile,
    /// Who brought them in: a name, phone, 微信号 or number.
    pub sponsor: Option<String>,
    /// The tier's name.
    pub tier: Option<String>,
    /// The day they joined.
    pub joined: Option<NaiveDate>,
    /// Their last day.
    pub left: Option<NaiveDate>,
    /// What shops call them: shop and key.
    pub sellers: Vec<(String, String)>,
}

/// What a row would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It cannot be taken in.
    Refused,
    /// It changes a member.
    Changed,
    /// It adds one.
    New,
    /// It says what is known already.
    Unchanged,
}

/// One field that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field's name.
    pub field: &'static str,
    /// What is kept now.
    pub before: Option<String>,
    /// What would be kept.
    pub after: Option<String>,
}

/// A row with what it would do.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The row as a spreadsheet counts.
    pub row: u32,
    /// The name it carries.
    pub name: String,
    /// What it would do.
    pub outcome: Outcome,
    /// What would change of a known member.
    pub differences: Vec<Difference>,
    /// What is worth a look.
    pub notes: Vec<Words>,
    /// Why it is refused.
    pub refusals: Vec<Refusal>,
}

/// What would be written. New members and tiers carry provisional numbers past the last given.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// Tiers to add, by provisional number.
    pub tiers: Vec<(TierId, String)>,
    /// Members to add.
    pub joining: Vec<Member>,
    /// Members to change, before and after.
    pub changing: Vec<(Member, Member)>,
    /// Placements to record.
    pub placements: Vec<Placement>,
    /// Members' tiers to record.
    pub member_tiers: Vec<MemberTier>,
    /// Sellers to match.
    pub sellers: Vec<(String, String, MemberId)>,
}

/// The whole plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Every row.
    pub rows: Vec<Planned>,
    /// Tiers that the file names and the team does not have.
    pub unknown_tiers: Vec<String>,
    /// What would be written for the rows that are not refused.
    pub writing: Writing,
}

/// What is known when a plan is made.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'g> {
    /// The team as it is.
    pub roster: &'g Roster,
    /// Who each seller of each shop is.
    pub sellers: &'g HashMap<(String, String), MemberId>,
    /// The team's days.
    pub calendar: Calendar,
    /// Now.
    pub now: Moment,
    /// Unknown tiers that may be created.
    pub new_tiers: &'g [String],
}

/// A row on its way through the plan.
struct Draft<'r> {
    row: &'r Row,
    profile: Profile,
    who: Option<Who>,
    /// The member's number, provisional for a new one.
    id: MemberId,
    sponsor: Option<MemberId>,
    tier: Option<TierId>,
    notes: Vec<Words>,
    refusals: Vec<Refusal>,
}

impl Draft<'_> {
    fn refuse(&mut self, refusal: impl Into<Refusal>, column: &str, read: Option<&str>) {
        let place = Place {
            row: Some(self.row.row),
            column: Some(column.to_owned()),
            read: read.map(str::to_owned),
            ..Place::default()
        };
        self.refusals.push(refusal.into().at(vec![place]));
    }

    fn is_new(&self) -> bool {
        self.who == Some(Who::New)
    }
}

/// Plans what a roster's rows would do.
pub fn plan(ground: Ground<'_>, rows: &[Row]) -> Plan {
    let known = Known::of(ground.roster);
    let mut drafts: Vec<Draft<'_>> = rows.iter().map(|row| draft(&known, row)).collect();
    who::refuse_twins(&mut drafts);
    number(&mut drafts, ground.roster);
    let (tiers, unknown_tiers) = set_tiers(&mut drafts, ground);
    check_days(&mut drafts, ground);
    differ::check_sellers(&mut drafts, ground);
    sponsor::resolve(&mut drafts, &known, ground.roster);
    sponsor::refuse_circles(&mut drafts, ground);
    sponsor::refuse_those_below_refused(&mut drafts);
    write(ground, drafts, tiers, unknown_tiers)
}

fn draft<'r>(known: &Known<'_>, row: &'r Row) -> Draft<'r> {
    let mut draft = Draft {
        row,
        profile: row.profile.clone(),
        who: None,
        id: MemberId(0),
        sponsor: None,
        tier: None,
        notes: Vec::new(),
        refusals: Vec::new(),
    };
    match row.profile.kept() {
        Ok(profile) => draft.profile = profile,
        Err(refusal) => {
            for place in &refusal.places {
                let place = Place {
                    row: Some(row.row),
                    ..place.clone()
                };
                draft.refusals.push(refusal.clone().at(vec![place]));
            }
        }
    }
    match known.who(&draft.profile) {
        Ok((who, note)) => {
            draft.who = Some(who);
            draft.notes.extend(note);
        }
        Err((refusal, column, read)) => draft.refuse(refusal, column, Some(&read)),
    }
    draft
}

/// Gives new members provisional numbers past the last given.
fn number(drafts: &mut [Draft<'_>], roster: &Roster) {
    let mut next = roster.members().last().map_or(1, |member| member.id.0 + 1);
    for draft in drafts {
        draft.id = match draft.who {
            Some(Who::Member(id)) => id,
            _ => {
                next += 1;
                MemberId(next - 1)
            }
        };
    }
}

fn set_tiers(drafts: &mut [Draft<'_>], ground: Ground<'_>) -> (Vec<(TierId, String)>, Vec<String>) {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let tiers = ground.roster.tiers();
    let first = tiers.iter().map(|tier| tier.id.0).max().unwrap_or(0) + 1;
    let (mut new, mut unknown): (Vec<(TierId, String)>, Vec<String>) = Default::default();
    for draft in drafts {
        let Some(name) = draft.row.tier.as_deref() else {
            continue;
        };
        if let Some(tier) = tiers.iter().find(|tier| same(&tier.name, name)) {
            draft.tier = Some(tier.id);
            continue;
        }
        if !unknown.iter().any(|other| same(other, name)) {
            unknown.push(name.trim().to_owned());
        }
        if !ground.new_tiers.iter().any(|other| same(other, name)) {
            let refusal = TierUnknown {
                name: name.to_owned(),
            };
            draft.refuse(refusal, "tier", Some(name));
            continue;
        }
        let found = new.iter().find(|(_, other)| same(other, name));
        let id = found.map_or(TierId(first + new.len() as i64), |(id, _)| *id);
        if found.is_none() {
            new.push((id, name.trim().to_owned()));
        }
        draft.tier = Some(id);
    }
    (new, unknown)
}

fn check_days(drafts: &mut [Draft<'_>], ground: Ground<'_>) {
    let today = ground.calendar.day(ground.now);
    for draft in drafts {
        let (joined, left) = (draft.row.joined, draft.row.left);
        if let Some(day) = joined.filter(|day| *day > today) {
            draft.refuse(JoinedLater {}, "joined", Some(&day.to_string()));
        }
        if let Some(day) = left.filter(|day| *day > today || joined.is_some_and(|j| *day < j)) {
            draft.refuse(LeftBeforeJoining {}, "left", Some(&day.to_string()));
        }
    }
}

fn write(
    ground: Ground<'_>,
    drafts: Vec<Draft<'_>>,
    tiers: Vec<(TierId, String)>,
    unknown_tiers: Vec<String>,
) -> Plan {
    let mut writing = Writing::default();
    let mut rows = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut planned = Planned {
            row: draft.row.row,
            name: draft.row.profile.name.trim().to_owned(),
            outcome: Outcome::Refused,
            differences: Vec::new(),
            notes: Vec::new(),
            refusals: Vec::new(),
        };
        if !draft.refusals.is_empty() {
            planned.refusals = draft.refusals;
            rows.push(planned);
            continue;
        }
        planned.outcome = if draft.is_new() {
            join(ground, &draft, &mut writing);
            Outcome::New
        } else {
            planned.differences = differ::change(ground, &draft, &tiers, &mut writing);
            if planned.differences.is_empty() {
                Outcome::Unchanged
            } else {
                Outcome::Changed
            }
        };
        planned.notes = draft.notes;
        rows.push(planned);
    }
    let used: HashSet<TierId> = writing.member_tiers.iter().map(|row| row.tier).collect();
    writing.tiers = tiers;
    writing.tiers.retain(|(id, _)| used.contains(id));
    Plan {
        rows,
        unknown_tiers,
        writing,
    }
}

fn join(ground: Ground<'_>, draft: &Draft<'_>, writing: &mut Writing) {
    let start = |day| ground.calendar.start(day);
    let joined_at = draft.row.joined.map(start);
    // Without a day nobody was elsewhere before: what they sold earlier counts for their sponsor too.
    let from = joined_at.unwrap_or(SINCE_ALWAYS);
    let today = ground.calendar.day(ground.now);
    let mut member = Member::new(draft.id, "", joined_at.unwrap_or_else(|| start(today)));
    draft.profile.clone().onto(&mut member);
    member.left_at = differ::left_at(ground, draft.row.left);
    writing.joining.push(member);
    writing.placements.push(Placement {
        id: 0,
        member: draft.id,
        sponsor: draft.sponsor,
        from,
    });
    if let Some(tier) = draft.tier {
        writing.member_tiers.push(MemberTier {
            id: 0,
            member: draft.id,
            tier,
            from,
        });
    }
    for (shop, key) in &draft.row.sellers {
        writing.sellers.push((shop.clone(), key.clone(), draft.id));
    }
}

#[cfg(test)]
mod tests;
