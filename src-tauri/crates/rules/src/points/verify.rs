//! Verification: the ledger adds up again from nothing, and whatever does not hold is named
//! (DOMAIN law 6). Everything here is the slow, obvious way; nothing the ledger was made by is used.

mod check;
mod fits;
mod said;

pub use check::{Check, Fault};
use fits::fits;
pub use said::{Gift, Kept, Redeemed, Said};

use super::account::{Account, Cause};
use super::earn::Component;
use super::posting::{Hash, Posting, chain};
use super::standing::Key;
use crate::sale::line::NOBODY;
use crate::{MemberId, Moment, SaleId, TeamId};
use std::collections::{BTreeMap, HashMap};

/// A posting's number and hash as they were published: they prove it and all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
}

impl Head {
    /// Reads `number:hash`, as it is shown to be published.
    pub fn read(text: &str) -> Option<Self> {
        let (seq, hash) = text.trim().split_once(':')?;
        Some(Self {
            seq: seq.parse().ok().filter(|seq| *seq > 0)?,
            hash: Hash::from_hex(hash)?,
        })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash.hex())
    }
}

/// The points of one lot.
#[derive(Debug)]
struct Held {
    member: MemberId,
    left: i64,
    expires_at: Option<Moment>,
}

/// Reads the postings one after the other and adds everything up.
#[derive(Debug)]
pub struct Ledger {
    team: TeamId,
    heads: Vec<Head>,
    ticked_at: Moment,
    last: i64,
    hash: Hash,
    broken: bool,
    /// What does not hold so far.
    pub faults: Vec<Fault>,
    /// Available, pending and owed of each member.
    pub members: BTreeMap<MemberId, [i64; 3]>,
    lots: HashMap<i64, Held>,
    days: BTreeMap<(MemberId, Moment), i64>,
    sales: Vec<(Key, i64)>,
    /// What is in each contest's pot.
    pub pots: BTreeMap<i64, i64>,
    /// Each gift as posted, and as taken back.
    pub grants: BTreeMap<(Gift, i64), [Said; 2]>,
    /// What is set aside and used for each redemption and each part of a pool, as posted.
    pub kept: BTreeMap<(Kept, i64), Redeemed>,
}

impl Ledger {
    /// A ledger of which nothing was read yet, to be held against heads published earlier.
    pub fn new(team: TeamId, heads: Vec<Head>) -> Self {
        Self {
            team,
            heads,
            ticked_at: Moment::MIN,
            last: 0,
            hash: Hash::START,
            broken: false,
            faults: Vec::new(),
            members: BTreeMap::new(),
            lots: HashMap::new(),
            days: BTreeMap::new(),
            sales: Vec::new(),
            pots: BTreeMap::new(),
            grants: BTreeMap::new(),
            kept: BTreeMap::new(),
        }
    }

    /// The number and hash of the last posting read.
    pub fn head(&self) -> Head {
        Head {
            seq: self.last,
            hash: self.hash,
        }
    }

    /// Passes over a posting that cannot be read, and says why it cannot.
    pub fn pass(&mut self, seq: i64, fault: Fault) {
        self.last = seq;
        self.broken = true;
        self.faults.push(fault);
    }

    /// After the last posting: names what should have been posted long ago, debts that are none, and
    /// published heads that the ledger does not reach any more.
    pub fn end(&mut self) {
        let last = self.last;
        let beyond: Vec<i64> = self.heads.iter().map(|head| head.seq).collect();
        for seq in beyond.into_iter().filter(|seq| *seq > last) {
            self.fault(
                Check::Chain,
                seq,
                format!("公布过的链头在第 {seq} 笔，账本却只到第 {last} 笔：后面的被删掉了"),
                format!("A head was published at posting {seq}, but the ledger ends at {last}: what came after was cut off"),
            );
        }
        let due = self.ticked_at;
        let days: Vec<MemberId> = self
            .days
            .iter()
            .filter(|((_, day), points)| **points > 0 && *day <= due)
            .map(|((member, _), _)| *member)
            .collect();
        for member in days {
            self.fault(
                Check::Lots,
                member.0,
                format!("成员 {member} 有早该生效的积分还没有入账"),
                format!("Member {member} has points that should have become available long ago"),
            );
        }
        let mut lots: Vec<i64> = self
            .lots
            .iter()
            .filter(|(_, lot)| lot.left > 0 && lot.expires_at.is_some_and(|at| at <= due))
            .map(|(number, _)| *number)
            .collect();
        lots.sort_unstable();
        for lot in lots {
            self.fault(
                Check::Lots,
                lot,
                format!("第 {lot} 笔形成的积分早该到期，还没有作废"),
                format!("What posting {lot} made should have run out long ago"),
            );
        }
    }

