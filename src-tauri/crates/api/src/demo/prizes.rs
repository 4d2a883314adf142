//! The demo team's shop and who redeemed what in its year.

use super::books::{Desk, EVERY_DAYS};
use super::people::FOUNDER;
use crate::error::Result;
use rules::points::Terms;
use rules::prize::ask::Deliver;
use rules::prize::{Act, Ask, Kind, Limit, Offer, State};
use rules::{Fen, MemberId, Moment, Period, PrizeId};
use store::Tx;
use store::prize::redemption::{Done, act, one};
use store::prize::stock::{Why, shift};

/// Name, kind, words, points, yuan it costs, pieces bought (0: not counted), whether it is sent.
type Good = (&'static str, Kind, &'static str, i64, i64, i64, bool);

const GOODS: [Good; 9] = [
    (
        "玻璃保温杯 500ml",
        Kind::Goods,
        "双层玻璃，不锈钢盖，四色可选。",
        1_500,
        39,
        12,
        true,
    ),
    (
        "补水面膜一盒",
        Kind::OwnProduct,
        "自家产品，10 片装，发货时随单寄出。",
        1_400,
        45,
        30,
        true,
    ),
    (
        "50 元话费",
        Kind::Voucher,
        "审批后一个工作日内充到您登记的手机号。",
        2_600,
        50,
        0,
        false,
    ),
    (
        "带薪休假半天",
        Kind::Leave,
        "提前三天和团队长说好日子。",
        6_000,
        150,
        0,
        false,
    ),
    (
        "直播间实战课",
        Kind::Training,
        "线上两天，含一对一复盘；每期名额有限。",
        15_000,
        380,
        6,
        false,
    ),
    (
        "颈部按摩仪",
        Kind::Goods,
        "充电款，带热敷，轻到可以随身带。",
        11_000,
        269,
        5,
        true,
    ),
    (
        "京东卡 500 元",
        Kind::Cash,
        "电子卡，批准后发到微信。",
        22_000,
        500,
        0,
        false,
    ),
    (
        "莫干山两日游",
        Kind::Travel,
        "含一晚民宿和往返高铁，可带一位家人。",
        68_000,
        1_680,
        2,
        false,
    ),
    (
        "折叠补光灯",
        Kind::Goods,
        "拍产品图、短视频都好用。",
        2_900,
        69,
        2,
        true,
    ),
];

/// Who redeemed which of them, how many days ago, and how far it came.
const REDEMPTIONS: [(i64, usize, i64, State); 14] = [
    (7, 0, 300, State::Received),
    (3, 1, 262, State::Received),
    (12, 0, 230, State::Received),
    (9, 2, 204, State::Received),
    (7, 4, 176, State::Received),
    (2, 5, 150, State::Received),
    (23, 1, 121, State::Returned),
    (4, 8, 96, State::Received),
    (3, 2, 74, State::Received),
    (2, 6, 52, State::HandedOver),
    (17, 0, 38, State::Cancelled),
    (7, 8, 15, State::Shipped),
    (12, 1, 9, State::Requested),
    (3, 4, 8, State::Requested),
];

/// Puts the shop up.
pub(super) async fn shelf(tx: &mut Tx, desk: Desk<'_>, at: Moment) -> Result<()> {
    for (name, kind, words, points, yuan, pieces, ships) in GOODS {
        let offer = Offer {
            kind,
            name: name.to_owned(),
            words: words.to_owned(),
            points,
            cost_fen: Some(Fen(yuan * 100)),
            stocked: pieces > 0,
            low: 2,
            limit: (kind == Kind::Cash).then_some(Limit {
                pieces: 1,
                period: Some(Period::Quarter),
            }),
            tiers: Vec::new(),
            branch: None,
            from: None,
            until: None,
            approval: true,
            ships,
            offered: true,
        };
        let prize = store::prize::offer::add(tx, desk.team, &offer, FOUNDER, at).await?;
        if pieces > 0 {
            let why = Why::Said("进货");
            shift(tx, desk.team, (prize, pieces), why, FOUNDER, at).await??;
        }
    }
    Ok(())
}

/// Redemptions that fell between the last round and this one.
pub(super) async fn redemptions(
    tx: &mut Tx,
    desk: Desk<'_>,
    at: Moment,
    now: Moment,
) -> Result<()> {
    for (member, nth, days, until) in REDEMPTIONS {
        let happened = now.plus_days(-days);
        if happened > at || happened <= at.plus_days(-EVERY_DAYS) {
            continue;
        }
        let (.., points, _, _, ships) = GOODS[nth];
        let member = MemberId(member);
        let ask = Ask {
            request: format!("{member}:demo-{days}"),
            member,
            prize: PrizeId(i64::try_from(nth).unwrap_or(0) + 1),
            pieces: 1,
            points,
            deliver: ships.then(|| Deliver {
                name: desk.roster.name(member).to_owned(),
                phone: "13800000000".to_owned(),
                address: "浙江省杭州市余杭区样板路 1 号".to_owned(),
            }),
            note: None,
            replaces: None,
        };
        let asked =
            store::prize::ask::ask(tx, desk.team, &[&ask], (desk.roster, desk.settings), at)
                .await?;
        // Whoever had not enough then did not redeem.
        for id in asked.into_iter().flatten() {
            for (what, state) in way(until, ships) {
                let Some(redemption) = one(tx, desk.team, id).await? else {
                    continue;
                };
                let done = Done {
                    act: what,
                    state,
                    reason: (what == Act::Return).then(|| "尺寸不合适，原样寄回".to_owned()),
                    sent: (what == Act::Ship)
                        .then(|| ("顺丰速运".to_owned(), format!("SF{days:010}"))),
                    by: Some(if matches!(what, Act::Receive | Act::Cancel) {
                        member
                    } else {
                        FOUNDER
                    }),
                    at,
                };
                let terms = Terms::from(desk.settings);
                act(tx, desk.team, &redemption, &done, &terms).await??;
            }
        }
    }
    Ok(())
}

/// The steps that lead to a state.
fn way(until: State, ships: bool) -> Vec<(Act, State)> {
    let given = if ships {
        (Act::Ship, State::Shipped)
    } else {
        (Act::HandOver, State::HandedOver)
    };
    let last = match until {
        State::Requested => return Vec::new(),
        State::Cancelled => return vec![(Act::Cancel, until)],
        State::Received => Some((Act::Receive, until)),
        State::Returned => Some((Act::Return, until)),
        _ => None,
    };
    let first = [(Act::Approve, State::Approved), given];
    first.into_iter().chain(last).collect()
}
