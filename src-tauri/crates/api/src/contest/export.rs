//! A settlement as a workbook from which an outsider can compute every score again: the rule, the
//! rows with what was counted, the prizes, every order line that counted.

mod rounds;

use crate::app::App;
use crate::caller::Caller;
use crate::contest::row::Reader;
use crate::contest::seen::Seen;
use crate::contest::settled::ask;
use crate::contest::settlement::{result, revealed};
use crate::error::{Result, refuse};
use crate::extract::{Language, Path};
use anyhow::Context as _;
use axum::extract::State;
use axum::response::Response;
use rules::access::NotYours;
use rules::contest::{Settlement, Unit};
use rules::{Calendar, Lang, Words};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use store::contest::facts::facts;

/// A sheet ends after 1 048 576 rows.
const LINES_MAX: usize = 1_048_000;

/// The settlement as an xlsx file, for who runs the contest.
#[utoipa::path(get, path = "/api/contests/{id}/settlement.xlsx", operation_id = "contest_settlement_file", params(("id" = i64, Path)), responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>)))]
pub(super) async fn contest_settlement_file(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Path(id): Path<i64>,
) -> Result<Response> {
    let seen = Seen::read(&app, caller, id).await?;
    revealed(&seen)?;
    if !seen.runs() {
        return refuse(NotYours {});
    }
    let (settled, hash, _) = result(&app, &seen).await?;
    let board = seen.board(&app).await?;
    let reader = Reader::new(&seen, &board);
    let ask = ask(&seen, board.counted.parts.all());
    let mut conn = app.db.read().await?;
    let facts = facts(&mut conn, ask).await?;
    drop(conn);
    let calendar = seen.settings.calendar();
    let book = Report {
        seen: &seen,
        reader: &reader,
        settled: &settled,
        hash: &hash,
        calendar: &calendar,
        lang,
    };
    let bytes = book
        .write(&facts)
        .context("the workbook could not be written")?;
    let name = Words::new("结算报告", "settlement").say(lang).to_owned();
    crate::download::xlsx(bytes, &format!("{}-{name}.xlsx", seen.contest.rule.name))
}

struct Report<'a> {
    seen: &'a Seen,
    reader: &'a Reader<'a>,
    settled: &'a Settlement,
    hash: &'a str,
    calendar: &'a Calendar,
    lang: Lang,
}