    /// When each member's next points become available or run out.
    pub fn due(&self) -> BTreeMap<MemberId, Moment> {
        let mut due: BTreeMap<MemberId, Moment> = BTreeMap::new();
        let mut sooner = |member: MemberId, at: Moment| {
            let held = due.entry(member).or_insert(at);
            *held = at.min(*held);
        };
        for ((member, day), points) in &self.days {
            if *points > 0 {
                sooner(*member, *day);
            }
        }
        for lot in self.lots.values().filter(|lot| lot.left > 0) {
            if let Some(at) = lot.expires_at {
                sooner(lot.member, at);
            }
        }
        due
    }

    /// How many lots there are.
    pub fn lot_count(&self) -> i64 {
        i64::try_from(self.lots.len()).unwrap_or(i64::MAX)
    }

    /// Reads the next posting.
    pub fn read(&mut self, posting: &Posting) {
        self.link(posting);
        self.add(posting);
    }

    /// Only the first broken link is named: after it every hash differs.
    fn link(&mut self, posting: &Posting) {
        let (seq, last) = (posting.seq, self.last);
        let should = chain(
            &self.hash,
            self.team,
            seq,
            posting.recorded_at,
            &posting.draft,
        );
        self.last = seq;
        self.hash = posting.hash;
        let published = self.heads.iter().find(|head| head.seq == seq);
        if published.is_some_and(|head| head.hash != posting.hash) {
            self.fault(
                Check::Chain,
                seq,
                format!("第 {seq} 笔的指纹与公布过的链头不同：它或它之前的账被改过，并重算了指纹"),
                format!("The hash of posting {seq} is not the head that was published: it or what is before it was changed and hashed anew"),
            );
        }
        if self.broken {
            return;
        }
        if seq != last + 1 {
            let gap = last + 1;
            self.broken = true;
            self.fault(
                Check::Chain,
                gap,
                format!("第 {gap} 笔不见了：第 {last} 笔之后直接是第 {seq} 笔"),
                format!("Posting {gap} is missing: after {last} comes {seq}"),
            );
        } else if should != posting.hash {
            self.broken = true;
            self.fault(
                Check::Chain,
                seq,
                format!("第 {seq} 笔的内容与指纹对不上：它或它之前的一笔被改过、插入过或换过位置"),
                format!("Posting {seq} does not fit its hash: it was changed, put in or moved"),
            );
        }
    }

    fn fault(&mut self, check: Check, number: i64, zh: String, en: String) {
        self.faults.push(Fault::new(check, number, zh, en));
    }

