//! Tables of one upload that tell of the same lines: each is compared with the ones before it, which a
//! preview has not written.

use super::choice::Ready;
use rules::sale::State;
use rules::{Fen, Moment};
use std::collections::HashMap;
use store::sale::{Plan, Told};

/// What an earlier table said of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Said {
    exported_at: Moment,
    state: State,
    amount: Fen,
    refunded: Fen,
}

/// What the tables so far said, by shop, order and line.
#[derive(Default)]
pub struct Earlier(HashMap<(String, String, String), Said>);

impl Earlier {
    /// Takes what earlier tables said into account, and keeps what this one says.
    pub fn lay_over(&mut self, plan: &mut Plan, told: &[Told<'_>], ready: &Ready<'_>) {
        let (new, changed) = (
            std::mem::take(&mut plan.new),
            std::mem::take(&mut plan.changed),
        );
        let is_new = |i: &usize| new.binary_search(i).is_ok();
        let mut places: Vec<usize> = new.iter().chain(&changed).copied().collect();
        places.sort_unstable();
        for i in places {
            let line = &told[i];
            let shop = ready.mapping.shop.clone();
            let key = (shop, line.order_no.to_owned(), line.line_no.to_string());
            let said = Said {
                exported_at: ready.exported_at,
                state: line.reading.state,
                amount: line.reading.amount,
                refunded: line.reading.refunded,
            };
            let Some(before) = self.0.get(&key).copied() else {
                self.0.insert(key, said);
                if is_new(&i) {
                    plan.new.push(i);
                } else {
                    plan.changed.push(i);
                }
                continue;
            };
            plan.refunds.retain(|(place, _)| *place != i);
            let dated = Said {
                exported_at: before.exported_at,
                ..said
            };
            if said.exported_at < before.exported_at || dated == before {
                plan.unchanged.push(i);
                continue;
            }
            self.0.insert(key, said);
            plan.changed.push(i);
            let more = Fen(said.refunded.0 - before.refunded.0);
            if more != Fen::ZERO {
                plan.refunds.push((i, more));
            }
        }
    }
}
