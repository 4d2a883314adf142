//! The bounds of each kind's own parts.

use super::*;
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
