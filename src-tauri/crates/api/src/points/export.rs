//! A statement as a workbook, with totals that add up.

use super::line::{Saying, StatementLine, Which};
use super::purse::seen;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::{Language, Path, Query};
use anyhow::Context as _;
use axum::extract::State;
use axum::response::Response;
use rules::points::rule::decimal;
use rules::{Calendar, Lang, Words};
use rust_xlsxwriter::{Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};
use store::points::statement::page;

/// The member's statement as an xlsx file, earliest recorded line first.
#[utoipa::path(get, path = "/api/points/members/{id}/statement.xlsx", operation_id = "statement_file", params(("id" = i64, Path), Which), responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>)))]
pub async fn statement_file(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(which): Query<Which>,
    Language(lang): Language,
) -> Result<Response> {
    let (roster, member) = seen(&app, caller, id).await?;
    let calendar = app.settings(caller.team).await?.calendar();
    let filter = which.filter(&calendar);
    let mut conn = app.db.read().await?;
    // A sheet ends after 1 048 576 rows.
    let mut entries = page(&mut conn, caller.team, member, filter, None, 1_048_000).await?;
    entries.reverse();
    let saying = Saying {
        caller,
        roster: &roster,
        calendar: &calendar,
        lang,
    };
    let lines = saying.lines(&mut conn, caller.team, &entries).await?;
    let bytes = workbook(&lines, &calendar, lang).context("the workbook could not be written")?;
    let name = Words::new("积分明细", "points").say(lang).to_owned();
    let file = format!("{}-{name}.xlsx", roster.name(member));
    crate::download::xlsx(bytes, &file)
}

/// Headings with the columns' widths.
const COLUMNS: [(&str, &str, f64); 13] = [
    ("入账时间", "Recorded", 18.0),
    ("发生时间", "Happened", 18.0),
    ("编号", "No.", 8.0),
    ("说明", "Why", 64.0),
    ("订单号", "Order", 22.0),
    ("商品", "Item", 24.0),
    ("净额（元）", "Net (yuan)", 12.0),
    ("每元积分", "Points a yuan", 10.0),
    ("规则版本", "Rules", 9.0),
    ("可用变动", "Available ±", 12.0),
    ("待生效变动", "Pending ±", 12.0),
    ("可用余额", "Available", 12.0),
    ("待生效余额", "Pending", 12.0),
];

fn workbook(
    lines: &[StatementLine],
    calendar: &Calendar,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(Words::new("积分明细", "Points").say(lang))?;
    let bold = Format::new().set_bold();
    for (column, (zh, en, width)) in (0..).zip(COLUMNS) {
        sheet.write_with_format(0, column, Words::new(zh, en).say(lang), &bold)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 1;
    for line in lines {
        write(sheet, row, line, calendar)?;
        row += 1;
    }
    let total = Words::new("合计", "Total");
    let right = Format::new().set_bold().set_align(FormatAlign::Right);
    sheet.write_with_format(row, 8, total.say(lang), &right)?;
    for (column, letter, sum) in [
        (9, 'J', lines.iter().map(|line| line.available).sum::<i64>()),
        (10, 'K', lines.iter().map(|line| line.pending).sum()),
    ] {
        // The value stands beside the formula, for readers that do not reckon.
        let formula =
            Formula::new(format!("=SUM({letter}2:{letter}{row})")).set_result(sum.to_string());
        if lines.is_empty() {
            sheet.write_with_format(row, column, 0, &bold)?;
        } else {
            sheet.write_with_format(row, column, formula, &bold)?;
        }
    }
    book.save_to_buffer()
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    line: &StatementLine,
    calendar: &Calendar,
) -> Result<(), XlsxError> {
    let at = |at| calendar.local(at).format("%Y-%m-%d %H:%M").to_string();
    sheet.write(row, 0, at(line.recorded_at))?;
    sheet.write(row, 1, at(line.happened_at))?;
    sheet.write(row, 2, line.seq)?;
    sheet.write(row, 3, line.why.as_str())?;
    // Orders' numbers are texts: a spreadsheet would round them.
    sheet.write(row, 4, line.order_no.as_deref().unwrap_or_default())?;
    sheet.write(row, 5, line.item.as_deref().unwrap_or_default())?;
    if let Some(basis) = line.basis_fen {
        sheet.write(row, 6, basis.0 as f64 / 100.0)?;
    }
    if let Some(rate) = line.rate {
        sheet.write(row, 7, decimal(rate))?;
    }
    if let Some(version) = line.rules_version {
        sheet.write(row, 8, version.0)?;
    }
    sheet.write(row, 9, line.available)?;
    sheet.write(row, 10, line.pending)?;
    sheet.write(row, 11, line.available_after)?;
    sheet.write(row, 12, line.pending_after)?;
    Ok(())
}
