//! Which lines of a file are which lines of the books, where shops give their lines no numbers; and what a
//! closed order had been.

use super::known::Known;
use super::plan::Told;
use crate::Result;
use rules::sale::State;
use rules::{Fen, Moment};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// What became of lines that did not find their like.
#[derive(Debug, Default)]
pub(super) struct Aligned {
    /// Lines of a file that cuts an order up otherwise than it came in; places in the file's lines.
    pub(super) cut: Vec<usize>,
    /// Known lines that their order no longer has; places in the known lines.
    pub(super) gone: Vec<usize>,
}

/// Gives lines the numbers that they are known by.
///
/// A line without a number of its shop's is known by its goods. When its goods have another title now, it
/// is the line of its order that is left over with the same amount and pieces, or the only one left over.
pub(super) fn align(
    known: &[Known],
    lines: &mut [Told<'_>],
    exported_at: Moment,
) -> Result<Aligned> {
    let mut aligned = Aligned::default();
    let mut orders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (k, line) in known.iter().enumerate() {
        orders.entry(&line.order_no).or_default().push(k);
    }
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        if orders.contains_key(line.order_no) {
            told.entry(line.order_no).or_default().push(i);
        }
    }
    for (order, places) in told {
        Order {
            known,
            exported_at,
            whole: places.iter().all(|i| lines[*i].is_whole),
            known_places: &orders[order],
            told_places: &places,
        }
        .align(lines, &mut aligned)?;
    }
    aligned.cut.sort_unstable();
    Ok(aligned)
}

/// One order that both the books and the file have.
struct Order<'k> {
    known: &'k [Known],
    exported_at: Moment,
    /// Whether the file's lines of it carry its whole amount.
    whole: bool,
    known_places: &'k [usize],
    told_places: &'k [usize],
}

impl Order<'_> {
    fn align(&self, lines: &mut [Told<'_>], aligned: &mut Aligned) -> Result<()> {
        let has = |line_no: &str| {
            let mut all = self.known_places.iter();
            all.any(|k| self.known[*k].line_no == line_no)
        };
        let (met, mut left): (Vec<usize>, Vec<usize>) = self
            .told_places
            .iter()
            .partition(|i| has(&lines[**i].line_no));
        let is_told = |k: &&usize| {
            met.iter()
                .any(|i| lines[*i].line_no == self.known[**k].line_no)
        };
        let mut missing = Vec::new();
        for k in self.known_places.iter().filter(|k| !is_told(k)) {
            if self.known[*k].lives() && !self.known[*k].is_gone()? {
                missing.push(*k);
            }
        }
        let total = self.total(lines)?;
        let found = self.rename(lines, &mut left, &mut missing)?;
        if missing.is_empty() || left.is_empty() && !self.whole {
            return Ok(());
        }
        let unknown = met.is_empty() && found == 0;
        let newer = missing
            .iter()
            .all(|k| self.known[*k].exported_at() <= self.exported_at);
        let numbered = left.iter().any(|i| !lines[*i].is_named);
        // Lines with numbers of their own are other lines of the order, when the books' have numbers too.
        let alike = numbered && !missing.iter().any(|k| self.known[*k].is_named());
        if !unknown && newer && (self.whole || total && !numbered) {
            aligned.gone.extend(missing);
        } else if !alike && (unknown || !numbered) {
            aligned.cut.extend(left);
        }
        Ok(())
    }

    /// Whether the file says the same amount of the whole order as the books do.
    fn total(&self, lines: &[Told<'_>]) -> Result<bool> {
        let mut known = 0;
        for k in self.known_places {
            if self.known[*k].lives() {
                known += self.known[*k].reading()?.amount.0;
            }
        }
        let told = self.told_places.iter();
        Ok(told.map(|i| lines[*i].reading.amount.0).sum::<i64>() == known)
    }

    /// Finds lines whose goods have another title now, and says how many.
    fn rename(
        &self,
        lines: &mut [Told<'_>],
        left: &mut Vec<usize>,
        missing: &mut Vec<usize>,
    ) -> Result<usize> {
        if left.iter().any(|i| !lines[*i].is_named) {
            return Ok(0);
        }
        let mut pairs = Vec::new();
        for i in left.iter() {
            for (place, k) in missing.iter().enumerate() {
                let (was, is) = (self.known[*k].reading()?, &lines[*i].reading);
                if (was.amount, was.pieces) == (is.amount, is.pieces) {
                    pairs.push((*i, missing.remove(place)));
                    break;
                }
            }
        }
        left.retain(|i| !pairs.iter().any(|(paired, _)| paired == i));
        if let ([i], [k]) = (left.as_slice(), missing.as_slice()) {
            pairs.push((*i, *k));
            left.clear();
            missing.clear();
        }
        for (i, k) in &pairs {
            lines[*i].line_no = Cow::Owned(self.known[*k].line_no.clone());
        }
        Ok(pairs.len())
    }
}

/// Some shops write an order down to nothing when it is closed. What had been paid stays what it was, and
/// has gone back: the refund is a fact of its own.
pub(super) fn closed(known: &Known, line: &mut Told<'_>, exported_at: Moment) -> Result<()> {
    if line.reading.state != State::Closed || known.says(exported_at, &line.reading)? {
        return Ok(());
    }
    let paid: Fen = known.paid_until(exported_at)?;
    if line.reading.amount < paid {
        line.reading.amount = paid;
        line.reading.refunded = paid;
    }
    Ok(())
}
