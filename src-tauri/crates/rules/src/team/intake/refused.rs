//! Why a row of a roster is refused.

crate::refusals! {
    /// Some rows are refused and the person has not said to leave them out.
    RosterRowsRefused { count: usize } 409,
    "有 {count} 行不能导入，什么都没有写入：请改正后重新上传，或勾选跳过这些行。",
    "{count} rows cannot be taken in and nothing was written: mend them and upload again, or choose to leave them out.";

    /// The file names nobody.
    RosterIsEmpty {} 422,
    "表里没有成员，请检查是否选错了文件。",
    "The file names no members. Check that it is the right one.";

    /// The team changed between preview and confirmation.
    RosterPlanChanged {} 409,
    "预览之后团队有了变动，什么都没有写入：请重新预览一次再确认。",
    "The team changed after the preview and nothing was written: preview again and confirm.";

    /// Phone and 微信号 are of two different members.
    PhoneAndWechatDiffer { phone_of: String, wechat_of: String } 409,
    "手机号是 {phone_of} 的，微信号是 {wechat_of} 的，对不上；请核对这一行。",
    "The phone is {phone_of}'s and the WeChat id is {wechat_of}'s. Check this row.";

    /// The phone or 微信号 is someone else's.
    ContactOfAnother { name: String } 409,
    "这个号码在团队里是 {name} 的，姓名对不上；请核对，改名请到 TA 的页面。",
    "In the team this contact is {name}'s, which is another name. Check it; rename people on their page.";

    /// Several members have the name, and nothing else tells them apart.
    NameIsShared { name: String, count: usize } 409,
    "团队里有 {count} 位 {name}，分不清是哪一位；请填上手机号或微信号。",
    "{count} members are named {name}; give a phone or WeChat id to tell which.";

    /// An earlier row is the same person.
    SameAsRow { row: u32 } 409,
    "与第 {row} 行是同一个人（姓名、手机号或微信号相同），请只留一行。",
    "The same person as row {row} (name, phone or WeChat id). Keep one row.";

    /// The tier does not exist.
    TierUnknown { name: String } 422,
    "团队里没有等级“{name}”：请改正，或勾选新建这个等级。",
    "The team has no tier \"{name}\": correct it, or choose to create it.";

    /// The day of joining lies in the future.
    JoinedLater {} 422,
    "加入日期不能晚于今天。",
    "The day of joining cannot lie in the future.";

    /// The last day is before joining or in the future.
    LeftBeforeJoining {} 422,
    "离队日期要在加入之后、今天或以前。",
    "The last day must be after joining and not in the future.";

    /// Nobody fits the sponsor.
    SponsorUnknown { sponsor: String } 422,
    "找不到推荐人“{sponsor}”：团队和本表里都没有；请核对姓名、手机号或编号。",
    "The sponsor \"{sponsor}\" is neither in the team nor in this file. Check the name, phone or number.";

    /// Several fit the sponsor.
    SponsorIsShared { sponsor: String, who: String } 409,
    "有几位“{sponsor}”（{who}），分不清谁是推荐人；请改填手机号或微信号。",
    "Several people are \"{sponsor}\" ({who}); give the sponsor's phone or WeChat id instead.";

    /// The sponsor's own row is refused.
    SponsorRowRefused { sponsor: String, row: u32 } 409,
    "推荐人 {sponsor}（第 {row} 行）没能导入，所以这一行也不能；先改正那一行。",
    "The sponsor {sponsor} (row {row}) is refused, so this row is too. Mend that row first.";

    /// The seller is someone else's.
    SellerOfAnother { key: String, name: String } 409,
    "卖家号 {key} 已经认作 {name}，请核对。",
    "The seller {key} is already matched to {name}. Check it.";
}
