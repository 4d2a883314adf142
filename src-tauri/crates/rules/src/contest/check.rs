//! The bounds of a rule, and the guard: what the law forbids is refused with its article, what it
//! looks at closely is said before publishing.

mod kind;

use super::counted::COUNTED_MAX;
use super::prize::To;
use super::{Kind, Measure, Rule, Who};
use crate::{Place, Refusal, Words};
use serde::Serialize;
use utoipa::ToSchema;

const HOUR_MS: i64 = 3_600_000;
const DAYS_MAX: i64 = 400;
const NAME_MAX: usize = 40;
const NOTE_MAX: usize = 1_000;
const PRIZES_MAX: usize = 50;
const POINTS_MAX: i64 = 10_000_000;
/// 规范促销行为暂行规定 (SAMR order 32): the top prize of a draw.
const DRAW_FEN_MAX: i64 = 5_000_000;

crate::refusals! {
    /// One or more parts of the rule cannot be used.
    RuleOutOfBounds {} 422,
    "规则里有不能用的地方，什么都没有改动：请按各项的提示改正。",
    "Parts of the rule cannot be used and nothing was changed: mend each as it says.";

    /// A contest counts people recruited.
    RecruitsCounted {} 422,
    "竞赛不能按招募、注册或授权的人数计分：这属于《禁止传销条例》第七条第（一）项所说的“拉人头”。请改用本人销售额、订单数或新客户数。",
    "A contest may not count people recruited, registered or authorised: 禁止传销条例, article 7(1). Count one's own sales, orders or new customers instead.";
}

/// Something the guard says before a rule is published. It shows a risk; it certifies nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ContestRisk)]
pub struct Risk {
    /// Which.
    pub code: RiskCode,
    /// What it is about, with the article's number.
    #[serde(skip)]
    pub words: Words,
}

/// What the guard looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestRiskCode)]
pub enum RiskCode {
    /// Someone above is paid on the sales of those below; counting one's own sales mends it.
    UplinePaid,
    /// Prizes can be drawn: how, how many and when must be told before the start.
    Draw,
    /// Nobody can object.
    NoAppeal,
}

/// What the guard has to say about a rule.
pub fn risks(rule: &Rule) -> Vec<Risk> {
    let mut risks = Vec::new();
    let mut risk = |code, zh: &str, en: &str| {
        risks.push(Risk {
            code,
            words: Words::new(zh, en),
        });
    };
    if let Kind::Teams(teams) = &rule.kind
        && teams.pays_head
        && teams.sides.iter().any(|side| side.head.is_some())
    {
        risk(
            RiskCode::UplinePaid,
            "按团队成员的销售额给上级发奖：《禁止传销条例》第七条第（三）项说的“团队计酬”就是这种形式。建议改为按本人销售计分，或把奖品分给出力的成员。",
            "Someone above is paid on the sales of those below: 禁止传销条例, article 7(3). Count one's own sales, or share the prize among those who sold.",
        );
    }
    if rule.prizes.iter().any(|p| matches!(p.to, To::Draw { .. })) {
        risk(
            RiskCode::Draw,
            "有抽取的奖品：《规范促销行为暂行规定》要求事先公布种类、数量、方式和时间，开始后不得改得对参加者不利。发布后规则会向所有人公开。",
            "Prizes are drawn: kinds, number, method and time are told before the start and not changed to anyone's disadvantage (SAMR order 32). Publishing shows the rule to everyone.",
        );
    }
    if rule.appeal_hours == 0 {
        risk(
            RiskCode::NoAppeal,
            "没有公示期：大家来不及核对就定榜了。建议至少留 24 小时。",
            "There is no time to object before it is final. At least 24 hours are better.",
        );
    }
    risks
}

/// Refuses a rule that cannot be used, naming every part.
pub fn check(rule: &Rule) -> Result<(), Refusal> {
    if rule.counted.iter().any(|c| c.measure == Measure::Recruits) {
        return Err(RecruitsCounted {}.into());
    }
    let places = faults(rule);
    if places.is_empty() {
        return Ok(());
    }
    Err(Refusal::from(RuleOutOfBounds {}).at(places))
}

/// Every part that cannot be used.
pub fn faults(rule: &Rule) -> Vec<Place> {
    let mut faults = Faults {
        found: Vec::new(),
        row: None,
    };
    faults.times(rule);
    faults.people(rule);
    faults.counted(rule);
    faults.ties(rule);
    faults.kind(rule);
    faults.prizes(rule);
    faults.found
}

/// What was found, and which item of a list is looked at, from 1.
struct Faults {
    found: Vec<Place>,
    row: Option<u32>,
}

impl Faults {
    fn unless(&mut self, holds: bool, column: &str, read: impl ToString, zh: &str, en: &str) {
        if !holds {
            self.found.push(Place {
                row: self.row,
                column: Some(column.to_owned()),
                read: Some(read.to_string()),
                mend: Some(Words::new(zh, en)),
                ..Place::default()
            });
        }
    }

