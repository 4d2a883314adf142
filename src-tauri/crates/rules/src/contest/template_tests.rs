use super::*;
use crate::contest::settle::pot;

fn rule(template: Template, now: &str) -> Rule {
    let calendar = Calendar::default();
    let now = calendar.moment(now.parse().expect("a time"));
    template.rule(&calendar, now, Lang::Zh)
}

fn said(template: Template, now: &str) -> String {
    let rule = rule(template, now);
    let day = |at| {
        Calendar::default()
            .local(at)
            .format("%Y-%m-%d %H:%M")
            .to_string()
    };
    format!("{} … {}", day(rule.start), day(rule.end))
}

#[test]
fn each_begins_with_the_next_stretch_of_its_kind() {
    let now = "2026-11-22T18:00:00";
    assert_eq!(
        said(Template::TopSeller, now),
        "2026-12-01 00:00 … 2027-01-01 00:00"
    );
    assert_eq!(
        said(Template::Sprint, now),
        "2026-11-23 00:00 … 2026-11-30 00:00"
    );
    assert_eq!(
        said(Template::CheckIn, now),
        "2026-11-23 00:00 … 2026-12-14 00:00"
    );
    assert_eq!(
        said(Template::DoubleEleven, now),
        "2027-11-01 00:00 … 2027-11-12 00:00"
    );
    assert_eq!(
        said(Template::Season, now),
        "2026-11-23 00:00 … 2026-12-28 00:00"
    );
    let weeks = rule(Template::Season, now).rounds();
    assert_eq!(weeks.len(), 5);
    assert!(weeks.iter().all(|week| week.end == week.start.plus_days(7)));
    let summer = said(Template::DoubleEleven, "2026-07-01T00:00:00");
    assert_eq!(summer, "2026-11-01 00:00 … 2026-11-12 00:00");
}

#[test]
fn a_template_is_sound_in_both_languages_at_any_time() {
    let calendar = Calendar {
        day_shift_minutes: 240,
        ..Calendar::default()
    };
    for template in Template::ALL {
        for lang in [Lang::Zh, Lang::En] {
            for days in 0..800 {
                let now = Moment(1_767_225_600_000).plus_days(days);
                let rule = template.rule(&calendar, now, lang);
                assert!(now < rule.start && rule.start < rule.end, "{template:?}");
                assert!(rule.freeze_at.is_none_or(|at| rule.window().holds(at)));
                assert!((1..=40).contains(&rule.name.chars().count()));
                assert!((1..=20).contains(&rule.prizes.len()));
                assert!(pot(&rule, 100) > 0);
            }
        }
    }
}

#[test]
fn a_rule_reads_back_from_its_json() {
    for template in Template::ALL {
        let rule = rule(template, "2026-11-22T18:00:00");
        let back: Rule = serde_json::from_str(&rule.json()).expect("a rule");
        assert_eq!(back.hash(), rule.hash());
    }
}
