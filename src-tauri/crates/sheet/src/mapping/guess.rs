//! A first mapping of an unknown table, by its headings and by what its cells look like.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::level;
use super::look::{self, Look};
use super::vocabulary::{Heading, SHOP_TELLS, VOCABULARY};
use super::{Mapped, Mapping};
use crate::Refused;
use crate::header::Header;
use crate::plan::{Field, Level};
use crate::table::Table;

/// Below this a field is left for the person to map.
const SCORE_MIN: i32 = 45;
/// Cells alone may name the two columns nothing works without.
const SCORE_BY_CELLS_MIN: i32 = 30;

/// A first mapping, and how sure each column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Guess {
    /// The mapping.
    pub mapping: Mapping,
    /// For each of its columns a score from 0 to 140.
    pub scores: Vec<i32>,
    /// Whether the rows leave no doubt that the amount is of lines, or of orders.
    pub is_level_sure: bool,
}

/// Guesses which column is what.
///
/// # Errors
/// The table is beyond a bound.
pub fn guess(table: &Table<'_>, header: &Header) -> Result<Guess, Refused> {
    let looks = look::columns(table, header.row, header.names.len())
        .map_err(|fault| table.refused(fault))?;
    let mut scored: Vec<(i32, Field, usize)> = Vec::new();
    for heading in VOCABULARY {
        for (column, key) in header
            .keys
            .iter()
            .enumerate()
            .filter(|(_, key)| !key.is_empty())
        {
            let score = score(heading, key, &looks[column]);
            let by_cells = matches!(heading.field, Field::OrderNo | Field::Amount);
            if score
                >= if by_cells {
                    SCORE_BY_CELLS_MIN
                } else {
                    SCORE_MIN
                }
            {
                scored.push((score, heading.field, column));
            }
        }
    }
    // Best first; of equals the field listed first, then the column further left.
    scored.sort_by_key(|(score, field, column)| (std::cmp::Reverse(*score), *field, *column));
    let mut mapping = Mapping {
        shop: shop(header).to_owned(),
        ..Mapping::default()
    };
    let mut scores = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for (score, field, column) in scored {
        if mapping.column(field).is_none() && !taken.contains(&column) {
            taken.push(column);
            mapping.columns.push(Mapped {
                field,
                column: header.names[column].clone(),
            });
            scores.push(score);
        }
    }
    let of_amount = level::of(table, header, &mapping, Field::Amount)?;
    mapping.amount_level = of_amount.level;
    mapping.refund_level = if mapping.amount_level == Level::Order {
        level::of(table, header, &mapping, Field::Refund)?.level
    } else {
        Level::Line
    };
    // Shops that number their groups' orders from 1 need the group's name.
    if mapping.needs_group() {
        mapping.group = crate::shop::group_of(header, &table.sheet);
    }
    Ok(Guess {
        mapping,
        scores,
        is_level_sure: of_amount.is_sure,
    })
}

fn score(heading: &Heading, key: &str, look: &Look) -> i32 {
    let plain = key.split('#').next().unwrap_or(key);
    let place = |words: &str, fits: &dyn Fn(&str) -> bool| words.split_whitespace().position(fits);
    let whole = place(heading.whole, &|word| word == plain).map(|at| 100 - at as i32);
    let part = place(heading.part, &|word| plain.contains(word)).map(|at| 50 - at as i32);
    whole.or(part).unwrap_or(0) + look.fits(heading.field)
}

fn shop(header: &Header) -> &'static str {
    let tells = |words: &str| {
        let in_headings = |word: &&str| header.keys.iter().any(|key| key.contains(*word));
        words.split_whitespace().filter(in_headings).count()
    };
    let best = SHOP_TELLS
        .iter()
        .map(|(shop, words)| (tells(words), *shop))
        .rev()
        .max();
    best.filter(|(tells, _)| *tells >= 2)
        .map_or("other", |(_, shop)| shop)
}
