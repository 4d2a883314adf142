use super::*;
use crate::team::Tier;

fn row(number: u32, name: &str, sponsor: &str) -> Row {
    Row {
        row: number,
        profile: Profile {
            name: name.to_owned(),
            ..Profile::default()
        },
        sponsor: Some(sponsor.to_owned()).filter(|s| !s.is_empty()),
        joined: NaiveDate::from_ymd_opt(2025, 3, 1),
        ..Row::default()
    }
}

fn phone(mut row: Row, phone: &str) -> Row {
    row.profile.phone = Some(phone.to_owned());
    row
}

fn now() -> Moment {
    Calendar::default().moment("2026-11-22T09:00:00".parse().expect("a time"))
}

/// A founder without a phone, alone.
fn begun() -> Roster {
    let founder = Member::new(MemberId(1), "王晓燕", now());
    let placed = Placement {
        id: 1,
        member: MemberId(1),
        sponsor: None,
        from: now(),
    };
    let tier = Tier {
        id: TierId(1),
        name: "总代".to_owned(),
        position: 1,
        colour: "#000000".to_owned(),
        retired_at: None,
    };
    Roster::of([founder], [tier], [placed], [])
}

fn planned(roster: &Roster, rows: &[Row], new_tiers: &[String]) -> Plan {
    let ground = Ground {
        roster,
        sellers: &HashMap::new(),
        calendar: Calendar::default(),
        now: now(),
        new_tiers,
    };
    plan(ground, rows)
}

/// Applies a plan the way the store does, keeping provisional numbers.
fn applied(roster: &Roster, plan: &Plan) -> Roster {
    let mut roster = roster.clone();
    for (id, name) in &plan.writing.tiers {
        roster.put_tier(Tier {
            id: *id,
            name: name.clone(),
            position: id.0,
            colour: "#000000".to_owned(),
            retired_at: None,
        });
    }
    let changed = plan.writing.changing.iter().map(|(_, after)| after);
    for member in plan.writing.joining.iter().chain(changed) {
        roster.put_member(member.clone());
    }
    for row in &plan.writing.placements {
        roster.tree.place(*row).expect("a checked placement");
    }
    for row in &plan.writing.member_tiers {
        roster.put_member_tier(*row);
    }
    roster
}

fn said(plan: &Plan) -> Vec<String> {
    let tell = |row: &Planned| {
        let codes: Vec<&str> = row.refusals.iter().map(|refusal| refusal.code).collect();
        let fields: Vec<&str> = row.differences.iter().map(|d| d.field).collect();
        format!(
            "{} {:?} {}{}",
            row.row,
            row.outcome,
            codes.join(","),
            fields.join(",")
        )
    };
    plan.rows
        .iter()
        .map(|row| tell(row).trim().to_owned())
        .collect()
}

#[test]
fn the_founder_merges_into_their_row_and_a_second_run_changes_nothing() {
    let mut rows = vec![
        phone(row(2, "王晓燕", ""), "19910000000"),
        phone(row(3, "李丽华", "王晓燕"), "19910000137"),
        row(4, "张婷婷", "19910000137"),
    ];
    rows[1].tier = Some("总代".to_owned());
    let begun = begun();
    let first = planned(&begun, &rows, &[]);
    assert_eq!(said(&first), ["2 Changed phone,joined", "3 New", "4 New"]);
    let after = applied(&begun, &first);
    assert_eq!(
        after.tree.chain_at(MemberId(3), now()),
        [MemberId(2), MemberId(1)]
    );
    let march = Calendar::default().start(NaiveDate::from_ymd_opt(2025, 3, 1).expect("a day"));
    assert!(after.tree.placed_at(MemberId(1), march));
    assert_eq!(after.tier_at(MemberId(2), march), Some(TierId(1)));
    let again = planned(&after, &rows, &[]);
    assert_eq!(said(&again), ["2 Unchanged", "3 Unchanged", "4 Unchanged"]);
    assert!(again.writing.placements.is_empty() && again.writing.changing.is_empty());
}

#[test]
fn circles_are_refused_with_their_chain_and_so_is_whoever_stands_under_them() {
    let rows = [
        row(2, "甲", "丙"),
        row(3, "乙", "甲"),
        row(4, "丙", "乙"),
        row(5, "丁", "丙"),
        row(6, "戊", "王晓燕"),
    ];
    let plan = planned(&begun(), &rows, &[]);
    assert_eq!(
        said(&plan),
        [
            "2 Refused SponsorCycle",
            "3 Refused SponsorCycle",
            "4 Refused SponsorCycle",
            "5 Refused SponsorRowRefused",
            "6 New"
        ]
    );
    assert!(
        plan.rows[0].refusals[0].words.zh.contains("→"),
        "{}",
        plan.rows[0].refusals[0].words.zh
    );
    assert_eq!(plan.writing.joining.len(), 1);
}

#[test]
fn twins_unknown_and_shared_sponsors_and_unknown_tiers_are_refused() {
    let mut rows = vec![
        phone(row(2, "甲", "王晓燕"), "13800000001"),
        phone(row(3, "甲", "王晓燕"), "13800000002"),
        phone(row(4, "乙", "王晓燕"), "13800000001"),
        row(5, "丙", "甲"),
        row(6, "丁", "没有的人"),
        row(7, "戊", "13800000002"),
        row(8, "己", "王晓燕"),
        row(9, "己", "王晓燕"),
    ];
    rows[5].tier = Some("三级代理".to_owned());
    let plan = planned(&begun(), &rows, &[]);
    assert_eq!(
        said(&plan),
        [
            "2 New",
            "3 New",
            "4 Refused SameAsRow",
            "5 Refused SponsorIsShared",
            "6 Refused SponsorUnknown",
            "7 Refused TierUnknown",
            "8 New",
            "9 Refused SameAsRow",
        ]
    );
    assert_eq!(plan.unknown_tiers, ["三级代理"]);
    let with = planned(&begun(), &rows, &["三级代理".to_owned()]);
    assert_eq!(said(&with)[5], "7 New");
    assert_eq!(with.writing.tiers, [(TierId(2), "三级代理".to_owned())]);
}

#[test]
fn a_contact_of_another_name_is_refused_and_a_new_sponsor_moves_from_today() {
    let rows = [
        phone(row(2, "甲", "王晓燕"), "13800000001"),
        row(3, "乙", "甲"),
    ];
    let team = applied(&begun(), &planned(&begun(), &rows, &[]));
    let rows = [
        phone(row(2, "丙", "王晓燕"), "13800000001"),
        row(3, "乙", "王晓燕"),
    ];
    let plan = planned(&team, &rows, &[]);
    assert_eq!(
        said(&plan),
        ["2 Refused ContactOfAnother", "3 Changed sponsor"]
    );
    let today = Calendar::default().start(Calendar::default().day(now()));
    assert_eq!(plan.writing.placements[0].from, today);
}
