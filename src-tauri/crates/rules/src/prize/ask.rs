//! Asking for a prize: points and stock are set aside together, at the price that was shown, or refused.

use super::offer::{Offer, PrizeNotOffered, PrizeNotYet, PrizeOver};
use crate::team::profile::masked_phone;
use crate::{Calendar, MemberId, Moment, Period, PrizeId, RedemptionId, Refusal, Window};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most pieces of one redemption.
pub const PIECES_MAX: i64 = 100;

/// Where a prize is to be sent: personal data, kept apart so that it can be erased.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PrizeDeliver)]
pub struct Deliver {
    /// Who receives it.
    pub name: String,
    /// Their phone.
    pub phone: String,
    /// Their address.
    pub address: String,
}

/// A wish for a prize.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The asker's own key: the same request redeems once.
    pub request: String,
    /// Who wants it.
    pub member: MemberId,
    /// Which prize.
    pub prize: PrizeId,
    /// How many pieces.
    pub pieces: i64,
    /// The whole price, as it was shown.
    pub points: i64,
    /// Where to send it.
    pub deliver: Option<Deliver>,
    /// A word of the member's.
    pub note: Option<String>,
    /// The redemption in whose place it is given.
    pub replaces: Option<RedemptionId>,
}

/// What there is of a prize for one member.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'a> {
    /// What is offered now.
    pub offer: &'a Offer,
    /// Pieces left, if they are counted.
    pub left: Option<i64>,
    /// Pieces the member redeemed in the limit's period.
    pub taken: i64,
}

crate::refusals! {
    /// A redemption is of so many pieces.
    PiecesOutOfBounds { asked: i64 } 422,
    "一次可以兑换 1 到 100 件，填的是 {asked}，请改正后重试。",
    "One redemption is of 1 to 100 pieces, not {asked}. Change it and try again.";

    /// The price is another than the one shown.
    PriceChanged { shown: i64, now: i64 } 409,
    "价格刚刚变了：您看到的是 {shown} 分，现在是 {now} 分。没有扣分，请看过新价格再决定。",
    "The price has just changed from {shown} to {now} points. Nothing was taken; look at the new price first.";

    /// Nothing is left, or not so many.
    SoldOut { left: i64, wanted: i64 } 409,
    "只剩 {left} 件，不够 {wanted} 件。没有扣分，可以少换几件，或者看看别的奖品。",
    "Only {left} are left, not {wanted}. Nothing was taken; redeem fewer, or look at the others.";

    /// The member has had as many as one person may.
    PrizeLimit { most: i64, taken: i64, period_zh: String, period_en: String } 409,
    "{period_zh}每人最多兑换 {most} 件，您已经换了 {taken} 件。",
    "One person may redeem {most} {period_en}; you have had {taken}.";

    /// It is sent, and nobody said where.
    DeliverMissing {} 422,
    "这件奖品要寄出，请填写收件人、电话和地址。",
    "This prize is sent: give a name, a phone and an address.";
}

/// The window in which a member's pieces count towards the limit.
pub fn limit_window(offer: &Offer, calendar: &Calendar, now: Moment) -> Window {
    match offer.limit.and_then(|limit| limit.period) {
        Some(period) => calendar.window(period, calendar.day(now)),
        None => Window::ALL,
    }
}

impl Shelf<'_> {
    /// Refuses what is not to be had now by anyone.
    pub fn is_open(&self, calendar: &Calendar, now: Moment) -> Result<(), Refusal> {
        let day = |at: Moment| calendar.day(at).to_string();
        if !self.offer.offered {
            return Err(PrizeNotOffered {}.into());
        }
        if let Some(from) = self.offer.from.filter(|from| now < *from) {
            return Err(PrizeNotYet { day: day(from) }.into());
        }
        if let Some(until) = self.offer.until.filter(|until| *until <= now) {
            return Err(PrizeOver {
                day: day(until.plus_ms(-1)),
            }
            .into());
        }
        Ok(())
    }

    /// Refuses a wish that there is not enough for.
    pub fn has(&self, pieces: i64) -> Result<(), Refusal> {
        if let Some(left) = self.left.filter(|left| *left < pieces) {
            return Err(SoldOut {
                left,
                wanted: pieces,
            }
            .into());
        }
        match self.offer.limit {
            Some(limit) if self.taken + pieces > limit.pieces => {
                let (zh, en) = within(limit.period);
                Err(PrizeLimit {
                    most: limit.pieces,
                    taken: self.taken,
                    period_zh: zh.to_owned(),
                    period_en: en.to_owned(),
                }
                .into())
            }
            _ => Ok(()),
        }
    }
}

fn within(period: Option<Period>) -> (&'static str, &'static str) {
    match period {
        None => ("", "in all"),
        Some(Period::Day) => ("每天", "a day"),
        Some(Period::Week) => ("每周", "a week"),
        Some(Period::Month) => ("每月", "a month"),
        Some(Period::Quarter) => ("每季度", "a quarter"),
        Some(Period::Year) => ("每年", "a year"),
    }
}

