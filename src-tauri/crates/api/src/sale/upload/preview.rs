//! What an import would do, before anything is written.

use super::choice::{OrderChoices, Ready, check, ready};
use super::cut::cut_differently;
use super::earlier::Earlier;
use super::who::{Members, SellerKnown, Who};
use super::{Upload, beside};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{ProblemPlace, Result};
use crate::extract::{Json, Language, Path};
use crate::sale::place::{place, unreadable};
use axum::extract::State;
use rules::team::Roster;
use rules::{Fen, Lang, MemberId, Moment};
use serde::Serialize;
use sheet::mapping::Word;
use sheet::{Field, Refused};
use std::collections::HashMap;
use store::sale::{Plan, Told, plan};
use utoipa::ToSchema;

/// What an import would do.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct OrdersPreview {
    /// Lines that are not known yet.
    new: usize,
    /// Known lines that it says something new of.
    changed: usize,
    /// Known lines that it says nothing new of, or that a newer file spoke of.
    unchanged: usize,
    /// Lines with money given back that is not known yet.
    refunds: usize,
    /// Rows that cannot be read.
    refused: usize,
    /// Rows that repeat another row of the file.
    repeated: usize,
    /// Rows of totals and remarks.
    totals: usize,
    /// Lines that say "refunded" without an amount; they count as given back whole.
    refunds_by_word: usize,
    /// What the new lines bring before refunds.
    new_fen: Fen,
    /// What is given back.
    refund_fen: Fen,
    /// The first moment a line counts for.
    first_at: Option<Moment>,
    /// The last one.
    last_at: Option<Moment>,
    /// Up to 200 rows that cannot be read.
    refusals: Vec<ProblemPlace>,
    /// Sellers, those that need a person first, then the largest; up to 300.
    sellers: Vec<SellerShown>,
    /// How many sellers there are.
    sellers_count: usize,
    /// Up to 30 lines: some of each kind.
    lines: Vec<LineShown>,
    /// State and after-sale words that are not known.
    words: Vec<WordShown>,
}

/// A seller of the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct SellerShown {
    shop: String,
    key: String,
    /// The name beside the id.
    name: String,
    lines: u32,
    fen: Fen,
    known: SellerKnown,
    member_id: Option<MemberId>,
    member_name: Option<String>,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineOutcome {
    /// It is new.
    New,
    /// It says something new.
    Changed,
    /// It says nothing new.
    Unchanged,
}

/// A line of the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineShown {
    row: u32,
    order_no: String,
    item: String,
    amount_fen: Fen,
    refund_fen: Fen,
    state: rules::sale::State,
    at: Moment,
    seller: Option<String>,
    outcome: LineOutcome,
}

/// A word of a state column that is not known.
#[derive(Debug, Serialize, ToSchema)]
pub struct WordShown {
    table: usize,
    field: Field,
    word: Word,
}

const REFUSALS_SHOWN: usize = 200;
const SELLERS_SHOWN: usize = 300;
const LINES_SHOWN: usize = 10;

/// Shows what importing a file would do; nothing is written.
#[utoipa::path(post, path = "/api/uploads/{id}/preview", operation_id = "preview_orders", params(("id" = i64, Path)), request_body = OrderChoices, responses((status = 200, body = OrdersPreview)))]
pub async fn preview_orders(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
    Json(choices): Json<OrderChoices>,
) -> Result<axum::Json<OrdersPreview>> {
    let upload = app.uploads.get(caller.team, id)?;
    let shown = beside(async move { preview(&app, &upload, &choices, lang).await });
    Ok(axum::Json(shown.await?))
}

async fn preview(
    app: &App,
    upload: &Upload,
    choices: &OrderChoices,
    lang: Lang,
) -> Result<OrdersPreview> {
    check(upload, choices, app.clock.now())?;
    let tables = sheet::read(&upload.name, &upload.bytes).map_err(|no| unreadable(&no))?;
    let calendar = app.settings(upload.team).await?.calendar();
    let roster = app.roster(upload.team).await?;
    let mut conn = app.db.read().await?;
    let members = Members::load(&mut conn, upload.team, &roster, &choices.matches).await?;
    let mut shown = OrdersPreview::default();
    let mut earlier = Earlier::default();
    for (index, ready) in
        (choices.tables.iter().map(|table| table.index)).zip(ready(&tables, choices, &calendar)?)
    {
        let who: Vec<Who> = ready
            .orders
            .sellers
            .iter()
            .map(|seller| members.who(&ready.mapping.shop, seller))
            .collect();
        let mut told = ready.told(&who, &calendar);
        let mut plan = plan(
            &mut conn,
            upload.team,
            &ready.mapping.shop,
            ready.exported_at,
            &mut told,
        )
        .await?;
        earlier.lay_over(&mut plan, &told, &ready);
        let cut = cut_differently(&plan.cut, &ready);
        shown.count(&ready, &plan, &told);
        shown.refuse(cut.iter().chain(&ready.orders.refused), lang);
        shown.sellers(&ready, &who, &roster);
        shown.lines(&ready, &plan, &told);
        shown.words(index, &ready)?;
    }
    shown.sort();
    Ok(shown)
}