impl Report<'_> {
    fn say(&self, zh: &str, en: &str) -> String {
        Words::new(zh, en).say(self.lang).to_owned()
    }

    /// A moment as its team's clock shows it.
    fn time(&self, at: rules::Moment) -> String {
        self.calendar
            .local(at)
            .format("%Y-%m-%d %H:%M:%S")
            .to_string()
    }

    fn sheet<'b>(
        &self,
        book: &'b mut Workbook,
        name: (&str, &str),
        columns: &[(&str, &str, f64)],
    ) -> Result<&'b mut Worksheet, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.say(name.0, name.1))?;
        let bold = Format::new().set_bold();
        for (column, (zh, en, width)) in (0..).zip(columns) {
            sheet.write_with_format(0, column, self.say(zh, en), &bold)?;
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(sheet)
    }

    fn write(&self, facts: &[rules::contest::tally::Fact]) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        self.rule(&mut book)?;
        self.rows(&mut book)?;
        self.awards(&mut book)?;
        if !self.settled.duels.is_empty() {
            self.duels(&mut book)?;
        }
        if let Some(rounds) = self.reader.shown.counted.field.course() {
            self.rounds(&mut book, rounds)?;
        }
        self.lines(&mut book, facts)?;
        book.save_to_buffer()
    }

    fn rule(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let columns = [("项目", "Part", 22.0), ("内容", "What", 90.0)];
        let sheet = self.sheet(book, ("规则", "Rule"), &columns)?;
        let (contest, rule) = (&self.seen.contest, &self.seen.contest.rule);
        let at = |at| self.time(at);
        let rows = [
            (self.say("竞赛", "Contest"), rule.name.clone()),
            (self.say("开始（含）", "Start, included"), at(rule.start)),
            (self.say("结束（不含）", "End, excluded"), at(rule.end)),
            (self.say("时区", "Zone"), self.calendar.zone.to_string()),
            (
                self.say("规则版本", "Version of the rule"),
                contest.rule_id.to_string(),
            ),
            (
                self.say("规则指纹（下面 JSON 的 SHA-256）", "The rule's SHA-256"),
                contest.hash.clone(),
            ),
            (self.say("规则", "Rule"), rule.json()),
            (
                self.say("结果指纹", "The result's SHA-256"),
                self.hash.to_owned(),
            ),
            (
                self.say("抽签种子", "Seed of draws"),
                self.reader.shown.counted.field.seed().hex(),
            ),
        ];
        for (row, (part, what)) in (1..).zip(rows) {
            sheet.write(row, 0, part)?;
            sheet.write(row, 1, what)?;
        }
        Ok(())
    }

    fn rows(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let mut columns = vec![
            ("名次", "Place", 8.0),
            ("编号", "No.", 8.0),
            ("名字", "Name", 20.0),
            ("得分", "Score", 14.0),
            ("系数", "Handicap", 10.0),
            ("基线或目标", "Baseline or target", 16.0),
            ("最后一笔", "Last order", 20.0),
        ];
        let counted = &self.seen.contest.rule.counted;
        columns.extend(counted.iter().map(|_| ("计分项", "Measure", 14.0)));
        let sheet = self.sheet(book, ("名次", "Places"), &columns)?;
        let field = &self.reader.shown.counted.field;
        let bold = Format::new().set_bold();
        for (column, counted) in (7..).zip(counted) {
            let name = serde_json::to_value(counted.measure).unwrap_or_default();
            sheet.write_with_format(0, column, name.as_str().unwrap_or_default(), &bold)?;
        }
        for (at, row) in (1..).zip(self.settled.rows.iter().take(LINES_MAX)) {
            let (tally, terms) = (
                field.tally(row.entrant).copied().unwrap_or_default(),
                field.terms(row.entrant),
            );
            sheet.write(at, 0, row.place)?;
            sheet.write(at, 1, row.entrant.0)?;
            sheet.write(at, 2, self.reader.name(row.entrant))?;
            sheet.write(at, 3, number(field.rule().unit(), row.score))?;
            sheet.write(at, 4, terms.handicap.0 as f64 / 10_000.0)?;
            if let Some(base) = terms.base {
                sheet.write(at, 5, number(field.rule().amount_unit(), base))?;
            }
            if let Some(last) = tally.last_at {
                sheet.write(at, 6, self.time(last))?;
            }
            for (column, (counted, amount)) in (7..).zip(counted.iter().zip(tally.amounts)) {
                sheet.write(at, column, number(counted.measure.unit(), amount))?;
            }
        }
        Ok(())
    }

    fn awards(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let columns = [
            ("名次", "Place", 8.0),
            ("成员", "Member", 20.0),
            ("编号", "No.", 8.0),
            ("第几项奖品", "Prize no.", 12.0),
            ("积分", "Points", 10.0),
            ("奖品", "Thing", 30.0),
        ];
        let sheet = self.sheet(book, ("奖品", "Prizes"), &columns)?;
        for (at, award) in (1..).zip(&self.settled.awards) {
            sheet.write(at, 0, award.place)?;
            sheet.write(at, 1, self.seen.name(award.member))?;
            sheet.write(at, 2, award.member.0)?;
            sheet.write(at, 3, award.prize as u64 + 1)?;
            sheet.write(at, 4, award.points)?;
            sheet.write(at, 5, award.thing.as_deref().unwrap_or_default())?;
        }
        Ok(())
    }

    fn duels(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let columns = [
            ("挑战者", "Challenger", 20.0),
            ("编号", "No.", 8.0),
            ("应战者", "Challenged", 20.0),
            ("编号", "No.", 8.0),
            ("胜者（空：平局）", "Winner, none in a draw", 22.0),
        ];
        let sheet = self.sheet(book, ("PK", "Duels"), &columns)?;
        for (at, duel) in (1..).zip(&self.settled.duels) {
            sheet.write(at, 0, self.reader.name(duel.challenger))?;
            sheet.write(at, 1, duel.challenger.0)?;
            sheet.write(at, 2, self.reader.name(duel.challenged))?;
            sheet.write(at, 3, duel.challenged.0)?;
            if let Some(winner) = duel.winner {
                sheet.write(at, 4, self.reader.name(winner))?;
            }
        }
        Ok(())
    }

    fn lines(
        &self,
        book: &mut Workbook,
        facts: &[rules::contest::tally::Fact],
    ) -> Result<(), XlsxError> {
        let columns = [
            ("时间", "Time", 20.0),
            ("编号", "No.", 8.0),
            ("成员", "Member", 20.0),
            ("订单行", "Order line", 12.0),
            ("净额（元）", "Net (yuan)", 12.0),
            ("订单", "Orders", 8.0),
            ("计给", "Counts for", 12.0),
        ];
        let sheet = self.sheet(book, ("明细", "Lines"), &columns)?;
        let parts = self.reader.shown.counted.parts.by_member();
        for (at, fact) in (1..).zip(facts.iter().take(LINES_MAX)) {
            let theirs = parts.get(&fact.member).into_iter().flatten();
            let mut then = theirs.filter(|part| part.stay.window.holds(fact.at));
            sheet.write(at, 0, self.time(fact.at))?;
            sheet.write(at, 1, fact.member.0)?;
            sheet.write(at, 2, self.seen.name(fact.member))?;
            sheet.write(at, 3, fact.line)?;
            sheet.write(at, 4, fact.fen as f64 / 100.0)?;
            sheet.write(at, 5, fact.orders)?;
            if let Some(part) = then.next() {
                sheet.write(at, 6, self.reader.name(part.entrant))?;
            }
        }
        Ok(())
    }
}

/// An amount as a person reads it: yuan, points, percent, or things.
fn number(unit: Unit, amount: i64) -> f64 {
    match unit {
        Unit::Fen | Unit::Centi | Unit::BasisPoints => amount as f64 / 100.0,
        Unit::Count => amount as f64,
    }
}
