use super::*;
use crate::contest::cast;
use crate::contest::kind::{Side, Teams};
use crate::contest::rule::{Handicap, TieKey};
use crate::contest::{Counted, Prize, Template};
use crate::{BasisPoints, Calendar, Lang, MemberId, Moment, TierId};

#[path = "check/kind_tests.rs"]
mod kind_tests;

/// A ranking of one day that can be used.
fn sound() -> Rule {
    Rule {
        end: Moment(1_000_000).plus_days(1),
        ties: vec![TieKey::Earlier, TieKey::Orders],
        prizes: vec![to(To::Places { first: 1, last: 3 })],
        ..cast::rule(Kind::Ranking)
    }
}

fn to(to: To) -> Prize {
    Prize {
        to,
        points: 100,
        thing: None,
        cost_fen: 0,
        title: None,
    }
}

/// The columns of a changed rule that are named, each once.
fn named(change: impl FnOnce(&mut Rule)) -> String {
    let mut rule = sound();
    change(&mut rule);
    let mut columns: Vec<String> = faults(&rule).into_iter().filter_map(|p| p.column).collect();
    columns.dedup();
    assert_eq!(check(&rule).is_ok(), columns.is_empty());
    columns.join(" ")
}

type Change = (&'static str, fn(&mut Rule));

#[track_caller]
fn table(changes: &[Change]) {
    for (row, change) in changes {
        let (what, column) = row.split_once(" → ").expect("what → which column");
        assert_eq!(named(change), column.replace("nothing", ""), "{what}");
    }
}

/// Teams, each of a head (0: none) and chosen people.
fn teams(rule: &mut Rule, sides: &[(i64, &[i64])]) {
    let sides = sides.iter().map(|(head, members)| Side {
        name: "红队".into(),
        head: (*head > 0).then_some(MemberId(*head)),
        members: members.iter().copied().map(MemberId).collect(),
    });
    rule.kind = Kind::Teams(Teams {
        sides: sides.collect(),
        per_head: false,
        pays_head: false,
    });
}

#[test]
fn names_and_times_have_bounds() {
    table(&[
        ("as it is → nothing", |_| {}),
        ("no name → name", |r| r.name = "  ".into()),
        ("40 characters → nothing", |r| r.name = "红".repeat(40)),
        ("41 characters → name", |r| r.name = "红".repeat(41)),
        ("a note of 1001 → note", |r| r.note = "记".repeat(1_001)),
        ("an hour → nothing", |r| r.end = r.start.plus_ms(HOUR_MS)),
        ("less → end", |r| r.end = r.start.plus_ms(HOUR_MS - 1)),
        ("backwards → end", |r| r.end = r.start.plus_days(-1)),
        ("400 days → nothing", |r| r.end = r.start.plus_days(400)),
        ("beyond time → end", |r| {
            (r.start, r.end) = (Moment(i64::MIN), Moment(i64::MAX));
        }),
        ("frozen from the start → freeze_at", |r| {
            r.freeze_at = Some(r.start);
        }),
        ("frozen at the end → freeze_at", |r| {
            r.freeze_at = Some(r.end)
        }),
        ("frozen between → nothing", |r| {
            r.freeze_at = Some(r.end.plus_ms(-1));
        }),
        ("appeals of 240 hours → nothing", |r| r.appeal_hours = 240),
        ("of 241 → appeal_hours", |r| r.appeal_hours = 241),
        ("of less than none → appeal_hours", |r| {
            r.appeal_hours = -1
        }),
        ("both times wrong → end freeze_at", |r| {
            r.end = r.start;
            r.freeze_at = Some(r.start);
        }),
    ]);
}

#[test]
fn people_and_what_counts_have_bounds() {
    table(&[
        ("no tiers → who", |r| r.who = Who::Tiers { tiers: vec![] }),
        ("nobody → who", |r| {
            r.who = Who::Chosen { members: vec![] }
        }),
        ("a tenth → nothing", |r| r.handicaps = vec![rate(1_000)]),
        ("less → handicaps", |r| r.handicaps = vec![rate(999)]),
        ("more than tenfold → handicaps", |r| {
            r.handicaps = vec![rate(100_001)];
        }),
        ("nothing counted → counted", |r| r.counted.clear()),
        ("five measures → nothing", |r| {
            r.counted = vec![Counted::all(Measure::Orders); 5];
        }),
        ("six → counted", |r| {
            r.counted = vec![Counted::all(Measure::Orders); 6];
        }),
        ("no weight → counted", |r| r.counted[0].weight = 0),
        ("sales of a category → nothing", |r| {
            r.counted[0].category = Some("护肤".into());
        }),
        ("check-ins of a product → counted", |r| {
            r.counted = vec![Counted::all(Measure::CheckIns)];
            r.counted[0].item = Some("面膜".into());
        }),
        ("all four tie keys → nothing", |r| {
            r.ties = vec![TieKey::Earlier, TieKey::Orders, TieKey::Sales, TieKey::Draw];
        }),
        ("no tie key → nothing", |r| r.ties.clear()),
        ("one of them twice → ties", |r| {
            r.ties = vec![TieKey::Sales, TieKey::Draw, TieKey::Sales];
        }),
    ]);
}

fn rate(rate: i64) -> Handicap {
    Handicap {
        tier: TierId(1),
        rate: BasisPoints(rate),
    }
}

#[test]
fn prizes_have_bounds() {
    table(&[
        ("no prize → nothing", |r| r.prizes.clear()),
        ("51 → prizes", |r| {
            r.prizes = vec![to(To::Over { score: 1 }); 51]
        }),
        ("nothing to win → prizes", |r| r.prizes[0].points = 0),
        ("a thing without a name → prizes", |r| {
            (r.prizes[0].points, r.prizes[0].thing) = (0, Some(" ".into()));
        }),
        ("a thing → nothing", |r| {
            (r.prizes[0].points, r.prizes[0].thing) = (0, Some("杯子".into()));
        }),
        ("points taken away → prizes", |r| {
            (r.prizes[0].points, r.prizes[0].thing) = (-1, Some("杯子".into()));
        }),
        ("place 0 → prizes", |r| {
            prize(r, To::Places { first: 0, last: 1 })
        }),
        ("3 to 2 → prizes", |r| {
            prize(r, To::Places { first: 3, last: 2 })
        }),
        ("over nothing → prizes", |r| {
            prize(r, To::Over { score: 0 })
        }),
        ("a share of no points → prizes", |r| {
            r.prizes[0].thing = Some("杯子".into());
            r.prizes[0].points = 0;
            prize(
                r,
                To::Share {
                    score: 0,
                    evenly: true,
                },
            );
        }),
        ("nobody drawn → prizes", |r| {
            prize(
                r,
                To::Draw {
                    score: 0,
                    winners: 0,
                },
            )
        }),
        ("drawn for 50,000 yuan → nothing", |r| {
            r.prizes[0].cost_fen = DRAW_FEN_MAX;
            prize(
                r,
                To::Draw {
                    score: 0,
                    winners: 1,
                },
            );
        }),
        ("for more → prizes", |r| {
            r.prizes[0].cost_fen = DRAW_FEN_MAX + 1;
            prize(
                r,
                To::Draw {
                    score: 0,
                    winners: 1,
                },
            );
        }),
        ("won by place for more → nothing", |r| {
            r.prizes[0].cost_fen = DRAW_FEN_MAX + 1;
        }),
    ]);
}

fn prize(rule: &mut Rule, to: To) {
    rule.prizes[0].to = to;
}

#[test]
fn counting_recruits_is_refused_with_the_article_before_anything_else() {
    let mut rule = sound();
    rule.counted.push(Counted::all(Measure::Recruits));
    rule.name.clear();
    let no = check(&rule).expect_err("recruits");
    assert_eq!((no.code, no.places.len()), ("RecruitsCounted", 0));
    assert!(no.words.zh.contains("第七条第（一）项") && no.words.en.contains("7(1)"));
}

#[test]
fn a_fault_says_what_was_read_and_the_mend_in_both_languages() {
    let mut rule = sound();
    rule.appeal_hours = 241;
    let no = check(&rule).expect_err("too long");
    assert_eq!((no.code, no.status), ("RuleOutOfBounds", 422));
    let [place] = no.places.as_slice() else {
        panic!("one place")
    };
    assert_eq!(place.read.as_deref(), Some("241"));
    let mend = place.mend.as_ref().expect("a mend");
    assert!(mend.zh.contains("240") && mend.en.contains("240"));
}

#[test]
fn every_template_can_be_used_but_the_team_battle_whose_teams_are_to_be_chosen() {
    let now = Moment(1_767_225_600_000);
    for template in Template::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let mut rule = template.rule(&Calendar::default(), now, lang);
            let read = check(&rule);
            let Kind::Teams(teams) = &mut rule.kind else {
                assert_eq!(read, Ok(()), "{template:?}");
                continue;
            };
            let no = read.expect_err("nobody is in a team yet");
            assert!(
                no.places
                    .iter()
                    .all(|p| p.column.as_deref() == Some("sides"))
            );
            for (id, side) in (1..).zip(&mut teams.sides) {
                side.members = vec![MemberId(id)];
            }
            assert_eq!(check(&rule), Ok(()), "{template:?} with teams");
        }
    }
}

