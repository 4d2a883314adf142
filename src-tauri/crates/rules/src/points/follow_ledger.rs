//! A ledger in memory for the tests of following: postings in order, read back by the slow obvious way.

use super::*;
use crate::points::account::{Account, maturity_id};
use crate::points::earn::targets;
use crate::points::lot::Lot;
use crate::points::posting::InLot;
use crate::points::tick::{self, Bucket};
use crate::points::{Book, EarningRules, Hash, Points, Posting, Version};
use crate::{Fen, ImportId, RulesId, TeamId};
use Account::{Available, Expired, Issued, Owed, Pending};
use std::collections::{BTreeSet, HashSet};

pub const DAY: i64 = 86_400_000;

/// A ledger in memory: postings in order, read back by the slow obvious way.
#[derive(Default)]
pub struct Ledger {
    pub postings: Vec<Posting>,
    pub terms: Terms,
}

impl Ledger {
    pub fn post(&mut self, drafts: Vec<Draft>) {
        for draft in drafts {
            let key = draft.key();
            assert!(draft.points > 0, "{draft:?}");
            assert!(
                self.postings.iter().all(|p| p.draft.key() != key),
                "posted twice: {key:?}"
            );
            let before = self.postings.last().map_or(Hash::START, |p| p.hash);
            let seq = self.postings.len() as i64 + 1;
            self.postings
                .push(draft.chained(TeamId(1), seq, Moment(0), &before));
        }
    }

    pub fn of(&self, account: Account, member: i64) -> i64 {
        let own = self
            .postings
            .iter()
            .filter(|p| !account.is_members() || p.draft.member.0 == member);
        own.map(|p| p.draft.effect(account)).sum()
    }

    pub fn pocket(&self, member: MemberId) -> Pocket {
        let mut lots: BTreeMap<i64, Lot> = BTreeMap::new();
        for p in self.postings.iter().filter(|p| p.draft.member == member) {
            if let Some(number) = p.draft.lot_number(p.seq) {
                let lot = lots.entry(number).or_insert(Lot {
                    number,
                    expires_at: p.draft.expires_at,
                    ..Lot::default()
                });
                assert_eq!(lot.expires_at, p.draft.expires_at, "{p:?}");
                lot.left += p.draft.effect(Available);
                lot.expired += p.draft.effect(Expired);
                if p.draft.cause == Cause::Repayment {
                    lot.repaid += p.draft.effect(Owed);
                }
                lot.touched += 1;
                assert!(
                    lot.left >= 0 && lot.expired >= 0 && lot.repaid >= 0,
                    "{p:?}"
                );
            }
        }
        Pocket::new(lots.into_values().collect())
    }

    pub fn posted(&self) -> Vec<Posted> {
        let rows = self.postings.iter().filter_map(|p| {
            let (component, up) = Component::of(p.draft.cause)?;
            Some(Posted {
                seq: p.seq,
                key: Key {
                    sale: SaleId(p.draft.cause_id),
                    component,
                    member: p.draft.member,
                    sold_at: p.draft.sold_at?,
                },
                up,
                account: if up { p.draft.to } else { p.draft.from },
                points: p.draft.points,
                matures_at: p.draft.matures_at,
                lot: p.draft.lot_number(p.seq),
                expires_at: p.draft.expires_at,
                happened_at: p.draft.happened_at,
            })
        });
        rows.collect()
    }

    pub fn follow(&mut self, lines: &[Line], now: Moment) {
        self.follow_after(lines, now, Because::Import(ImportId(1)), &[]);
    }

    /// Follows after sales were refunded at this moment.
    pub fn refund(&mut self, lines: &[Line], now: Moment, sales: &[i64]) {
        self.follow_after(lines, now, Because::Refund(RefundId(1)), sales);
    }

    pub fn follow_after(&mut self, lines: &[Line], now: Moment, because: Because, refunds: &[i64]) {
        let calendars = self.terms.calendar.into();
        let found = targets(&book(), &calendars, lines, |_, _| None);
        let posted = self.posted();
        let told: HashSet<SaleId> = lines.iter().map(|line| line.sale).collect();
        let undone = posted.iter().map(|row| row.key.sale);
        let undone = undone.filter(|sale| !told.contains(sale)).collect();
        let changes = changes(&found, &posted, &undone);
        let mut means = Means::default();
        for p in &self.postings {
            let member = p.draft.member;
            means.pockets.insert(member, self.pocket(member));
            if p.draft.cause == Cause::Maturity {
                let lots = means.matured.entry(p.draft.cause_id).or_default();
                lots.push((p.seq, p.draft.expires_at));
            }
            if let Some(at) = p.draft.matures_at {
                *means.pending.entry((member, at)).or_default() += p.draft.effect(Pending);
            }
        }
        let new = refunds
            .iter()
            .map(|sale| (SaleId(*sale), (RefundId(*sale), now)));
        means.refunds = refunded(lines, &new.collect());
        let terms = self.terms;
        let follow = Follow {
            because,
            terms: &terms,
            calendars: &calendars,
            now,
        };
        self.post(changes.drafts(means, follow).collect());
        self.repay(now);
    }

