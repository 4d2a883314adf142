//! A small ledger's house: sales and refunds written straight as facts.

use rules::points::verify::Head;
use rules::points::{Account, Because, Cause, Draft, EarningRules, InLot, Terms};
use rules::sale::{Reading, State};
use rules::team::{Roster, Settings};
use rules::{Calendar, Fen, ImportId, MemberId, Moment, SaleId, TeamId};
use std::cell::Cell;
use std::sync::Arc;
use store::points::verify::verify;
use store::points::{Which, follow_sales};
use store::sale::{Import, Imported, Mark, Origin, Told};
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
    because: Cell<Option<Because>>,
    exported: Cell<Moment>,
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
            because: Cell::default(),
            exported: house.app.clock.now().plus_days(-1).into(),
        }
    }

    pub async fn write(&self) -> Tx {
        let begun = self.house.app.db.write_team(self.team).await;
        begun.expect("a transaction")
    }

    pub async fn read(&self) -> Conn {
        self.house.app.db.read().await.expect("a snapshot")
    }

    /// Writes one order line that counts, as an import of its own. Lines are numbered from 1.
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
        self.seller(sale, member).await;
        let told = Tale {
            sale,
            order,
            at,
            fen,
            category,
        };
        let done = self.tell(told).await;
        let sale = SaleId(sale);
        assert_eq!(done.new, Some((sale, sale)), "lines are numbered from 1");
    }

    /// Imports an export, made a while after the one before, that tells of one line.
    pub async fn tell(&self, tale: Tale<'_>) -> Imported {
        let (line_no, seller) = (tale.sale.to_string(), seller_key(tale.sale));
        let exported_at = self.exported.get().plus_ms(1);
        self.exported.set(exported_at);
        let import = Import {
            origin: Origin::File,
            shop: SHOP,
            file_name: None,
            file_hash: None,
            exported_at,
            amount_column: None,
            rows_refused: 0,
            together: None,
            by: None,
        };
        let told = Told {
            order_no: tale.order,
            line_no: line_no.as_str().into(),
            is_named: false,
            is_whole: false,
            reading: Reading {
                item: "面膜",
                category: tale.category,
                state: State::Finished,
                amount: Fen(tale.fen),
                refunded: Fen::ZERO,
                pieces: 1,
                seller: Some(&seller),
                buyer: None,
                placed: None,
                paid: Some(tale.at),
                finished: None,
            },
            member: MemberId(0),
        };
        let now = self.house.app.clock.now();
        let mut tx = self.write().await;
        let done =
            store::sale::import(&mut tx, self.team, &import, &mut [told], now, |_| true).await;
        tx.commit().await.expect("it commits");
        let done = done.expect("an import").expect("nobody stops it");
        self.because.set(done.id.map(Because::Import));
        done
    }

    /// Gives money back on a line.
    pub async fn refund(&self, sale: i64, fen: i64) {
        let (mut tx, now) = (self.write().await, self.house.app.clock.now());
        let (sale, mark) = (SaleId(sale), self.mark());
        let done = store::sale::add_refund(&mut tx, self.team, sale, Fen(fen), now, mark).await;
        let (refund, _) = done.expect("written").expect("a refund");
        tx.commit().await.expect("it commits");
        self.because.set(Some(Because::Refund(refund)));
    }

    /// Moves a line to another member.
    pub async fn rematch(&self, sale: i64, to: i64) {
        self.seller(sale, to).await;
        let sellers = [(SHOP.to_owned(), seller_key(sale))];
        let mut tx = self.write().await;
        let done = store::sale::rematch(&mut tx, self.team, &sellers, self.mark()).await;
        done.expect("a match");
        tx.commit().await.expect("it commits");
        self.because.set(Some(Because::Match));
    }

    /// Takes an import back.
    pub async fn undo(&self, import: i64) {
        let (mut tx, import) = (self.write().await, ImportId(import));
        let done = store::sale::undo_import(&mut tx, self.team, import, self.mark()).await;
        done.expect("written").expect("undone");
        tx.commit().await.expect("it commits");
        self.because.set(Some(Because::Undo(import)));
    }

    async fn seller(&self, sale: i64, member: i64) {
        let mut tx = self.write().await;
        let id = store::counter::take(&mut tx, self.team, "seller", 1).await;
        let id = id.expect("a number");
        on!(tx, c => {
            sqlx::query("insert into seller (team_id, id, shop, seller_key, member_id, recorded_at)
                         values ($1, $2, $3, $4, $5, 0)")
                .bind(self.team.0).bind(id).bind(SHOP).bind(seller_key(sale)).bind(member)
                .execute(c).await.expect("a seller");
        });
        tx.commit().await.expect("it commits");
    }

    fn mark(&self) -> Mark<'static> {
        Mark {
            by: None,
            reason: None,
            now: self.house.app.clock.now(),
        }
    }

    /// Follows these sales and returns how many postings that made.
    pub async fn follow(&self, sales: &[i64]) -> i64 {
        let sales: Vec<SaleId> = sales.iter().map(|id| SaleId(*id)).collect();
        self.follow_which(Which::Sales(&sales)).await
    }

    /// Follows after the last change of facts.
    pub async fn follow_which(&self, which: Which<'_>) -> i64 {
        let (mut tx, now) = (self.write().await, self.house.app.clock.now());
        let which = (which, self.because.get().expect("something changed"));
        let (team, roster) = (self.team, &self.roster);
        let done = follow_sales(&mut tx, team, which, roster, &self.settings, now).await;
        tx.commit().await.expect("it commits");
        done.expect("following").postings
    }

    /// What a board of points shows of everyone: `member day points`.
    pub async fn board(&self) -> Vec<String> {
        let mut conn = self.read().await;
        let rows: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(
            "select member_id, happened_at, cast(sum(points) as bigint) from earning
             where team_id = $1 group by member_id, happened_at having sum(points) <> 0
             order by happened_at, member_id")
            .bind(self.team.0).fetch_all(c).await.expect("a board"));
        let calendar = Calendar::default();
        let said = rows.into_iter().map(|(member, at, points)| {
            let day = calendar.day(Moment(at));
            format!("{member} {day} {points}")
        });
        said.collect()
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
                    (Cause::Expiry, part.lot, part.leg),
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
        self.verified(&[]).await.0
    }

    /// The same against published heads, and the head that is there now.
    pub async fn verified(&self, heads: &[Head]) -> (Vec<String>, Head) {
        let mut conn = self.read().await;
        let by = (&*self.roster, &self.settings);
        let report = verify(&mut conn, self.team, heads, by, &|_, _, _| ()).await;
        let report = report.expect("a report");
        let faults = report.faults.iter();
        let said = faults.map(|f| format!("{:?} {}", f.check, f.number));
        (said.collect(), report.head)
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

/// What an export tells of a line.
pub struct Tale<'a> {
    pub sale: i64,
    pub order: &'a str,
    pub at: Moment,
    pub fen: i64,
    pub category: Option<&'a str>,
}

const SHOP: &str = "douyin";

/// Every line has a seller of its own, so that each can be matched by itself.
fn seller_key(sale: i64) -> String {
    format!("s{sale}")
}
