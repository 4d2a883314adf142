//! Which paper is asked for, how, and for whom; and putting it together.

use super::desk::{Desk, Wish};
use super::{contest, member, style, title};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use axum::http::HeaderMap;
use chrono::NaiveDate;
use poster::paper::{Look, Size};
use poster::press::Sheaf;
use rules::Lang;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

rules::refusals! {
    /// What is asked for lacks what it is of.
    PosterOfWhat { missing: &'static str } 422,
    "没有说明要做哪一个的海报：缺少“{missing}”。请从竞赛、榜单或成员的页面里生成。",
    "It was not said what the poster is of: “{missing}” is missing. Make it from the page of the contest, the board or the member.";

    /// A paper of one person alone, or of many pages, is nothing for a group.
    PosterNotForGroup {} 422,
    "积分月报是一个人自己的账，成批的奖状是给打印的，都不能发到群里。喜报、战报、奖状、竞赛海报和生日卡可以。",
    "A statement is one person's own and a pile of certificates is for the printer: neither goes to a group. The other kinds can.";
}

/// What kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PosterKind)]
pub enum Kind {
    /// 喜报: one winner; of a contest and an entrant.
    Win,
    /// 战报: a board; of a contest.
    Board,
    /// 奖状: of a contest and an entrant, or of a title that was given.
    Certificate,
    /// 奖状 for all who won something in a contest.
    Certificates,
    /// 海报: of a contest.
    Contest,
    /// 积分月报: of a member and a month.
    Statement,
    /// 生日卡: of a member.
    Birthday,
}

impl Kind {
    /// What it is called, which is the name it is saved under.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Win => ("喜报", "congratulations"),
            Self::Board => ("战报", "results"),
            Self::Certificate => ("奖状", "certificate"),
            Self::Certificates => ("奖状", "certificates"),
            Self::Contest => ("竞赛海报", "contest"),
            Self::Statement => ("积分月报", "statement"),
            Self::Birthday => ("生日卡", "birthday"),
        }
    }

    /// Whether a group may be sent it.
    fn is_for_groups(self) -> bool {
        !matches!(self, Self::Statement | Self::Certificates)
    }
}

/// Which paper, and how.
#[derive(Clone, Debug, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[schema(as = PosterAsked)]
pub(crate) struct Asked {
    #[param(inline)]
    kind: Kind,
    contest: Option<i64>,
    entrant: Option<i64>,
    member: Option<i64>,
    /// Of a title that was given, in place of a contest and an entrant.
    award: Option<i64>,
    /// Any day of the month.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    day: Option<NaiveDate>,
    /// None: as the team's posters look.
    #[param(inline)]
    look: Option<Look>,
    /// A colour to try in place of the team's, `#rrggbb`; empty: the look's own.
    colour: Option<String>,
    #[serde(default)]
    #[param(inline)]
    size: Size,
    /// `zh-CN` or `en`; else as the headers say.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    lang: Option<Lang>,
}

/// Who will read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// Whoever asks, who answers for what becomes of it.
    Caller,
    /// A group, in which everybody reads.
    Group,
}

/// Papers put together.
pub(super) struct Laid {
    pub sheaf: Sheaf,
    /// What it is, which is the name it is saved under.
    pub name: String,
    /// Of whom or of what.
    pub of: String,
}

fn of(found: Option<i64>, missing: &'static str) -> Result<i64> {
    match found {
        Some(id) => Ok(id),
        None => refuse(PosterOfWhat { missing }),
    }
}

/// Puts together what was asked for.
pub(super) async fn lay(
    app: &App,
    caller: Caller,
    (asked, whom): (&Asked, For),
    lang: Lang,
    headers: &HeaderMap,
) -> Result<Laid> {
    if whom == For::Group && !asked.kind.is_for_groups() {
        return refuse(PosterNotForGroup {});
    }
    let wish = Wish {
        look: asked.look,
        colour: asked.colour.as_deref().map(style::colour).transpose()?,
        size: asked.size,
        lang: asked.lang.unwrap_or(lang),
        whom,
    };
    let mut desk = Desk::new(app, caller, wish, headers).await?;
    let contest = || of(asked.contest, "contest");
    let entrant = || of(asked.entrant, "entrant");
    let member = || of(asked.member, "member");
    match asked.kind {
        Kind::Win => contest::win(&mut desk, contest()?, entrant()?).await?,
        Kind::Board => contest::board(&mut desk, contest()?).await?,
        Kind::Certificate => match asked.award {
            Some(award) => title::certificate(&mut desk, award).await?,
            None => contest::certificate(&mut desk, contest()?, entrant()?).await?,
        },
        Kind::Certificates => contest::certificates(&mut desk, contest()?).await?,
        Kind::Contest => contest::contest(&mut desk, contest()?).await?,
        Kind::Statement => {
            let today = desk.settings.calendar().day(desk.now);
            let day = asked.day.unwrap_or(today);
            member::statement(&mut desk, member()?, day).await?;
        }
        Kind::Birthday => member::birthday(&mut desk, member()?).await?,
    }
    let (zh, en) = asked.kind.words();
    Ok(Laid {
        name: desk.say(zh, en),
        of: desk.of,
        sheaf: desk.sheaf,
    })
}
