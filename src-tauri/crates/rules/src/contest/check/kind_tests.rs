//! The bounds of each kind's own parts.

use super::*;
use crate::contest::course::{Bracket, Leagues, Season};
use crate::contest::kind::{Growth, MemberTarget, Targets, TierTarget};

fn growth(rule: &mut Rule, change: fn(&mut Growth)) {
    let mut growth = Growth {
        periods: 3,
        base_min: 1,
        growth_max: BasisPoints(30_000),
        orders_min: 0,
    };
    change(&mut growth);
    rule.kind = Kind::Growth(growth);
}

fn targets(rule: &mut Rule, [everyone, tier, member]: [i64; 3]) {
    rule.kind = Kind::Attainment(Targets {
        everyone,
        tiers: vec![TierTarget {
            tier: TierId(1),
            target: tier,
        }],
        members: vec![MemberTarget {
            member: MemberId(1),
            target: member,
        }],
    });
}

/// The moments at which rounds of six hours change.
fn cuts(rounds: i64) -> Vec<Moment> {
    let hours = (1..rounds).map(|n| 1_000_000 + n * 6 * HOUR_MS);
    hours.map(Moment).collect()
}

fn bracket(rule: &mut Rule, change: fn(&mut Bracket)) {
    let mut bracket = Bracket {
        size: 8,
        drawn: false,
        recent_days: 30,
        cuts: cuts(3),
    };
    change(&mut bracket);
    rule.kind = Kind::Bracket(bracket);
}

fn leagues(rule: &mut Rule, change: fn(&mut Leagues)) {
    let mut leagues = Leagues {
        size: 20,
        moves: 3,
        recent_days: 30,
        cuts: cuts(3),
    };
    change(&mut leagues);
    rule.kind = Kind::Leagues(leagues);
}

fn season(rule: &mut Rule, change: fn(&mut Season)) {
    let mut season = Season {
        points: vec![3, 2, 2],
        finalists: 8,
        final_times: 2,
        cuts: cuts(3),
    };
    change(&mut season);
    rule.kind = Kind::Season(season);
}

#[test]
fn kinds_of_rounds_have_rounds_that_fit() {
    table(&[
        ("a knock-out → nothing", |r| bracket(r, |_| {})),
        ("of seven → size", |r| bracket(r, |b| b.size = 7)),
        ("of four in three rounds → cuts", |r| {
            bracket(r, |b| b.size = 4)
        }),
        ("by the level of no day → recent_days", |r| {
            bracket(r, |b| b.recent_days = 0)
        }),
        ("whose rounds turn back → cuts", |r| {
            bracket(r, |b| b.cuts.reverse())
        }),
        ("that goes on behind its end → cuts", |r| {
            bracket(r, |b| b.cuts[1] = Moment(1_000_000).plus_days(1));
        }),
        ("that forgets who left → leavers", |r| {
            bracket(r, |_| {});
            r.leavers = false;
        }),
        ("that hides its last round → nothing", |r| {
            bracket(r, |_| {});
            r.freeze_at = Some(cuts(3)[1]);
        }),
        ("that hides who goes on → freeze_at", |r| {
            bracket(r, |_| {});
            r.freeze_at = Some(Moment(cuts(3)[1].0 - 1));
        }),
        ("leagues → nothing", |r| leagues(r, |_| {})),
        ("with prizes in each → nothing", |r| {
            leagues(r, |_| {});
            r.prizes = vec![to(To::League { first: 1, last: 3 })];
        }),
        ("from the second to the first → prizes", |r| {
            leagues(r, |_| {});
            r.prizes = vec![to(To::League { first: 2, last: 1 })];
        }),
        ("prizes of leagues in a ranking → prizes", |r| {
            r.prizes = vec![to(To::League { first: 1, last: 3 })];
        }),
        ("leagues of nine → size", |r| leagues(r, |l| l.size = 9)),
        ("where nobody moves → moves", |r| {
            leagues(r, |l| l.moves = 0)
        }),
        ("of one round → cuts", |r| leagues(r, |l| l.cuts.clear())),
        ("a season → nothing", |r| season(r, |_| {})),
        ("whose leavers are forgotten → nothing", |r| {
            season(r, |_| {});
            r.leavers = false;
        }),
        ("without a final → nothing", |r| {
            season(r, |s| s.finalists = 0)
        }),
        ("with a final of one → finalists", |r| {
            season(r, |s| s.finalists = 1)
        }),
        ("with a final worth nothing → final_times", |r| {
            season(r, |s| s.final_times = 0)
        }),
        ("that gives no points → points", |r| {
            season(r, |s| s.points.clear())
        }),
        ("more points for less → points", |r| {
            season(r, |s| s.points = vec![1, 2])
        }),
    ]);
}

