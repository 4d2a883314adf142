use super::ledger::{DAY, Ledger, line};
use super::*;
use crate::ImportId;
use crate::points::account::Account;
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
fn a_sale_refunded_whole_and_then_undone_leaves_nothing_in_any_period() {
    let mut ledger = Ledger::default();
    let other = line(2, 1, 0, 1_000);
    ledger.follow(&[line(1, 1, 0, 10_000), other.clone()], Moment(2 * DAY));
    ledger.refund(&[line(1, 1, 0, 0), other.clone()], Moment(40 * DAY), &[1]);
    let mut alone = Ledger::default();
    alone.follow(std::slice::from_ref(&other), Moment(2 * DAY));
    let undo = Because::Undo(ImportId(1));
    ledger.follow_after(&[other], Moment(50 * DAY), undo, &[]);
    // The day's bonus went to the other order when the first was refunded, and stays there.
    let days = |ledger: &Ledger| {
        let mut days: BTreeMap<i64, i64> = BTreeMap::new();
        for ((_, at), points) in ledger.board() {
            *days.entry(at.0 / DAY).or_default() += points;
        }
        days
    };
    assert_eq!(days(&ledger), days(&alone));
    ledger.follow_after(&[], Moment(60 * DAY), undo, &[]);
    assert_eq!(ledger.board(), BTreeMap::new());
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
