//! Order lines as they are known: the reading that holds, refunds, what was written of them so far.

use super::later::{entries, readings, refunds, sightings};
use crate::{Conn, Error, Result, on};
use rules::sale::line::refunds_due;
use rules::sale::{Contribution, Reading, State};
use rules::{Fen, MemberId, Moment, SaleId, TeamId};
use sqlx::{FromRow, QueryBuilder};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What an export said of a line, owned.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct ReadingRow {
    sale_id: i64,
    /// 0 for the first reading.
    pub(crate) reading_id: i64,
    import_id: i64,
    exported_at: i64,
    undone: bool,
    item: String,
    category: Option<String>,
    state: String,
    amount_fen: i64,
    refunded_fen: i64,
    quantity: i64,
    seller_key: Option<String>,
    buyer_key: Option<i64>,
    placed_at: Option<i64>,
    paid_at: Option<i64>,
    finished_at: Option<i64>,
}

impl ReadingRow {
    pub(crate) fn reading(&self) -> Result<Reading<'_>> {
        Ok(Reading {
            item: &self.item,
            category: self.category.as_deref(),
            state: State::of(&self.state).ok_or_else(|| Error::Unreadable {
                table: "sale",
                column: "state",
                id: self.sale_id,
                read: self.state.clone(),
            })?,
            amount: Fen(self.amount_fen),
            refunded: Fen(self.refunded_fen),
            pieces: self.quantity,
            seller: self.seller_key.as_deref(),
            buyer: self.buyer_key,
            placed: self.placed_at.map(Moment),
            paid: self.paid_at.map(Moment),
            finished: self.finished_at.map(Moment),
        })
    }
}

#[derive(FromRow)]
struct SaleRow {
    shop: String,
    order_no: String,
    line_no: String,
    #[sqlx(flatten)]
    first: ReadingRow,
    member_id: i64,
    at: i64,
    fen: i64,
    orders: i64,
    pieces: i64,
}

/// That an export told of a line: when it was made, which import it is, which reading it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Telling {
    exported_at: i64,
    import_id: i64,
    reading_id: i64,
}

/// An order line as it is known.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its number.
    pub id: SaleId,
    /// The shop.
    pub shop: String,
    /// The order's number in its shop.
    pub order_no: String,
    /// The line's number in its order.
    pub line_no: String,
    /// All its readings, by number; the first one first.
    readings: Vec<ReadingRow>,
    /// What live exports told, by (exported, import); the last one holds.
    tellings: Vec<Telling>,
    /// Whose the first reading was; whose it stays while no match of its seller says otherwise.
    pub first_member: MemberId,
    /// All refunds.
    pub refunded: Fen,
    /// What had been given back in all after the last refund by hand.
    pub refunded_by_hand: Fen,
    /// What is written of it: sums by member and moment, those that are not nothing.
    pub written: Vec<Contribution>,
}

/// What a further telling of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Further {
    /// The same export told the same before.
    Again,
    /// A newer one that says what this reading did.
    Same(i64),
    /// A newer one that says something else.
    Other,
    /// Older than what holds, and says what this reading did.
    OlderSame(i64),
    /// Older than what holds, and says something else: kept, should the newer be undone.
    OlderOther,
}

impl Known {
    fn row(&self, reading_id: i64) -> &ReadingRow {
        let found = self
            .readings
            .iter()
            .find(|row| row.reading_id == reading_id);
        // A sighting of a reading that is not there could only be of the first.
        found.unwrap_or(&self.readings[0])
    }

    fn holding(&self) -> (&ReadingRow, i64) {
        match self.tellings.last() {
            Some(telling) => (self.row(telling.reading_id), telling.exported_at),
            None => (&self.readings[0], self.readings[0].exported_at),
        }
    }

    /// Whether any export that told of it still holds.
    pub fn lives(&self) -> bool {
        !self.tellings.is_empty()
    }