    pub fn mature(&mut self, now: Moment) {
        let mut buckets: BTreeMap<(MemberId, Moment), i64> = BTreeMap::new();
        for p in &self.postings {
            if let Some(at) = p.draft.matures_at.filter(|at| *at <= now) {
                *buckets.entry((p.draft.member, at)).or_default() += p.draft.effect(Pending);
            }
        }
        let mut drafts = Vec::new();
        for ((member, matures_at), points) in buckets {
            assert!(points >= 0, "less than nothing is pending");
            if points > 0 {
                let id = maturity_id(member, matures_at);
                let made =
                    |p: &&Posting| (p.draft.cause, p.draft.cause_id) == (Cause::Maturity, id);
                let bucket = Bucket {
                    member,
                    matures_at,
                    points,
                };
                let leg = self.postings.iter().filter(made).count();
                drafts.push(bucket.mature(&self.terms, leg as i64));
            }
        }
        self.post(drafts);
        self.repay(now);
    }

    /// Debts are paid, lots run out: what a tick does beside maturing.
    pub fn repay(&mut self, now: Moment) {
        let members: BTreeSet<MemberId> = self.postings.iter().map(|p| p.draft.member).collect();
        for member in members {
            let mut pocket = self.pocket(member);
            let owed = self.of(Owed, member.0);
            let mut drafts = tick::repay(member, owed, &mut pocket, now);
            drafts.extend(tick::expire(member, &mut pocket, now));
            self.post(drafts);
            assert!(self.of(Owed, member.0) <= 0, "nobody is owed anything");
        }
    }

    pub fn spend(&mut self, member: i64, points: i64) {
        let member = MemberId(member);
        let (taken, _) = self.pocket(member).consume_up_to(points);
        let drafts = taken
            .into_iter()
            .map(|part| Draft {
                expires_at: part.expires_at,
                lot: InLot::Of(part.lot),
                ..Draft::new(
                    (Cause::Expiry, part.lot, part.leg),
                    member,
                    (Available, Account::Redeemed),
                    part.points,
                    Moment(0),
                )
            })
            .collect();
        self.post(drafts);
    }

    /// What boards show: points of sales by member and moment.
    pub fn board(&self) -> BTreeMap<(MemberId, Moment), i64> {
        let mut board = BTreeMap::new();
        for p in &self.postings {
            if Component::of(p.draft.cause).is_some() {
                let earned = -p.draft.effect(Issued);
                *board
                    .entry((p.draft.member, p.draft.happened_at))
                    .or_default() += earned;
            }
        }
        board.retain(|_, points| *points != 0);
        board
    }

    /// Everything a member has, and what of it was borne or ran out.
    pub fn estate(&self, member: i64) -> String {
        let pocket = self.pocket(MemberId(member));
        let left: Vec<_> = pocket.lots().iter().filter(|lot| lot.left > 0).collect();
        let lots: Vec<_> = left.iter().map(|lot| (lot.expires_at, lot.left)).collect();
        let own = |account| {
            let own = self.postings.iter().filter(|p| p.draft.member.0 == member);
            own.map(|p| p.draft.effect(account)).sum::<i64>()
        };
        let sums = [Available, Pending, Owed, Account::Borne, Expired].map(own);
        format!("{sums:?} {lots:?}")
    }
}

fn book() -> Book {
    let rules = EarningRules {
        per_order: Points(3),
        first_of_day: Points(7),
        ..EarningRules::one_a_yuan()
    };
    Book::new(vec![Version {
        id: RulesId(1),
        from_at: Moment::MIN,
        hash: rules.hash(),
        rules,
        reason: String::new(),
        by: None,
        recorded_at: Moment(0),
    }])
}

pub fn line(sale: i64, member: i64, day: i64, fen: i64) -> Line {
    Line {
        sale: SaleId(sale),
        member: MemberId(member),
        at: Moment(day * DAY + sale),
        fen: Fen(fen),
        order: sale,
        category: None,
    }
}
