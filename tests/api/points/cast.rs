//! A small ledger's house: sales and refunds written straight as facts.

use rules::points::{Account, Cause, Draft, EarningRules, InLot, Terms};
use rules::team::{Roster, Settings};
use rules::{Calendar, MemberId, Moment, SaleId, TeamId};
use std::sync::Arc;
use store::points::{Which, follow_sales};
use store::{Conn, Tx, on};
use tests::{Cast, House};

/// A day in milliseconds.
pub const DAY: i64 = 86_400_000;

/// The moment of a wall-clock time in Shanghai; stories begin at 2026-11-22T10:00:00.
pub fn at(text: &str) -> Moment {
    Calendar::default().moment(text.parse().expect("a time such as 2026-11-21T10:00:00"))
}

/// A team whose rules are in force from the beginning, and short ways to change its facts.
pub struct Ledger<'a> {
    pub house: &'a House,
    pub cast: Cast,
    pub team: TeamId,
    pub settings: Settings,
    pub roster: Arc<Roster>,
    refunds: std::cell::Cell<i64>,
}

impl<'a> Ledger<'a> {
    pub async fn begin(house: &'a House, rules: EarningRules) -> Self {
        let cast = Cast::enter(house).await;
        let team = cast.team;
        let mut tx = house.app.db.write_team(team).await.expect("a transaction");
        let now = house.app.clock.now();
        store::points::rule::publish(&mut tx, team, &rules, Moment::MIN, "开始", None, now)
            .await
            .expect("rules");
        tx.commit().await.expect("it commits");
        Self {
            house,
            cast,
            team,
            settings: Settings::default(),
            roster: house.app.roster(team).await.expect("a roster"),
            refunds: 0.into(),
        }
    }

    pub async fn write(&self) -> Tx {
        let begun = self.house.app.db.write_team(self.team).await;
        begun.expect("a transaction")
    }

    pub async fn read(&self) -> Conn {
        self.house.app.db.read().await.expect("a snapshot")
    }

    /// Writes one order line that counts.
    pub async fn sell(&self, sale: i64, member: i64, at: Moment, fen: i64) {
        self.sell_of(sale, &sale.to_string(), member, at, fen, None)
            .await;
    }

