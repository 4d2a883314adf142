//! All redemptions and the shelf as a workbook.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Language;
use anyhow::Context as _;
use axum::extract::State;
use axum::response::Response;
use rules::team::Roster;
use rules::{Calendar, Lang, Words};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use store::prize::redemption::Which;
use store::prize::{Prize, Redemption};

/// Headings with the columns' widths.
const REDEMPTIONS: [(&str, &str, f64); 11] = [
    ("编号", "No.", 8.0),
    ("申请时间", "Asked for", 18.0),
    ("成员", "Member", 14.0),
    ("奖品", "Prize", 26.0),
    ("件数", "Pieces", 8.0),
    ("积分", "Points", 10.0),
    ("成本（元）", "Cost (yuan)", 12.0),
    ("状态", "State", 14.0),
    ("更新时间", "Since", 18.0),
    ("快递", "Carrier", 14.0),
    ("单号", "Number", 22.0),
];
const SHELF: [(&str, &str, f64); 6] = [
    ("编号", "No.", 8.0),
    ("奖品", "Prize", 26.0),
    ("价格（分）", "Price (points)", 12.0),
    ("成本（元）", "Cost (yuan)", 12.0),
    ("库存", "Left", 8.0),
    ("在架", "On the shelf", 10.0),
];

/// All redemptions and the shelf as an xlsx file. Where things are sent is not in it.
#[utoipa::path(get, path = "/api/prizes/export", operation_id = "redemptions_file", responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>)))]
pub(super) async fn redemptions_file(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
) -> Result<Response> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let mut conn = app.db.read().await?;
    // A sheet ends after 1 048 576 rows.
    let which = Which::default();
    let all = store::prize::redemption::list(&mut conn, caller.team, which, 1_048_000).await?;
    let prizes = store::prize::prizes(&mut conn, caller.team).await?;
    let bytes = workbook(&all, &prizes, &roster, &settings.calendar(), lang)
        .context("the workbook could not be written")?;
    let name = Words::new("兑换记录", "redemptions");
    crate::download::xlsx(bytes, &format!("{}.xlsx", name.say(lang)))
}

fn headings<const N: usize>(
    sheet: &mut Worksheet,
    columns: [(&str, &str, f64); N],
    lang: Lang,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, (zh, en, width)) in (0..).zip(columns) {
        sheet.write_with_format(0, column, Words::new(zh, en).say(lang), &bold)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn workbook(
    all: &[Redemption],
    prizes: &[Prize],
    roster: &Roster,
    calendar: &Calendar,
    lang: Lang,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let at = |at| calendar.local(at).format("%Y-%m-%d %H:%M").to_string();
    let sheet = book.add_worksheet();
    sheet.set_name(Words::new("兑换", "Redemptions").say(lang))?;
    headings(sheet, REDEMPTIONS, lang)?;
    for (row, one) in (1..).zip(all) {
        let (zh, en) = one.state.words();
        sheet.write(row, 0, one.id.0)?;
        sheet.write(row, 1, at(one.at))?;
        sheet.write(row, 2, roster.name(one.member))?;
        sheet.write(row, 3, one.offer.name.as_str())?;
        sheet.write(row, 4, one.pieces)?;
        sheet.write(row, 5, one.points)?;
        if let Some(cost) = one.cost {
            sheet.write(row, 6, cost.0 as f64 / 100.0)?;
        }
        sheet.write(row, 7, Words::new(zh, en).say(lang))?;
        sheet.write(row, 8, at(one.since))?;
        if let Some((carrier, number)) = &one.sent {
            sheet.write(row, 9, carrier.as_str())?;
            sheet.write(row, 10, number.as_str())?;
        }
    }
    let sheet = book.add_worksheet();
    sheet.set_name(Words::new("奖品", "Prizes").say(lang))?;
    headings(sheet, SHELF, lang)?;
    for (row, prize) in (1..).zip(prizes) {
        sheet.write(row, 0, prize.id.0)?;
        sheet.write(row, 1, prize.offer.name.as_str())?;
        sheet.write(row, 2, prize.offer.points)?;
        if let Some(cost) = prize.offer.cost_fen {
            sheet.write(row, 3, cost.0 as f64 / 100.0)?;
        }
        if let Some(left) = prize.left {
            sheet.write(row, 4, left)?;
        }
        let offered = if prize.offer.offered {
            ("是", "yes")
        } else {
            ("否", "no")
        };
        sheet.write(row, 5, Words::new(offered.0, offered.1).say(lang))?;
    }
    book.save_to_buffer()
}
