//! Why a contest cannot be final yet.

use crate::app::App;
use crate::contest::fact::shop_name;
use crate::contest::seen::Seen;
use crate::contest::settled::{second_agrees, settled};
use crate::error::Result;
use rules::contest::State as Stands;
use rules::{Lang, Refusal};
use serde::Serialize;
use store::contest::{settlement, word};
use utoipa::ToSchema;

/// What keeps a contest from becoming final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestBlock)]
pub(super) enum Block {
    /// It can still be objected to.
    Appeal,
    /// Objections wait for an answer.
    Objections,
    /// Orders or refunds of its time are not imported yet.
    Unsynced,
    /// Reported sales of its time wait for a decision.
    Reports,
    /// Several share a place whose prizes differ.
    Ties,
    /// Numbers entered by hand wait for a decision.
    Numbers,
    /// Computed again from nothing, the result is another.
    Differs,
}

/// What keeps a contest from becoming final, in the caller's language.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ContestBlocker)]
pub(super) struct Blocker {
    pub code: Block,
    pub words: String,
}

rules::refusals! {
    /// It can still be objected to.
    AppealOpen { until: String } 409,
    "公示期到 {until} 才结束，到时再定榜。",
    "The result can be objected to until {until}. Make it final after that.";

    /// Objections wait for an answer.
    ObjectionsOpen { count: i64 } 409,
    "还有 {count} 条异议没有答复，请先答复。",
    "{count} objections wait for an answer. Answer them first.";

    /// Orders of the contest's time may be missing.
    OrdersUnsynced { shops_zh: String, shops_en: String } 409,
    "{shops_zh} 的订单还没有导到竞赛结束之后：可能漏了订单或退款。请导入最新的订单文件，或写明为什么不用等。",
    "The order files of {shops_en} do not reach past the contest's end; orders or refunds may be missing. Import the latest files, or say why there is no need to wait.";

    /// Reported sales wait for a decision.
    ReportsWaiting { count: i64 } 409,
    "还有 {count} 张竞赛期间的报单没有审批，请先审批。",
    "{count} reported sales of the contest's time wait for a decision. Decide on them first.";

    /// A tie reaches over different prizes.
    TiesOpen { places: String } 409,
    "第 {places} 名并列，奖品不同，请先裁定名次。",
    "Place {places} is shared and the prizes differ. Decide the order first.";

    /// Numbers entered by hand wait for a decision.
    NumbersWaiting { count: usize } 409,
    "还有 {count} 个填报的数字没有审核，请先审核。",
    "{count} numbers entered by hand wait for a decision. Decide on them first.";

    /// The second computation differs.
    SecondDiffers {} 409,
    "从头重算一遍，结果与现在的榜不一样。请刷新后再看；若还是这样，请把数据文件夹里的日志发给我们。",
    "Computed again from nothing, the result is another. Refresh and look again; if it persists, send us the log in the data folder.";
}

/// Everything that keeps a contest from becoming final, as refusals.
/// The second computation takes its time: `twice` asks for it.
pub(super) async fn refusals(app: &App, seen: &Seen, twice: bool) -> Result<Vec<(Block, Refusal)>> {
    let (team, id, rule) = (seen.team(), seen.contest.id, &seen.contest.rule);
    let mut found: Vec<(Block, Refusal)> = Vec::new();
    let calendar = seen.settings.calendar();
    if let Some(until) = seen.appeal_until().filter(|until| seen.now < *until) {
        let until = calendar.local(until).format("%m-%d %H:%M").to_string();
        found.push((Block::Appeal, AppealOpen { until }.into()));
    }
    let mut conn = app.db.read().await?;
    let waiting = word::waiting(&mut conn, team).await?;
    if let Some((_, count)) = waiting.into_iter().find(|(contest, _)| *contest == id) {
        found.push((Block::Objections, ObjectionsOpen { count }.into()));
    }
    // A shop that was imported while it ran and not since its end.
    let synced = settlement::synced(&mut conn, team, rule.start.plus_days(-31)).await?;
    let late: Vec<(String, String)> = synced
        .into_iter()
        .filter(|(_, at)| *at < rule.end)
        .map(|(shop, at)| {
            let at = calendar.local(at).format("%m-%d %H:%M");
            let said = |lang| format!("{} ({at})", shop_name(&shop, lang));
            (said(Lang::Zh), said(Lang::En))
        })
        .collect();
    if !late.is_empty() {
        let (zh, en): (Vec<String>, Vec<String>) = late.into_iter().unzip();
        let no = OrdersUnsynced {
            shops_zh: zh.join("、"),
            shops_en: en.join(", "),
        };
        found.push((Block::Unsynced, no.into()));
    }
    let count = settlement::undecided_reports(&mut conn, team, rule.window()).await?;
    if count > 0 {
        found.push((Block::Reports, ReportsWaiting { count }.into()));
    }
    let numbers = store::contest::part::numbers(&mut conn, team, id).await?;
    let count = numbers
        .iter()
        .filter(|number| number.approved.is_none())
        .count();
    if count > 0 {
        found.push((Block::Numbers, NumbersWaiting { count }.into()));
    }
    drop(conn);
    let result = settled(app, seen).await?;
    if !result.settlement.open.is_empty() {
        let places: Vec<String> = result
            .settlement
            .open
            .iter()
            .map(|tie| tie.place.to_string())
            .collect();
        let places = places.join("、");
        found.push((Block::Ties, TiesOpen { places }.into()));
    }
    if twice && !second_agrees(app, seen, &result).await? {
        found.push((Block::Differs, SecondDiffers {}.into()));
    }
    Ok(found)
}

/// Everything that keeps a contest from becoming final, said.
pub(super) async fn blockers(app: &App, seen: &Seen, lang: Lang) -> Result<Vec<Blocker>> {
    if !matches!(seen.state, Stands::Revealed | Stands::Provisional) {
        return Ok(Vec::new());
    }
    let found = refusals(app, seen, false).await?.into_iter();
    Ok(found
        .map(|(code, no)| Blocker {
            code,
            words: no.words.say(lang).to_owned(),
        })
        .collect())
}
