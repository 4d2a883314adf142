use super::*;
use crate::TeamId;
use crate::points::earn::{Line, targets};
use crate::points::lot::Lot;
use crate::points::{Book, EarningRules, Hash, Points, Posting, Version};
use proptest::prelude::*;

const DAY: i64 = 86_400_000;

/// A ledger in memory: postings in order, read back by the slow obvious way.
#[derive(Default)]
struct Ledger {
    postings: Vec<Posting>,
    terms: Terms,
}

impl Ledger {
    fn post(&mut self, drafts: Vec<Draft>) {
        for draft in drafts {
            let key = draft.key();
            assert!(draft.points > 0, "{draft:?}");
            assert!(
                self.postings.iter().all(|p| p.draft.key() != key),
                "posted twice: {key:?}"
            );
            let before = self.postings.last().map_or(Hash::START, |p| p.hash);
            let seq = self.postings.len() as i64 + 1;
            self.postings
                .push(draft.chained(TeamId(1), seq, Moment(0), &before));
        }
    }

    fn of(&self, account: Account, member: i64) -> i64 {
        let own = self
            .postings
            .iter()
            .filter(|p| !account.is_members() || p.draft.member.0 == member);
        own.map(|p| p.draft.effect(account)).sum()
    }

    fn pocket(&self, member: MemberId) -> Pocket {
        let mut lots: BTreeMap<i64, Lot> = BTreeMap::new();
        for p in self.postings.iter().filter(|p| p.draft.member == member) {
            if let Some(number) = p.draft.lot_number(p.seq) {
                let lot = lots.entry(number).or_insert(Lot {
                    number,
                    expires_at: p.draft.expires_at,
                    left: 0,
                    touched: 0,
                });
                lot.left += p.draft.effect(Account::Available);
                lot.touched += 1;
            }
        }
        Pocket::new(lots.into_values().collect())
    }

    fn posted(&self) -> Vec<Posted> {
        let rows = self.postings.iter().filter_map(|p| {
            let (component, up) = Component::of(p.draft.cause)?;
            Some(Posted {
                sale: SaleId(p.draft.cause_id),
                component,
                member: p.draft.member,
                up,
                account: if up { p.draft.to } else { p.draft.from },
                points: p.draft.points,
                matures_at: p.draft.matures_at,
                lot: p.draft.lot_number(p.seq),
            })
        });
        rows.collect()
    }

    fn follow(&mut self, lines: &[Line], now: Moment) {
        let found = targets(&book(), &self.terms.calendar, lines, |_, _| None);
        let differences = differences(&found, &self.posted());
        let mut means = Means::default();
        for p in &self.postings {
            let member = p.draft.member;
            means.pockets.insert(member, self.pocket(member));
            if p.draft.cause == Cause::Maturity {
                means.matured.insert(p.draft.cause_id, p.seq);
            }
        }
        self.post(take_backs(&differences, means, &self.terms, now));
        let gained = differences.iter().filter(|d| d.points > 0);
        self.post(gained.map(|d| add(d, &self.terms, now)).collect());
    }

    fn mature(&mut self, now: Moment) {
        let mut buckets: BTreeMap<(MemberId, Moment), i64> = BTreeMap::new();
        for p in &self.postings {
            if let Some(at) = p.draft.matures_at.filter(|at| *at <= now) {
                *buckets.entry((p.draft.member, at)).or_default() +=
                    p.draft.effect(Account::Pending);
            }
        }
        let due = buckets.into_iter().filter(|(_, points)| *points > 0);
        let drafts = due
            .map(|((member, at), points)| Draft {
                matures_at: Some(at),
                expires_at: self.terms.expires_at(at),
                lot: InLot::Own,
                ..Draft::new(
                    (Cause::Maturity, maturity_id(member, at), 0),
                    member,
                    (Account::Pending, Account::Available),
                    points,
                    at,
                )
            })
            .collect();
        self.post(drafts);
    }

    fn spend(&mut self, member: i64, points: i64) {
        let member = MemberId(member);
        let (taken, _) = self.pocket(member).consume_up_to(points, &[]);
        let drafts = taken
            .into_iter()
            .map(|part| Draft {
                expires_at: part.expires_at,
                lot: InLot::Of(part.lot),
                ..Draft::new(
                    (Cause::Repayment, part.lot, part.leg),
                    member,
                    (Account::Available, Account::Redeemed),
                    part.points,
                    Moment(0),
                )
            })
            .collect();
        self.post(drafts);
    }
}

fn book() -> Book {
    let rules = EarningRules {
        per_order: Points(3),
        first_of_day: Points(7),
        ..EarningRules::one_a_yuan()
    };
    Book::new(vec![Version {
        id: RulesId(1),
        from_at: Moment::MIN,
        hash: rules.hash(),
        rules,
        reason: String::new(),
        by: None,
        recorded_at: Moment(0),
    }])
}

fn line(sale: i64, member: i64, day: i64, fen: i64) -> Line {
    Line {
        sale: SaleId(sale),
        member: MemberId(member),
        at: Moment(day * DAY + sale),
        fen: Fen(fen),
        order: sale,
        category: None,
    }
}

use Account::{Available, Borne, Issued, Owed, Pending};

