//! Where a file could not be read, as a refusal says it.

use rules::{Place, Refusal, Words};
use sheet::Refused;

rules::refusals! {
    /// The file, or a table of it, cannot be read as orders.
    TableUnreadable { expected_zh: String, mend_zh: String, expected_en: String, mend_en: String } 422,
    "这个文件读不成订单：要有{expected_zh}；{mend_zh}。",
    "This file cannot be read as orders: it needs {expected_en}. {mend_en}.";
}

/// The place of something that could not be read, with what was expected there and the mend.
pub(super) fn place(refused: &Refused) -> Place {
    let fault = refused.fault;
    Place {
        file: Some(refused.file.clone()).filter(|file| !file.is_empty()),
        sheet: Some(refused.sheet.clone()).filter(|sheet| !sheet.is_empty()),
        row: refused.row,
        column: refused.column.clone(),
        read: refused.read.clone(),
        mend: Some(Words::new(
            format!("应为{}。{}。", fault.expected(true), fault.mend(true)),
            format!("Expected {}. {}.", fault.expected(false), fault.mend(false)),
        )),
    }
}

/// The refusal of a whole file or table.
pub(super) fn unreadable(refused: &Refused) -> Refusal {
    let fault = refused.fault;
    Refusal::from(TableUnreadable {
        expected_zh: fault.expected(true).to_owned(),
        mend_zh: fault.mend(true).to_owned(),
        expected_en: fault.expected(false).to_owned(),
        mend_en: fault.mend(false).to_owned(),
    })
    .at(vec![place(refused)])
}
