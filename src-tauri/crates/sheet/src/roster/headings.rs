//! What columns of rosters are called.

use super::{RosterField, RosterPlan};
use crate::header::Header;

/// Headings of each field, best first, spelled as [`crate::header::key`] gives them.
const HEADINGS: &[(RosterField, &str)] = &[
    (
        RosterField::Name,
        "姓名 名字 成员姓名 代理姓名 员工姓名 会员姓名 成员 代理 昵称 name fullname membername member",
    ),
    (
        RosterField::Phone,
        "手机号 手机 手机号码 电话 联系电话 联系手机 联系方式 电话号码 phone phonenumber mobile tel cell",
    ),
    (
        RosterField::Wechat,
        "微信号 微信 微信id 微信昵称 wechat wechatid weixin",
    ),
    (
        RosterField::Sponsor,
        "推荐人 上级 上级代理 介绍人 推荐人姓名 推荐人手机号 上级姓名 邀请人 直属上级 所属上级 师傅 引荐人 \
         sponsor referrer upline referredby invitedby parent",
    ),
    (
        RosterField::Tier,
        "代理等级 等级 级别 代理级别 层级 身份 会员等级 tier level rank grade",
    ),
    (
        RosterField::Department,
        "部门 所属部门 团队 所属团队 小组 组别 department dept team group",
    ),
    (
        RosterField::Post,
        "岗位 职位 职务 岗位名称 post position title jobtitle role",
    ),
    (
        RosterField::Joined,
        "加入日期 加入时间 入职日期 入职时间 加盟日期 入团日期 入团时间 注册时间 注册日期 joined joindate \
         joinedon joinedat datejoined startdate hiredate",
    ),
    (
        RosterField::Left,
        "离开日期 退出日期 离职日期 离职时间 退团日期 left leftdate leftat enddate",
    ),
    (
        RosterField::Birthday,
        "生日 出生日期 出生年月日 birthday birthdate dateofbirth dob",
    ),
    (
        RosterField::Hobbies,
        "爱好 兴趣爱好 兴趣 特长 hobbies hobby interests",
    ),
];

/// What shops call their sellers, by the shop's code.
const SELLERS: &[(&str, &str)] = &[
    (
        "douyin",
        "达人id 抖音达人id 抖店达人id 抖音id 抖音号 抖店id 抖音uid 作者id douyin douyinid",
    ),
    (
        "taobao",
        "淘宝id 淘宝备注名 千牛备注名 淘宝备注 旺旺 旺旺号 淘宝账号 taobao taobaoid",
    ),
    (
        "youzan",
        "有赞id 有赞分销员手机号 分销员手机号 有赞手机号 有赞账号 youzan youzanid",
    ),
    (
        "kuaituantuan",
        "快团团id 快团团备注名 快团团备注 快团团昵称 快团团账号 kuaituantuan kuaituantuanid",
    ),
    (
        "weixin",
        "视频号 视频号昵称 视频号id 带货账号昵称 微信小店昵称 微信小店id 推客昵称 channels channelsid",
    ),
    ("kuaishou", "快手id 快手号"),
    ("xiaohongshu", "小红书号 小红书id 小红书昵称"),
    ("pinduoduo", "拼多多id 多多客id 推手id"),
];

/// Whether a word heads a column of rosters.
pub fn is_heading(key: &str) -> bool {
    let fields = HEADINGS.iter().map(|(_, words)| *words);
    let sellers = SELLERS.iter().map(|(_, words)| *words);
    fields
        .chain(sellers)
        .any(|words| crate::words::has(words, key))
}

/// Which column is what, by the headings.
pub fn guess(header: &Header) -> RosterPlan {
    let mut columns: Vec<(RosterField, String)> = Vec::new();
    let mut taken = Vec::new();
    let sellers = SELLERS
        .iter()
        .map(|(shop, words)| (RosterField::Seller((*shop).to_owned()), *words));
    for (field, words) in HEADINGS.iter().cloned().chain(sellers) {
        if let Some(column) = header
            .column(words)
            .filter(|column| !taken.contains(column))
        {
            taken.push(column);
            columns.push((field, header.names[column].clone()));
        }
    }
    RosterPlan { columns }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_spelled_as_a_key() {
        let fields = HEADINGS.iter().map(|(_, words)| *words);
        let sellers = SELLERS.iter().map(|(_, words)| *words);
        for word in fields.chain(sellers).flat_map(str::split_whitespace) {
            assert_eq!(
                crate::header::key(word),
                word,
                "write the heading as `header::key` gives it, or it is never found"
            );
        }
    }
}