#[test]
fn each_kind_has_bounds_of_its_own() {
    table(&[
        ("steps without a step → prizes", |r| r.kind = Kind::Steps),
        ("with one → nothing", |r| {
            r.kind = Kind::Steps;
            r.prizes = vec![to(To::Step { score: 1 })];
        }),
        ("a race to 1 → nothing", |r| {
            r.kind = Kind::Race { target: 1 }
        }),
        ("to nothing → target", |r| {
            r.kind = Kind::Race { target: 0 }
        }),
        ("with handicaps → counted", |r| {
            r.kind = Kind::Race { target: 1 };
            r.handicaps = vec![rate(5_000)];
        }),
        ("of two measures → counted", |r| {
            r.kind = Kind::Race { target: 1 };
            r.counted.push(Counted::all(Measure::Orders));
        }),
        ("of check-ins → counted", |r| {
            r.kind = Kind::Race { target: 1 };
            r.counted = vec![Counted::all(Measure::CheckIns)];
        }),
        ("a PK of an hour → nothing", |r| {
            r.kind = Kind::Pk { accept_hours: 1 }
        }),
        ("of 240 with a prize → nothing", |r| {
            r.kind = Kind::Pk { accept_hours: 240 };
            r.prizes = vec![to(To::Duel)];
        }),
        ("of no time → accept_hours", |r| {
            r.kind = Kind::Pk { accept_hours: 0 }
        }),
        ("of 241 → accept_hours", |r| {
            r.kind = Kind::Pk { accept_hours: 241 }
        }),
        ("a prize for duels in a ranking → prizes", |r| {
            r.prizes = vec![to(To::Duel)];
        }),
        ("a line of nothing → line", |r| {
            r.kind = Kind::Line { line: 0 }
        }),
        ("growth → nothing", |r| growth(r, |_| {})),
        ("over 13 periods → periods", |r| {
            growth(r, |g| g.periods = 13)
        }),
        ("from nothing → base_min", |r| {
            growth(r, |g| g.base_min = 0)
        }),
        ("to nothing → growth_max", |r| {
            growth(r, |g| g.growth_max = BasisPoints(0));
        }),
        ("of -1 orders → orders_min", |r| {
            growth(r, |g| g.orders_min = -1)
        }),
        ("targets → nothing", |r| targets(r, [1, 1, 1])),
        ("none for everyone → targets", |r| targets(r, [0, 1, 1])),
        ("none for a tier → targets", |r| targets(r, [1, 0, 1])),
        ("less for one → targets", |r| targets(r, [1, 1, -1])),
        ("a branch and people → nothing", |r| {
            teams(r, &[(1, &[]), (0, &[2, 3])])
        }),
        ("one team → sides", |r| teams(r, &[(1, &[])])),
        ("an empty team → sides", |r| {
            teams(r, &[(1, &[]), (0, &[])])
        }),
        ("a head and people → sides", |r| {
            teams(r, &[(1, &[]), (2, &[3])])
        }),
        ("two of one head → sides", |r| {
            teams(r, &[(1, &[]), (1, &[])])
        }),
        ("one person in two → sides", |r| {
            teams(r, &[(0, &[2]), (0, &[3, 2])])
        }),
        ("a head in another → sides", |r| {
            teams(r, &[(2, &[]), (0, &[2])])
        }),
    ]);
}
