//! A file's tables as the first step of the wizard shows them.

use super::Upload;
use crate::app::App;
use crate::error::{ProblemPlace, Result};
use crate::sale::place::{place, unreadable};
use rules::{Calendar, Lang, Moment};
use serde::Serialize;
use sheet::exported::{self, Exported};
use sheet::header::{self, Header};
use sheet::mapping::{self, Mapping};
use sheet::shop::{self, Choice};
use sheet::table::{Row, Table};
use store::Conn;
use utoipa::ToSchema;

/// A file put up for import.
#[derive(Debug, Serialize, ToSchema)]
pub struct UploadShown {
    /// Its number.
    pub(super) id: i64,
    /// Its name; empty for pasted cells.
    name: String,
    /// When the very same file was imported before.
    imported_at: Option<Moment>,
    /// Its tables.
    tables: Vec<TableShown>,
}

/// How a table's columns came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// It is a shop's export.
    Shop,
    /// Somebody mapped a table with these headings before.
    Remembered,
    /// Guessed by headings and cells.
    Guessed,
    /// It cannot be read.
    Nothing,
}

/// One table of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct TableShown {
    /// Its place in the file, from 0.
    index: usize,
    /// The file, with the archive before it.
    file: String,
    /// The sheet.
    sheet: String,
    /// About how many rows.
    rows_about: usize,
    known_by: KnownBy,
    /// The export's name in Chinese and English, when it is a shop's.
    layout: Option<[String; 2]>,
    /// The headings as the file spells them.
    headings: Vec<String>,
    /// What the first rows say, under the headings.
    sample: Vec<Vec<String>>,
    mapping: Mapping,
    /// The amounts that can be chosen.
    amounts: Vec<Choice>,
    /// Whether it is beyond doubt that the amount is of lines, or of orders; else a person says so.
    is_level_sure: bool,
    /// Whether the order numbers are unique only inside a group, which must be named.
    needs_group: bool,
    /// What the group may be called: by the file's name, and as groups were called before.
    groups: Vec<String>,
    /// When it was exported, as far as its name tells.
    exported_at: Option<Moment>,
    /// Whether the name tells it to the second.
    is_exported_at_sure: bool,
    /// Why it cannot be read.
    problem: Option<ProblemPlace>,
}

/// Rows shown under the headings.
const SAMPLE_ROWS: usize = 5;

/// Looks at all tables of a file.
pub async fn show(app: &App, upload: &Upload) -> Result<UploadShown> {
    let calendar = app.settings(upload.team).await?.calendar();
    let tables = sheet::read(&upload.name, &upload.bytes).map_err(|no| unreadable(&no))?;
    let mut conn = app.db.read().await?;
    let before = store::sale::imports::same_file(&mut conn, upload.team, &upload.hash).await?;
    let mut shown = Vec::with_capacity(tables.len());
    for (index, table) in tables.iter().enumerate() {
        let mut one = look(&mut conn, upload, index, table).await?;
        let told = exported::guess(&table.file);
        one.is_exported_at_sure = matches!(told, Some(Exported::At(_) | Exported::Local(_)));
        one.exported_at = told.map(|told| moment(told, &calendar));
        if let Some((exported_at, _)) = before {
            (one.exported_at, one.is_exported_at_sure) = (Some(exported_at), true);
        }
        shown.push(one);
    }
    Ok(UploadShown {
        id: 0,
        name: upload.name.clone(),
        imported_at: before.map(|(_, recorded)| recorded),
        tables: shown,
    })
}

fn moment(told: Exported, calendar: &Calendar) -> Moment {
    match told {
        Exported::At(second) => Moment(second * 1000),
        Exported::Local(time) => super::choice::moment(time, calendar),
        // A day's export holds what was known by its end.
        Exported::Day(day) => super::choice::moment(day, calendar).plus_ms(86_399_000),
    }
}

