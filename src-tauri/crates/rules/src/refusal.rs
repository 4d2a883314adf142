//! Refusals: every "no" is named after the rule it keeps, says what the person can do, and where.
//!
//! Each noun declares its own with [`refusals!`](crate::refusals); a declaration is the words in both
//! languages, so that none can be missing.

use crate::words::Words;

/// A place in what a person gave us, with what was read there, what was expected and the mend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// File name, as the person knows it.
    pub file: Option<String>,
    /// Sheet or inner file.
    pub sheet: Option<String>,
    /// Row as a spreadsheet counts them, from 1.
    pub row: Option<u32>,
    /// Heading of the column, or a field's name.
    pub column: Option<String>,
    /// What was read.
    pub read: Option<String>,
    /// What was expected, and what to do.
    pub mend: Option<Words>,
}

/// A broken rule: its name, its HTTP status, its words, and the places it was broken at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The rule's name, such as `SponsorCycle`.
    pub code: &'static str,
    /// The HTTP status it is answered with.
    pub status: u16,
    /// What happened and what to do.
    pub words: Words,
    /// Where, if the refusal has places.
    pub places: Vec<Place>,
}

impl Refusal {
    /// The same refusal with the places it was broken at.
    pub fn at(mut self, places: Vec<Place>) -> Self {
        self.places = places;
        self
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.words.en)
    }
}

impl std::error::Error for Refusal {}

/// Declares refusals as structs whose fields are the words' parts:
///
/// ```
/// rules::refusals! {
///     /// A branch may not hang under itself.
///     SponsorCycle { chain: String } 409,
///     "{chain} 会绕成一圈，请换一位推荐人。",
///     "{chain} would form a circle. Choose another sponsor.";
/// }
/// let no: rules::Refusal = SponsorCycle { chain: "王晓燕 → 李丽华 → 王晓燕".into() }.into();
/// assert_eq!(no.code, "SponsorCycle");
/// ```
#[macro_export]
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident { $($field:ident : $type:ty),* $(,)? } $status:literal, $zh:literal, $en:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug)]
            #[allow(missing_docs, reason = "the words say what each part is")]
            pub struct $name { $(pub $field: $type),* }

            impl From<$name> for $crate::refusal::Refusal {
                fn from($name { $($field),* }: $name) -> Self {
                    $crate::refusal::Refusal {
                        code: stringify!($name),
                        status: $status,
                        words: $crate::words::Words::new(format!($zh), format!($en)),
                        places: Vec::new(),
                    }
                }
            }
        )*
    };
}

refusals! {
    /// What was asked for is not there, or not for this caller to know of.
    NotFound { what: String } 404,
    "没有找到{what}，可能已被移走，请刷新后再试。",
    "{what} was not found; it may have been moved. Refresh and try again.";

    /// A field of a request cannot be used.
    BadField { field: String, read: String, mend_zh: String, mend_en: String } 422,
    "“{field}”填的是“{read}”：{mend_zh}",
    "\"{field}\" reads \"{read}\": {mend_en}";
}

refusals! {
    /// A field that must be filled in is empty.
    EmptyField {} 422,
    "有必填的内容没有填，请补上再提交。",
    "Something that must be filled in is empty. Fill it in and send again.";
}

/// What is written in a required field, without the space around it; refuses an empty one.
pub fn filled<'a>(column: &str, text: &'a str) -> Result<&'a str, Refusal> {
    match text.trim() {
        "" => Err(Refusal::from(EmptyField {}).at(vec![Place {
            column: Some(column.to_owned()),
            ..Place::default()
        }])),
        text => Ok(text),
    }
}
