//! What a file was refused for: the broken rule, the place, and the mend, in the reader's language.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One refusal: which rule a file, a row or a cell broke, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Refused {
    /// The broken rule.
    pub fault: Fault,
    /// The file's name as it was given; inside a zip `archive.zip/inner.csv`.
    pub file: String,
    /// The sheet's name, empty for text files.
    pub sheet: String,
    /// Row as a spreadsheet counts it, from 1; absent when the whole file is refused.
    pub row: Option<u32>,
    /// The column's heading as the file spells it.
    pub column: Option<String>,
    /// What was read there, cut after 80 characters.
    pub read: Option<String>,
}

impl Refused {
    /// A refusal of a whole file.
    pub fn file(fault: Fault, file: &str) -> Self {
        Self {
            fault,
            file: file.to_owned(),
            sheet: String::new(),
            row: None,
            column: None,
            read: None,
        }
    }

    /// The same refusal at a row.
    pub fn at(mut self, row: u32) -> Self {
        self.row = Some(row);
        self
    }

    /// The same refusal with what was read.
    pub fn read(mut self, text: &str) -> Self {
        self.read = Some(shortened(text));
        self
    }

    /// The same refusal in a sheet.
    pub fn sheet(mut self, sheet: &str) -> Self {
        self.sheet = sheet.to_owned();
        self
    }

    /// The same refusal under a column heading.
    pub fn column(mut self, column: &str) -> Self {
        self.column = Some(shortened(column));
        self
    }
}

/// A refusal repeats what it read, but not a whole novel.
fn shortened(text: &str) -> String {
    const SHOWN_CHARS_MAX: usize = 80;
    let mut shown: String = text.chars().take(SHOWN_CHARS_MAX).collect();
    if text.chars().nth(SHOWN_CHARS_MAX).is_some() {
        shown.push('…');
    }
    shown
}

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident { $zh_expected:literal, $zh_mend:literal; $en_expected:literal, $en_mend:literal })*) => {
        /// The rules a file can break.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Fault { $($(#[$doc])* $name,)* }

        impl Fault {
            /// All rules, for the catalogue of words.
            pub const ALL: &'static [Fault] = &[$(Fault::$name,)*];

            /// What was expected instead.
            pub fn expected(self, chinese: bool) -> &'static str {
                match self { $(Fault::$name => if chinese { $zh_expected } else { $en_expected },)* }
            }

            /// What the person can do.
            pub fn mend(self, chinese: bool) -> &'static str {
                match self { $(Fault::$name => if chinese { $zh_mend } else { $en_mend },)* }
            }
        }
    };
}