async fn look(
    conn: &mut Conn,
    upload: &Upload,
    index: usize,
    table: &Table<'_>,
) -> Result<TableShown> {
    let mut shown = TableShown {
        index,
        file: table.file.clone(),
        sheet: table.sheet.clone(),
        rows_about: table.rows_about(),
        known_by: KnownBy::Nothing,
        layout: None,
        headings: Vec::new(),
        sample: Vec::new(),
        mapping: Mapping::default(),
        amounts: Vec::new(),
        is_level_sure: true,
        needs_group: false,
        groups: Vec::new(),
        exported_at: None,
        is_exported_at_sure: false,
        problem: None,
    };
    let header = match header::find(table, mapping::is_heading) {
        Ok(header) => header,
        Err(no) => {
            shown.problem = Some(ProblemPlace::say(&place(&no), Lang::Zh));
            return Ok(shown);
        }
    };
    shown.headings.clone_from(&header.names);
    shown.sample = sample(table, &header);
    let kept = store::sale::mapping::mapping(conn, upload.team, &header.fingerprint()).await?;
    let kept = kept.and_then(|json| serde_json::from_str::<Mapping>(&json).ok());
    let recognised = shop::recognise(&header).map(|mut known| {
        if known.plan.grouped {
            known.plan.group = shop::group_of(&header, &table.sheet);
        }
        known
    });
    shown.amounts = match &recognised {
        Some(known) => known.choices.clone(),
        None => every_column(&header),
    };
    shown.layout = recognised
        .as_ref()
        .map(|known| [known.layout.zh, known.layout.en].map(str::to_owned));
    (shown.known_by, shown.mapping) = match (recognised, kept) {
        // What a person confirmed for these headings stands; the group is of this file alone.
        (Some(known), Some(kept)) if kept.shop == known.layout.shop => {
            let group = known.plan.group;
            (KnownBy::Shop, Mapping { group, ..kept })
        }
        (Some(known), _) => (KnownBy::Shop, Mapping::of(&known, &header)),
        (None, Some(kept)) => {
            let group = shop::group_of(&header, &table.sheet).filter(|_| kept.needs_group());
            // The first such file may have had one row an order only.
            let contradicted = kept.is_contradicted(table, &header);
            shown.is_level_sure = !contradicted.map_err(|no| unreadable(&no))?;
            (KnownBy::Remembered, Mapping { group, ..kept })
        }
        (None, None) => {
            let guess = mapping::guess(table, &header).map_err(|no| unreadable(&no))?;
            shown.is_level_sure = guess.is_level_sure;
            (KnownBy::Guessed, guess.mapping)
        }
    };
    shown.needs_group = shown.mapping.needs_group();
    if shown.needs_group {
        shown.groups = groups(conn, upload, table).await?;
    }
    Ok(shown)
}

/// What a table's group may be called.
async fn groups(conn: &mut Conn, upload: &Upload, table: &Table<'_>) -> Result<Vec<String>> {
    let mut groups: Vec<String> = shop::group_hint(&table.file).into_iter().collect();
    for json in store::sale::mapping::kept(conn, upload.team).await? {
        let kept = serde_json::from_str::<Mapping>(&json).ok();
        let group = kept.and_then(|kept| kept.group);
        groups.extend(group.filter(|group| !groups.contains(group)));
    }
    Ok(groups)
}

fn every_column(header: &Header) -> Vec<Choice> {
    let named = header
        .names
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty());
    let choice = |(index, name): (usize, &String)| Choice {
        column: name.clone(),
        index,
        level: sheet::plan::Level::Line,
    };
    named.map(choice).collect()
}

fn sample(table: &Table<'_>, header: &Header) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut sample) = (table.rows(), Row::default(), Vec::new());
    while sample.len() < SAMPLE_ROWS && rows.next(&mut row).unwrap_or(false) {
        if row.number > header.row {
            let cell = |at| sheet::guard::stripped(row.text(at)).to_owned();
            sample.push((0..header.names.len()).map(cell).collect());
        }
    }
    sample
}