impl Ask {
    /// Refuses what needs no shelf to be refused.
    pub fn check(&self) -> Result<(), Refusal> {
        if !(1..=PIECES_MAX).contains(&self.pieces) {
            return Err(PiecesOutOfBounds { asked: self.pieces }.into());
        }
        Ok(())
    }

    /// Refuses all but what the shelf has for this member at the price shown.
    pub fn check_shelf(
        &self,
        shelf: Shelf<'_>,
        calendar: &Calendar,
        now: Moment,
    ) -> Result<(), Refusal> {
        shelf.is_open(calendar, now)?;
        let price = shelf.offer.points.saturating_mul(self.pieces);
        if self.points != price {
            return Err(PriceChanged {
                shown: self.points,
                now: price,
            }
            .into());
        }
        shelf.has(self.pieces)?;
        if shelf.offer.ships && !self.deliver.as_ref().is_some_and(Deliver::is_whole) {
            return Err(DeliverMissing {}.into());
        }
        Ok(())
    }
}

impl Deliver {
    /// As somebody at the desk sees it who may not know how to reach the member: the town is enough to
    /// approve by, whoever sends it sees the rest.
    pub fn masked(&self) -> Self {
        let head = |text: &str, count| -> String { text.chars().take(count).collect() };
        Self {
            name: format!("{}**", head(&self.name, 1)),
            phone: masked_phone(&self.phone),
            address: format!("{}…", head(&self.address, 6)),
        }
    }

    fn is_whole(&self) -> bool {
        [&self.name, &self.phone, &self.address]
            .into_iter()
            .all(|part| !part.trim().is_empty() && part.chars().count() <= 200)
    }
}

#[cfg(test)]
mod tests {
    use super::super::offer::{Limit, offer};
    use super::*;

    fn ask(pieces: i64, points: i64) -> Ask {
        Ask {
            request: "r".to_owned(),
            member: MemberId(3),
            prize: PrizeId(1),
            pieces,
            points,
            deliver: None,
            note: None,
            replaces: None,
        }
    }

    fn code(ask: &Ask, offer: &Offer, left: Option<i64>, taken: i64, now: i64) -> &'static str {
        let shelf = Shelf { offer, left, taken };
        let calendar = Calendar::default();
        let checked = ask
            .check()
            .and_then(|()| ask.check_shelf(shelf, &calendar, Moment(now)));
        checked.err().map_or("ok", |no| no.code)
    }

    #[test]
    fn a_wish_is_granted_at_the_price_shown_or_refused_with_its_reason() {
        let plain = offer(200);
        assert_eq!(code(&ask(1, 200), &plain, Some(1), 0, 0), "ok");
        assert_eq!(code(&ask(0, 0), &plain, Some(1), 0, 0), "PiecesOutOfBounds");
        assert_eq!(code(&ask(1, 199), &plain, Some(1), 0, 0), "PriceChanged");
        assert_eq!(code(&ask(2, 400), &plain, Some(1), 0, 0), "SoldOut");
        assert_eq!(code(&ask(2, 400), &plain, None, 0, 0), "ok");
        let limited = Offer {
            limit: Some(Limit {
                pieces: 2,
                period: Some(Period::Month),
            }),
            ..plain.clone()
        };
        assert_eq!(code(&ask(1, 200), &limited, None, 1, 0), "ok");
        assert_eq!(code(&ask(2, 400), &limited, None, 1, 0), "PrizeLimit");
        let timed = Offer {
            from: Some(Moment(10)),
            until: Some(Moment(20)),
            ..plain.clone()
        };
        assert_eq!(code(&ask(1, 200), &timed, None, 0, 9), "PrizeNotYet");
        assert_eq!(code(&ask(1, 200), &timed, None, 0, 10), "ok");
        assert_eq!(code(&ask(1, 200), &timed, None, 0, 20), "PrizeOver");
        let gone = Offer {
            offered: false,
            ..plain.clone()
        };
        assert_eq!(code(&ask(1, 200), &gone, None, 0, 0), "PrizeNotOffered");
        let sent = Offer {
            ships: true,
            ..plain
        };
        assert_eq!(code(&ask(1, 200), &sent, None, 0, 0), "DeliverMissing");
    }

    #[test]
    fn an_address_is_masked_for_who_may_not_reach_its_member() {
        let to = Deliver {
            name: "陈静".to_owned(),
            phone: "13800000000".to_owned(),
            address: "浙江省杭州市余杭区样板路 1 号".to_owned(),
        };
        let masked = to.masked();
        assert_eq!(
            (
                masked.name.as_str(),
                masked.phone.as_str(),
                masked.address.as_str()
            ),
            ("陈**", "138****0000", "浙江省杭州市…")
        );
    }
}
