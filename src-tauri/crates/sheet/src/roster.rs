//! Roster rows out of a table: who is in the team, who brought them in, what shops call them.

mod cells;
mod headings;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::header::Header;
use crate::table::{Row, Table};
use crate::time::LocalTime;
use crate::{Fault, Refused, guard, words};
pub use headings::{guess, is_heading};

/// What a column of a roster can be.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RosterField {
    /// The member's name.
    Name,
    /// The phone number.
    Phone,
    /// The name on WeChat.
    Wechat,
    /// Who brought them in: a name, phone number or id.
    Sponsor,
    /// The tier.
    Tier,
    /// The department.
    Department,
    /// The post.
    Post,
    /// The day they joined.
    Joined,
    /// The day they left.
    Left,
    /// The birthday, with or without the year.
    Birthday,
    /// What they like.
    Hobbies,
    /// What a shop calls them, by the shop's code.
    Seller(String),
}

/// Which column of a table is what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RosterPlan {
    /// Fields with the headings of their columns, as the file spells them.
    pub columns: Vec<(RosterField, String)>,
}

/// One member of a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RosterRow {
    /// The row it was read from, as a spreadsheet counts.
    pub row: u32,
    /// The name.
    pub name: String,
    /// The phone number, digits only but for a leading `+`.
    pub phone: Option<String>,
    /// The name on WeChat.
    pub wechat: Option<String>,
    /// Who brought them in, as the file says.
    pub sponsor: Option<String>,
    /// The tier's name.
    pub tier: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// The post.
    pub post: Option<String>,
    /// The day they joined, at midnight.
    pub joined: Option<LocalTime>,
    /// The day they left, at midnight.
    pub left: Option<LocalTime>,
    /// `09-08`, or `1990-09-08` when the year is known.
    pub birthday: Option<String>,
    /// What they like.
    pub hobbies: Option<String>,
    /// What shops call them: the shop's code and the id.
    pub sellers: Vec<(String, String)>,
}

/// Everything a roster said.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The members, in the order of their rows.
    pub rows: Vec<RosterRow>,
    /// Rows that could not be read.
    pub refused: Vec<Refused>,
}

impl RosterPlan {
    /// Whether all its columns stand under these headings.
    pub fn fits(&self, header: &Header) -> bool {
        let stands = |heading: &String| header.column(&crate::header::key(heading)).is_some();
        self.columns.iter().all(|(_, heading)| stands(heading))
    }
}

/// Reads the rows under the headings.
///
/// # Errors
/// The whole table is refused: it has no column of names, or is beyond a bound.
pub fn read(table: &Table<'_>, header: &Header, plan: &RosterPlan) -> Result<Roster, Refused> {
    let columns: Vec<(&RosterField, usize)> = plan
        .columns
        .iter()
        .filter_map(|(field, heading)| {
            header
                .column(&crate::header::key(heading))
                .map(|column| (field, column))
        })
        .collect();
    if !columns
        .iter()
        .any(|(field, _)| **field == RosterField::Name)
    {
        return Err(table.refused(Fault::NoColumn).column("姓名"));
    }
    let mut roster = Roster::default();
    let mut rows = table.rows();
    let mut row = Row::default();
    while rows
        .next(&mut row)
        .map_err(|fault| table.refused(fault).at(row.number))?
    {
        let total = row
            .cells
            .iter()
            .take(2)
            .any(|cell| words::is_total(&cell.text));
        if row.number <= header.row || total {
            continue;
        }
        match member(&row, &columns) {
            Ok(member) => roster.rows.push(member),
            Err((fault, column)) => {
                let name = header.names.get(column).map_or("", String::as_str);
                roster.refused.push(
                    table
                        .refused(fault)
                        .at(row.number)
                        .column(name)
                        .read(guard::stripped(row.text(column))),
                );
            }
        }
    }
    Ok(roster)
}

fn member(row: &Row<'_>, columns: &[(&RosterField, usize)]) -> Result<RosterRow, (Fault, usize)> {
    let mut member = RosterRow {
        row: row.number,
        ..RosterRow::default()
    };
    for (field, column) in columns {
        let Some(cell) = row.cells.get(*column) else {
            continue;
        };
        let Some(text) = guard::filled(&cell.text).filter(|text| !guard::is_masked(text)) else {
            continue;
        };
        let at = |fault: Fault| (fault, *column);
        match field {
            RosterField::Name => member.name = text.to_owned(),
            RosterField::Phone => member.phone = Some(cells::phone(text).map_err(at)?),
            RosterField::Wechat => member.wechat = Some(text.to_owned()),
            RosterField::Sponsor => member.sponsor = Some(text.to_owned()),
            RosterField::Tier => member.tier = Some(text.to_owned()),
            RosterField::Department => member.department = Some(text.to_owned()),
            RosterField::Post => member.post = Some(text.to_owned()),
            RosterField::Joined => member.joined = Some(cells::day(text).map_err(at)?),
            RosterField::Left => member.left = Some(cells::day(text).map_err(at)?),
            RosterField::Birthday => member.birthday = Some(cells::birthday(text).map_err(at)?),
            RosterField::Hobbies => member.hobbies = Some(text.to_owned()),
            RosterField::Seller(shop) => member
                .sellers
                .push((shop.clone(), cells::id(cell).map_err(at)?)),
        }
    }
    if member.name.is_empty() {
        let column = columns
            .iter()
            .find(|(field, _)| **field == RosterField::Name)
            .map_or(0, |(_, column)| *column);
        return Err((Fault::NoName, column));
    }
    Ok(member)
}

#[cfg(test)]
mod tests;
