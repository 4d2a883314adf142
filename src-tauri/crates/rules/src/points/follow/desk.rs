//! Writes the postings that take back and give, each on the side and at the moment it belongs to.

use super::{Difference, Follow, Means, Refunded};
use crate::points::Because;
use crate::points::account::{Account, maturity_id};
use crate::points::earn::Component;
use crate::points::posting::{Draft, InLot};
use crate::points::standing::{Back, Dated, Key, take_newest};
use crate::{Fen, MemberId, Moment, SaleId};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What a refund took from one order and therefore goes to another line or order, dated as it was
/// taken: a period that is over does not get it a second time.
#[derive(Default)]
pub(super) struct Moved {
    orders: HashMap<(i64, MemberId), Refunded>,
    days: HashMap<(MemberId, NaiveDate), Refunded>,
}

impl Moved {
    pub(super) fn of(all: &[Difference], means: &Means, follow: &Follow<'_>) -> Self {
        let mut moved = Self::default();
        for lost in all.iter().filter(|d| d.points < 0) {
            let Key {
                sale,
                component,
                member,
                sold_at,
            } = lost.key;
            let Some(refund) = means.refunds.get(&sale) else {
                continue;
            };
            match component {
                Component::Amount => {}
                Component::Order => {
                    moved.orders.insert((refund.order, member), *refund);
                }
                Component::Day => {
                    let day = follow.calendars.day(sold_at);
                    moved.days.insert((member, day), *refund);
                }
            }
        }
        moved
    }

    pub(super) fn with(&self, key: &Key, desk: &Desk<'_>) -> Option<Refunded> {
        match key.component {
            Component::Order if !self.orders.is_empty() => {
                let own = desk.means.refunds.get(&key.sale)?;
                self.orders.get(&(own.order, key.member)).copied()
            }
            Component::Day if !self.days.is_empty() => {
                let day = desk.follow.calendars.day(key.sold_at);
                self.days.get(&(key.member, day)).copied()
            }
            _ => None,
        }
    }
}

/// Where drafts are written.
pub(super) struct Desk<'a> {
    pub(super) legs: HashMap<(SaleId, Component), [i64; 2]>,
    pub(super) days: Vec<(MemberId, Moment)>,
    pub(super) means: Means,
    pub(super) follow: Follow<'a>,
}

/// One side of a posting: the account, and the lot in it.
#[derive(Clone, Copy)]
struct Side {
    account: Account,
    lot: InLot,
    expires_at: Option<Moment>,
}

impl Side {
    fn of(account: Account) -> Self {
        Self {
            account,
            lot: InLot::No,
            expires_at: None,
        }
    }

    /// The side that a posting took from.
    fn that(back: &Back) -> Self {
        Self {
            account: back.account,
            lot: back.lot.map_or(InLot::No, InLot::Of),
            expires_at: back.expires_at,
        }
    }
}