    fn times(&mut self, rule: &Rule) {
        let name = rule.name.trim().chars().count();
        self.unless(
            (1..=NAME_MAX).contains(&name),
            "name",
            &rule.name,
            "请填 1 到 40 个字的名字",
            "give a name of 1 to 40 characters",
        );
        self.unless(
            rule.note.chars().count() <= NOTE_MAX,
            "note",
            rule.note.chars().count(),
            "最多 1000 个字",
            "1,000 characters at most",
        );
        let length = rule.end.0.saturating_sub(rule.start.0);
        self.unless(
            (HOUR_MS..=DAYS_MAX * 24 * HOUR_MS).contains(&length),
            "end",
            rule.end.0,
            "结束要比开始晚 1 小时到 400 天",
            "the end must be 1 hour to 400 days after the start",
        );
        let freeze = rule.freeze_at;
        self.unless(
            freeze.is_none_or(|at| rule.start < at && at < rule.end),
            "freeze_at",
            freeze.map_or(0, |at| at.0),
            "封榜时间要在开始和结束之间",
            "the freeze must begin between start and end",
        );
        self.unless(
            (0..=240).contains(&rule.appeal_hours),
            "appeal_hours",
            rule.appeal_hours,
            "请填 0 到 240 小时",
            "give 0 to 240 hours",
        );
    }

    fn people(&mut self, rule: &Rule) {
        let some = match &rule.who {
            Who::Everyone | Who::Branch { .. } => true,
            Who::Tiers { tiers } => !tiers.is_empty(),
            Who::Chosen { members } => !members.is_empty(),
        };
        let teams = rule.kind.teams().is_some();
        self.unless(
            some || teams,
            "who",
            "",
            "请至少选一个等级或一位成员",
            "choose at least one tier or member",
        );
        for handicap in &rule.handicaps {
            self.unless(
                (1_000..=100_000).contains(&handicap.rate.0),
                "handicaps",
                handicap.rate.0,
                "让分系数在 0.1 到 10 倍之间",
                "a handicap is from 0.1 to 10 times",
            );
        }
    }

    fn counted(&mut self, rule: &Rule) {
        self.unless(
            (1..=COUNTED_MAX).contains(&rule.counted.len()),
            "counted",
            rule.counted.len(),
            "请选 1 到 5 项",
            "choose 1 to 5 measures",
        );
        for (row, counted) in (1..).zip(&rule.counted) {
            self.row = Some(row);
            self.unless(
                (1..=10_000_000).contains(&counted.weight),
                "counted",
                counted.weight,
                "权重要在 0.01 到 100000 之间",
                "a weight is from 0.01 to 100,000",
            );
            let limited = counted.category.is_some() || counted.item.is_some();
            self.unless(
                counted.measure.is_of_sales() || !limited,
                "counted",
                counted.category.as_deref().unwrap_or_default(),
                "只有销售额、订单数和件数能限定品类或商品",
                "only sales, orders and pieces can be limited to a category or product",
            );
        }
        self.row = None;
    }

    fn ties(&mut self, rule: &Rule) {
        for (i, key) in rule.ties.iter().enumerate() {
            self.unless(
                !rule.ties[..i].contains(key),
                "ties",
                i + 1,
                "同一个并列规则只能用一次",
                "each tie key is used once",
            );
        }
    }

    fn prizes(&mut self, rule: &Rule) {
        self.unless(
            rule.prizes.len() <= PRIZES_MAX,
            "prizes",
            rule.prizes.len(),
            "最多 50 项奖品",
            "50 prizes at most",
        );
        for (row, prize) in (1..).zip(&rule.prizes) {
            self.row = Some(row);
            self.unless(
                (0..=POINTS_MAX).contains(&prize.points) && prize.cost_fen >= 0,
                "prizes",
                prize.points,
                "积分要在 0 到 1000 万之间，成本不能小于零",
                "points are from 0 to 10,000,000, costs not below zero",
            );
            let something =
                prize.points > 0 || prize.thing.as_deref().is_some_and(|t| !t.trim().is_empty());
            self.unless(
                something,
                "prizes",
                "",
                "请填积分或奖品",
                "give points or a thing",
            );
            self.unless(
                prize.title.is_none() || prize.thing.is_some(),
                "prizes",
                "",
                "称号要写上名称",
                "a title is named",
            );
            let sound = match prize.to {
                To::Places { first, last } | To::League { first, last } => {
                    1 <= first && first <= last && last <= 10_000
                }
                To::Over { score } | To::Step { score } => score > 0,
                To::Share { score, .. } => score >= 0 && prize.points > 0,
                To::Draw { score, winners } => score >= 0 && (1..=10_000).contains(&winners),
                To::Duel => true,
            };
            self.unless(
                sound,
                "prizes",
                "",
                "名次、线或人数填得不对",
                "the places, line or number cannot be used",
            );
            let (duel, pk) = (prize.to == To::Duel, matches!(rule.kind, Kind::Pk { .. }));
            self.unless(
                !duel || pk,
                "prizes",
                "",
                "只有 PK 赛有对决奖",
                "only a PK has prizes for duels",
            );
            let league = matches!(prize.to, To::League { .. });
            self.unless(
                !league || matches!(rule.kind, Kind::Leagues(_)),
                "prizes",
                "",
                "只有联赛有各联赛名次奖",
                "only leagues have prizes for the places of each",
            );
            let drawn = matches!(prize.to, To::Draw { .. });
            self.unless(
                !drawn || prize.cost_fen <= DRAW_FEN_MAX,
                "prizes",
                prize.cost_fen,
                "抽奖的最高奖不能超过 5 万元（规范促销行为暂行规定）",
                "the top prize of a draw is at most 50,000 yuan (SAMR order 32)",
            );
        }
        self.row = None;
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
