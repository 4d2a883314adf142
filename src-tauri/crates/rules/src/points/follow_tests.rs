use super::*;
use crate::points::earn::targets;
use crate::points::lot::Lot;
use crate::points::tick::{self, Bucket};
use crate::points::{Book, EarningRules, Hash, Points, Posting, Version};
use crate::{ImportId, RulesId, TeamId};
use proptest::prelude::*;
use std::collections::BTreeSet;

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
                    ..Lot::default()
                });
                assert_eq!(lot.expires_at, p.draft.expires_at, "{p:?}");
                lot.left += p.draft.effect(Available);
                lot.expired += p.draft.effect(Expired);
                if p.draft.cause == Cause::Repayment {
                    lot.repaid += p.draft.effect(Owed);
                }
                lot.touched += 1;
                assert!(
                    lot.left >= 0 && lot.expired >= 0 && lot.repaid >= 0,
                    "{p:?}"
                );
            }
        }
        Pocket::new(lots.into_values().collect())
    }

    fn posted(&self) -> Vec<Posted> {
        let rows = self.postings.iter().filter_map(|p| {
            let (component, up) = Component::of(p.draft.cause)?;
            Some(Posted {
                seq: p.seq,
                key: Key {
                    sale: SaleId(p.draft.cause_id),
                    component,
                    member: p.draft.member,
                    sold_at: p.draft.sold_at?,
                },
                up,
                account: if up { p.draft.to } else { p.draft.from },
                points: p.draft.points,
                matures_at: p.draft.matures_at,
                lot: p.draft.lot_number(p.seq),
                expires_at: p.draft.expires_at,
                happened_at: p.draft.happened_at,
            })
        });
        rows.collect()
    }

    fn follow(&mut self, lines: &[Line], now: Moment) {
        self.follow_after(lines, now, Because::Import(ImportId(1)), &[]);
    }

    /// Follows after sales were refunded at this moment.
    fn refund(&mut self, lines: &[Line], now: Moment, sales: &[i64]) {
        self.follow_after(lines, now, Because::Refund(RefundId(1)), sales);
    }

    fn follow_after(&mut self, lines: &[Line], now: Moment, because: Because, refunds: &[i64]) {
        let calendars = self.terms.calendar.into();
        let found = targets(&book(), &calendars, lines, |_, _| None);
        let changes = changes(&found, &self.posted());
        let mut means = Means::default();
        for p in &self.postings {
            let member = p.draft.member;
            means.pockets.insert(member, self.pocket(member));
            if p.draft.cause == Cause::Maturity {
                let lots = means.matured.entry(p.draft.cause_id).or_default();
                lots.push((p.seq, p.draft.expires_at));
            }
            if let Some(at) = p.draft.matures_at {
                *means.pending.entry((member, at)).or_default() += p.draft.effect(Pending);
            }
        }
        let new = refunds
            .iter()
            .map(|sale| (SaleId(*sale), (RefundId(*sale), now)));
        means.refunds = refunded(lines, &new.collect());
        let terms = self.terms;
        let follow = Follow {
            because,
            terms: &terms,
            calendars: &calendars,
            now,
        };
        self.post(changes.drafts(means, follow).collect());
        self.repay(now);
    }

    fn mature(&mut self, now: Moment) {
        let mut buckets: BTreeMap<(MemberId, Moment), i64> = BTreeMap::new();
        for p in &self.postings {
            if let Some(at) = p.draft.matures_at.filter(|at| *at <= now) {
                *buckets.entry((p.draft.member, at)).or_default() += p.draft.effect(Pending);
            }
        }
        let mut drafts = Vec::new();
        for ((member, matures_at), points) in buckets {
            assert!(points >= 0, "less than nothing is pending");
            if points > 0 {
                let id = maturity_id(member, matures_at);
                let made =
                    |p: &&Posting| (p.draft.cause, p.draft.cause_id) == (Cause::Maturity, id);
                let bucket = Bucket {
                    member,
                    matures_at,
                    points,
                };
                let leg = self.postings.iter().filter(made).count();
                drafts.push(bucket.mature(&self.terms, leg as i64));
            }
        }
        self.post(drafts);
        self.repay(now);
    }

    /// Debts are paid, lots run out: what a tick does beside maturing.
    fn repay(&mut self, now: Moment) {
        let members: BTreeSet<MemberId> = self.postings.iter().map(|p| p.draft.member).collect();
        for member in members {
            let mut pocket = self.pocket(member);
            let owed = self.of(Owed, member.0);
            let mut drafts = tick::repay(member, owed, &mut pocket, now);
            drafts.extend(tick::expire(member, &mut pocket, now));
            self.post(drafts);
            assert!(self.of(Owed, member.0) <= 0, "nobody is owed anything");
        }
    }

    fn spend(&mut self, member: i64, points: i64) {
        let member = MemberId(member);
        let (taken, _) = self.pocket(member).consume_up_to(points);
        let drafts = taken
            .into_iter()
            .map(|part| Draft {
                expires_at: part.expires_at,
                lot: InLot::Of(part.lot),
                ..Draft::new(
                    (Cause::Expiry, part.lot, part.leg),
                    member,
                    (Available, Account::Redeemed),
                    part.points,
                    Moment(0),
                )
            })
            .collect();
        self.post(drafts);
    }

    /// What boards show: points of sales by member and moment.
    fn board(&self) -> BTreeMap<(MemberId, Moment), i64> {
        let mut board = BTreeMap::new();
        for p in &self.postings {
            if Component::of(p.draft.cause).is_some() {
                let earned = -p.draft.effect(Issued);
                *board
                    .entry((p.draft.member, p.draft.happened_at))
                    .or_default() += earned;
            }
        }
        board.retain(|_, points| *points != 0);
        board
    }

    /// Everything a member has, and what of it was borne or ran out.
    fn estate(&self, member: i64) -> String {
        let pocket = self.pocket(MemberId(member));
        let left: Vec<_> = pocket.lots().iter().filter(|lot| lot.left > 0).collect();
        let lots: Vec<_> = left.iter().map(|lot| (lot.expires_at, lot.left)).collect();
        let own = |account| {
            let own = self.postings.iter().filter(|p| p.draft.member.0 == member);
            own.map(|p| p.draft.effect(account)).sum::<i64>()
        };
        let sums = [Available, Pending, Owed, Account::Borne, Expired].map(own);
        format!("{sums:?} {lots:?}")
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

use Account::{Available, Borne, Expired, Issued, Owed, Pending};

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

#[test]
fn undoing_a_sale_whose_points_ran_out_leaves_no_debt() {
    let mut ledger = Ledger::default();
    ledger.follow(
        &[line(1, 1, 0, 10_000), line(2, 1, 390, 5_000)],
        Moment(400 * DAY),
    );
    assert_eq!((ledger.of(Available, 1), ledger.of(Expired, 0)), (60, 110));
    let undone = [line(1, 1, 0, 0), line(2, 1, 390, 5_000)];
    ledger.follow_after(&undone, Moment(401 * DAY), Because::Undo(ImportId(1)), &[]);
    assert_eq!((ledger.of(Available, 1), ledger.of(Expired, 0)), (60, 0));
    assert_eq!(ledger.of(Owed, 1), 0);
}

#[test]
fn a_refund_counts_at_its_own_moment_and_all_else_where_it_was_earned() {
    let october = Moment(DAY + 1);
    let mut ledger = Ledger::default();
    ledger.follow(&[line(1, 1, 1, 10_000)], Moment(2 * DAY));
    ledger.refund(&[line(1, 1, 1, 4_000)], Moment(40 * DAY), &[1]);
    let said = |ledger: &Ledger| ledger.board().into_iter().collect::<Vec<_>>();
    let refunded = ((MemberId(1), Moment(40 * DAY)), -60);
    assert_eq!(said(&ledger), [((MemberId(1), october), 110), refunded]);
    // Matched to another: as if it had never been the first one's.
    let matched = [line(1, 2, 1, 4_000)];
    ledger.follow_after(&matched, Moment(50 * DAY), Because::Match, &[]);
    assert_eq!(said(&ledger), [((MemberId(2), october), 50)]);
    ledger.follow_after(&[], Moment(60 * DAY), Because::Undo(ImportId(1)), &[]);
    assert_eq!(said(&ledger), []);
}

#[test]
fn a_bonus_that_a_refund_moves_on_is_not_counted_twice_in_the_old_period() {
    let mut ledger = Ledger::default();
    let second = line(2, 1, 0, 1_000);
    ledger.follow(&[line(1, 1, 0, 1_000), second.clone()], Moment(DAY));
    let before = ledger.board();
    ledger.refund(&[line(1, 1, 0, 0), second], Moment(40 * DAY), &[1]);
    let after = ledger.board();
    // The first order's own 10 + 3 go at the refund; the day's 7 go and come at the same moment.
    let gone = after.get(&(MemberId(1), Moment(40 * DAY)));
    assert_eq!(gone, Some(&-13));
    let old = |board: &BTreeMap<_, i64>| -> i64 { board.values().filter(|p| **p > 0).sum() };
    assert_eq!(old(&before), old(&after));
}

#[test]
fn a_sale_at_another_moment_takes_its_points_there() {
    let mut ledger = Ledger::default();
    ledger.follow(&[line(1, 1, 0, 1_000)], Moment(DAY));
    let mut moved = line(1, 1, 0, 1_000);
    moved.at = Moment(3 * DAY);
    ledger.follow(&[moved], Moment(4 * DAY));
    let said: Vec<_> = ledger.board().into_iter().collect();
    assert_eq!(said, [((MemberId(1), Moment(3 * DAY)), 20)]);
    ledger.mature(Moment(10 * DAY));
    assert_eq!(
        ledger.of(Available, 1),
        0,
        "the old day's window is not the new one's"
    );
    ledger.mature(Moment(11 * DAY));
    assert_eq!(ledger.of(Available, 1), 20);
}

#[test]
fn what_the_team_bore_goes_back_to_the_team() {
    let mut ledger = Ledger::default();
    ledger.terms.team_bears_spent = true;
    ledger.follow(&[line(1, 1, 0, 10_000)], Moment(30 * DAY));
    ledger.spend(1, 80);
    let before = ledger.estate(1);
    ledger.refund(&[line(1, 1, 0, 0)], Moment(31 * DAY), &[1]);
    assert_eq!((ledger.of(Borne, 0), ledger.of(Available, 1)), (-80, 0));
    ledger.follow(&[line(1, 1, 0, 10_000)], Moment(32 * DAY));
    assert_eq!(ledger.estate(1), before);
}

/// A change of one of six sales: which, who sold it, for how much, what kind of change, and how many
/// days went by before it.
type Step = (usize, i64, i64, u8, i64);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((0usize..6, 1i64..3, 0i64..9_000, 0u8..4, 0i64..25), 1..24)
}

