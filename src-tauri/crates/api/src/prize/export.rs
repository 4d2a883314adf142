//! All redemptions, pools and the shelf as a workbook.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Language;
use anyhow::Context as _;
use axum::extract::State;
use axum::response::Response;
use rules::team::Roster;
use rules::{Calendar, Fen, Lang, Moment, Words};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use store::prize::pool::Pool;
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
const POOLS: [(&str, &str, f64); 11] = [
    ("编号", "No.", 8.0),
    ("发起时间", "Opened", 18.0),
    ("发起人", "By", 14.0),
    ("奖品", "Prize", 26.0),
    ("件数", "Pieces", 8.0),
    ("目标（分）", "Goal (points)", 12.0),
    ("已存（分）", "Put in (points)", 14.0),
    ("成本（元）", "Cost (yuan)", 12.0),
    ("状态", "State", 14.0),
    ("更新时间", "Since", 18.0),
    ("谁存了多少", "Who put in how much", 40.0),
];
const SHELF: [(&str, &str, f64); 6] = [
    ("编号", "No.", 8.0),
    ("奖品", "Prize", 26.0),
    ("价格（分）", "Price (points)", 12.0),
    ("成本（元）", "Cost (yuan)", 12.0),
    ("库存", "Left", 8.0),
    ("在架", "On the shelf", 10.0),
];

/// What the workbook is made of.
struct Shop {
    redemptions: Vec<Redemption>,
    pools: Vec<Pool>,
    prizes: Vec<Prize>,
}

/// A sheet ends after 1 048 576 rows.
const ROWS: i64 = 1_048_000;

/// All redemptions, pools and the shelf as an xlsx file. Where things are sent is not in it.
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
    let which = Which::default();
    let shop = Shop {
        redemptions: store::prize::redemption::list(&mut conn, caller.team, which, ROWS).await?,
        pools: store::prize::pool::pools(&mut conn, caller.team, None, ROWS).await?,
        prizes: store::prize::prizes(&mut conn, caller.team).await?,
    };
    drop(conn);
    let desk = Desk {
        roster: &roster,
        calendar: settings.calendar(),
        lang,
    };
    let bytes = desk
        .workbook(&shop)
        .context("the workbook could not be written")?;
    let name = Words::new("兑换记录", "redemptions");
    crate::download::xlsx(bytes, &format!("{}.xlsx", name.say(lang)))
}

/// Whose words and hours the workbook is in.
struct Desk<'a> {
    roster: &'a Roster,
    calendar: Calendar,
    lang: Lang,
}

impl Desk<'_> {
    fn say(&self, (zh, en): (&str, &str)) -> String {
        Words::new(zh, en).say(self.lang).to_owned()
    }

    fn at(&self, at: Moment) -> String {
        let local = self.calendar.local(at);
        local.format("%Y-%m-%d %H:%M").to_string()
    }

    fn workbook(&self, shop: &Shop) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        self.redemptions(book.add_worksheet(), &shop.redemptions)?;
        self.pools(book.add_worksheet(), &shop.pools)?;
        self.shelf(book.add_worksheet(), &shop.prizes)?;
        book.save_to_buffer()
    }

    /// A sheet's name and its first row.
    fn begin<const N: usize>(
        &self,
        sheet: &mut Worksheet,
        name: (&str, &str),
        columns: [(&str, &str, f64); N],
    ) -> Result<(), XlsxError> {
        sheet.set_name(self.say(name))?;
        let bold = Format::new().set_bold();
        for (column, (zh, en, width)) in (0..).zip(columns) {
            sheet.write_with_format(0, column, self.say((zh, en)), &bold)?;
            sheet.set_column_width(column, width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }

    fn redemptions(&self, sheet: &mut Worksheet, all: &[Redemption]) -> Result<(), XlsxError> {
        self.begin(sheet, ("兑换", "Redemptions"), REDEMPTIONS)?;
        for (row, one) in (1..).zip(all) {
            sheet.write(row, 0, one.id.0)?;
            sheet.write(row, 1, self.at(one.at))?;
            sheet.write(row, 2, self.roster.name(one.member))?;
            sheet.write(row, 3, one.offer.name.as_str())?;
            sheet.write(row, 4, one.pieces)?;
            sheet.write(row, 5, one.points)?;
            if let Some(cost) = one.cost {
                sheet.write(row, 6, yuan(cost))?;
            }
            sheet.write(row, 7, self.say(one.state.words()))?;
            sheet.write(row, 8, self.at(one.since))?;
            if let Some((carrier, number)) = &one.sent {
                sheet.write(row, 9, carrier.as_str())?;
                sheet.write(row, 10, number.as_str())?;
            }
        }
        Ok(())
    }

    fn pools(&self, sheet: &mut Worksheet, all: &[Pool]) -> Result<(), XlsxError> {
        self.begin(sheet, ("合力", "Pools"), POOLS)?;
        for (row, pool) in (1..).zip(all) {
            sheet.write(row, 0, pool.id.0)?;
            sheet.write(row, 1, self.at(pool.at))?;
            sheet.write(row, 2, self.roster.name(pool.by))?;
            sheet.write(row, 3, pool.offer.name.as_str())?;
            sheet.write(row, 4, pool.pieces)?;
            sheet.write(row, 5, pool.goal)?;
            sheet.write(row, 6, pool.held())?;
            if let Some(cost) = pool.offer.cost_fen {
                sheet.write(row, 7, yuan(Fen(cost.0.saturating_mul(pool.pieces))))?;
            }
            sheet.write(row, 8, self.say(pool.state.words()))?;
            sheet.write(row, 9, self.at(pool.since))?;
            let parts = pool.parts.iter();
            let parts = parts.map(|(who, points)| format!("{} {points}", self.roster.name(*who)));
            sheet.write(row, 10, parts.collect::<Vec<_>>().join("、"))?;
        }
        Ok(())
    }

    fn shelf(&self, sheet: &mut Worksheet, prizes: &[Prize]) -> Result<(), XlsxError> {
        self.begin(sheet, ("奖品", "Prizes"), SHELF)?;
        for (row, prize) in (1..).zip(prizes) {
            sheet.write(row, 0, prize.id.0)?;
            sheet.write(row, 1, prize.offer.name.as_str())?;
            sheet.write(row, 2, prize.offer.points)?;
            if let Some(cost) = prize.offer.cost_fen {
                sheet.write(row, 3, yuan(cost))?;
            }
            if let Some(left) = prize.left {
                sheet.write(row, 4, left)?;
            }
            let offered = if prize.offer.offered {
                ("是", "yes")
            } else {
                ("否", "no")
            };
            sheet.write(row, 5, self.say(offered))?;
        }
        Ok(())
    }
}

fn yuan(fen: Fen) -> f64 {
    fen.0 as f64 / 100.0
}
