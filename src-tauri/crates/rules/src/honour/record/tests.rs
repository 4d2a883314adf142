use super::*;
use proptest::prelude::*;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day") + chrono::Days::new(n)
}

fn sold(rows: &[(i64, u64, i64, i64)]) -> BTreeMap<(MemberId, NaiveDate), Sold> {
    let mut sold: BTreeMap<(MemberId, NaiveDate), Sold> = BTreeMap::new();
    for (member, at, fen, orders) in rows {
        let of = sold.entry((MemberId(*member), day(*at))).or_default();
        of.fen += fen;
        of.orders += orders;
    }
    sold
}

fn said(held: &[Held]) -> Vec<(Record, Vec<i64>, NaiveDate, i64)> {
    let one = |held: &Held| {
        let members = held.members.iter().map(|member| member.0).collect();
        (held.record, members, held.day, held.value)
    };
    held.iter().map(one).collect()
}

#[test]
fn a_record_stays_until_it_is_beaten_and_is_shared_only_on_its_own_day() {
    let rows = [(1, 3, 500, 2), (2, 5, 500, 2), (3, 3, 500, 1)];
    let held = records(&sold(&rows), [], day(40));
    assert_eq!(
        said(&held),
        [
            (Record::LastMonth, vec![1, 2, 3], day(0), 500),
            (Record::DayOrders, vec![1], day(3), 2),
            (Record::DaySales, vec![1, 3], day(3), 500),
            (Record::MonthSales, vec![1, 2, 3], day(0), 500),
            (Record::LongestRun, vec![1, 3], day(3), 1),
        ]
    );
}

#[test]
fn what_refunds_took_is_no_record_and_a_run_breaks_where_nothing_is_left() {
    let rows = [(1, 3, 500, 1), (1, 4, 0, 0), (1, 5, 700, 1), (1, 6, 100, 1)];
    let orders = [(MemberId(1), day(3), 0), (MemberId(1), day(5), 700)];
    let held = records(&sold(&rows), orders, day(6));
    let of = |record| {
        held.iter()
            .find(|one| one.record == record)
            .map(|one| (one.day, one.value))
    };
    assert_eq!(of(Record::LongestRun), Some((day(6), 2)));
    assert_eq!(of(Record::LargestOrder), Some((day(5), 700)));
    assert_eq!(of(Record::LastMonth), None, "October is not over");
    assert_eq!(records(&sold(&[(1, 3, 0, 0)]), [], day(6)), []);
}

/// The slow twin: every candidate by itself, the best of them by value, then day.
fn slowly(rows: &[(i64, u64, i64, i64)], today: NaiveDate) -> Vec<Held> {
    let cells = sold(rows);
    let members: std::collections::BTreeSet<MemberId> = cells.keys().map(|(m, _)| *m).collect();
    let month_of = |member: MemberId, month: NaiveDate| -> i64 {
        let own = cells
            .iter()
            .filter(|((m, d), _)| *m == member && first_of(*d) == month);
        own.map(|(_, sold)| sold.fen).sum()
    };
    let run_to = |member: MemberId, day: NaiveDate| -> i64 {
        let sells = |d: NaiveDate| cells.get(&(member, d)).is_some_and(|sold| sold.orders > 0);
        (0..)
            .take_while(|back| sells(day - chrono::Days::new(*back)))
            .count() as i64
    };
    let candidates = |record: Record| -> Vec<(i64, NaiveDate, MemberId)> {
        let each = cells.iter().map(|((member, day), sold)| match record {
            Record::DayOrders => (sold.orders, *day, *member),
            Record::DaySales => (sold.fen, *day, *member),
            Record::LongestRun => (run_to(*member, *day), *day, *member),
            _ => (month_of(*member, first_of(*day)), first_of(*day), *member),
        });
        let last = first_of(today) - Months::new(1);
        each.filter(|(_, day, _)| record != Record::LastMonth || *day == last)
            .collect()
    };
    let all = [
        Record::LastMonth,
        Record::DayOrders,
        Record::DaySales,
        Record::MonthSales,
        Record::LongestRun,
    ];
    let best = |record: Record| {
        let all = candidates(record);
        let value = all
            .iter()
            .map(|(value, ..)| *value)
            .max()
            .filter(|value| *value > 0)?;
        let day = all
            .iter()
            .filter(|one| one.0 == value)
            .map(|one| one.1)
            .min()?;
        let held = |member: &&MemberId| all.contains(&(value, day, **member));
        Some(Held {
            record,
            members: members.iter().filter(held).copied().collect(),
            day,
            value,
        })
    };
    all.into_iter().filter_map(best).collect()
}

proptest! {
    #[test]
    fn records_are_what_each_candidate_by_itself_comes_to_in_any_order(
        mut rows in prop::collection::vec((1i64..5, 0u64..70, -300i64..500, -1i64..3), 0..60),
        turn in 0usize..60,
    ) {
        let today = day(65);
        let held = records(&sold(&rows), [], today);
        prop_assert_eq!(&held, &slowly(&rows, today));
        let by = turn.min(rows.len());
        rows.rotate_left(by);
        prop_assert_eq!(held, records(&sold(&rows), [], today));
    }

    #[test]
    fn the_largest_order_is_the_first_of_its_size(
        orders in prop::collection::vec((1i64..5, 0u64..9, -3i64..6), 0..20),
    ) {
        let orders: Vec<_> = orders.into_iter().map(|(m, d, fen)| (MemberId(m), day(d), fen)).collect();
        let held = records(&BTreeMap::new(), orders.clone(), day(9));
        let value = orders.iter().map(|one| one.2).max().filter(|value| *value > 0);
        prop_assert_eq!(held.first().map(|one| one.value), value);
        if let (Some(held), Some(value)) = (held.first(), value) {
            let first = orders.iter().filter(|one| one.2 == value).map(|one| one.1).min();
            prop_assert_eq!(Some(held.day), first);
        }
    }
}
