//! Products: the names that goods are sold under in a shop, and the categories the team gives them.

use crate::{Moment, Place, Refusal, Words};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// Goods as a shop names them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub struct Product {
    /// The shop's code.
    pub shop: String,
    /// What the goods are called there.
    pub item: String,
}

/// What a person said of one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Categorised {
    /// Which product.
    pub product: Product,
    /// Its category; none hands back to what the shop's files say.
    pub category: Option<String>,
    /// For sales at or after this moment.
    pub from_at: Moment,
}

/// What the team says of the categories of its goods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Categories(HashMap<String, HashMap<String, Vec<Said>>>);

type Said = (Moment, Option<String>);

/// Longest name of a category.
pub const CATEGORY_MAX: usize = 100;
/// Most products of one telling.
pub const PRODUCTS_MAX: usize = 1_000;

crate::refusals! {
    /// A category's name, or what it is for, cannot be used.
    CategoryUnusable { max: usize } 422,
    "品类没有改动：请选 1 到 1000 个商品，品类名不超过 {max} 个字。",
    "No category was changed: choose 1 to 1,000 products; a category has at most {max} characters.";
}

impl Categories {
    /// All that was said, in the order it was recorded.
    pub fn new(said: impl IntoIterator<Item = Categorised>) -> Self {
        let mut all = Self::default();
        all.extend(said);
        all
    }

    /// The same with more said after it.
    pub fn with(&self, said: impl IntoIterator<Item = Categorised>) -> Self {
        let mut all = self.clone();
        all.extend(said);
        all
    }

    fn extend(&mut self, said: impl IntoIterator<Item = Categorised>) {
        for one in said {
            let shop = self.0.entry(one.product.shop).or_default();
            let product = shop.entry(one.product.item).or_default();
            product.push((one.from_at, one.category));
        }
    }

    /// The category of goods sold at a moment: what was said last of those that reach the moment,
    /// else what the shop's file `told`.
    pub fn category<'a>(
        &'a self,
        (shop, item): (&str, &str),
        at: Moment,
        told: Option<&'a str>,
    ) -> Option<&'a str> {
        let said = self.0.get(shop).and_then(|shop| shop.get(item));
        let holds = said.and_then(|said| said.iter().rev().find(|(from, _)| *from <= at));
        holds.and_then(|(_, said)| said.as_deref()).or(told)
    }
}

/// A category as it is kept, without blanks around it; empty is none. Refuses what cannot be said.
pub fn tidied(category: Option<&str>, products: usize) -> Result<Option<String>, Refusal> {
    let category = category.map(str::trim).filter(|name| !name.is_empty());
    let long = category.is_some_and(|name| name.chars().count() > CATEGORY_MAX);
    if long || !(1..=PRODUCTS_MAX).contains(&products) {
        let place = Place {
            column: Some(if long { "category" } else { "products" }.to_owned()),
            read: Some(if long {
                category.unwrap_or_default().to_owned()
            } else {
                products.to_string()
            }),
            mend: Some(Words::new(
                "请改短，或分几次设置",
                "shorten it, or set it in parts",
            )),
            ..Place::default()
        };
        return Err(Refusal::from(CategoryUnusable { max: CATEGORY_MAX }).at(vec![place]));
    }
    Ok(category.map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(item: &str, category: Option<&str>, from: i64) -> Categorised {
        Categorised {
            product: Product {
                shop: "douyin".to_owned(),
                item: item.to_owned(),
            },
            category: category.map(str::to_owned),
            from_at: Moment(from),
        }
    }

    #[test]
    fn the_teams_word_holds_from_its_day_and_the_files_before_and_without_it() {
        let all = Categories::new([
            said("面膜", Some("护肤"), 10),
            said("面膜", None, 20),
            said("眼霜", Some("护肤"), i64::MIN),
        ]);
        let of = |item, at, told| all.category(("douyin", item), Moment(at), told);
        assert_eq!(of("面膜", 9, Some("美妆")), Some("美妆"));
        assert_eq!(of("面膜", 10, Some("美妆")), Some("护肤"));
        assert_eq!(of("面膜", 20, Some("美妆")), Some("美妆"));
        assert_eq!(of("眼霜", 0, None), Some("护肤"));
        assert_eq!(of("口红", 0, None), None);
        assert_eq!(all.category(("taobao", "面膜"), Moment(10), None), None);
        // What is said later, for everything, holds for everything.
        let later = all.with([said("面膜", Some("面膜类"), i64::MIN)]);
        assert_eq!(
            later.category(("douyin", "面膜"), Moment(25), None),
            Some("面膜类")
        );
    }

    #[test]
    fn a_category_is_kept_without_blanks_and_refused_when_too_long() {
        assert_eq!(tidied(Some(" 护肤 "), 1), Ok(Some("护肤".to_owned())));
        assert_eq!(tidied(Some("  "), 1), Ok(None));
        assert!(tidied(Some(&"长".repeat(101)), 1).is_err());
        assert!(tidied(Some("护肤"), 0).is_err());
        assert!(tidied(None, 1_001).is_err());
    }

    proptest! {
        /// Asking answers what reading everything that was said, from the first to the last, does.
        #[test]
        fn the_last_word_that_reaches_a_moment_holds(
            facts in proptest::collection::vec((0usize..2, proptest::option::of(0usize..3), 0i64..5), 0..12),
            asked in (0usize..2, 0i64..6, proptest::option::of(0usize..3)),
        ) {
            let (items, names) = (["茶", "酒"], ["甲", "乙", "丙"]);
            let facts = facts.into_iter().map(|(item, category, from)| {
                said(items[item], category.map(|at| names[at]), from)
            });
            let facts: Vec<Categorised> = facts.collect();
            let (item, at, told) = (items[asked.0], Moment(asked.1), asked.2.map(|at| names[at]));
            let mut slow = told;
            for fact in &facts {
                if fact.product.item == item && fact.from_at <= at {
                    slow = fact.category.as_deref().or(told);
                }
            }
            let all = Categories::new(facts.clone());
            prop_assert_eq!(all.category(("douyin", item), at, told), slow);
        }
    }
}
