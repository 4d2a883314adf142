//! A contest in the real window, with nothing but presses and typing: last month's copied, tried on the
//! past, published, fed with orders, brought to its prizes, to a refund and to what the refund changes.

use crate::window::{Screen, Window, folder};
use serde_json::json;

const NAME: &str = "窗口杯";
/// While it runs, when it is over, and when nobody may object any more.
const RUNNING: &str = "2026-11-18T20:40:00+08:00";
const OVER: &str = "2026-12-01T10:00:00+08:00";
const SETTLED: &str = "2026-12-04T10:00:00+08:00";

/// What the two best sold, as a table has it.
const ORDERS: &str = "日期\t业务员\t订单号\t商品\t数量\t金额\t订单状态
2026-11-18 10:00:00\t韩梅\tCK1001\t窗口红茶\t1\t60000\t已完成
2026-11-18 11:00:00\t夏荷\tCK1002\t窗口绿茶\t1\t50000\t已完成";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only desktop"]
async fn a_contest_is_held_in_the_window() {
    let data = folder("contest");
    let at = async |time| Window::open(&data, &["--demo", "--clock", time]).await;

    let window = at(RUNNING).await;
    published_again(&window).await;
    orders(&window).await;
    // Nobody's report waits when it ends.
    window.press("审批").await;
    window.asks(APPROVE_ALL).await;
    opened(&window).await;
    window.press("从头看").await;
    window.asks(FIRST_S_REASONS).await;
    window.reads("窗口红茶").await;
    window.close().await;

    let over = ["--demo", "--clock", OVER];
    let window = Window::open_on(Screen::with_bus(), &data, &over).await;
    opened(&window).await;
    // Its founder looks elsewhere: the system tells what the page shows.
    window.asks(LOOK_AWAY).await;
    for (act, state) in [("揭榜", "已揭榜"), ("公示结果", "公示期")] {
        window.asks(&acting(act)).await;
        window.reads(state).await;
    }
    window.screen.hears("揭榜了");
    window.screen.hears(NAME);
    // Objected to and answered.
    window.asks(FIRST_S_REASONS).await;
    let objection = "那一单不像是真的";
    window.asks(&fill("对这个名次提出异议", objection)).await;
    window.asks(&button("[role=dialog]", "提交异议")).await;
    window.asks(CLOSE).await;
    window.reads(objection).await;
    window.asks(&fill("答复", "和店铺核对过了")).await;
    window.asks(&button(".contest-talk", "不成立")).await;
    window.reads("和店铺核对过了").await;
    window.close().await;

    let window = at(SETTLED).await;
    opened(&window).await;
    window.asks(&acting("定榜发奖")).await;
    window.reads("奖励已经入账").await;
    won(&window, "韩梅", &[("竞赛奖励：窗口杯", "+500")]).await;
    refunded(&window).await;
    // What it changes is applied with a reason, and stands in the ledger of both.
    opened(&window).await;
    window.asks(&fill("原因", "退货")).await;
    window.asks(&button(".contest-main", "全部执行")).await;
    window.reads("已执行的变更").await;
    won(&window, "韩梅", &[("竞赛奖励收回：窗口杯", "−500")]).await;
    let both = [("竞赛奖励：窗口杯", "+200"), ("竞赛奖励：窗口杯", "+300")];
    won(&window, "夏荷", &both).await;
    window.close().await;
}

/// The contest's page.
async fn opened(window: &Window) {
    window.press("竞赛").await;
    window.press(NAME).await;
    window.reads("排名赛").await;
}

/// Last month's again under another name, tried on the past, published.
async fn published_again(window: &Window) {
    window.press("竞赛").await;
    window.press("10月销冠").await;
    window.press("照样再办").await;
    window.asks(&fill("名称", NAME)).await;
    window.reads("已保存").await;
    window.press("回测").await;
    window.press("开始回测").await;
    window.reads("一次也没有得奖").await;
    window.reads("得奖最多的三个人").await;
    window.press("下一步").await;
    window.asks(&button(".contest-publish", "发布")).await;
    window.reads("奖池 1,000 分").await;
}

/// Cells out of a table, pasted, looked at and taken.
async fn orders(window: &Window) {
    window.press("导入订单").await;
    window.asks(&button(".sheet", "粘贴")).await;
    window.asks(&fill("或者从表格里粘贴", ORDERS)).await;
    window.asks(&button(".sheet", "读取")).await;
    window.press("刚刚导出的").await;
    window.press("导入 2 行").await;
    window.reads("导入完成").await;
}

/// The first's order, from the reasons of their score to what was given back of it.
async fn refunded(window: &Window) {
    opened(window).await;
    window.asks(FIRST_S_REASONS).await;
    window.press("窗口红茶").await;
    window.press("登记退款").await;
    window.asks(&button("[role=dialog]", "登记")).await;
    window.reads("退款记录").await;
}

