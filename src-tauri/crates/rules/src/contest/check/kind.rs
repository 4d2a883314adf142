//! The bounds of each kind's own parts.

use super::Faults;
use crate::Window;
use crate::contest::course::bracket;
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
            Kind::Bracket(bracket) => {
                let rounds = bracket::rounds(bracket.size);
                self.unless(
                    rounds.is_some(),
                    "size",
                    bracket.size,
                    "淘汰赛请选 4、8、16、32 或 64 人",
                    "a knock-out is for 4, 8, 16, 32 or 64",
                );
                self.unless(
                    rounds.is_none_or(|rounds| bracket.cuts.len() + 1 == rounds),
                    "cuts",
                    bracket.cuts.len() + 1,
                    "轮数要正好决出冠军：4 人 2 轮，8 人 3 轮，16 人 4 轮，32 人 5 轮，64 人 6 轮",
                    "as many rounds as it takes: 2 for 4, 3 for 8, 4 for 16, 5 for 32, 6 for 64",
                );
                self.recent(bracket.recent_days);
                self.rounds(rule);
                self.stays(rule);
            }
            Kind::Leagues(leagues) => {
                self.unless(
                    (10..=30).contains(&leagues.size),
                    "size",
                    leagues.size,
                    "每个联赛 10 到 30 人",
                    "a league has 10 to 30",
                );
                self.unless(
                    (1..=5).contains(&leagues.moves),
                    "moves",
                    leagues.moves,
                    "每轮升降 1 到 5 人",
                    "1 to 5 go up and down",
                );
                self.recent(leagues.recent_days);
                self.rounds(rule);
                self.stays(rule);
            }
            Kind::Season(season) => {
                let falls = season.points.windows(2).all(|two| two[0] >= two[1]);
                let sound = |points: &i64| (1..=1_000_000).contains(points);
                self.unless(
                    (1..=50).contains(&season.points.len())
                        && falls
                        && season.points.iter().all(sound),
                    "points",
                    season.points.len(),
                    "每轮名次分请填 1 到 50 个，都要大于零，后一名不能比前一名多",
                    "give the points of 1 to 50 places, above zero, none more than the one before",
                );
                self.unless(
                    season.finalists == 0 || (2..=100).contains(&season.finalists),
                    "finalists",
                    season.finalists,
                    "决赛 2 到 100 人；不设决赛填 0",
                    "a final is for 2 to 100; 0 for none",
                );
                self.unless(
                    (1..=10).contains(&season.final_times),
                    "final_times",
                    season.final_times,
                    "决赛的分是平时的 1 到 10 倍",
                    "a final is worth 1 to 10 times the points",
                );
                self.rounds(rule);
            }
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

    fn recent(&mut self, days: i64) {
        self.unless(
            (1..=366).contains(&days),
            "recent_days",
            days,
            "请填 1 到 366 天",
            "give 1 to 366 days",
        );
    }

    fn rounds(&mut self, rule: &Rule) {
        let rounds = rule.rounds();
        self.unless(
            (2..=53).contains(&rounds.len()),
            "cuts",
            rounds.len(),
            "请分 2 到 53 轮",
            "make 2 to 53 rounds",
        );
        let hour = |round: &Window| round.end.0.saturating_sub(round.start.0) >= super::HOUR_MS;
        self.unless(
            rounds.iter().all(hour),
            "cuts",
            "",
            "每一轮至少 1 小时，一轮接一轮，都在比赛时间内",
            "each round lasts an hour or more, one after the other, within the contest's time",
        );
        let last = rounds.last().map(|round| round.start);
        self.unless(
            rule.freeze_at
                .is_none_or(|at| last.is_none_or(|last| last <= at)),
            "freeze_at",
            rule.freeze_at.map_or(0, |at| at.0),
            "封榜只能在最后一轮里，不然没人知道谁晋级了",
            "the freeze begins in the last round, or nobody would know who goes on",
        );
    }

    fn stays(&mut self, rule: &Rule) {
        self.unless(
            rule.leavers,
            "leavers",
            rule.leavers,
            "有对阵或分组的比赛，离队的人保留位置，不然早先的轮次会变",
            "who leaves the team keeps their place here, or rounds that are over would change",
        );
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
        for (row, side) in (1..).zip(&teams.sides) {
            self.row = Some(row);
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
        self.row = None;
    }
}