/// Plays steps on six sales, maturing and letting run out as time goes by.
fn play(ledger: &mut Ledger, lines: &mut [Line], steps: &[Step], refunds: bool) -> Moment {
    let mut now = Moment(0);
    for (sale, member, fen, kind, days) in steps {
        now = now.plus_days(*days);
        let line = &mut lines[*sale];
        let is_refund = refunds && *kind == 0 && *fen < line.fen.0;
        match kind {
            0 => line.fen = Fen(*fen),
            1 => line.member = MemberId(*member),
            2 => line.at = line.at.plus_ms(fen * 10_000 - 45_000_000),
            _ => line.fen = Fen(0),
        }
        let refunded: Vec<i64> = is_refund.then_some(line.sale.0).into_iter().collect();
        ledger.refund(lines, now, &refunded);
        let count = ledger.postings.len();
        ledger.follow(lines, now);
        assert_eq!(
            ledger.postings.len(),
            count,
            "following again changes nothing"
        );
        ledger.mature(now);
    }
    now
}

fn six() -> Vec<Line> {
    (0..6).map(|i| line(i + 1, 1, i, 5_000)).collect()
}

/// A ledger whose points run out after a month.
fn brief() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.terms.expire_months = 1;
    ledger
}

proptest! {
    /// The slow obvious twin follows once, from nothing.
    #[test]
    fn following_step_by_step_ends_where_following_once_does(steps in steps(), refunds in any::<bool>()) {
        let (mut ledger, mut lines) = (brief(), six());
        let now = play(&mut ledger, &mut lines, &steps, refunds);
        let mut once = brief();
        once.follow(&lines, now);
        for member in 1..3 {
            let earned = |ledger: &Ledger| -> i64 {
                let board = ledger.board();
                board.iter().filter(|((m, _), _)| m.0 == member).map(|(_, points)| points).sum()
            };
            prop_assert_eq!(earned(&ledger), earned(&once));
            prop_assert!(ledger.of(Available, member) >= 0);
            prop_assert!(ledger.of(Pending, member) >= 0);
            prop_assert_eq!(ledger.of(Owed, member), 0, "who spends nothing owes nothing");
        }
        if !refunds {
            prop_assert_eq!(ledger.board(), once.board(), "every period as if it had always been so");
            for member in 1..3 {
                prop_assert_eq!(ledger.of(Pending, member), once.of(Pending, member));
                prop_assert_eq!(ledger.of(Available, member), once.of(Available, member));
            }
        }
        let all: i64 = Account::ALL.iter().map(|a| {
            if a.is_members() { ledger.of(*a, 1) + ledger.of(*a, 2) } else { ledger.of(*a, 0) }
        }).sum();
        prop_assert_eq!(all, 0, "every posting balances");
        // Undoing everything leaves nothing, in no period and on no account.
        ledger.follow_after(&[], now, Because::Undo(ImportId(1)), &[]);
        if !refunds {
            prop_assert_eq!(ledger.board(), BTreeMap::new());
        }
        prop_assert_eq!([Issued, Expired, Borne].map(|a| ledger.of(a, 0)), [0; 3]);
        prop_assert_eq!(ledger.of(Available, 1) + ledger.of(Available, 2), 0);
    }

    /// The slow obvious twin was never refunded.
    #[test]
    fn a_refund_that_is_taken_back_leaves_everything_as_it_was(
        spends in proptest::collection::vec((0i64..30, 1i64..3, 1i64..120), 0..6),
        refund in (0usize..6, 0i64..5_000, 5i64..60, 0i64..40),
        team_bears_spent in any::<bool>(),
    ) {
        let (sale, left, on_day, later) = refund;
        let (mut ledger, mut twin) = (brief(), brief());
        for ledger in [&mut ledger, &mut twin] {
            ledger.terms.team_bears_spent = team_bears_spent;
            let mut spends = spends.clone();
            spends.sort_unstable();
            ledger.follow(&six(), Moment(6 * DAY));
            for (day, member, points) in &spends {
                ledger.mature(Moment(day * DAY));
                ledger.spend(*member, *points);
            }
        }
        let now = Moment((30 + on_day) * DAY);
        let mut lines = six();
        ledger.mature(now);
        twin.mature(now);
        lines[sale].fen = Fen(left);
        ledger.refund(&lines, now, &[sale as i64 + 1]);
        // New sales pay what is owed meanwhile.
        let then = now.plus_days(later);
        let mut more = six();
        more.push(line(7, 1, 20 + on_day, 3_000));
        lines.push(line(7, 1, 20 + on_day, 3_000));
        ledger.follow(&lines, now);
        twin.follow(&more, now);
        ledger.mature(then);
        twin.mature(then);
        ledger.follow(&more, then);
        prop_assert_eq!(ledger.estate(1), twin.estate(1));
        prop_assert_eq!(ledger.board(), twin.board());
    }
}
