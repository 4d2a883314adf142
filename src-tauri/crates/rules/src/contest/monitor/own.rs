//! Orders whose buyer is written like the seller.

use super::{Facts, Kind, Line, Weighed, orders, stake, total};
use crate::{EntrantId, Fen, MemberId, Words};
use std::collections::BTreeMap;

pub(super) fn find(facts: &Facts<'_>, lines: &[&Line]) -> Vec<Weighed> {
    let is_own = |line: &&&Line| {
        let own = facts.own.get(&line.member);
        line.buyer
            .is_some_and(|buyer| own.is_some_and(|own| own.contains(&buyer)))
    };
    let mut sellers: BTreeMap<(EntrantId, MemberId), Vec<&Line>> = BTreeMap::new();
    for line in lines.iter().filter(is_own) {
        sellers
            .entry((line.entrant, line.member))
            .or_default()
            .push(line);
    }
    let found = sellers.into_iter().map(|((entrant, _), lines)| {
        let (count, yuan) = (orders(&lines), Fen(total(&lines)).yuan());
        let said = Words::new(
            format!("有 {count} 单的买家写的就是卖家本人的姓名、电话或微信号，共 {yuan} 元。"),
            format!("In {count} order(s) of {yuan} yuan the buyer is written as the seller's own name, phone or WeChat ID."),
        );
        let maybe = Words::new(
            "可能是自己买的，也可能是同名的客户，或替客户下的单。",
            "It may be an own purchase, a customer of the same name, or an order placed for a customer.",
        );
        let stake = stake::without(facts.field, entrant, &lines);
        Weighed::about(Kind::OwnPurchase, entrant, &lines, [said, maybe], stake)
    });
    found.collect()
}
