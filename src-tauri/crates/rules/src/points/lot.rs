//! Available points lie in lots; whatever uses them takes the lot that runs out first.

use super::account::Account;
use crate::Moment;

/// Points that became available together and run out together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lot {
    /// Its number: the posting that made it.
    pub number: i64,
    /// When it runs out, if ever.
    pub expires_at: Option<Moment>,
    /// What is left in it.
    pub left: i64,
    /// What ran out of it and was not taken back since.
    pub expired: i64,
    /// What of it paid a debt.
    pub repaid: i64,
    /// How many postings touched it; the next leg under a cause that is numbered by lots.
    pub touched: i64,
}

impl Lot {
    /// First in, first out: by expiry, those that never run out last, then by number.
    fn order(&self) -> (Moment, i64) {
        (self.expires_at.unwrap_or(Moment::MAX), self.number)
    }

    /// So many points of it moved.
    fn taken(&mut self, points: i64) -> Taken {
        let leg = self.touched;
        self.touched += 1;
        Taken {
            lot: self.number,
            expires_at: self.expires_at,
            points,
            leg,
        }
    }
}

/// A part of a lot that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// From which lot.
    pub lot: i64,
    /// When that lot runs out.
    pub expires_at: Option<Moment>,
    /// How many, above zero.
    pub points: i64,
    /// The lot's leg for this.
    pub leg: i64,
}

/// All open lots of one member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pocket {
    lots: Vec<Lot>,
}

crate::refusals! {
    /// There are fewer available points than asked for.
    NotEnoughPoints { available: i64, wanted: i64 } 409,
    "可用积分只有 {available}，不够 {wanted}；待生效的积分过了退货期才能用。",
    "Only {available} points are available, not {wanted}; pending points can be used once their return window ends.";
}

impl Pocket {
    /// A pocket of these lots.
    pub fn new(mut lots: Vec<Lot>) -> Self {
        lots.sort_by_key(Lot::order);
        Self { lots }
    }

    /// What is available.
    pub fn available(&self) -> i64 {
        self.lots.iter().map(|lot| lot.left).sum()
    }

    /// Its lots, first to be used first.
    pub fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// Adds a lot.
    pub fn add(&mut self, lot: Lot) {
        let at = self
            .lots
            .partition_point(|other| other.order() <= lot.order());
        self.lots.insert(at, lot);
    }

    /// Checks and consumes in one: all of `points`, first in first out, or nothing.
    pub fn consume(&mut self, points: i64) -> Result<Vec<Taken>, NotEnoughPoints> {
        if points > self.available() {
            return Err(NotEnoughPoints {
                available: self.available(),
                wanted: points,
            });
        }
        let (taken, _) = self.consume_up_to(points);
        Ok(taken)
    }

    /// Takes as much of `points` as there is, first in first out; returns what was taken and how much
    /// was missing.
    pub fn consume_up_to(&mut self, points: i64) -> (Vec<Taken>, i64) {
        let (mut taken, mut missing) = (Vec::new(), points);
        for lot in &mut self.lots {
            let part = lot.left.min(missing);
            if part > 0 {
                lot.left -= part;
                missing -= part;
                taken.push(lot.taken(part));
            }
        }
        (taken, missing)
    }

    /// Takes back what went into some of the lots, one lot after the other as they are given: what is
    /// left in it, what ran out of it; then what is left elsewhere, first in first out. Returns what
    /// was taken of which account, and how much was missing.
    pub fn take_back(&mut self, points: i64, own: &[i64]) -> (Vec<(Account, Taken)>, i64) {
        let (mut taken, mut missing) = (Vec::new(), points);
        for number in own {
            let Some(lot) = self.lots.iter_mut().find(|lot| lot.number == *number) else {
                continue;
            };
            let left = lot.left.min(missing);
            if left > 0 {
                lot.left -= left;
                missing -= left;
                taken.push((Account::Available, lot.taken(left)));
            }
            let expired = lot.expired.min(missing);
            if expired > 0 {
                lot.expired -= expired;
                missing -= expired;
                taken.push((Account::Expired, lot.taken(expired)));
            }
        }
        let (others, missing) = self.consume_up_to(missing);
        taken.extend(others.into_iter().map(|part| (Account::Available, part)));
        (taken, missing)
    }

    /// Gives back what paid a debt that is none any more, to the lots that paid it, newest first.
    pub fn take_repayments_back(&mut self, points: i64) -> Vec<Taken> {
        let mut lots: Vec<&mut Lot> = self.lots.iter_mut().filter(|lot| lot.repaid > 0).collect();
        lots.sort_by_key(|lot| std::cmp::Reverse(lot.number));
        let (mut given, mut missing) = (Vec::new(), points);
        for lot in lots {
            let part = lot.repaid.min(missing);
            if part > 0 {
                lot.repaid -= part;
                lot.left += part;
                missing -= part;
                given.push(lot.taken(part));
            }
        }
        given
    }

