//! Members, tiers, the dated tree, sellers: rows in, rows out.

mod intake;
mod member;
mod photo;
mod roster;
mod seller;
mod tier;
mod totals;

pub use intake::{TakenIn, take_in};
pub use member::{
    Note, Recorded, add, change, is_founder, member_tiers, place, placement, placements, set_tiers,
    take_ids,
};
pub use photo::{photo, photos, put_photo, remove_photo};
pub use roster::roster;
pub use seller::{Seller, match_sellers, seller_owner, sellers, sellers_of, strangers};
pub use tier::{add_tier, change_tier};
pub use totals::{Sold, branches, sold, sold_since, totals};
