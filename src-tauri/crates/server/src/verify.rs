//! 核验 on the command line: every team's points, recounted.

use crate::books;
use crate::line::Verify;
use anyhow::bail;
use api::{Clock, Door};
use rules::Lang;

/// Verifies every team and names what does not hold.
pub async fn verify(verify: Verify) -> anyhow::Result<()> {
    let (line, heads) = (verify.books, verify.heads);
    if !line.are_there() {
        bail!(
            "{} 没有账本，请用 --db 指明。There are no books at {}; name them with --db.",
            line.address(),
            line.address()
        );
    }
    let lang = language();
    let app = books::open(line, Clock::system(), (Door::InProcess, None), false).await?;
    let mut faults = 0;
    let mut teams = app.teams().await?;
    teams.retain(|(team, _)| verify.team.is_none_or(|only| team.0 == only));
    if !heads.is_empty() && teams.len() > 1 {
        bail!(
            "有好几个团队，请用 --team 指明链头是哪一个的。There are several teams; say with --team whose head it is."
        );
    }
    if teams.is_empty() {
        println!("还没有团队，没有可核验的。There is no team yet, and nothing to verify.");
    }
    for (team, name) in teams {
        let report = app.verify(team, &heads, &|_, _, _| {}).await?;
        for fault in &report.faults {
            println!("{name}: {}", fault.words.say(lang));
        }
        let (postings, sales, members) = (report.postings, report.sales, report.members);
        let head = report.head;
        match (report.fault_count, lang) {
            (0, Lang::Zh) => println!(
                "{name}: {postings} 条积分流水、{sales} 笔销售、{members} 位成员全部对得上。链头 {head}"
            ),
            (0, Lang::En) => println!(
                "{name}: {postings} postings, {sales} sales and {members} members hold. Head {head}"
            ),
            (count, Lang::Zh) => println!("{name}: 有 {count} 处对不上。"),
            (count, Lang::En) => println!("{name}: {count} do not hold."),
        }
        faults += report.fault_count;
    }
    app.stop().await;
    if faults > 0 {
        bail!(match lang {
            Lang::Zh => "账对不上：请保留现在的文件，从最近的备份恢复，并把上面的内容发给我们。",
            Lang::En =>
                "The books do not hold: keep this file, go back to the last backup, and send us the lines above.",
        });
    }
    Ok(())
}

/// The language of the console; Chinese unless it is set to English.
fn language() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    set.map_or(Lang::Zh, |value| Lang::accepted(&value))
}
