//! What a person chose for a file, and the file read by it.

use super::Upload;
use super::who::{SellerKnown, Who};
use crate::error::{Result, refuse};
use crate::sale::place::unreadable;
use chrono::DateTime;
use rules::sale::Reading;
use rules::{Calendar, Moment};
use serde::Deserialize;
use sheet::header::{self, Header};
use sheet::mapping::Mapping;
use sheet::orders::{OrderLine, Orders};
use sheet::table::Table;
use sheet::time::LocalTime;
use sheet::{Field, mapping, orders};
use std::borrow::Cow;
use store::sale::Told;
use utoipa::ToSchema;

rules::refusals! {
    /// No table of the file was chosen.
    NoTableChosen {} 422,
    "请至少选择一张表。",
    "Choose at least one table.";

    /// When the file was exported is not said.
    ExportedWhen { file: String } 422,
    "请写明“{file}”是什么时候导出的：这样旧文件才不会盖掉新状态。",
    "Say when \"{file}\" was exported, so that an older file never overwrites a newer state.";

    /// Which group the orders are of is not said.
    GroupMissing { file: String } 422,
    "请写明“{file}”是哪个团的订单：跟团号只在一个团里不重复。",
    "Say which group the orders of \"{file}\" are of: their numbers are unique only inside one group.";

    /// Orders of the file are later than its export.
    ExportedEarlier { file: String, last: String } 422,
    "“{file}”里有 {last} 的订单，比填写的导出时间还晚，请改正导出时间。",
    "\"{file}\" has orders of {last}, later than the time of export that is given. Correct that time.";

    /// The file was exported in the future.
    ExportedLater {} 422,
    "导出时间在将来，请检查。",
    "The time of export lies ahead. Check it.";
}

/// What was chosen for a file.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct OrderChoices {
    /// The tables to import.
    pub tables: Vec<TableChoice>,
    /// Who sellers are, as a person matched them.
    #[serde(default)]
    pub matches: Vec<Match>,
}

/// What was chosen for one table.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct TableChoice {
    /// Its place in the file, from 0.
    pub index: usize,
    /// Which column is what.
    pub mapping: Mapping,
    /// When it was exported.
    pub exported_at: Option<Moment>,
}

/// Who a seller is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct Match {
    /// The shop's code.
    pub shop: String,
    /// The shop's id or name of the seller.
    pub key: String,
    /// Which member; nobody with `null`.
    pub member: Option<i64>,
}

/// A moment of the wall clock of the team.
pub fn moment(time: LocalTime, calendar: &Calendar) -> Moment {
    DateTime::from_timestamp(time.0, 0).map_or(Moment(time.0 * 1000), |time| {
        calendar.moment(time.naive_utc())
    })
}

/// Days that orders may be later than the time of export that a file's name tells.
const DAYS_OFF_MAX: i64 = 31;

/// How far the team's wall clock is ahead of UTC when a table was exported.
fn ahead(choice: &TableChoice, calendar: &Calendar) -> i64 {
    let at = choice.exported_at.unwrap_or(Moment(0));
    (calendar.local(at).and_utc().timestamp_millis() - at.0) / 1000
}

/// One table read by a person's choices.
pub struct Ready<'t> {
    pub table: &'t Table<'t>,
    pub header: Header,
    pub mapping: Mapping,
    pub exported_at: Moment,
    pub orders: Orders<'t>,
    /// Goods as they are kept, one for each of [`Orders::goods`].
    items: Vec<String>,
}

