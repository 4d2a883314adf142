//! What stands on a paper.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a paper looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PosterLook)]
pub enum Look {
    /// Deep red lacquer and gold.
    #[default]
    Cinnabar,
    /// Rice paper, ink and a seal.
    Paper,
    /// Black lacquer with hairlines of gold.
    Lacquer,
}

impl Look {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Cinnabar, Self::Paper, Self::Lacquer];

    /// The word that is kept.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cinnabar => "cinnabar",
            Self::Paper => "paper",
            Self::Lacquer => "lacquer",
        }
    }

    /// The look of a word, `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.word() == word)
    }
}

/// How large a paper is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PosterSize)]
pub enum Size {
    /// 1080 × 1920 pixels, a phone's screen.
    #[default]
    Tall,
    /// 1080 × 1440 pixels, a picture in a chat.
    Wide,
    /// A4, for the printer.
    A4,
}

impl Size {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Tall, Self::Wide, Self::A4];

    /// Pixels a point: a point is a pixel on a screen; paper is read closer.
    pub fn pixels(self) -> f64 {
        match self {
            Self::Tall | Self::Wide => 1.0,
            Self::A4 => 2.0,
        }
    }
}

/// Where a picture stands among the pictures of a sheaf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Place(pub(crate) String);

/// Whose paper it is.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Team {
    /// The team's name.
    pub name: String,
    /// Its mark.
    pub logo: Option<Place>,
    /// Whether its mark is made for a dark ground.
    pub is_light: bool,
    /// Its own colour in place of the look's, `#rrggbb`.
    pub colour: Option<String>,
}

/// Where a paper leads.
#[derive(Clone, Debug, Serialize)]
pub struct Qr {
    /// The code as a picture.
    pub path: Place,
    /// What one finds there.
    pub hint: String,
}

/// One paper.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    /// How it looks.
    pub look: Look,
    /// How large it is.
    pub size: Size,
    /// `zh` or `en`, for hyphens and quotes.
    pub lang: &'static str,
    /// Whose it is.
    pub team: Team,
    /// What is written across it while what it says is not settled.
    pub draft: Option<String>,
    /// Where it leads.
    pub qr: Option<Qr>,
    /// Of which day it is, in words.
    pub date: String,
    /// Its heading.
    pub title: String,
    /// What it says.
    #[serde(flatten)]
    pub body: Body,
}

/// What a paper says, by its kind.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// 喜报: one winner.
    Win {
        /// What it says.
        win: Win,
    },
    /// 战报: a board.
    Board {
        /// What it says.
        board: Board,
    },
    /// 奖状.
    Certificate {
        /// What it says.
        certificate: Certificate,
    },
    /// 积分月报.
    Statement {
        /// What it says.
        statement: Statement,
    },
    /// 海报: a contest is announced.
    Contest {
        /// What it says.
        contest: Contest,
    },
    /// 生日卡.
    Birthday {
        /// What it says.
        birthday: Birthday,
    },
}

impl Body {
    /// Of whom or of what it is, in words.
    pub fn of(&self) -> String {
        match self {
            Self::Win { win } => format!("{} · {}", win.person.name, win.contest),
            Self::Board { board } => board.contest.clone(),
            Self::Certificate { certificate } => certificate.name.clone(),
            Self::Statement { statement } => statement.name.clone(),
            Self::Contest { contest } => contest.name.clone(),
            Self::Birthday { birthday } => birthday.person.name.clone(),
        }
    }
}

/// Somebody who is thanked.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their face.
    pub photo: Option<Place>,
    /// What stands in place of a face.
    pub initial: String,
    /// A line below the name.
    pub under: Option<String>,
}

/// 喜报.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Win {
    /// What was won.
    pub contest: String,
    /// By whom.
    #[serde(flatten)]
    pub person: Person,
    /// Which place, in words.
    pub place: String,
    /// Whether it is the first.
    pub first: bool,
    /// The score, in words.
    pub score: String,
    /// What the score is.
    pub score_label: String,
    /// What they get.
    pub prize: Option<String>,
    /// A good word.
    pub words: String,
}

/// A line of a board.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// The place; shared places are equal.
    pub place: u64,
    /// The place in words.
    pub place_words: String,
    /// Whose.
    #[serde(flatten)]
    pub person: Person,
    /// The score, in words.
    pub score: String,
}

/// A sum with its name.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Total {
    /// Its name.
    pub label: String,
    /// The sum, in words.
    pub value: String,
}

/// 战报.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Board {
    /// Of what.
    pub contest: String,
    /// Of which time, in words.
    pub span: String,
    /// What the scores are.
    pub score_label: String,
    /// The lines, best first; at most 50.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub more: Option<String>,
    /// Of all lines.
    pub total: Option<Total>,
}

/// 奖状.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Certificate {
    /// To whom.
    pub name: String,
    /// What for, in a few words.
    pub honour: String,
    /// What for, as a sentence.
    pub words: String,
    /// Its number.
    pub number: Option<String>,
    /// Who gives it.
    pub signer: String,
}

/// A sum of points with its name.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sum {
    /// Its name.
    pub label: String,
    /// The points, in words.
    pub points: String,
}

/// A line of a statement.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Line {
    /// The day.
    pub day: String,
    /// What for.
    pub why: String,
    /// How many, with their sign.
    pub points: String,
}

/// 积分月报.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Statement {
    /// Whose.
    pub name: String,
    /// Of which month, in words.
    pub span: String,
    /// What came and went, by its kind.
    pub sums: Vec<Sum>,
    /// What there is at the end.
    pub closing: Sum,
    /// The postings; at most 25.
    pub lines: Vec<Line>,
    /// How many more there are.
    pub more: Option<String>,
}

/// A prize with what it is for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Prize {
    /// What for.
    #[serde(rename = "for")]
    pub of: String,
    /// What.
    pub what: String,
}

/// 海报.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contest {
    /// Its name.
    pub name: String,
    /// Of which kind, in words.
    pub kind: String,
    /// When, in words.
    pub span: String,
    /// The rule in plain words; at most 6.
    pub rules: Vec<String>,
    /// The prizes; at most 8.
    pub prizes: Vec<Prize>,
    /// What to do now.
    pub call: Option<String>,
}

/// 生日卡.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Birthday {
    /// Whose.
    #[serde(flatten)]
    pub person: Person,
    /// A good word.
    pub words: String,
    /// Which day, in words.
    pub day: String,
}