    /// The reading that holds; the first while none does.
    pub fn reading(&self) -> Result<Reading<'_>> {
        self.holding().0.reading()
    }

    /// The moment the reading that holds was exported.
    pub fn exported_at(&self) -> Moment {
        Moment(self.holding().1)
    }

    /// Whether its number was made of its goods, the shop giving none.
    pub(super) fn is_named(&self) -> bool {
        let goods = self.line_no.split(['|', '#']).next().unwrap_or("");
        self.readings[0].item.starts_with(goods)
    }

    /// Whether a newer export of its order no longer had it.
    pub fn is_gone(&self) -> Result<bool> {
        let reading = self.reading()?;
        Ok((reading.amount, reading.pieces) == (Fen::ZERO, 0))
    }

    /// The most that exports until a moment said was paid for it.
    pub(super) fn paid_until(&self, exported_at: Moment) -> Result<Fen> {
        let mut most = Fen::ZERO;
        for telling in &self.tellings {
            let reading = self.row(telling.reading_id).reading()?;
            let paid = reading.state.counts() || reading.refunded > Fen::ZERO;
            if telling.exported_at <= exported_at.0 && paid {
                most = most.max(reading.amount);
            }
        }
        Ok(most)
    }

    /// Whether the export made at a moment said just this.
    pub(super) fn says(&self, exported_at: Moment, reading: &Reading<'_>) -> Result<bool> {
        let mut tellings = self.tellings.iter().rev();
        match tellings.find(|telling| telling.exported_at == exported_at.0) {
            Some(telling) => Ok(self.row(telling.reading_id).reading()? == *reading),
            None => Ok(false),
        }
    }

    /// The moment of the export that told of it first.
    pub fn first_exported_at(&self) -> Moment {
        Moment(self.readings[0].exported_at)
    }

    /// What an export made at a moment adds by this reading.
    pub fn further(&self, exported_at: Moment, reading: &Reading<'_>) -> Result<Further> {
        let says = |telling: &&Telling| {
            self.row(telling.reading_id)
                .reading()
                .map(|r| r == *reading)
        };
        if self.says(exported_at, reading)? {
            return Ok(Further::Again);
        }
        let holds = self
            .tellings
            .last()
            .is_none_or(|last| last.exported_at <= exported_at.0);
        if holds {
            return Ok(match self.tellings.last() {
                Some(last) if says(&last)? => Further::Same(last.reading_id),
                _ => Further::Other,
            });
        }
        for telling in &self.tellings {
            if says(&telling)? {
                return Ok(Further::OlderSame(telling.reading_id));
            }
        }
        Ok(Further::OlderOther)
    }

    /// How much more (or, below zero, less) files must tell of, so that refunds are what they should be.
    pub fn refund_missing(&self) -> Result<Fen> {
        let told = if self.lives() {
            self.reading()?.refunded
        } else {
            Fen::ZERO
        };
        Ok(Fen(
            refunds_due(told, self.refunded_by_hand).0 - self.refunded.0
        ))
    }

    fn write(&mut self, more: Contribution) {
        match self
            .written
            .iter_mut()
            .find(|c| (c.member, c.at) == (more.member, more.at))
        {
            Some(sum) => {
                sum.fen += more.fen;
                sum.orders += more.orders;
                sum.pieces += more.pieces;
            }
            None => self.written.push(more),
        }
    }
}

/// How lines are asked for.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// All lines of these orders of a shop.
    Orders(&'a str, &'a [&'a str]),
    /// All lines of the orders that these lines belong to.
    Sales(&'a [SaleId]),
}

/// Orders asked for in one statement.
pub(crate) const CHUNK: usize = 400;

/// The lines asked for, whole orders together, by number.
pub async fn known(conn: &mut Conn, team: TeamId, by: By<'_>) -> Result<Vec<Known>> {
    match by {
        By::Orders(shop, orders) => of_orders(conn, team, shop, orders).await,
        By::Sales(sales) => {
            let mut shops: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (shop, order) in orders(conn, team, sales).await? {
                shops.entry(shop).or_default().insert(order);
            }
            let mut found = Vec::new();
            for (shop, orders) in &shops {
                let orders: Vec<&str> = orders.iter().map(String::as_str).collect();
                found.extend(of_orders(conn, team, shop, &orders).await?);
            }
            found.sort_by_key(|line: &Known| line.id);
            Ok(found)
        }
    }
}

async fn of_orders(
    conn: &mut Conn,
    team: TeamId,
    shop: &str,
    orders: &[&str],
) -> Result<Vec<Known>> {
    let mut found = Vec::new();
    for chunk in orders.chunks(CHUNK) {
        let rows: Vec<SaleRow> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(SELECT);
            query.push(" where s.team_id = ").push_bind(team.0);
            query.push(" and s.shop = ").push_bind(shop.to_owned()).push(" and s.order_no in (");
            let mut list = query.separated(", ");
            for order in chunk {
                list.push_bind((*order).to_owned());
            }
            query.push(") order by s.id").build_query_as().fetch_all(c).await?
        });
        found.extend(with_later(conn, team, rows).await?);
    }
    Ok(found)
}