    fn add(&mut self, posting: &Posting) {
        let (seq, d) = (posting.seq, &posting.draft);
        if !fits(posting) {
            self.fault(
                Check::Postings,
                seq,
                format!("第 {seq} 笔不可能由它写的原因产生"),
                format!("Posting {seq} cannot have been made by the cause it names"),
            );
        }
        if d.member != NOBODY {
            let held = self.members.entry(d.member).or_default();
            let accounts = [Account::Available, Account::Pending, Account::Owed];
            for (sum, account) in held.iter_mut().zip(accounts) {
                *sum += d.effect(account);
            }
        }
        if let Some(lot) = d.lot_number(seq) {
            let held = self.lots.entry(lot).or_insert(Held {
                member: d.member,
                left: 0,
                expires_at: d.expires_at,
            });
            held.left += d.effect(Account::Available);
            let same = (held.member, held.expires_at) == (d.member, d.expires_at);
            if held.left < 0 || !same {
                self.fault(
                    Check::Lots,
                    seq,
                    format!("第 {seq} 笔从第 {lot} 笔形成的积分里取走的比剩下的多"),
                    format!("Posting {seq} takes more than was left of lot {lot}"),
                );
            }
        }
        let pending = d.effect(Account::Pending);
        if pending != 0 {
            let day = d.matures_at.unwrap_or(Moment::MIN);
            let held = self.days.entry((d.member, day)).or_default();
            *held += pending;
            if *held < 0 {
                self.fault(
                    Check::Lots,
                    seq,
                    format!("第 {seq} 笔从待生效积分里取走的比有的多"),
                    format!("Posting {seq} takes more than was pending"),
                );
            }
        }
        if let Some((component, up)) = Component::of(d.cause) {
            let points = if up { d.points } else { -d.points };
            let key = Key {
                sale: SaleId(d.cause_id),
                component,
                member: d.member,
                sold_at: d.sold_at.unwrap_or(Moment::MIN),
            };
            self.sales.push((key, points));
        }
        match d.cause {
            Cause::Grant | Cause::GrantBack | Cause::Praise | Cause::PraiseBack => {
                let (gift, which) = match d.cause {
                    Cause::Grant => (Gift::Grant, 0),
                    Cause::GrantBack => (Gift::Grant, 1),
                    Cause::Praise => (Gift::Praise, 0),
                    _ => (Gift::Praise, 1),
                };
                let said = &mut self.grants.entry((gift, d.cause_id)).or_default()[which];
                *said = Said {
                    member: d.member.0,
                    points: said.points + d.points,
                    by: d.by.map_or(0, |by| by.0),
                    reason: d.reason.clone().unwrap_or_default(),
                    at: posting.recorded_at,
                };
            }
            Cause::PotFund | Cause::PotBack | Cause::Prize | Cause::PrizeBack => {
                let pot = self.pots.entry(d.cause_id).or_default();
                *pot += d.effect(Account::Pot);
                if *pot < 0 {
                    self.fault(
                        Check::Postings,
                        seq,
                        format!("第 {seq} 笔从竞赛 {} 的奖池里取走的比有的多", d.cause_id),
                        format!(
                            "Posting {seq} takes more than was in the pot of contest {}",
                            d.cause_id
                        ),
                    );
                }
            }
            Cause::Redeem | Cause::RedeemUse | Cause::RedeemUnuse | Cause::RedeemBack => {
                self.set_aside(Kept::Redemption, posting);
            }
            Cause::PoolIn | Cause::PoolUse | Cause::PoolBack => {
                self.set_aside(Kept::Part, posting);
            }
            // All that is due of everyone is posted with these.
            _ => self.ticked_at = posting.recorded_at,
        }
    }

    /// Points that are set aside for something, or used by it.
    fn set_aside(&mut self, kept: Kept, posting: &Posting) {
        let (seq, d) = (posting.seq, &posting.draft);
        let held = self.kept.entry((kept, d.cause_id)).or_default();
        held.member = d.member.0;
        held.reserved += d.effect(Account::Reserved);
        held.used += d.effect(Account::Redeemed);
        if held.reserved < 0 || held.used < 0 {
            let id = d.cause_id;
            self.fault(
                Check::Postings,
                seq,
                format!("第 {seq} 笔从兑换（或合力份额）{id} 里取走的比放进去的多"),
                format!(
                    "Posting {seq} takes more than was set aside for redemption, or part, {id}"
                ),
            );
        }
    }

    /// After the last posting: what each sale's postings add up to, without those that add to nothing.
    pub fn sales(&mut self) -> BTreeMap<Key, i64> {
        let mut sums = BTreeMap::new();
        for (key, points) in std::mem::take(&mut self.sales) {
            *sums.entry(key).or_default() += points;
        }
        sums.retain(|_, points| *points != 0);
        sums
    }
}