impl Desk<'_> {
    fn draft(
        &mut self,
        of: &Difference,
        up: bool,
        side: Side,
        Dated { at, points }: Dated,
        because: Because,
    ) -> Draft {
        let Key {
            sale,
            component,
            member,
            sold_at,
        } = of.key;
        // A sale without postings so far gets one at most of each part.
        let leg = self.legs.get_mut(&(sale, component)).map_or(0, |legs| {
            let leg = &mut legs[usize::from(!up)];
            *leg += 1;
            *leg - 1
        });
        let (cause, accounts) = if up {
            (component.up(), (Account::Issued, side.account))
        } else {
            (component.back(), (side.account, Account::Issued))
        };
        Draft {
            rules: of.target.map(|target| target.rules),
            basis: Some(of.target.map_or(Fen::ZERO, |target| target.basis)),
            rate: of.target.and_then(|target| target.rate),
            matures_at: of.standing.matures_at,
            expires_at: side.expires_at,
            lot: side.lot,
            sold_at: Some(sold_at),
            because: Some(because),
            ..Draft::new((cause, sale.0, leg), member, accounts, points, at)
        }
    }

    pub(super) fn take_back(&mut self, mut lost: Difference, drafts: &mut Vec<Draft>) {
        let refund = self.means.refunds.get(&lost.key.sale).copied();
        // A line that counts for someone else or for another moment now is not lost by its refund.
        let refund = refund.filter(|refund| {
            let is_amount = lost.key.component == Component::Amount;
            refund.member == lost.key.member && (!is_amount || refund.sold_at == lost.key.sold_at)
        });
        let because = refund.map_or(self.follow.because, |r| Because::Refund(r.refund));
        let is_gone = lost.target.is_none_or(|target| target.points == 0);
        if refund.is_none() && is_gone && !self.is_passed_on(&lost) {
            self.unwind(&mut lost, because, drafts);
        }
        let points = -lost.points;
        let mut dated = match refund {
            Some(refund) => vec![Dated {
                at: refund.at,
                points,
            }],
            None => take_newest(&mut lost.standing.ups, points),
        };
        for (side, mut points) in self.sides(&lost) {
            while points > 0
                && let Some(last) = dated.last_mut()
            {
                let part = Dated {
                    points: last.points.min(points),
                    ..*last
                };
                points -= part.points;
                last.points -= part.points;
                if last.points == 0 {
                    dated.pop();
                }
                let draft = self.draft(&lost, false, side, part, because);
                drafts.push(draft);
            }
        }
    }

    /// Whether a refund took the day's bonus and gave it to another order of the day, which has it still:
    /// both are dated by the refund, and so both stay.
    fn is_passed_on(&self, lost: &Difference) -> bool {
        let Key {
            component,
            member,
            sold_at,
            ..
        } = lost.key;
        let day = |at| self.follow.calendars.day(at);
        let has = |(who, at): &(MemberId, Moment)| *who == member && day(*at) == day(sold_at);
        lost.points == 0 && component == Component::Day && self.days.iter().any(has)
    }

    /// Reverses earlier takings and what they took, on the side they took it from, so that the
    /// member's accounts stay and every moment loses what it had. All are given back, the newest first,
    /// before any is taken again, the last given first: so reading the postings finds each at its own.
    fn unwind(&mut self, lost: &mut Difference, because: Because, drafts: &mut Vec<Draft>) {
        let backs = std::mem::take(&mut lost.standing.backs);
        for back in backs.iter().rev() {
            let given = Dated {
                at: back.at,
                points: back.points(),
            };
            let draft = self.draft(lost, true, Side::that(back), given, because);
            drafts.push(draft);
        }
        for back in &backs {
            for took in back.took.iter().rev() {
                let draft = self.draft(lost, false, Side::that(back), *took, because);
                drafts.push(draft);
            }
        }
    }

    /// Where lost points lie, and how many in each place.
    fn sides(&mut self, lost: &Difference) -> Vec<(Side, i64)> {
        let (member, mut left) = (lost.key.member, -lost.points);
        let mut sides = Vec::with_capacity(1);
        // Lots that are its own alone come before those it shares.
        let mut own = lost.standing.lots.clone();
        if let Some(matures_at) = lost.standing.matures_at {
            let bucket = self.means.pending.get_mut(&(member, matures_at));
            let pending = bucket.map_or(0, |bucket| {
                let pending = left.min(lost.standing.pending).min(*bucket).max(0);
                *bucket -= pending;
                pending
            });
            sides.push((Side::of(Account::Pending), pending));
            left -= pending;
            let made = self.means.matured.get(&maturity_id(member, matures_at));
            own.extend(made.into_iter().flatten().map(|(lot, _)| *lot));
        }
        let pocket = self.means.pockets.entry(member).or_default();
        let (taken, missing) = pocket.take_back(left, &own);
        sides.extend(taken.into_iter().map(|(account, part)| {
            let side = Side {
                account,
                lot: InLot::Of(part.lot),
                expires_at: part.expires_at,
            };
            (side, part.points)
        }));
        let last = if self.follow.terms.team_bears_spent {
            Account::Borne
        } else {
            Account::Owed
        };
        sides.push((Side::of(last), missing));
        sides
    }

    pub(super) fn gain(&mut self, mut gained: Difference, moved: Option<Refunded>) -> Vec<Draft> {
        let because = moved.map_or(self.follow.because, |r| Because::Refund(r.refund));
        let mut drafts = Vec::with_capacity(1);
        let mut left = gained.points;
        while left > 0
            && let Some(back) = gained.standing.backs.pop()
        {
            let given = Dated {
                at: back.at,
                points: back.points().min(left),
            };
            left -= given.points;
            let side = self.given_back(&gained, &back);
            drafts.push(self.draft(&gained, true, side, given, because));
        }
        if left > 0 {
            let at = moved.map_or(gained.key.sold_at, |refund| refund.at);
            let new = Dated { at, points: left };
            let terms = self.follow.terms;
            let matures_at = *gained
                .standing
                .matures_at
                .get_or_insert_with(|| terms.matures_at(gained.key.sold_at));
            let side = self.new_side(matures_at);
            drafts.push(self.draft(&gained, true, side, new, because));
        }
        drafts
    }

    /// Where points go that nothing took before.
    fn new_side(&self, matures_at: Moment) -> Side {
        if matures_at > self.follow.now {
            return Side::of(Account::Pending);
        }
        Side {
            account: Account::Available,
            lot: InLot::Own,
            expires_at: self.follow.terms.expires_at(matures_at),
        }
    }

    /// Where points go back to: whence they were taken; if that was pending and their return window
    /// ended meanwhile, the lot it became.
    fn given_back(&self, gained: &Difference, back: &Back) -> Side {
        let matures_at = match gained.standing.matures_at {
            Some(at) if back.account == Account::Pending => at,
            _ => return Side::that(back),
        };
        let id = maturity_id(gained.key.member, matures_at);
        let became = self.means.matured.get(&id).and_then(|lots| lots.last());
        match became {
            Some((lot, expires_at)) if matures_at <= self.follow.now => Side {
                account: Account::Available,
                lot: InLot::Of(*lot),
                expires_at: *expires_at,
            },
            _ => self.new_side(matures_at),
        }
    }
}
