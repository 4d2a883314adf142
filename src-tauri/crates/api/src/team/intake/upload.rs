//! The file and the choices sent with it, read as a roster's rows.

use crate::error::{Result, refuse};
use axum::extract::Multipart;
use bytes::Bytes;
use rules::team::Profile;
use rules::team::intake::Row;
use rules::team::intake::refused::RosterIsEmpty;
use rules::{Place, Refusal, Words};
use serde::Deserialize;
use sheet::roster::{RosterPlan, RosterRow};
use sheet::{Refused, header, roster as rosters, table};
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

/// Reads a file as a roster.
pub fn read(upload: &Upload) -> Result<Rows, Refusal> {
    let tables = table::read(&upload.name, &upload.bytes).map_err(|no| unreadable(&no))?;
    // A workbook may hold notes beside the roster: the first table with a column of names is it.
    let mut why = None;
    for table in &tables {
        let found = header::find(table, rosters::is_heading).and_then(|header| {
            let columns = rosters::guess(&header);
            Ok((rosters::read(table, &header, &columns)?, columns))
        });
        match found {
            Ok((roster, columns)) => {
                return Ok(Rows {
                    columns,
                    rows: roster.rows.into_iter().map(row).collect(),
                    refused: roster.refused,
                });
            }
            Err(no) => why = why.or(Some(no)),
        }
    }
    Err(why.map_or_else(|| RosterIsEmpty {}.into(), |no| unreadable(&no)))
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