    pub async fn sell_of(
        &self,
        sale: i64,
        order: &str,
        member: i64,
        at: Moment,
        fen: i64,
        category: Option<&str>,
    ) {
        let mut tx = self.write().await;
        on!(tx, c => {
            sqlx::query(
                "insert into sale (team_id, id, import_id, shop, order_no, line_no, item, category, state,
                     amount_fen, quantity, member_id, at, fen, orders, pieces, recorded_at)
                 values ($1, $2, 1, 'douyin', $3, $4, '面膜', $5, 'done', $6, 1, $7, $8, $6, 1, 1, 0)",
            )
            .bind(self.team.0).bind(sale).bind(order).bind(sale.to_string()).bind(category)
            .bind(fen).bind(member).bind(at.0).execute(c).await.expect("a sale");
        });
        tx.commit().await.expect("it commits");
    }

    /// Gives money back on a line and lowers what it counts for.
    pub async fn refund(&self, sale: i64, member: i64, at: Moment, fen: i64) {
        let id = self.refunds.get() + 1;
        self.refunds.set(id);
        let now = self.house.app.clock.now();
        let mut tx = self.write().await;
        on!(tx, c => {
            sqlx::query("insert into refund (team_id, id, sale_id, fen, happened_at, recorded_at)
                         values ($1, $2, $3, $4, $5, $5)")
                .bind(self.team.0).bind(id).bind(sale).bind(fen).bind(now.0)
                .execute(c).await.expect("a refund");
        });
        entry(&mut tx, self.team, sale, (member, at, -fen)).await;
        tx.commit().await.expect("it commits");
    }

    /// Moves a line to another member.
    pub async fn rematch(&self, sale: i64, (from, to): (i64, i64), at: Moment, fen: i64) {
        let mut tx = self.write().await;
        entry(&mut tx, self.team, sale, (from, at, -fen)).await;
        entry(&mut tx, self.team, sale, (to, at, fen)).await;
        tx.commit().await.expect("it commits");
    }

    /// Follows these sales and returns how many postings that made.
    pub async fn follow(&self, sales: &[i64]) -> i64 {
        let sales: Vec<SaleId> = sales.iter().map(|id| SaleId(*id)).collect();
        self.follow_which(Which::Sales(&sales)).await
    }

    pub async fn follow_which(&self, which: Which<'_>) -> i64 {
        let mut tx = self.write().await;
        let now = self.house.app.clock.now();
        let done = follow_sales(&mut tx, self.team, which, &self.roster, &self.settings, now)
            .await
            .expect("following");
        tx.commit().await.expect("it commits");
        done.postings
    }

    /// Lets time pass and posts what became due; returns how many postings that made.
    pub async fn tick_after_days(&self, days: i64) -> i64 {
        self.house.app.clock.advance_ms(days * DAY);
        let mut tx = self.write().await;
        let (terms, now) = (Terms::from(&self.settings), self.house.app.clock.now());
        let count = store::points::tick(&mut tx, self.team, &terms, now)
            .await
            .expect("a tick");
        tx.commit().await.expect("it commits");
        count
    }

    /// Uses points, as the shop will.
    pub async fn spend(&self, member: i64, points: i64) {
        let mut tx = self.write().await;
        let member = MemberId(member);
        let spans = [store::points::span::Span::List(vec![member.0])];
        let pockets = store::points::pocket::pockets(&mut tx, self.team, &spans).await;
        let mut pocket = pockets
            .expect("a pocket")
            .remove(&member)
            .unwrap_or_default();
        let taken = pocket.consume(points).expect("enough points");
        let drafts: Vec<Draft> = taken
            .into_iter()
            .map(|part| Draft {
                expires_at: part.expires_at,
                lot: InLot::Of(part.lot),
                ..Draft::new(
                    (Cause::Repayment, part.lot, part.leg),
                    member,
                    (Account::Available, Account::Redeemed),
                    part.points,
                    self.house.app.clock.now(),
                )
            })
            .collect();
        let now = self.house.app.clock.now();
        store::points::post(&mut tx, self.team, drafts, now)
            .await
            .expect("posted");
        tx.commit().await.expect("it commits");
    }

    /// What verification finds wrong, as `check number`.
    pub async fn faults(&self) -> Vec<String> {
        let mut conn = self.read().await;
        let (roster, settings) = (&self.roster, &self.settings);
        let report =
            store::points::verify::verify(&mut conn, self.team, roster, settings, &|_, _, _| ())
                .await
                .expect("a report");
        let said = report
            .faults
            .iter()
            .map(|f| format!("{:?} {}", f.check, f.number));
        said.collect()
    }

    /// Available, pending and owed.
    pub async fn balance(&self, member: i64) -> (i64, i64, i64) {
        let mut conn = self.read().await;
        let balance = store::points::balance::of(&mut conn, self.team, MemberId(member))
            .await
            .expect("a balance");
        (balance.available, balance.pending, balance.owed)
    }

    /// The balance of one of the team's accounts.
    pub async fn account(&self, account: Account) -> i64 {
        let mut conn = self.read().await;
        on!(conn, c => sqlx::query_scalar::<_, i64>(
            "select coalesce(cast(sum(case when to_account = $2 then points else -points end) as bigint), 0)
             from posting where team_id = $1 and (to_account = $2 or from_account = $2)
               and to_account <> from_account")
            .bind(self.team.0).bind(account.number()).fetch_one(c).await.expect("a sum"))
    }
}

async fn entry(tx: &mut Tx, team: TeamId, sale: i64, (member, at, fen): (i64, Moment, i64)) {
    let id = store::counter::take(tx, team, "sale_entry", 1)
        .await
        .expect("a number");
    on!(tx, c => {
        sqlx::query("insert into sale_entry (team_id, id, sale_id, cause, cause_id, member_id, at, fen,
                         orders, pieces, happened_at, recorded_at)
                     values ($1, $2, $3, 'refund', 0, $4, $5, $6, 0, 0, 0, 0)")
            .bind(team.0).bind(id).bind(sale).bind(member).bind(at.0).bind(fen)
            .execute(c).await.expect("an entry");
    });
}