/// The orders that lines belong to.
async fn orders(conn: &mut Conn, team: TeamId, sales: &[SaleId]) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for chunk in sales.chunks(CHUNK * 4) {
        let rows: Vec<(String, String)> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new("select shop, order_no from sale where team_id = ");
            query.push_bind(team.0).push(" and id in (");
            let mut list = query.separated(", ");
            for sale in chunk {
                list.push_bind(sale.0);
            }
            query.push(")").build_query_as().fetch_all(c).await?
        });
        found.extend(rows);
    }
    Ok(found)
}

const SELECT: &str = "select s.shop, s.order_no, s.line_no, s.id as sale_id, cast(0 as bigint) as reading_id, s.import_id, i.exported_at,
        exists (select 1 from import_undo u where u.team_id = s.team_id and u.import_id = s.import_id) as undone,
        s.item, s.category, s.state, s.amount_fen, s.refunded_fen, s.quantity, s.seller_key, s.buyer_key,
        s.placed_at, s.paid_at, s.finished_at, s.member_id, s.at, s.fen, s.orders, s.pieces
 from sale s join import i on i.team_id = s.team_id and i.id = s.import_id";

async fn with_later(conn: &mut Conn, team: TeamId, rows: Vec<SaleRow>) -> Result<Vec<Known>> {
    let mut place: HashMap<i64, usize> = HashMap::with_capacity(rows.len());
    let mut lines: Vec<Known> = Vec::with_capacity(rows.len());
    for row in rows {
        place.insert(row.first.sale_id, lines.len());
        let mut line = Known {
            id: SaleId(row.first.sale_id),
            shop: row.shop,
            order_no: row.order_no,
            line_no: row.line_no,
            first_member: MemberId(row.member_id),
            tellings: telling(&row.first).into_iter().collect(),
            readings: vec![row.first],
            refunded: Fen::ZERO,
            refunded_by_hand: Fen::ZERO,
            written: Vec::new(),
        };
        line.write(Contribution {
            member: MemberId(row.member_id),
            at: Moment(row.at),
            fen: row.fen,
            orders: row.orders,
            pieces: row.pieces,
        });
        lines.push(line);
    }
    let ids: Vec<i64> = lines.iter().map(|line| line.id.0).collect();
    for reading in readings(conn, team, &ids).await? {
        let line = &mut lines[place[&reading.sale_id]];
        line.tellings.extend(telling(&reading));
        line.readings.push(reading);
    }
    for (sale, import_id, exported_at, reading_id) in sightings(conn, team, &ids).await? {
        lines[place[&sale]].tellings.push(Telling {
            exported_at,
            import_id,
            reading_id,
        });
    }
    for (sale, fen, by_hand) in refunds(conn, team, &ids).await? {
        let line = &mut lines[place[&sale]];
        line.refunded.0 += fen;
        line.refunded_by_hand = by_hand.map_or(line.refunded_by_hand, Fen);
    }
    for (sale, member, at, fen, orders, pieces) in entries(conn, team, &ids).await? {
        let more = Contribution {
            member: MemberId(member),
            at: Moment(at),
            fen,
            orders,
            pieces,
        };
        lines[place[&sale]].write(more);
    }
    for line in &mut lines {
        line.tellings.sort_unstable();
        line.written
            .retain(|c| (c.fen, c.orders, c.pieces) != (0, 0, 0));
    }
    Ok(lines)
}

/// What a reading tells, unless its import was undone.
fn telling(row: &ReadingRow) -> Option<Telling> {
    let telling = Telling {
        exported_at: row.exported_at,
        import_id: row.import_id,
        reading_id: row.reading_id,
    };
    (!row.undone).then_some(telling)
}
