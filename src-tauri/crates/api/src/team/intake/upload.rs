//! The file and the choices sent with it, read as a roster's rows.

use crate::error::{Result, refuse};
use axum::extract::Multipart;
use bytes::Bytes;
use rules::TeamId;
use rules::team::Profile;
use rules::team::intake::Row;
use rules::team::intake::refused::RosterIsEmpty;
use rules::{Place, Refusal, Words};
use serde::{Deserialize, Serialize};
use sheet::roster::{RosterField, RosterPlan, RosterRow};
use sheet::{Fault, Refused, header, roster as rosters, table};
use store::Conn;
use utoipa::ToSchema;

rules::refusals! {
    /// The upload has no file in it, or something that cannot be read as one.
    UploadUnreadable { why: String } 422,
    "没有收到完整的文件，请重新选择后再试（{why}）。",
    "No whole file arrived. Choose it again and retry ({why}).";

    /// The file cannot be read as a roster.
    RosterUnreadable { expected_zh: String, mend_zh: String, expected_en: String, mend_en: String } 422,
    "这个文件读不成花名册：要有{expected_zh}；{mend_zh}。",
    "This file cannot be read as a roster: it needs {expected_en}. {mend_en}.";
}

/// What the person chose beside the file.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Choices {
    /// Tiers that the file names and that may be created.
    pub new_tiers: Vec<String>,
    /// Whether refused rows are left out; otherwise one refused row refuses the file.
    pub skip_refused: bool,
    /// The preview's fingerprint, to be sure that what was shown is what is written.
    pub fingerprint: Option<String>,
    /// Which column is what, where a person said so.
    pub columns: Option<Vec<Column>>,
}

/// A column of a roster: what it is, and its heading.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Column {
    /// What it is.
    pub field: RosterField,
    /// Its heading, as the file spells it.
    pub heading: String,
}

impl Choices {
    fn plan(&self) -> Option<RosterPlan> {
        let columns = self.columns.iter().flatten();
        let columns = columns.map(|column| (column.field.clone(), column.heading.clone()));
        self.columns.is_some().then(|| RosterPlan {
            columns: columns.collect(),
        })
    }
}

/// A file with choices, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes the body; the parts are read one by one"
)]
pub struct RosterUpload {
    /// The roster: csv, xlsx, xls or zip.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// [`Choices`] as JSON.
    choices: Option<Choices>,
}

/// What was sent.
pub struct Upload {
    /// The file's name.
    pub name: String,
    bytes: Bytes,
    /// What was chosen.
    pub choices: Choices,
}

/// Reads the parts of a form.
pub async fn upload(mut form: Multipart) -> Result<Upload> {
    let unreadable = |why: String| Refusal::from(UploadUnreadable { why });
    let (mut file, mut choices) = (None, Choices::default());
    while let Some(part) = form
        .next_field()
        .await
        .map_err(|e| unreadable(e.body_text()))?
    {
        let name = part.file_name().map(str::to_owned);
        let field = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|e| unreadable(e.body_text()))?;
        match field.as_str() {
            "file" => file = Some((name.unwrap_or_default(), bytes)),
            "choices" => {
                choices = serde_json::from_slice(&bytes).map_err(|e| unreadable(e.to_string()))?;
            }
            _ => {}
        }
    }
    let Some((name, bytes)) = file else {
        return refuse(UploadUnreadable {
            why: "file".to_owned(),
        });
    };
    Ok(Upload {
        name,
        bytes,
        choices,
    })
}

/// A file's rows as the plan takes them, and the columns they stood in.
pub struct Rows {
    /// Which column is what.
    pub columns: RosterPlan,
    /// Every heading of the table.
    pub headings: Vec<String>,
    /// What a table with these headings is remembered by.
    pub remembered_by: String,
    /// Why nothing can be read before a person says which column holds the names.
    pub nameless: Option<Refusal>,
    /// What could be read.
    pub rows: Vec<Row>,
    /// What could not.
    pub refused: Vec<Refused>,
}

fn unreadable(refused: &Refused) -> Refusal {
    let (fault, trimmed) = (refused.fault, |text: &str| {
        text.trim_end_matches(['。', '.']).to_owned()
    });
    Refusal::from(RosterUnreadable {
        expected_zh: trimmed(fault.expected(true)),
        mend_zh: trimmed(fault.mend(true)),
        expected_en: trimmed(fault.expected(false)),
        mend_en: trimmed(fault.mend(false)),
    })
    .at(vec![place(refused)])
}

/// Where a row could not be read.
pub fn place(refused: &Refused) -> Place {
    Place {
        file: Some(refused.file.clone()),
        sheet: Some(refused.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        row: refused.row,
        column: refused.column.clone(),
        read: refused.read.clone(),
        mend: Some(Words::new(
            refused.fault.mend(true),
            refused.fault.mend(false),
        )),
    }
}

/// Reads a file as a roster: by what a person says now, else by what was said of such headings before,
/// else by the headings themselves.
pub async fn read(conn: &mut Conn, team: TeamId, upload: &Upload) -> Result<Rows> {
    let tables = table::read(&upload.name, &upload.bytes).map_err(|no| unreadable(&no))?;
    let chosen = upload.choices.plan();
    // A workbook may hold notes beside the roster: the first table with a column of names is it.
    let (mut nameless, mut why) = (None, None);
    for table in &tables {
        let header = match header::find(table, rosters::is_heading) {
            Ok(header) => header,
            Err(no) => {
                why = why.or(Some(no));
                continue;
            }
        };
        let remembered_by = format!("roster {}", header.fingerprint());
        let kept = store::sale::mapping::mapping(conn, team, &remembered_by).await?;
        let kept = kept.and_then(|json| serde_json::from_str(&json).ok());
        let said = chosen.clone().or(kept).filter(|plan| plan.fits(&header));
        let columns = said.unwrap_or_else(|| rosters::guess(&header));
        let found = Rows {
            columns,
            headings: header.names.clone(),
            remembered_by,
            nameless: None,
            rows: Vec::new(),
            refused: Vec::new(),
        };
        match rosters::read(table, &header, &found.columns) {
            Ok(roster) => {
                return Ok(Rows {
                    rows: roster.rows.into_iter().map(row).collect(),
                    refused: roster.refused,
                    ..found
                });
            }
            Err(no) if no.fault == Fault::NoColumn => {
                nameless = nameless.or(Some(Rows {
                    nameless: Some(unreadable(&no)),
                    ..found
                }));
            }
            Err(no) => why = why.or(Some(no)),
        }
    }
    if let Some(nameless) = nameless {
        return Ok(nameless);
    }
    Err(why
        .map_or_else(|| RosterIsEmpty {}.into(), |no| unreadable(&no))
        .into())
}

fn row(row: RosterRow) -> Row {
    let day = |time: sheet::time::LocalTime| {
        chrono::DateTime::from_timestamp(time.0, 0).map(|time| time.date_naive())
    };
    Row {
        row: row.row,
        profile: Profile {
            name: row.name,
            wechat: row.wechat,
            phone: row.phone,
            department: row.department,
            post: row.post,
            birthday: row.birthday,
            hobbies: row.hobbies,
        },
        sponsor: row.sponsor,
        tier: row.tier,
        joined: row.joined.and_then(day),
        left: row.left.and_then(day),
        sellers: row.sellers,
    }
}
