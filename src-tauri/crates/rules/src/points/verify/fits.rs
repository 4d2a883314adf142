//! What a posting of each cause can look like.

use crate::points::account::{Account, Cause};
use crate::points::earn::Component;
use crate::points::posting::Posting;
use crate::sale::line::NOBODY;

/// Whether a posting's accounts and times are those of its cause.
pub(super) fn fits(posting: &Posting) -> bool {
    use Account::{Available, Borne, Expired, Issued, Owed, Pending, Pot, Redeemed, Reserved};
    let d = &posting.draft;
    // What a sale earned, or lost, moves between the source and where it lies or lay.
    let lies = |account| matches!(account, Pending | Available | Owed | Borne | Expired);
    let accounts = match d.cause {
        Cause::Sale | Cause::Order | Cause::Day => d.from == Issued && lies(d.to),
        Cause::SaleBack | Cause::OrderBack | Cause::DayBack => d.to == Issued && lies(d.from),
        Cause::GrantBack | Cause::PraiseBack => d.to == Issued && d.from != Pending && lies(d.from),
        Cause::Maturity => (d.from, d.to) == (Pending, Available),
        Cause::Expiry => (d.from, d.to) == (Available, Expired),
        Cause::Grant | Cause::Praise => (d.from, d.to) == (Issued, Available),
        Cause::Repayment => matches!((d.from, d.to), (Available, Owed) | (Owed, Available)),
        Cause::PotFund => (d.from, d.to) == (Issued, Pot) && d.member == NOBODY,
        Cause::PotBack => (d.from, d.to) == (Pot, Issued) && d.member == NOBODY,
        Cause::Prize => (d.from, d.to) == (Pot, Available),
        Cause::PrizeBack => d.to == Pot && d.from != Pending && lies(d.from),
        Cause::Redeem | Cause::PoolIn => (d.from, d.to) == (Available, Reserved),
        Cause::RedeemUse | Cause::PoolUse => (d.from, d.to) == (Reserved, Redeemed),
        Cause::RedeemUnuse => (d.from, d.to) == (Redeemed, Reserved),
        Cause::RedeemBack | Cause::PoolBack => {
            matches!(d.from, Reserved | Redeemed) && d.to == Available
        }
    };
    let of_sale = Component::of(d.cause).is_some();
    let said = d.sold_at.is_some() == of_sale && d.because.is_some() == of_sale;
    let in_lot = [d.from, d.to]
        .iter()
        .any(|account| matches!(account, Available | Expired))
        == d.lot_number(posting.seq).is_some();
    let due = match d.cause {
        Cause::Maturity => {
            d.matures_at == Some(d.happened_at) && d.happened_at <= posting.recorded_at
        }
        Cause::Expiry => {
            d.expires_at == Some(d.happened_at) && d.happened_at <= posting.recorded_at
        }
        _ => true,
    };
    accounts && said && in_lot && due && d.points > 0
}
