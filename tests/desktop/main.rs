//! Journeys in the real window. They need a screen and the built program, so a plain `cargo test`
//! leaves them out; `cargo xtask test` runs them.
#![cfg(target_os = "linux")]

mod ports;
mod window;

use window::{Screen, Window, folder, until};

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only desktop"]
async fn from_the_first_start_to_the_demo_s_board_and_back_another_day() {
    let data = folder("first");
    let window = Window::open(&data, &[]).await;
    window.press("中文").await;
    window.reads("建我的团队").await;
    window.press("看看演示团队").await;
    window.press("龙虎榜").await;
    window.reads("净销售额").await;
    window.reads("第 1 名").await;
    window.close().await;

    let another_day = Window::open(&data, &[]).await;
    another_day.press("龙虎榜").await;
    another_day.reads("净销售额").await;
    another_day.close().await;
}

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
