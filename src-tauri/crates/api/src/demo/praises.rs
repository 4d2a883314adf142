//! Who thanked whom in the demo's last weeks.

use super::books::Desk;
use crate::error::Result;
use rules::honour::Reaction::{self, Cheer, Clap, Heart, Strong};
use rules::honour::praise::Ask;
use rules::points::Terms;
use rules::{MemberId, Moment};
use store::Tx;
use store::honour::praise::{give, react};

/// Giver, receivers, the team's value by its place, points for each, hours ago, words, and who
/// answered how.
type Thanks = (
    i64,
    &'static [i64],
    usize,
    i64,
    i64,
    &'static str,
    &'static [(i64, Reaction)],
);

const PRAISES: [Thanks; 14] = [
    (
        3,
        &[9],
        1,
        0,
        1_390,
        "第一次独立做直播，脚本写得比我还细，大家可以找她要模板。",
        &[(1, Clap), (4, Clap)],
    ),
    (
        1,
        &[2, 3, 4],
        0,
        20,
        1_010,
        "三个区一起补货盘点，周末也没落下，谢谢你们。",
        &[(2, Heart), (7, Clap), (12, Clap), (23, Strong)],
    ),
    (
        12,
        &[7],
        2,
        10,
        720,
        "客户半夜问尺码她也回，我这边的老客户都夸她耐心。",
        &[(2, Clap), (3, Heart), (1, Clap)],
    ),
    (
        5,
        &[30],
        1,
        0,
        530,
        "新人第一个月就开了十单，每天都来早会。",
        &[(1, Strong), (13, Strong)],
    ),
    (
        2,
        &[17],
        3,
        15,
        430,
        "把选品表改成了能自动比价的，全组都在用。",
        &[(1, Clap), (7, Clap), (12, Cheer)],
    ),
    (
        23,
        &[3],
        4,
        0,
        310,
        "发错货的两单主动垫付补寄，客户反而更信我们了。",
        &[(1, Heart), (2, Heart), (4, Clap)],
    ),
    (
        7,
        &[12, 17],
        0,
        10,
        240,
        "双11 那晚一起打包到两点，谢谢两位。",
        &[(12, Heart), (17, Strong), (2, Clap)],
    ),
    (
        4,
        &[21],
        2,
        10,
        170,
        "售后群里每条都有回音，退货率降了一半。",
        &[(1, Clap)],
    ),
    (
        1,
        &[7],
        1,
        30,
        122,
        "双11 连播十小时，回放我看了三遍，节奏越来越稳。",
        &[(2, Clap), (3, Clap), (12, Cheer), (17, Heart), (23, Strong)],
    ),
    (
        17,
        &[2],
        0,
        0,
        96,
        "帮我一对一改了话术，这周的转化明显好了。",
        &[(7, Heart)],
    ),
    (
        6,
        &[27, 33],
        2,
        0,
        70,
        "替同组的姐妹顶了三天客服，一声没吭。",
        &[(1, Heart), (5, Clap)],
    ),
    (
        9,
        &[7],
        0,
        10,
        47,
        "我孩子生病那几天，是她帮我把订单都跟完的。",
        &[(1, Heart), (2, Heart), (3, Heart), (12, Clap)],
    ),
    (
        2,
        &[40],
        1,
        10,
        26,
        "从不敢开口到今天带两位新人，进步看得见。",
        &[(7, Clap), (1, Clap)],
    ),
    (
        13,
        &[5],
        4,
        0,
        5,
        "价格标错她第一时间群里说明，按低价给客户发了货。",
        &[(1, Clap), (2, Heart)],
    ),
];

/// Writes them, each with its answers.
pub(super) async fn write(tx: &mut Tx, desk: Desk<'_>, now: Moment) -> Result<()> {
    let terms = Terms::from(desk.settings);
    for (n, (by, to, value, points, hours, words, answers)) in PRAISES.into_iter().enumerate() {
        let at = now.plus_ms(-hours * 3_600_000);
        let ask = Ask {
            request: format!("{by}:demo-{n}"),
            to: to.iter().map(|id| MemberId(*id)).collect(),
            value: desk.settings.praise_values[value].clone(),
            words: words.to_owned(),
            points,
            by: MemberId(by),
        };
        ask.check(desk.settings)?;
        let id = give(tx, desk.team, &ask, &terms, at).await?;
        for (minutes, (member, reaction)) in (7_i64..).step_by(11).zip(answers) {
            let at = at.plus_ms(minutes * 60_000);
            let who = (id, MemberId(*member));
            react(tx, desk.team, who, (*reaction, true), at).await?;
        }
    }
    Ok(())
}