faults! {
    /// The bytes are no table of a kind that can be read.
    NotATable { "csv、xlsx、xls 或 zip 表格文件", "请从店铺后台重新导出，或在 Excel 中另存为 xlsx 后再试";
        "a csv, xlsx, xls or zip file with a table", "Export it again from the shop, or save it as xlsx in Excel" }
    /// The file starts like a workbook or archive but cannot be opened.
    Damaged { "完整的文件", "文件可能没有下载完，请重新下载或导出";
        "a whole file", "The file may be cut off; download or export it again" }
    /// The file is locked with a password.
    Encrypted { "没有密码的文件", "请先用密码打开，另存为没有密码的文件";
        "a file without a password", "Open it with its password and save it without one" }
    /// Nothing is in the file.
    Empty { "至少一行内容", "请检查是否选错了文件";
        "at least one row", "Check that this is the right file" }
    /// The file is larger than the bound.
    TooLarge { "解压后不超过 1 GB 的文件", "请按日期分几次导出";
        "a file of at most 1 GB unpacked", "Export it in parts, by date" }
    /// More rows than the bound.
    TooManyRows { "每张表不超过 5,000,000 行", "请按日期分几次导出";
        "at most 5,000,000 rows a table", "Export it in parts, by date" }
    /// More columns than the bound.
    TooManyColumns { "每张表不超过 1,000 列", "请删去多余的空列";
        "at most 1,000 columns a table", "Delete the surplus columns" }
    /// A cell longer than the bound.
    CellTooLong { "每格不超过 100,000 字节", "请检查这一行的引号是否成对，或删短这一格";
        "at most 100,000 bytes a cell", "Check that the quotes in this row are closed, or shorten the cell" }
    /// More files in an archive than the bound.
    TooManyFiles { "压缩包内不超过 100 个文件", "请分几个压缩包导入";
        "at most 100 files in an archive", "Split the archive" }
    /// No header row was found.
    NoHeader { "前 20 行里有一行列名", "请在表格上方加一行列名，或手动选择列";
        "a row of column names within the first 20 rows", "Add a row of column names" }
    /// The table has no column for something that must be known.
    NoColumn { "这一列", "请在列对应中选择哪一列是它";
        "this column", "Choose in the mapping which column it is" }
    /// A row has more filled cells than there are headings.
    TooManyCells { "与列名一样多的格子", "这一行里可能有没加引号的逗号，请改正后再导入";
        "as many cells as headings", "A comma in this row may lack quotes; mend it and import again" }
    /// A row without an order number.
    NoOrderNo { "订单编号", "请补上订单编号，或删去这一行";
        "an order number", "Fill in the order number or delete the row" }
    /// A row that goes on with an order whose first row could not be read.
    AboveRefused { "所属的订单", "上面那一行没有读出来；改好它，这一行就能一起导入";
        "the order it belongs to", "The row above could not be read; mend it and this row comes in with it" }
    /// An order number that Excel has turned into a rounded number.
    IdRuined { "完整的编号，如 6917926768820000000", "Excel 已把编号四舍五入，无法恢复；请重新导出，不要用 Excel 打开后保存";
        "the whole number, such as 6917926768820000000", "Excel has rounded the number and it cannot be recovered; export again and do not save the file in Excel" }
    /// Money that cannot be read.
    MoneyUnread { "金额，如 128.00", "请改成数字";
        "an amount such as 128.00", "Write it as a number" }
    /// Money with a part of a fen.
    MoneyFraction { "最多两位小数的金额", "请改成精确到分的金额";
        "an amount with at most two decimals", "Write the amount to the fen" }
    /// Money beyond the bound.
    MoneyTooLarge { "不超过 100 亿元的金额", "请检查是否多写了数字或选错了列";
        "an amount of at most 10 billion yuan", "Check the digits and the chosen column" }
    /// A sale of less than nothing.
    MoneyNegative { "不小于零的金额", "退款请填在退款一列";
        "an amount not below zero", "Put refunds into the refund column" }
    /// A time that cannot be read.
    TimeUnread { "时间，如 2026-09-22 00:54:10", "请改成 年-月-日 时:分:秒";
        "a time such as 2026-09-22 00:54:10", "Write it as year-month-day hour:minute:second" }
    /// One column with times of several readings.
    TimesMixed { "整列用同一种时间写法", "同一列里混用了不同的写法，无法确定哪天；请统一后再导入";
        "one way of writing times in the whole column", "The column mixes ways of writing times, so the day is uncertain; make them alike and import again" }
    /// Days and months that could be either way round.
    DayOrMonth { "能分清日和月的日期", "请选择是 日/月/年 还是 月/日/年";
        "dates that tell the day from the month", "Choose day/month/year or month/day/year" }
    /// A number of pieces that cannot be read.
    PiecesUnread { "件数，如 3", "请改成不超过 1,000,000 的整数";
        "a number of pieces such as 3", "Write a whole number of at most 1,000,000" }
    /// A state word that is not known.
    StateUnknown { "认识的订单状态", "请告诉红榜这个状态是什么意思";
        "a known order state", "Say what this state means" }
    /// An after-sale word that is not known.
    AfterSaleUnknown { "认识的售后状态", "请告诉红榜这个状态是什么意思";
        "a known after-sale state", "Say what this state means" }
    /// A partial refund whose amount is not in the file.
    RefundUnknown { "部分退款的金额", "请导出退款金额一列，或改成全额退款";
        "the amount of the partial refund", "Export the refund column too" }
    /// An order that another kind of export brought in with other lines.
    CutUpDifferently { "与上次导入同样的订单明细", "这个订单已按另一种导出格式导入过，行的分法不同；请继续用同一种导出，或先撤销那次导入";
        "the lines the order was imported with", "This order came in with another kind of export that cuts it up differently; keep to one kind, or undo that import first" }
    /// A roster row without a name.
    NoName { "姓名", "请补上姓名，或删去这一行";
        "a name", "Fill in the name or delete the row" }
    /// A day that cannot be read.
    DayUnread { "日期，如 2026-09-22 或 09-22", "请改成 年-月-日 或 月-日";
        "a day such as 2026-09-22 or 09-22", "Write it as year-month-day or month-day" }
    /// A phone number that cannot be one.
    PhoneUnread { "手机号，如 13800000000", "请补全手机号，或留空";
        "a phone number such as 13800000000", "Complete the number or leave it empty" }
}
