//! What a team decides once for all its books, and the bounds of each choice.

use crate::{Calendar, Fen, Place, Refusal, Words};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whose names stand on a board for people who are neither its member nor their leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardNames {
    /// Those of members whose consent is recorded; the rest are masked.
    Consented,
    /// Nobody's: each sees their own place only.
    OwnRankOnly,
}

/// Whether others' amounts stand on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoardAmounts {
    /// Beside each place.
    Shown,
    /// Only one's own.
    Hidden,
}

/// What happens when a refund takes a point that was spent already (DOMAIN law 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RefundOfSpent {
    /// The member owes it: the next points earned pay it back.
    Owe,
    /// The team bears it.
    Bear,
}

/// The team's settings. Each change is a new version in the record of changes, with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Settings {
    /// The zone that days begin and end in.
    #[schema(value_type = String)]
    pub zone: Tz,
    /// Minutes after midnight at which the business day begins, 0 to 720.
    pub day_shift_minutes: i64,
    /// Whose names stand on boards.
    pub board_names: BoardNames,
    /// Whether others' amounts stand on boards.
    pub board_amounts: BoardAmounts,
    /// Whether the lower half of a board is named.
    pub lower_half_named: bool,
    /// Days until earned points become available, 0 to 90.
    pub return_days: i64,
    /// Months until available points expire, 0 (never) to 120.
    pub points_expire_months: i64,
    /// What happens when a refund takes a spent point.
    pub refund_of_spent: RefundOfSpent,
    /// Points that a leader may grant in a month.
    pub grant_budget_points: i64,
    /// Redemptions that cost the team so much or more need two people's approval; none: one is enough.
    #[serde(default)]
    pub two_approvals_from_fen: Option<Fen>,
    /// What people are praised for.
    #[serde(default = "first_values")]
    #[schema(required = true)]
    pub praise_values: Vec<String>,
    /// Points that each member may give with their praises in a month; what is left lapses.
    #[serde(default)]
    #[schema(required = true)]
    pub praise_budget_points: i64,
    /// Most praises between two people in a month, both directions counted together.
    #[serde(default = "first_pair_max")]
    #[schema(required = true)]
    pub praise_pair_max: i64,
    /// The address that members open, for invitation links; none: the one the founder came by.
    pub address: Option<String>,
}

fn first_values() -> Vec<String> {
    let values = ["团队协作", "成长", "服务", "创新", "诚信"];
    values.map(str::to_owned).to_vec()
}

fn first_pair_max() -> i64 {
    4
}

/// Most values, and most characters of one.
const VALUES_MAX: usize = 12;
const VALUE_MAX: usize = 10;

impl Default for Settings {
    fn default() -> Self {
        Self {
            zone: chrono_tz::Asia::Shanghai,
            day_shift_minutes: 0,
            board_names: BoardNames::Consented,
            board_amounts: BoardAmounts::Shown,
            lower_half_named: true,
            return_days: 7,
            points_expire_months: 12,
            refund_of_spent: RefundOfSpent::Owe,
            grant_budget_points: 1000,
            two_approvals_from_fen: None,
            praise_values: first_values(),
            praise_budget_points: 0,
            praise_pair_max: first_pair_max(),
            address: None,
        }
    }
}

crate::refusals! {
    /// One or more settings are outside their bounds.
    SettingsOutOfBounds {} 422,
    "有设置超出了范围，什么都没有改动：请按各项的提示改正。",
    "Some settings are out of bounds and nothing was changed: mend each as it says.";
}

impl Settings {
    /// The calendar that days and periods of this team are reckoned by.
    pub fn calendar(&self) -> Calendar {
        Calendar {
            zone: self.zone,
            day_shift_minutes: self.day_shift_minutes,
        }
    }

    /// Whether a redemption of this cost to the team needs two people's approval.
    pub fn needs_two_approvals(&self, cost: Option<Fen>) -> bool {
        let from = self.two_approvals_from_fen;
        from.zip(cost).is_some_and(|(from, cost)| cost >= from)
    }

