//! States and acts as people call them.

use super::{Act, State};

impl State {
    /// As people call it.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("草稿", "a draft"),
            Self::Published => ("已发布", "published"),
            Self::Running => ("进行中", "running"),
            Self::Frozen => ("封榜中", "frozen"),
            Self::Revealed => ("已揭榜", "revealed"),
            Self::Provisional => ("公示期", "open to objections"),
            Self::Final => ("已定榜", "final"),
            Self::Archived => ("已归档", "archived"),
            Self::Cancelled => ("已取消", "cancelled"),
        }
    }
}

impl Act {
    /// As people call it, after "cannot".
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Edit => ("修改", "change it"),
            Self::Publish => ("发布", "publish it"),
            Self::Amend => ("修订规则", "amend its rule"),
            Self::Start => ("开始", "start it"),
            Self::Freeze => ("封榜", "freeze it"),
            Self::End => ("结束", "end it"),
            Self::Reveal => ("揭榜", "reveal it"),
            Self::Announce => ("公示", "announce its result"),
            Self::Finish => ("定榜", "make it final"),
            Self::Archive => ("归档", "archive it"),
            Self::Cancel => ("取消", "cancel it"),
            Self::Enter => ("报名或退出", "enter or leave"),
            Self::Challenge => ("发起挑战", "challenge anybody"),
            Self::Respond => ("答复挑战", "answer a challenge"),
            Self::Comment => ("留言", "comment"),
            Self::CheckIn => ("打卡", "check in"),
            Self::Tell => ("填报数字", "enter a number"),
            Self::Judge => ("审核数字", "decide on a number"),
            Self::Object => ("提出异议", "object"),
            Self::Answer => ("答复异议", "answer an objection"),
            Self::Untie => ("裁定并列", "decide a tie"),
            Self::Present => ("举行揭榜仪式", "hold the ceremony"),
            Self::Change => ("处理变更", "decide on a change"),
        }
    }
}
