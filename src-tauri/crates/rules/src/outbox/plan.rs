//! What a robot is sent, and what can become of it.

use super::Quiet;
use crate::refusal::Place;
use crate::{Refusal, Words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OutboxKind)]
pub enum Kind {
    /// The day's board.
    Board,
    /// Somebody passed somebody among the first of a contest.
    Overtake,
    /// A contest was published, frozen, revealed, settled or called off.
    Contest,
    /// Who praised whom.
    Praise,
    /// Whose birthday or joining day it is.
    Birthday,
    /// What the founder wrote.
    Announcement,
    /// That the robot can be reached.
    Test,
    /// A poster that the founder sent.
    Picture,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Board,
        Self::Overtake,
        Self::Contest,
        Self::Praise,
        Self::Birthday,
        Self::Announcement,
        Self::Test,
        Self::Picture,
    ];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Overtake => "overtake",
            Self::Contest => "contest",
            Self::Praise => "praise",
            Self::Birthday => "birthday",
            Self::Announcement => "announcement",
            Self::Test => "test",
            Self::Picture => "picture",
        }
    }

    /// The kind of a word, `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether it waits for the end of quiet hours: what a person sends by hand does not.
    pub fn keeps_quiet(self) -> bool {
        !matches!(self, Self::Announcement | Self::Test | Self::Picture)
    }
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OutboxEnd)]
pub enum End {
    /// The robot took every part.
    Done,
    /// The robot said no for good.
    Refused,
    /// It could not be delivered in time.
    Late,
    /// It was sent several times, and nobody knows whether it arrived.
    Unsure,
    /// Its robot was taken away, what it told was taken back, or the books were replaced by a backup.
    Dropped,
}

impl End {
    /// Whether the robot did not take it all, so that it can be sent again.
    pub fn is_lost(self) -> bool {
        self != Self::Done
    }

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Late => "late",
            Self::Unsure => "unsure",
            Self::Dropped => "dropped",
        }
    }

    /// The end of a word, `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [
            Self::Done,
            Self::Refused,
            Self::Late,
            Self::Unsure,
            Self::Dropped,
        ];
        all.into_iter().find(|end| end.word() == word)
    }
}

/// What a robot is sent by itself, and when not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RobotPlan)]
pub struct Plan {
    /// The minute of the day at which the day's board goes out; none: it does not.
    pub board_at: Option<i64>,
    /// Whether it is told who passed whom among the first three of a contest.
    pub overtakes: bool,
    /// Whether it is told what happens to contests.
    pub contests: bool,
    /// Whether it is told who praised whom.
    #[serde(default)]
    #[schema(required = true)]
    pub praises: bool,
    /// The minute of the day at which birthdays and joining days are told; none: they are not.
    #[serde(default)]
    #[schema(required = true)]
    pub birthdays_at: Option<i64>,
    /// When nothing goes out by itself.
    pub quiet: Option<Quiet>,
}