    /// Refuses what is out of bounds, naming every such setting.
    pub fn check(&self) -> Result<(), Refusal> {
        let bounds = [
            ("day_shift_minutes", self.day_shift_minutes, 720),
            ("return_days", self.return_days, 90),
            ("points_expire_months", self.points_expire_months, 120),
            ("grant_budget_points", self.grant_budget_points, 100_000_000),
            ("praise_budget_points", self.praise_budget_points, 1_000_000),
            (
                "two_approvals_from_fen",
                self.two_approvals_from_fen.map_or(0, |fen| fen.0),
                1_000_000_000,
            ),
        ];
        let mut places: Vec<Place> = bounds
            .into_iter()
            .filter(|(_, value, most)| !(0..=*most).contains(value))
            .map(|(name, value, most)| {
                let mend = Words::new(
                    format!("请填 0 到 {most} 的整数"),
                    format!("give a whole number from 0 to {most}"),
                );
                place(name, value.to_string(), mend)
            })
            .collect();
        if !(1..=100).contains(&self.praise_pair_max) {
            let mend = Words::new("请填 1 到 100 的整数", "give a whole number from 1 to 100");
            places.push(place(
                "praise_pair_max",
                self.praise_pair_max.to_string(),
                mend,
            ));
        }
        if !are_values(&self.praise_values) {
            let mend = Words::new(
                "请写 1 到 12 项，每项 1 到 10 个字，不要重复",
                "give 1 to 12 values of 1 to 10 characters, each once",
            );
            places.push(place("praise_values", self.praise_values.join("、"), mend));
        }
        if let Some(address) = self.address.as_deref().filter(|a| !is_address(a)) {
            let mend = Words::new(
                "请填成员能打开的网址，如 http://192.168.1.8:8080",
                "give the address that members open, such as http://192.168.1.8:8080",
            );
            places.push(place("address", address.to_owned(), mend));
        }
        if places.is_empty() {
            return Ok(());
        }
        Err(Refusal::from(SettingsOutOfBounds {}).at(places))
    }
}

fn place(column: &str, read: String, mend: Words) -> Place {
    Place {
        column: Some(column.to_owned()),
        read: Some(read),
        mend: Some(mend),
        ..Place::default()
    }
}

fn are_values(values: &[String]) -> bool {
    let fits = |value: &String| {
        (1..=VALUE_MAX).contains(&value.chars().count())
            && value.trim() == value
            && !value.contains(char::is_control)
    };
    let once: std::collections::BTreeSet<&String> = values.iter().collect();
    (1..=VALUES_MAX).contains(&values.len())
        && once.len() == values.len()
        && values.iter().all(fits)
}

/// `http://host[:port]` or `https://…`, with nothing behind it.
fn is_address(text: &str) -> bool {
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty()
            && host.len() <= 200
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_within_bounds() {
        assert_eq!(Settings::default().check(), Ok(()));
    }

    #[test]
    fn every_setting_out_of_bounds_is_named_at_once() {
        let wrong = Settings {
            day_shift_minutes: 721,
            return_days: -1,
            praise_values: vec!["成长".to_owned(), "成长".to_owned()],
            praise_pair_max: 0,
            address: Some("javascript:alert(1)".to_owned()),
            ..Settings::default()
        };
        let refusal = wrong.check().expect_err("out of bounds");
        let named: Vec<_> = refusal.places.iter().flat_map(|p| &p.column).collect();
        assert_eq!(
            named,
            [
                "day_shift_minutes",
                "return_days",
                "praise_pair_max",
                "praise_values",
                "address"
            ]
        );
    }

    #[test]
    fn settings_are_read_back_as_they_were_written() {
        let text = serde_json::to_string(&Settings::default()).expect("plain data");
        assert!(text.contains("\"zone\":\"Asia/Shanghai\""));
        let back: Settings = serde_json::from_str(&text).expect("its own words");
        assert_eq!(back, Settings::default());
    }
}