    /// Gives back what was taken, to the lot it came from with the expiry it had.
    pub fn give_back(&mut self, taken: &Taken) {
        match self.lots.iter_mut().find(|lot| lot.number == taken.lot) {
            Some(lot) => {
                lot.left += taken.points;
                lot.touched += 1;
            }
            None => self.add(Lot {
                number: taken.lot,
                expires_at: taken.expires_at,
                left: taken.points,
                touched: taken.leg + 1,
                ..Lot::default()
            }),
        }
    }

    /// Takes all that has run out by `now`.
    pub fn expire(&mut self, now: Moment) -> Vec<Taken> {
        let mut taken = Vec::new();
        for lot in &mut self.lots {
            if lot.left > 0 && lot.expires_at.is_some_and(|at| at <= now) {
                let left = std::mem::take(&mut lot.left);
                lot.expired += left;
                taken.push(lot.taken(left));
            }
        }
        taken
    }

    /// When the next of its points run out.
    pub fn next_expiry(&self) -> Option<Moment> {
        let open = self.lots.iter().filter(|lot| lot.left > 0);
        open.filter_map(|lot| lot.expires_at).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lot(number: i64, expires: i64, left: i64) -> Lot {
        Lot {
            number,
            expires_at: (expires > 0).then_some(Moment(expires)),
            left,
            touched: 1,
            ..Lot::default()
        }
    }

    #[test]
    fn the_lot_that_runs_out_first_is_used_first() {
        let mut pocket = Pocket::new(vec![lot(1, 0, 50), lot(2, 300, 20), lot(3, 200, 10)]);
        let taken = pocket.consume(35).expect("there are 80");
        let said: Vec<_> = taken.iter().map(|t| (t.lot, t.points)).collect();
        assert_eq!(said, [(3, 10), (2, 20), (1, 5)]);
    }

    #[test]
    fn too_much_is_refused_and_nothing_is_taken() {
        let mut pocket = Pocket::new(vec![lot(1, 100, 50)]);
        let no = pocket.consume(51).expect_err("there are 50");
        assert_eq!((no.available, no.wanted), (50, 51));
        assert_eq!(pocket.available(), 50);
    }

    #[test]
    fn points_given_back_keep_their_old_expiry() {
        let mut pocket = Pocket::new(vec![lot(1, 100, 50)]);
        let taken = pocket.consume(30).expect("there are 50");
        pocket.give_back(&taken[0]);
        assert_eq!(pocket.expire(Moment(99)), []);
        assert_eq!(pocket.expire(Moment(100))[0].points, 50);
    }

    /// The slow obvious twin: one point at a time from the open lot that comes first.
    fn one_by_one(lots: &[Lot], points: i64) -> Vec<(i64, i64)> {
        let mut lots = lots.to_vec();
        let mut taken: Vec<(i64, i64)> = Vec::new();
        for _ in 0..points {
            let Some(next) = lots
                .iter_mut()
                .filter(|lot| lot.left > 0)
                .min_by_key(|lot| (lot.expires_at.unwrap_or(Moment::MAX), lot.number))
            else {
                break;
            };
            next.left -= 1;
            match taken.last_mut() {
                Some((number, count)) if *number == next.number => *count += 1,
                _ => taken.push((next.number, 1)),
            }
        }
        taken
    }

    proptest! {
        #[test]
        fn taking_agrees_with_one_point_at_a_time(
            lots in proptest::collection::vec((0i64..5, 0i64..40), 0..8),
            points in 0i64..200,
        ) {
            let lots: Vec<Lot> = lots.iter().enumerate().map(|(i, (e, left))| lot(i as i64 + 1, *e, *left)).collect();
            let (taken, missing) = Pocket::new(lots.clone()).consume_up_to(points);
            let said: Vec<_> = taken.iter().map(|t| (t.lot, t.points)).collect();
            prop_assert_eq!(said, one_by_one(&lots, points));
            let had: i64 = lots.iter().map(|l| l.left).sum();
            prop_assert_eq!(missing, (points - had).max(0));
        }

        #[test]
        fn giving_all_back_restores_the_pocket(
            lots in proptest::collection::vec((0i64..5, 1i64..40), 1..8),
            points in 0i64..200,
        ) {
            let lots: Vec<Lot> = lots.iter().enumerate().map(|(i, (e, left))| lot(i as i64 + 1, *e, *left)).collect();
            let before = Pocket::new(lots);
            let mut after = before.clone();
            let (taken, _) = after.consume_up_to(points);
            for part in &taken {
                after.give_back(part);
            }
            let left = |p: &Pocket| p.lots().iter().map(|l| (l.number, l.expires_at, l.left)).collect::<Vec<_>>();
            prop_assert_eq!(left(&before), left(&after));
        }
    }
}
