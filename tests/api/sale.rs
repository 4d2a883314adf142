//! Stories of imports on both databases: nothing twice, nothing lost, what counts can be recounted.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rules::sale::{Reading, State};
use rules::{Fen, ImportId, MemberId, Moment, TeamId};
use std::collections::BTreeMap;
use store::on;
use store::sale::{Import, Imported, Mark, Origin, Told};
use tests::cast::Cast;
use tests::stage::{House, NOW, on_both};

const SHOP: &str = "douyin";

fn line<'a>(
    order_no: &'a str,
    line_no: &'a str,
    state: State,
    amount: i64,
    refunded: i64,
) -> Told<'a> {
    Told {
        order_no,
        line_no: line_no.into(),
        is_named: false,
        is_whole: false,
        reading: Reading {
            item: "燕窝",
            category: None,
            state,
            amount: Fen(amount),
            refunded: Fen(refunded),
            pieces: 1,
            seller: Some("A"),
            buyer: None,
            placed: Some(NOW.plus_days(-3)),
            paid: Some(NOW.plus_days(-3)),
            finished: None,
        },
        member: MemberId(0),
    }
}

async fn import(house: &House, team: TeamId, exported_at: Moment, lines: &[Told<'_>]) -> Imported {
    let header = Import {
        origin: Origin::File,
        shop: SHOP,
        file_name: None,
        file_hash: None,
        exported_at,
        amount_column: None,
        rows_refused: 0,
        together: None,
        by: None,
    };
    let mut tx = house.app.db.write_team(team).await.unwrap();
    let done = store::sale::import(&mut tx, team, &header, &mut lines.to_vec(), NOW, |_| true)
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    done
}

async fn undo(house: &House, team: TeamId, import: ImportId) {
    let mut tx = house.app.db.write_team(team).await.unwrap();
    let mark = Mark {
        by: None,
        reason: None,
        now: NOW,
    };
    store::sale::undo_import(&mut tx, team, import, mark)
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
}

/// What counts by member: fen, orders, pieces.
async fn counts(house: &House, team: TeamId) -> BTreeMap<i64, (i64, i64, i64)> {
    let mut conn = house.app.db.read().await.unwrap();
    let rows: Vec<(i64, i64, i64, i64)> = on!(conn, c => sqlx::query_as(
        "select member_id, cast(sum(fen) as bigint), cast(sum(orders) as bigint), cast(sum(pieces) as bigint)
         from journal where team_id = $1 group by member_id"
    ).bind(team.0).fetch_all(c).await.unwrap());
    let sums = rows
        .into_iter()
        .map(|(member, fen, orders, pieces)| (member, (fen, orders, pieces)));
    sums.filter(|(_, sum)| *sum != (0, 0, 0)).collect()
}

async fn matched(house: &House, team: TeamId, member: Option<i64>) {
    let mut tx = house.app.db.write_team(team).await.unwrap();
    let number = store::counter::take(&mut tx, team, "seller", 1)
        .await
        .unwrap();
    on!(tx, c => {
        sqlx::query("insert into seller (team_id, id, shop, seller_key, member_id, recorded_at) values ($1, $2, $3, 'A', $4, $5)")
            .bind(team.0).bind(number).bind(SHOP).bind(member).bind(NOW.0).execute(c).await.unwrap();
    });
    store::sale::rematch(
        &mut tx,
        team,
        &[(SHOP.to_owned(), "A".to_owned())],
        Mark {
            by: None,
            reason: None,
            now: NOW,
        },
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_newer_export_adds_what_is_new_and_an_older_one_never_overwrites() {
    on_both(async |house| {
        let team = Cast::enter(&house).await.team;
        let [early, middle, late] = [3, 2, 1].map(|days| NOW.plus_days(-days));
        let first = [
            line("1", "1", State::Shipped, 100, 0),
            line("1", "2", State::Shipped, 50, 0),
            line("2", "1", State::Unpaid, 30, 0),
        ];
        assert_eq!(
            import(&house, team, early, &first).await.counts,
            [3, 0, 0, 0]
        );
        assert_eq!(counts(&house, team).await, [(0, (150, 1, 2))].into());
        assert_eq!(
            import(&house, team, early, &first).await.counts,
            [0, 0, 3, 0],
            "again"
        );

        let second = [
            line("1", "1", State::Finished, 100, 100),
            line("1", "2", State::Shipped, 50, 20),
            line("2", "1", State::Paid, 30, 0),
        ];
        assert_eq!(
            import(&house, team, late, &second).await.counts,
            [0, 3, 0, 2]
        );
        assert_eq!(counts(&house, team).await, [(0, (60, 2, 2))].into());

        let between = [
            line("1", "1", State::Shipped, 100, 0),
            line("1", "2", State::Closed, 50, 0),
            line("2", "1", State::Unpaid, 30, 0),
        ];
        assert_eq!(
            import(&house, team, middle, &between).await.counts,
            [0, 0, 3, 0],
            "older"
        );
        assert_eq!(counts(&house, team).await, [(0, (60, 2, 2))].into());
    })
    .await;
}

#[tokio::test]
async fn an_undone_import_leaves_nothing_and_can_be_imported_again() {
    on_both(async |house| {
        let team = Cast::enter(&house).await.team;
        let lines = [line("1", "1", State::Finished, 100, 30)];
        let first = import(&house, team, NOW.plus_days(-1), &lines).await;
        undo(&house, team, first.id.unwrap()).await;
        assert_eq!(counts(&house, team).await, BTreeMap::new());
        assert_eq!(
            import(&house, team, NOW.plus_days(-1), &lines).await.counts,
            [0, 1, 0, 1]
        );
        assert_eq!(counts(&house, team).await, [(0, (70, 1, 1))].into());
    })
    .await;
}

#[tokio::test]
async fn matching_a_seller_moves_all_their_sales() {
    on_both(async |house| {
        let team = Cast::enter(&house).await.team;
        import(
            &house,
            team,
            NOW,
            &[line("1", "1", State::Finished, 100, 30)],
        )
        .await;
        matched(&house, team, Some(3)).await;
        assert_eq!(counts(&house, team).await, [(3, (70, 1, 1))].into());
        matched(&house, team, Some(4)).await;
        assert_eq!(counts(&house, team).await, [(4, (70, 1, 1))].into());
        matched(&house, team, None).await;
        assert_eq!(counts(&house, team).await, [(0, (70, 1, 1))].into());
    })
    .await;
}

/// What happens to a shop in a random story.
#[derive(Clone, Debug)]
enum Turn {
    Import {
        hours: i64,
        lines: Vec<(usize, usize, usize, i64, i64)>,
    },
    Undo(usize),
    Match(Option<i64>),
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let line = (0usize..3, 0usize..2, 0usize..5, 1i64..4, 0i64..4);
    let turn = prop_oneof![
        4 => (0i64..6, proptest::collection::vec(line, 1..5)).prop_map(|(hours, lines)| Turn::Import { hours, lines }),
        1 => (0usize..6).prop_map(Turn::Undo),
        1 => proptest::option::of(2i64..5).prop_map(Turn::Match),
    ];
    proptest::collection::vec(turn, 1..9)
}

/// By order and line: state, amount, refunded.
type Lines = BTreeMap<(usize, usize), (State, i64, i64)>;

/// The obvious twin: keeps every live import, and says from them alone what should count.
#[derive(Default)]
struct Twin {
    imports: Vec<(bool, i64, Lines)>,
    owner: Option<i64>,
}

impl Twin {
    /// The last live telling of each line by time of export: of two of one time the later imported.
    fn counts(&self) -> BTreeMap<i64, (i64, i64, i64)> {
        let mut held: BTreeMap<(usize, usize), (i64, State, i64)> = BTreeMap::new();
        for (_, hours, lines) in self.imports.iter().filter(|import| import.0) {
            for (key, (state, amount, refunded)) in lines {
                let entry = held
                    .entry(*key)
                    .or_insert((*hours, *state, amount - refunded));
                if entry.0 <= *hours {
                    *entry = (*hours, *state, amount - refunded);
                }
            }
        }
        let member = self.owner.unwrap_or(0);
        let mut sum = (0, 0, 0);
        let mut orders = std::collections::BTreeSet::new();
        for ((order, _), (_, state, amount)) in held {
            if state.counts() && amount > 0 {
                sum = (
                    sum.0 + amount,
                    sum.1 + i64::from(orders.insert(order)),
                    sum.2 + 1,
                );
            }
        }
        if sum == (0, 0, 0) {
            BTreeMap::new()
        } else {
            [(member, sum)].into()
        }
    }
}

/// Imports with refunds, undone and matched in any order.
#[test]
fn any_order_of_imports_undos_and_matches_counts_what_the_live_files_say() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(proptest::test_runner::Config {
        cases: 40,
        failure_persistence: None,
        ..Default::default()
    });
    runner
        .run(&turns(), |turns| {
            runtime.block_on(async {
                let house = House::sqlite().await;
                let team = Cast::enter(&house).await.team;
                let (mut twin, mut numbers) = (Twin::default(), Vec::new());
                for turn in &turns {
                    match turn {
                        Turn::Import { hours, lines } => {
                            let told: BTreeMap<_, _> = lines
                                .iter()
                                .map(|(o, l, s, amount, refunded)| {
                                    (
                                        (*o, *l),
                                        (
                                            State::ALL[*s],
                                            amount * 100,
                                            (refunded * 50).min(amount * 100),
                                        ),
                                    )
                                })
                                .collect();
                            let names: Vec<(String, String)> = told
                                .keys()
                                .map(|(o, l)| (o.to_string(), l.to_string()))
                                .collect();
                            let rows: Vec<Told<'_>> = names
                                .iter()
                                .zip(told.values())
                                .map(|((o, l), (state, amount, refunded))| {
                                    line(o, l, *state, *amount, *refunded)
                                })
                                .collect();
                            let done = import(
                                &house,
                                team,
                                NOW.plus_ms(hours * 3_600_000 - 86_400_000),
                                &rows,
                            )
                            .await;
                            numbers.push(done.id);
                            twin.imports.push((done.id.is_some(), *hours, told));
                        }
                        Turn::Undo(which) => {
                            if let Some(Some(id)) = numbers.get(*which).copied() {
                                undo(&house, team, id).await;
                                numbers[*which] = None;
                                twin.imports[*which].0 = false;
                            }
                        }
                        Turn::Match(member) => {
                            matched(&house, team, *member).await;
                            twin.owner = *member;
                        }
                    }
                    prop_assert_eq!(
                        counts(&house, team).await,
                        twin.counts(),
                        "after {:?}",
                        turn
                    );
                }
                Ok(())
            })
        })
        .unwrap();
}
