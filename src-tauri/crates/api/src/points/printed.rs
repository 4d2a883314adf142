//! A member's month as it may be printed: what came and went, by its kind, and the lines.

use super::line::{LineKind, Saying, StatementLine};
use super::purse::seen;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use rules::{Lang, Window};
use store::points::statement::{Filter, page, sums};

/// A member's month.
pub(crate) struct PrintedMonth {
    pub name: String,
    /// What there was before it: available, pending and owed together.
    pub opening: i64,
    /// What came and went, by its kind, in the order of the ledger's causes.
    pub sums: Vec<(LineKind, i64)>,
    /// The latest lines that changed something, latest first.
    pub lines: Vec<StatementLine>,
    /// How many there are in all.
    pub count: usize,
}

/// How many lines are looked through; a month of more shows the latest of them.
const LINES: i64 = 2_000;

impl App {
    /// A member's points in a window of time, for whom they are shown to.
    pub(crate) async fn month_printed(
        &self,
        caller: Caller,
        member: i64,
        window: Window,
        lang: Lang,
    ) -> Result<PrintedMonth> {
        let (roster, member) = seen(self, caller, member).await?;
        let calendar = self.settings(caller.team).await?.calendar();
        let mut conn = self.db.read().await?;
        let found = sums(&mut conn, caller.team, member, window).await?;
        let mut kinds: Vec<(LineKind, i64)> = Vec::new();
        for (cause, points) in found.causes {
            let kind = LineKind::of(cause);
            match kinds.iter_mut().find(|(of, _)| *of == kind) {
                Some((_, sum)) => *sum += points,
                None => kinds.push((kind, points)),
            }
        }
        kinds.retain(|(_, sum)| *sum != 0);
        let filter = Filter {
            window,
            ..Filter::default()
        };
        let entries = page(&mut conn, caller.team, member, filter, None, LINES).await?;
        let saying = Saying {
            caller,
            roster: &roster,
            calendar: &calendar,
            lang,
        };
        let mut lines = saying.lines(&mut conn, caller.team, &entries).await?;
        // Points that only ripened were counted when they were earned.
        lines.retain(|line| line.available + line.pending != 0);
        Ok(PrintedMonth {
            name: roster.name(member).to_owned(),
            opening: found.opening,
            sums: kinds,
            count: lines.len(),
            lines,
        })
    }
}