crate::refusals! {
    /// The plan of a robot has times that are none.
    RobotPlanOutOfBounds {} 422,
    "时间填得不对，什么都没有改动：请按各项的提示改正。",
    "Some times cannot be used and nothing was changed: mend each as it says.";

    /// A robot has no name, or one that is too long.
    RobotName {} 422,
    "请给机器人起个名字，1 到 20 个字，例如它所在的群名。",
    "Give the robot a name of 1 to 20 characters, such as that of its group.";
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

impl Plan {
    /// Refuses times that are none, and what would be due in quiet hours.
    pub fn check(&self) -> Result<(), Refusal> {
        let outside = |minute: i64| !(0..DAY).contains(&minute);
        let place = |column: &str, read: i64, zh: &str, en: &str| Place {
            column: Some(column.to_owned()),
            read: Some(format!("{:02}:{:02}", read / 60, read % 60)),
            mend: Some(Words::new(zh, en)),
            ..Place::default()
        };
        let mut places = Vec::new();
        let daily = [
            ("board_at", self.board_at),
            ("birthdays_at", self.birthdays_at),
        ];
        for (column, at) in daily {
            let Some(at) = at else {
                continue;
            };
            if outside(at) {
                places.push(place(
                    column,
                    at,
                    "请填 00:00 到 23:59",
                    "give 00:00 to 23:59",
                ));
            } else if self.quiet.is_some_and(|quiet| quiet.holds(at)) {
                places.push(place(
                    column,
                    at,
                    "这个时间在免打扰时段里，请改早一点，或改免打扰的时段",
                    "this is within the quiet hours; make it earlier, or change those",
                ));
            }
        }
        if let Some(quiet) = self.quiet {
            for (column, minute) in [("quiet.from", quiet.from), ("quiet.until", quiet.until)] {
                if outside(minute) {
                    places.push(place(
                        column,
                        minute,
                        "请填 00:00 到 23:59",
                        "give 00:00 to 23:59",
                    ));
                }
            }
        }
        if places.is_empty() {
            return Ok(());
        }
        Err(Refusal::from(RobotPlanOutOfBounds {}).at(places))
    }

    /// The kinds that are sent, whatever the hour.
    pub fn kinds(&self) -> Vec<Kind> {
        let planned = [
            (Kind::Board, self.board_at.is_some()),
            (Kind::Overtake, self.overtakes),
            (Kind::Contest, self.contests),
            (Kind::Praise, self.praises),
            (Kind::Birthday, self.birthdays_at.is_some()),
        ];
        let planned = planned.into_iter().filter(|(_, is_sent)| *is_sent);
        planned.map(|(kind, _)| kind).collect()
    }

    /// The minute of the day at which a kind goes out, if it does so once a day.
    pub fn daily_at(&self, kind: Kind) -> Option<i64> {
        match kind {
            Kind::Board => self.board_at,
            Kind::Birthday => self.birthdays_at,
            _ => None,
        }
    }
}

/// A robot's name without the space around it.
pub fn check_name(name: &str) -> Result<&str, RobotName> {
    let name = name.trim();
    if (1..=20).contains(&name.chars().count()) && !name.contains(char::is_control) {
        Ok(name)
    } else {
        Err(RobotName {})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_in_quiet_hours_is_refused_and_says_where() {
        let quiet = Quiet {
            from: 22 * 60,
            until: 8 * 60,
        };
        let plan = |board_at| Plan {
            board_at: Some(board_at),
            quiet: Some(quiet),
            ..Plan::default()
        };
        assert_eq!(plan(21 * 60 + 59).check(), Ok(()));
        for at in [22 * 60, 0, 1440, -1] {
            let refusal = plan(at).check().expect_err("refused");
            assert_eq!(refusal.places[0].column.as_deref(), Some("board_at"));
        }
    }

    #[test]
    fn birthdays_in_quiet_hours_are_refused_too() {
        let plan = Plan {
            birthdays_at: Some(7 * 60),
            quiet: Some(Quiet {
                from: 22 * 60,
                until: 8 * 60,
            }),
            ..Plan::default()
        };
        let refusal = plan.check().expect_err("refused");
        assert_eq!(refusal.places[0].column.as_deref(), Some("birthdays_at"));
        assert_eq!(plan.kinds(), [Kind::Birthday]);
    }

    #[test]
    fn a_plan_from_before_birthdays_and_praises_has_none() {
        let old = r#"{"board_at":1260,"overtakes":false,"contests":true,"quiet":null}"#;
        let plan: Plan = serde_json::from_str(old).expect("a plan");
        assert_eq!(plan.kinds(), [Kind::Board, Kind::Contest]);
    }

    #[test]
    fn words_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(kind));
        }
        assert_eq!(End::from_word("late"), Some(End::Late));
        assert_eq!(End::from_word("lost"), None);
    }
}