/// Checks choices against a file's number of tables and the clock.
pub fn check(upload: &Upload, choices: &OrderChoices, now: Moment) -> Result<()> {
    if choices.tables.is_empty() {
        return refuse(NoTableChosen {});
    }
    for choice in &choices.tables {
        let group = choice.mapping.group.as_deref().map_or("", str::trim);
        if choice.mapping.needs_group() && group.is_empty() {
            return refuse(GroupMissing {
                file: upload.name.clone(),
            });
        }
        match choice.exported_at {
            None => {
                return refuse(ExportedWhen {
                    file: upload.name.clone(),
                });
            }
            // Clocks differ; a file from tomorrow would block all later ones.
            Some(at) if at > now.plus_days(1) => return refuse(ExportedLater {}),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Reads the chosen tables.
pub fn ready<'t>(
    tables: &'t [Table<'t>],
    choices: &OrderChoices,
    calendar: &Calendar,
) -> Result<Vec<Ready<'t>>> {
    let mut all = Vec::with_capacity(choices.tables.len());
    for choice in &choices.tables {
        let Some(table) = tables.get(choice.index) else {
            return refuse(NoTableChosen {});
        };
        let ready = read(table, choice, calendar).map_err(|no| unreadable(&no))?;
        if let Some(last) = ready.later_than_export(calendar) {
            return refuse(ExportedEarlier {
                file: table.file.clone(),
                last: last.to_string(),
            });
        }
        all.push(ready);
    }
    Ok(all)
}

fn read<'t>(
    table: &'t Table<'t>,
    choice: &TableChoice,
    calendar: &Calendar,
) -> Result<Ready<'t>, sheet::Refused> {
    let header = header::find(table, mapping::is_heading)?;
    let plan = choice
        .mapping
        .plan(table, &header, ahead(choice, calendar))?;
    let orders = orders::read(table, &header, &plan)?;
    let item = |good: &orders::Good| match good.sku.as_str() {
        "" | "默认" | "默认规格" | "无规格" => good.item.clone(),
        sku if good.item.is_empty() => sku.to_owned(),
        sku => format!("{} {sku}", good.item),
    };
    let items = orders.goods.iter().map(item).collect();
    Ok(Ready {
        table,
        header,
        mapping: choice.mapping.clone(),
        exported_at: choice.exported_at.unwrap_or(Moment(0)),
        orders,
        items,
    })
}

impl Ready<'_> {
    /// The heading of the amount that counts.
    pub fn amount_column(&self) -> Option<&str> {
        self.mapping.column(Field::Amount)
    }

    /// The time of the last order, when it is later than the export: a file cannot know of it then.
    fn later_than_export(&self, calendar: &Calendar) -> Option<LocalTime> {
        // Names are off by days, with copies, zones and clocks; off by more they are no time of export.
        let bound = self.exported_at.plus_days(DAYS_OFF_MAX);
        let lines = self.orders.lines.iter();
        let last = lines
            .flat_map(|line| [line.placed, line.paid])
            .flatten()
            .max()?;
        (moment(last, calendar) > bound).then_some(last)
    }

    /// The lines as the books take them.
    pub fn told<'r>(&'r self, who: &[Who], calendar: &Calendar) -> Vec<Told<'r>> {
        let lines = self.orders.lines.iter();
        lines.map(|line| self.line(line, who, calendar)).collect()
    }

    fn line<'r>(&'r self, line: &'r OrderLine<'r>, who: &[Who], calendar: &Calendar) -> Told<'r> {
        let good = self.orders.good(line);
        let at = |time: Option<LocalTime>| time.map(|time| moment(time, calendar));
        let seller = line.seller.map(|place| place as usize);
        // A note that may name somebody names nobody while no member is called so.
        let named = seller.filter(|place| {
            self.orders.sellers[*place].sure || who[*place].member != SellerKnown::Unknown
        });
        Told {
            order_no: &line.order_no,
            line_no: Cow::Borrowed(&line.line_no),
            is_named: line.is_named,
            is_whole: line.is_whole,
            reading: Reading {
                item: &self.items[line.good as usize],
                category: Some(good.category.as_str()).filter(|category| !category.is_empty()),
                state: line.state,
                amount: line.amount,
                refunded: line.refund,
                pieces: i64::from(line.pieces),
                seller: named.map(|place| self.orders.sellers[place].key.as_str()),
                buyer: line.buyer,
                placed: at(line.placed),
                paid: at(line.paid),
                finished: at(line.finished),
            },
            member: rules::sale::NOBODY,
        }
    }
}
