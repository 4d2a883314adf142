//! Many numbers in few statements: long runs as ranges, the rest in lists.

use sqlx::{Database, QueryBuilder};

/// A run of numbers this long is asked for as a range.
const RUN_MIN: usize = 256;
/// Most numbers in one list.
const LIST_MAX: usize = 1_000;

/// Numbers for one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// From the first to the last, both included.
    Range(i64, i64),
    /// These.
    List(Vec<i64>),
}

impl Span {
    /// Parts numbers (ascending, none twice) into spans.
    pub fn of(numbers: &[i64]) -> Vec<Self> {
        let mut spans = Vec::new();
        let mut list = Vec::new();
        for run in numbers.chunk_by(|a, b| a + 1 == *b) {
            match run {
                [first, .., last] if run.len() >= RUN_MIN => {
                    spans.push(Self::Range(*first, *last));
                }
                _ => {
                    for number in run {
                        list.push(*number);
                        if list.len() == LIST_MAX {
                            spans.push(Self::List(std::mem::take(&mut list)));
                        }
                    }
                }
            }
        }
        if !list.is_empty() {
            spans.push(Self::List(list));
        }
        spans
    }

    /// Adds ` and column …` to a query. The numbers stand in its text, so such a query is not kept
    /// prepared.
    pub fn push<DB: Database>(&self, query: &mut QueryBuilder<DB>, column: &'static str) {
        match self {
            Self::Range(first, last) => {
                query.push(format!(" and {column} between {first} and {last}"));
            }
            Self::List(numbers) => {
                query.push(format!(" and {column} in ("));
                for (i, number) in numbers.iter().enumerate() {
                    if i > 0 {
                        query.push(",");
                    }
                    query.push(number);
                }
                query.push(")");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_runs_become_ranges_and_the_rest_lists() {
        let mut numbers: Vec<i64> = vec![1, 5, 6];
        numbers.extend(10..10 + RUN_MIN as i64);
        numbers.push(9_000);
        let said = Span::of(&numbers);
        assert_eq!(
            said,
            [
                Span::Range(10, 9 + RUN_MIN as i64),
                Span::List(vec![1, 5, 6, 9_000])
            ]
        );
        assert_eq!(Span::of(&[]), []);
        let many: Vec<i64> = (0..2_500).map(|n| n * 2).collect();
        assert_eq!(Span::of(&many).len(), 3);
    }
}
