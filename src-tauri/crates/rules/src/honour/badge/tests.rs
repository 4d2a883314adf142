use super::*;
use crate::Calendar;
use proptest::prelude::*;

const DAY: i64 = 86_400_000;

fn day(n: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day") + chrono::Days::new(n as u64)
}

/// An order of so many yuan on the nth day of 2026, at noon in Shanghai.
fn order(sale: i64, n: i64, yuan: i64) -> Order {
    let start = Calendar::default().start(day(n));
    Order {
        at: start.plus_ms(DAY / 2 + sale),
        sale: SaleId(sale),
        fen: Fen(yuan * 100),
    }
}

fn of(orders: &[Order], today: i64) -> Badges {
    badges(orders, &Calendar::default().into(), day(0), day(today))
}

fn earned(orders: &[Order], today: i64) -> Vec<(Badge, NaiveDate, i64)> {
    let earned = of(orders, today).earned.into_iter();
    earned.map(|one| (one.badge, one.day, one.times)).collect()
}

#[test]
fn a_first_order_and_a_large_one_are_the_orders_own() {
    use Badge::{FirstOrder, OrderOfTenThousand, OrderOfThousand};
    let orders = [order(1, 3, 50), order(2, 5, 1_000), order(3, 9, 999)];
    let check = [(FirstOrder, day(3), 1), (OrderOfThousand, day(5), 1)];
    assert_eq!(earned(&orders, 20), check);
    let ahead = of(&orders, 20).ahead;
    let next = ahead.iter().find(|one| one.badge == OrderOfTenThousand);
    assert_eq!(
        next.map(|one| (one.have, one.need)),
        Some((100_000, 1_000_000))
    );
}

#[test]
fn an_order_that_was_refunded_carries_its_badge_away() {
    let first = Order {
        fen: Fen(0),
        ..order(1, 3, 50)
    };
    let of = earned(&[first, order(2, 7, 80)], 20);
    assert_eq!(of, [(Badge::FirstOrder, day(7), 1)]);
    assert_eq!(earned(&[first], 20), []);
}

#[test]
fn days_in_a_row_are_earned_with_the_last_of_them_and_counted_once_a_stretch() {
    let days = [1, 2, 3, 4, 6, 7, 8];
    let orders: Vec<Order> = days.iter().map(|n| order(*n, *n, 10)).collect();
    let found = earned(&orders, 9);
    assert!(found.contains(&(Badge::ThreeDays, day(3), 2)), "{found:?}");
    let running = |today| {
        let ahead = of(&orders, today).ahead;
        let seven = ahead.iter().find(|one| one.badge == Badge::SevenDays);
        seven.map(|one| one.have)
    };
    assert_eq!(running(8), Some(3));
    assert_eq!(running(9), Some(3), "today can still go on");
    assert_eq!(running(10), Some(0), "a day was left out");
}

#[test]
fn a_month_is_reached_with_the_order_that_reaches_it() {
    let orders = [order(1, 0, 6_000), order(2, 30, 4_000), order(3, 31, 9_000)];
    let found = of(&orders, 40).earned;
    let month = found
        .iter()
        .find(|one| one.badge == Badge::MonthOfTenThousand);
    let said = month.map(|one| (one.day, one.sale, one.fen));
    assert_eq!(said, Some((day(30), Some(SaleId(2)), Some(Fen(1_000_000)))));
}

#[test]
fn a_year_is_earned_by_the_calendar() {
    let has = |today| earned(&[], today).iter().any(|one| one.0 == Badge::Year);
    assert!(!has(364));
    assert!(has(365));
}

/// The slow obvious twin: every day, every month and every stretch is tried.
fn slowly(orders: &[Order], today: i64) -> Vec<Badge> {
    let calendar = Calendar::default();
    let counting: Vec<(NaiveDate, i64)> = orders
        .iter()
        .filter(|o| o.fen.0 > 0)
        .map(|o| (calendar.day(o.at), o.fen.0))
        .collect();
    let on = |d: NaiveDate| counting.iter().filter(|(day, _)| *day == d).count();
    let days: Vec<NaiveDate> = (0..400).map(day).collect();
    let in_a_row = |n: usize| days.windows(n).any(|run| run.iter().all(|d| on(*d) > 0));
    let month = |fen: i64| {
        (1..=12).any(|month| {
            let theirs = counting
                .iter()
                .filter(|(d, _)| d.month() == month && d.year() == 2026);
            theirs.map(|(_, fen)| fen).sum::<i64>() >= fen
        })
    };
    let largest = counting.iter().map(|(_, fen)| *fen).max().unwrap_or(0);
    let checks = [
        !counting.is_empty(),
        days.iter().any(|d| on(*d) >= 10),
        in_a_row(3),
        in_a_row(7),
        in_a_row(30),
        counting.len() >= 100,
        counting.len() >= 1_000,
        largest >= 100_000,
        largest >= 1_000_000,
        month(1_000_000),
        month(10_000_000),
        today >= 365,
    ];
    let held = Badge::ALL.into_iter().zip(checks).filter(|(_, held)| *held);
    held.map(|(badge, _)| badge).collect()
}

fn some_orders() -> impl Strategy<Value = Vec<Order>> {
    let one = (
        0i64..40,
        prop_oneof![Just(0), 1i64..2_000, 9_000i64..60_000],
    );
    proptest::collection::vec(one, 0..130).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        numbered
            .map(|(n, (day, yuan))| order(n as i64 + 1, day, yuan))
            .collect()
    })
}

proptest! {
    #[test]
    fn badges_agree_with_looking_at_everything_in_whatever_order(
        orders in some_orders(), today in 0i64..400, turn in 0usize..130,
    ) {
        let found = of(&orders, today);
        let held: Vec<Badge> = found.earned.iter().map(|one| one.badge).collect();
        prop_assert_eq!(&held, &slowly(&orders, today));
        prop_assert_eq!(found.earned.len() + found.ahead.len(), Badge::ALL.len());
        let mut turned = orders.clone();
        turned.rotate_left(turn.min(orders.len()));
        turned.reverse();
        prop_assert_eq!(of(&turned, today), found);
    }

    #[test]
    fn another_order_never_takes_a_badge_away(orders in some_orders(), n in 0i64..40, yuan in 1i64..9_000) {
        let before = of(&orders, 40).earned;
        let mut more = orders;
        more.push(order(1_000, n, yuan));
        let after = of(&more, 40).earned;
        for one in before {
            prop_assert!(after.iter().any(|other| other.badge == one.badge && other.day <= one.day));
        }
    }
}
