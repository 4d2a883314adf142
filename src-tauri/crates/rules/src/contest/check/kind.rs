//! The bounds of each kind's own parts.

use super::Faults;
use crate::contest::kind::Teams;
use crate::contest::prize::To;
use crate::contest::{Kind, Rule};
use std::collections::HashSet;

const SIDES: std::ops::RangeInclusive<usize> = 2..=200;

impl Faults {
    pub(super) fn kind(&mut self, rule: &Rule) {
        let above_zero = |n: i64| n > 0;
        match &rule.kind {
            Kind::Ranking => {}
            Kind::Steps => {
                let steps = rule.prizes.iter().any(|p| matches!(p.to, To::Step { .. }));
                self.unless(
                    steps,
                    "prizes",
                    "",
                    "阶梯赛至少要有一级",
                    "give at least one step",
                );
            }
            Kind::Race { target } => {
                self.unless(
                    above_zero(*target),
                    "target",
                    target,
                    "目标要大于零",
                    "the target must be above zero",
                );
                let simple = matches!(rule.counted.as_slice(), [one] if one.measure.is_of_sales());
                self.unless(
                    simple && rule.handicaps.is_empty(),
                    "counted",
                    rule.counted.len(),
                    "竞速赛只计一项：销售额、订单数或件数，不用让分",
                    "a race counts one of sales, orders or pieces, without handicaps",
                );
            }
            Kind::Line { line } => {
                self.unless(
                    above_zero(*line),
                    "line",
                    line,
                    "达标线要大于零",
                    "the line must be above zero",
                );
            }
            Kind::Growth(growth) => {
                self.unless(
                    (1..=12).contains(&growth.periods),
                    "periods",
                    growth.periods,
                    "请填 1 到 12 期",
                    "give 1 to 12 periods",
                );
                self.unless(
                    above_zero(growth.base_min),
                    "base_min",
                    growth.base_min,
                    "基线下限要大于零",
                    "the least baseline must be above zero",
                );
                self.unless(
                    (1..=10_000_000).contains(&growth.growth_max.0),
                    "growth_max",
                    growth.growth_max.0,
                    "涨幅上限在 0.01% 到 100000% 之间",
                    "the most growth is from 0.01% to 100,000%",
                );
                self.unless(
                    growth.orders_min >= 0,
                    "orders_min",
                    growth.orders_min,
                    "不能小于零",
                    "it cannot be below zero",
                );
            }
            Kind::Attainment(targets) => {
                let all = targets
                    .tiers
                    .iter()
                    .map(|t| t.target)
                    .chain(targets.members.iter().map(|t| t.target));
                for target in all.chain([targets.everyone]) {
                    self.unless(
                        above_zero(target),
                        "targets",
                        target,
                        "目标要大于零",
                        "a target must be above zero",
                    );
                }
            }
            Kind::Teams(teams) => self.teams(teams),
            Kind::Pk { accept_hours } => {
                self.unless(
                    (1..=240).contains(accept_hours),
                    "accept_hours",
                    accept_hours,
                    "请填 1 到 240 小时",
                    "give 1 to 240 hours",
                );
            }
        }
    }

    fn teams(&mut self, teams: &Teams) {
        self.unless(
            SIDES.contains(&teams.sides.len()),
            "sides",
            teams.sides.len(),
            "请组 2 到 200 支队伍",
            "make 2 to 200 teams",
        );
        let mut seen = HashSet::new();
        for side in &teams.sides {
            self.unless(
                side.head.is_some() == side.members.is_empty(),
                "sides",
                &side.name,
                "每支队伍要么是一个分支，要么选好队员",
                "each team is a branch or chosen people",
            );
            for member in side.members.iter().chain(&side.head) {
                self.unless(
                    seen.insert(*member),
                    "sides",
                    &side.name,
                    "一个人只能在一支队伍里",
                    "a person is in one team only",
                );
            }
        }
    }
}