impl OrdersPreview {
    fn count(&mut self, ready: &Ready<'_>, plan: &Plan, told: &[Told<'_>]) {
        let orders = &ready.orders;
        self.new += plan.new.len();
        self.changed += plan.changed.len() + plan.gone.len();
        self.unchanged += plan.unchanged.len();
        self.refunds += plan.refunds.len();
        self.refused += orders.rows_refused as usize + plan.cut.len();
        self.repeated += orders.rows_repeated as usize;
        self.totals += orders.rows_total as usize;
        self.refunds_by_word += orders.refunds_whole_by_word as usize;
        let counting = plan
            .new
            .iter()
            .map(|i| &told[*i].reading)
            .filter(|reading| reading.state.counts() || reading.refunded > Fen::ZERO);
        self.new_fen.0 += counting.map(|reading| reading.amount.0).sum::<i64>();
        self.refund_fen.0 += plan.refunds.iter().map(|(_, fen)| fen.0).sum::<i64>();
        let mut cut = plan.cut.iter().peekable();
        for (i, line) in told.iter().enumerate() {
            if cut.next_if_eq(&&i).is_some() {
                continue;
            }
            let at = line.reading.at(ready.exported_at);
            self.first_at = Some(self.first_at.map_or(at, |first| first.min(at)));
            self.last_at = Some(self.last_at.map_or(at, |last| last.max(at)));
        }
    }

    fn refuse<'r>(&mut self, refused: impl Iterator<Item = &'r Refused>, lang: Lang) {
        let room = REFUSALS_SHOWN.saturating_sub(self.refusals.len());
        self.refusals.extend(
            refused
                .take(room)
                .map(|no| ProblemPlace::say(&place(no), lang)),
        );
    }

    fn sellers(&mut self, ready: &Ready<'_>, who: &[Who], roster: &Roster) {
        let mut sums: HashMap<u32, (u32, i64)> = HashMap::new();
        for line in &ready.orders.lines {
            if let Some(seller) = line.seller {
                let sum = sums.entry(seller).or_default();
                *sum = (sum.0 + 1, sum.1 + line.amount.0 - line.refund.0);
            }
        }
        for (place, (lines, fen)) in sums {
            let (seller, who) = (&ready.orders.sellers[place as usize], who[place as usize]);
            // A note that names nobody of the team is no seller.
            if !seller.sure && who.member == SellerKnown::Unknown {
                continue;
            }
            self.sellers.push(SellerShown {
                shop: ready.mapping.shop.clone(),
                key: seller.key.clone(),
                name: seller.name.clone(),
                lines,
                fen: Fen(fen),
                known: who.member,
                member_id: who.id,
                member_name: who.id.map(|id| roster.name(id).to_owned()),
            });
        }
    }

    fn lines(&mut self, ready: &Ready<'_>, plan: &Plan, told: &[Told<'_>]) {
        let kinds = [
            (LineOutcome::Changed, &plan.changed),
            (LineOutcome::New, &plan.new),
            (LineOutcome::Unchanged, &plan.unchanged),
        ];
        for (outcome, places) in kinds {
            self.lines.extend(places.iter().take(LINES_SHOWN).map(|i| {
                let (line, told) = (&ready.orders.lines[*i], &told[*i]);
                LineShown {
                    row: line.row,
                    order_no: line.order_no.to_string(),
                    item: told.reading.item.to_owned(),
                    amount_fen: line.amount,
                    refund_fen: line.refund,
                    state: line.state,
                    at: told.reading.at(ready.exported_at),
                    seller: ready.orders.seller(line).map(|seller| seller.name.clone()),
                    outcome,
                }
            }));
        }
    }

    /// Words are looked up only when rows were refused for them.
    fn words(&mut self, table: usize, ready: &Ready<'_>) -> Result<()> {
        use sheet::refused::Fault;
        for (fault, field) in [
            (Fault::StateUnknown, Field::State),
            (Fault::AfterSaleUnknown, Field::AfterSale),
        ] {
            let unknown = ready
                .orders
                .refused
                .iter()
                .any(|refused| refused.fault == fault);
            let Some(column) = ready.mapping.column(field).filter(|_| unknown) else {
                continue;
            };
            let words = sheet::mapping::words_of(ready.table, &ready.header, column)
                .map_err(|no| unreadable(&no))?;
            let known = |word: &Word| match field {
                Field::State => {
                    word.state.is_some()
                        || ready.mapping.states.iter().any(|own| own.word == word.word)
                }
                _ => {
                    word.after_sale.is_some()
                        || ready
                            .mapping
                            .after_sales
                            .iter()
                            .any(|own| own.word == word.word)
                }
            };
            let unknown = words.into_iter().filter(|word| !known(word));
            self.words
                .extend(unknown.map(|word| WordShown { table, field, word }));
        }
        Ok(())
    }

    fn sort(&mut self) {
        let rank = |known: SellerKnown| match known {
            SellerKnown::Unknown => 0,
            SellerKnown::Suggested => 1,
            SellerKnown::Same => 2,
            SellerKnown::Nobody => 3,
            SellerKnown::Matched => 4,
        };
        self.sellers.sort_by_key(|seller| {
            (
                rank(seller.known),
                std::cmp::Reverse(seller.fen),
                seller.key.clone(),
            )
        });
        self.sellers_count = self.sellers.len();
        self.sellers.truncate(SELLERS_SHOWN);
    }
}