#[test]
fn a_sale_is_pending_until_its_return_window_ends() {
    let mut ledger = Ledger::default();
    ledger.follow(&[line(1, 1, 0, 10_000)], Moment(DAY));
    assert_eq!((ledger.of(Pending, 1), ledger.of(Available, 1)), (110, 0));
    ledger.mature(Moment(9 * DAY));
    assert_eq!((ledger.of(Pending, 1), ledger.of(Available, 1)), (0, 110));
}

#[test]
fn an_old_sale_is_available_at_once() {
    let mut ledger = Ledger::default();
    ledger.follow(&[line(1, 1, 0, 10_000)], Moment(30 * DAY));
    assert_eq!((ledger.of(Pending, 1), ledger.of(Available, 1)), (0, 110));
    assert!(ledger.pocket(MemberId(1)).next_expiry().is_some());
}

#[test]
fn a_refund_takes_pending_points_back_to_where_they_came_from() {
    let mut ledger = Ledger::default();
    ledger.follow(&[line(1, 1, 0, 10_000)], Moment(DAY));
    ledger.follow(&[line(1, 1, 0, 4_000)], Moment(2 * DAY));
    assert_eq!((ledger.of(Pending, 1), ledger.of(Issued, 0)), (50, -50));
    ledger.follow(&[line(1, 1, 0, 0)], Moment(3 * DAY));
    assert_eq!((ledger.of(Pending, 1), ledger.of(Issued, 0)), (0, 0));
}

#[test]
fn a_refund_takes_available_points_from_the_lot_they_became() {
    let mut ledger = Ledger::default();
    ledger.follow(
        &[line(1, 1, 0, 10_000), line(2, 1, 5, 10_000)],
        Moment(6 * DAY),
    );
    ledger.mature(Moment(20 * DAY));
    ledger.follow(&[line(1, 1, 0, 10_000), line(2, 1, 5, 0)], Moment(21 * DAY));
    let pocket = ledger.pocket(MemberId(1));
    let left: Vec<_> = pocket.lots().iter().map(|lot| lot.left).collect();
    assert_eq!(left, [110, 0]);
}

#[test]
fn a_refund_of_used_points_is_owed_or_borne() {
    for (team_bears_spent, owed, borne) in [(false, -110, 0), (true, 0, -110)] {
        let mut ledger = Ledger::default();
        ledger.terms.team_bears_spent = team_bears_spent;
        ledger.follow(&[line(1, 1, 0, 10_000)], Moment(30 * DAY));
        ledger.spend(1, 110);
        ledger.follow(&[line(1, 1, 0, 0)], Moment(31 * DAY));
        assert_eq!((ledger.of(Owed, 1), ledger.of(Borne, 0)), (owed, borne));
        assert_eq!(ledger.of(Available, 1), 0);
    }
}

#[test]
fn a_sale_matched_to_another_member_moves_its_points() {
    let mut ledger = Ledger::default();
    ledger.follow(&[line(1, 1, 0, 10_000)], Moment(DAY));
    ledger.follow(&[line(1, 2, 0, 10_000)], Moment(DAY));
    assert_eq!((ledger.of(Pending, 1), ledger.of(Pending, 2)), (0, 110));
    ledger.follow(&[line(1, 1, 0, 10_000)], Moment(DAY));
    assert_eq!((ledger.of(Pending, 1), ledger.of(Pending, 2)), (110, 0));
}

/// A change of one of six sales: who sold it and for how much; every third step time goes on.
type Step = (usize, i64, i64);

proptest! {
    #[test]
    fn following_step_by_step_ends_where_following_once_does(
        steps in proptest::collection::vec((0usize..6, 1i64..3, 0i64..9_000), 1..24),
        spends in proptest::collection::vec((1i64..3, 1i64..60), 0..6),
    ) {
        let steps: Vec<Step> = steps;
        let mut ledger = Ledger::default();
        let mut lines: Vec<Line> = (0..6).map(|i| line(i + 1, 1, i, 0)).collect();
        for (i, (sale, member, fen)) in steps.iter().enumerate() {
            let now = Moment(i as i64 * DAY);
            lines[*sale].member = MemberId(*member);
            lines[*sale].fen = Fen(*fen);
            ledger.follow(&lines, now);
            let count = ledger.postings.len();
            ledger.follow(&lines, now);
            prop_assert_eq!(ledger.postings.len(), count, "following again changes nothing");
            if i % 3 == 0 {
                ledger.mature(now);
                if let Some((member, points)) = spends.get(i / 3) {
                    ledger.spend(*member, *points);
                }
            }
        }
        let mut once = Ledger::default();
        once.follow(&lines, Moment(1_000 * DAY));
        let earned = |ledger: &Ledger, member| {
            let moved = ledger.postings.iter().filter(|p| p.draft.member.0 == member);
            moved.map(|p| p.draft.effect(Issued)).sum::<i64>()
        };
        for member in 1..3 {
            prop_assert_eq!(earned(&ledger, member), earned(&once, member));
            prop_assert!(ledger.of(Available, member) >= 0);
            prop_assert!(ledger.of(Pending, member) >= 0);
        }
        let all: i64 = Account::ALL.iter().map(|a| {
            if a.is_members() { ledger.of(*a, 1) + ledger.of(*a, 2) } else { ledger.of(*a, 0) }
        }).sum();
        prop_assert_eq!(all, 0, "every posting balances");
        // Refunding everything brings back to zero what was issued.
        for line in &mut lines {
            line.fen = Fen(0);
        }
        ledger.follow(&lines, Moment(1_000 * DAY));
        prop_assert_eq!(ledger.of(Issued, 0), 0);
    }
}