/// What the contest gave or took, on somebody's page of points.
async fn won(window: &Window, name: &str, lines: &[(&str, &str)]) {
    window.press("团队积分").await;
    window.asks(&fill("按姓名找", name)).await;
    window.asks(&button(".points-person", name)).await;
    window.reads(&format!("{name} 的积分")).await;
    for (why, points) in lines {
        window.asks(&ledger(why, points)).await;
    }
}

/// Waits for a line of a page of points with this reason and just so many points.
fn ledger(why: &str, points: &str) -> String {
    let (why, points) = (json!(why), json!(points));
    format!(
        r#"
    const done = arguments[arguments.length - 1];
    const look = () => {{
        const found = [...document.querySelectorAll(".points-line")].some((line) =>
            line.textContent.includes({why})
            && line.querySelector(".points-how-much > .number").textContent === {points});
        if (!found) return setTimeout(look, 25);
        done(true);
    }};
    look();
"#
    )
}

/// Presses what carries just these words inside a place, as soon as it may be pressed.
fn button(place: &str, words: &str) -> String {
    let (place, words) = (json!(place), json!(words));
    format!(
        r#"
    const done = arguments[arguments.length - 1];
    const look = () => {{
        const here = [...document.querySelectorAll({place})].flatMap((place) =>
            [place, ...place.querySelectorAll("button, a")]);
        const found = here.find((one) =>
            one.matches("button, a") && !one.disabled
            && one.textContent.replace(/\s/g, "").endsWith({words}));
        if (!found) return setTimeout(look, 25);
        found.click();
        done(true);
    }};
    look();
"#
    )
}

/// Types into the field that these words name, until it holds what was typed.
fn fill(label: &str, text: &str) -> String {
    let (label, text) = (json!(label), json!(text));
    format!(
        r#"
    const done = arguments[arguments.length - 1];
    const named = () => {{
        const labels = [...document.querySelectorAll("label")];
        const of = labels.findLast((one) => one.textContent.trim() === {label});
        const fields = [...document.querySelectorAll("input, textarea")];
        return document.getElementById(of?.htmlFor) ?? fields.find((one) => one.ariaLabel === {label});
    }};
    const look = () => {{
        const field = named();
        if (field?.value === {text}) return done(true);
        if (field) {{
            const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
            Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, {text});
            field.dispatchEvent(new Event("input", {{ bubbles: true }}));
        }}
        setTimeout(look, 25);
    }};
    look();
"#
    )
}

/// No other window is in front of a screen that nobody sees.
const LOOK_AWAY: &str = r#"
    const done = arguments[arguments.length - 1];
    document.hasFocus = () => false;
    done(true);
"#;

/// Opens why the first stands first.
const FIRST_S_REASONS: &str = r#"
    const done = arguments[arguments.length - 1];
    const look = () => {
        if (document.querySelector("[role=dialog] .contest-facts")) return done(true);
        const opened = document.querySelector("[role=dialog]");
        if (!opened) document.querySelector(".places-score button")?.click();
        setTimeout(look, 100);
    };
    look();
"#;

/// Closes what lies above the page, and waits until it has gone.
const CLOSE: &str = r#"
    const done = arguments[arguments.length - 1];
    const look = () => {
        const close = document.querySelector("[role=dialog] .ant-drawer-close");
        if (!document.querySelector("[role=dialog]")) return done(true);
        close?.click();
        setTimeout(look, 100);
    };
    look();
"#;

/// Says yes to every report that waits.
const APPROVE_ALL: &str = r#"
    const done = arguments[arguments.length - 1];
    const look = () => {
        if (document.body.innerText.includes("没有等您审批的报单")) return done(true);
        const yes = [...document.querySelectorAll(".report button")]
            .find((one) => one.textContent.replace(/\s/g, "") === "通过" && !one.disabled);
        yes?.click();
        setTimeout(look, 100);
    };
    look();
"#;

/// Does something with the contest: its button, a reason where one is asked for, the dialog's button.
fn acting(act: &str) -> String {
    format!(
        r#"
    const done = arguments[arguments.length - 1];
    const named = (place) => [...document.querySelectorAll(place)]
        .find((button) => button.textContent.replace(/\s/g, "") === "{act}" && !button.disabled);
    // The page may be drawn anew when its answers come: what was pressed before is pressed again.
    const look = () => {{
        const sure = named("[role=dialog] button");
        if (!document.querySelector("[role=dialog]")) {{
            named(".page-actions button")?.click();
            return setTimeout(look, 100);
        }}
        const reason = document.querySelector("[role=dialog] textarea");
        if (reason && !reason.value) {{
            const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
            set.call(reason, "平台对账已完成");
            reason.dispatchEvent(new Event("input", {{ bubbles: true }}));
            return setTimeout(look, 25);
        }}
        if (!sure) return setTimeout(look, 25);
        sure.click();
        done(true);
    }};
    look();
"#
    )
}