#[test]
fn the_guard_names_who_is_paid_for_others_what_is_drawn_and_that_nobody_can_object() {
    let codes = |change: fn(&mut Rule)| {
        let mut rule = sound();
        change(&mut rule);
        let said = risks(&rule).into_iter().map(|risk| risk.code);
        said.collect::<Vec<RiskCode>>()
    };
    let head_paid = |rule: &mut Rule, sides: &[(i64, &[i64])]| {
        teams(rule, sides);
        if let Kind::Teams(teams) = &mut rule.kind {
            teams.pays_head = true;
        }
    };
    assert_eq!(codes(|_| {}), []);
    assert_eq!(
        codes(|r| teams(r, &[(1, &[]), (2, &[])])),
        [],
        "shared by those who sold"
    );
    let mut rule = sound();
    head_paid(&mut rule, &[(1, &[]), (0, &[2])]);
    assert_eq!(risks(&rule)[0].code, RiskCode::UplinePaid);
    head_paid(&mut rule, &[(0, &[1]), (0, &[2])]);
    assert_eq!(risks(&rule), [], "chosen people have no head");
    assert_eq!(
        codes(|r| prize(
            r,
            To::Draw {
                score: 0,
                winners: 1
            }
        )),
        [RiskCode::Draw]
    );
    assert_eq!(codes(|r| r.appeal_hours = 0), [RiskCode::NoAppeal]);
}

#[test]
fn what_is_wrong_in_a_list_names_the_item() {
    let mut rule = sound();
    rule.prizes.push(Prize {
        points: 0,
        ..to(To::Duel)
    });
    rule.counted.push(Counted {
        weight: 0,
        ..Counted::all(Measure::Orders)
    });
    rule.name.clear();
    let mut named: Vec<_> = faults(&rule)
        .into_iter()
        .map(|at| (at.column, at.row))
        .collect();
    named.dedup();
    let expected = [("name", None), ("counted", Some(2)), ("prizes", Some(2))];
    assert_eq!(
        named,
        expected.map(|(column, row)| (Some(column.to_owned()), row))
    );
}
