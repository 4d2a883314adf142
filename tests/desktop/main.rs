//! Journeys in the real window. They need a screen and the built program, so a plain `cargo test`
//! leaves them out; `cargo xtask test` runs them.
#![cfg(target_os = "linux")]

mod bus;
mod contest;
mod crowd;
mod ports;
mod window;

use window::{Screen, Window, folder, until};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only desktop"]
async fn from_the_first_start_to_the_demo_s_board_and_back_another_day() {
    let data = folder("first");
    let window = Window::open(&data, &[]).await;
    // No LANG is set: Chinese, unless the system says otherwise.
    window.reads("建我的团队").await;
    window.press("看看演示团队").await;
    window.press("龙虎榜").await;
    window.reads("净销售额").await;
    window.reads("第 1 名").await;
    window.close().await;

    let another_day = Window::open(&data, &[]).await;
    another_day.press("龙虎榜").await;
    another_day.reads("净销售额").await;
    another_day.press("从头看").await;
    another_day.reads("全部名次").await;
    let seen = another_day.asks(TWENTY_ROWS_MOVE).await;
    let (moved, longest) = (&seen["moved"], &seen["longest"]);
    println!("{moved} rows changed places, longest frame {longest} ms of 100");
    assert!(moved.as_i64() >= Some(20), "{seen}");
    // What keeps the frames short on any machine: only what is seen moves.
    assert!(seen["gliding"].as_i64() > Some(0), "{seen}");
    assert!(seen["gliding"].as_i64() <= Some(24), "{seen}");
    another_day.close().await;
}

/// Ranks the board by another measure and watches every frame while its rows glide.
const TWENTY_ROWS_MOVE: &str = r#"
    const done = arguments[arguments.length - 1];
    // Nothing glides in a driven window; here it is what is looked at.
    Object.defineProperty(Navigator.prototype, "webdriver", { get: () => false });
    const places = () =>
        new Map([...document.querySelectorAll("[data-flip]")].map((row, at) => [row.dataset.flip, at]));
    const before = places();
    const changed = () => [...places()].filter(([row, at]) => before.get(row) !== at).length;
    let start, last, rest, longest = 0, gliding = 0;
    const frame = (now) => {
        start ??= now;
        if (last) longest = Math.max(longest, now - last);
        last = now;
        const moving = document.getAnimations().filter(({ effect }) => effect.target.dataset.flip);
        gliding = Math.max(gliding, moving.length);
        // The frame in which it is pressed counts as well.
        if (last === start) document.querySelectorAll(".page-tools .ant-segmented-item")[1].click();
        // From the press until they have long come to rest.
        if (!rest && changed() > 0) rest = now + 2500;
        if (!rest || now < rest) return requestAnimationFrame(frame);
        done({ moved: changed(), gliding, longest: Math.round(longest) });
    };
    requestAnimationFrame(frame);
"#;

#[test]
#[ignore = "drives the real window: cargo xtask test --only desktop"]
fn the_window_opens_no_port() {
    let screen = Screen::new();
    let app = screen.start(&folder("port"), &[]);
    app.says("the page is loaded");
    let family = ports::family(app.child.id());
    assert!(
        family.len() > 1,
        "WebKit's own processes are looked at as well: {family:?}"
    );
    assert_eq!(ports::open_by(app.child.id()), Vec::<String>::new());
}

#[test]
#[ignore = "drives the real window: cargo xtask test --only desktop"]
fn a_second_start_leaves_the_books_to_the_first() {
    let screen = Screen::new();
    let data = folder("second");
    let first = screen.start(&data, &[]);
    first.says("the page is loaded");
    let mut second = screen.start(&data, &[]);
    second.says("already open");
    until("the second start ends", || {
        second
            .child
            .try_wait()
            .expect("it can be asked")
            .is_some_and(|status| status.success())
    });
    first.says("a second start");
}
