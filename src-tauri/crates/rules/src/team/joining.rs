//! What a new or changed member must keep.

use super::{Member, MemberTier, NoSuchMember, Placement, Profile, Roster};
use crate::team::moving::SponsorHasLeft;
use crate::{MemberId, Moment, Place, Refusal, TierId, Words};

crate::refusals! {
    /// The phone is another member's.
    PhoneTaken { name: String } 409,
    "这个手机号已经是 {name} 的了，请核对；同一个人请直接打开 TA 的页面修改。",
    "This phone is already {name}'s. Check it; for the same person, open their page.";

    /// The 微信号 is another member's.
    WechatTaken { name: String } 409,
    "这个微信号已经是 {name} 的了，请核对；同一个人请直接打开 TA 的页面修改。",
    "This WeChat id is already {name}'s. Check it; for the same person, open their page.";

    /// No such tier in this team.
    NoSuchTier {} 404,
    "没有找到这个等级，请刷新后再选。",
    "This tier was not found. Refresh and choose again.";

    /// Nobody gets a retired tier anew.
    TierIsRetired { name: String } 409,
    "等级“{name}”已停用，不能再授予；请换一个，或先恢复它。",
    "The tier \"{name}\" is retired and cannot be given. Choose another or bring it back first.";

    /// The date lies in the future.
    JoinedInFuture {} 422,
    "入团日期不能晚于今天。",
    "The day of joining cannot lie in the future.";

    /// The member's data was erased.
    MemberIsErased {} 409,
    "这位成员的个人资料已按本人要求抹去，不能再修改。",
    "This member's personal data was erased at their wish and cannot be changed.";

    /// A founder stays.
    FounderStays {} 409,
    "创始人不能离队；请先把创始人权限交给别人。",
    "A founder cannot leave; give the founder's role to someone else first.";

    /// The member left already.
    HasLeftAlready { name: String } 409,
    "{name} 已经离队了。",
    "{name} has left already.";

    /// The member has not left.
    HasNotLeft { name: String } 409,
    "{name} 还在队，请先办理离队。",
    "{name} has not left yet; record that first.";

    /// The day of leaving is before the day of joining, or in the future.
    LeavingDayImpossible { day: String } 422,
    "离队日期要在入团之后、今天或以前，填的是 {day}。",
    "The day of leaving must be after joining and not in the future; it reads {day}.";

    /// A reason is needed.
    ReasonMissing {} 422,
    "请写一句原因，之后大家查得到。",
    "Give a short reason, so that it can be looked up later.";
}

/// The reason as it is kept.
///
/// # Errors
/// [`ReasonMissing`] when nothing is said; a [`BadField`](crate::refusal::BadField) beyond 200 characters.
pub fn reason(text: &str) -> Result<&str, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ReasonMissing {}.into());
    }
    if text.chars().count() > 200 {
        return Err(crate::refusal::BadField {
            field: "reason".to_owned(),
            read: format!("{}…", text.chars().take(20).collect::<String>()),
            mend_zh: "请写在 200 个字以内".to_owned(),
            mend_en: "keep it within 200 characters".to_owned(),
        }
        .into());
    }
    Ok(text)
}

impl Roster {
    /// Refuses a profile whose phone or 微信号 is another member's than `id`'s.
    pub fn check_unique(&self, profile: &Profile, id: Option<MemberId>) -> Result<(), Refusal> {
        let others = || self.members().filter(|other| Some(other.id) != id);
        let at = |column: &str, read: &str| Place {
            column: Some(column.to_owned()),
            read: Some(read.to_owned()),
            mend: Some(Words::new("请核对", "check it")),
            ..Place::default()
        };
        if let Some(phone) = &profile.phone
            && let Some(other) = others().find(|other| other.phone.as_ref() == Some(phone))
        {
            let name = other.name.clone();
            return Err(Refusal::from(PhoneTaken { name }).at(vec![at("phone", phone)]));
        }
        if let Some(wechat) = &profile.wechat
            && let Some(other) = others().find(|other| other.wechat.as_ref() == Some(wechat))
        {
            let name = other.name.clone();
            return Err(Refusal::from(WechatTaken { name }).at(vec![at("wechat", wechat)]));
        }
        Ok(())
    }

    /// Refuses a tier that nobody can be given.
    pub fn check_tier(&self, tier: TierId) -> Result<(), Refusal> {
        match self.tier(tier) {
            None => Err(NoSuchTier {}.into()),
            Some(tier) if tier.retired_at.is_some() => Err(TierIsRetired {
                name: tier.name.clone(),
            }
            .into()),
            Some(_) => Ok(()),
        }
    }

    /// Refuses a sponsor who is nobody here or gone at a moment.
    pub fn check_sponsor(&self, sponsor: MemberId, at: Moment) -> Result<(), Refusal> {
        match self.member(sponsor) {
            None => Err(NoSuchMember {}.into()),
            Some(above) if above.left_at.is_some_and(|left| left <= at) => Err(SponsorHasLeft {
                name: above.name.clone(),
            }
            .into()),
            Some(_) => Ok(()),
        }
    }

    /// What lets someone's first sponsor and tier hold from the day they joined, when that day turns
    /// out to be earlier.
    pub fn since_joining(&self, member: &Member) -> (Option<Placement>, Option<MemberTier>) {
        let (id, from) = (member.id, member.joined_at);
        let history = self.tree.history(id);
        let placed = history.first().filter(|(first, _)| from < *first);
        let placed = placed.map(|(_, sponsor)| Placement {
            id: i64::MAX,
            member: id,
            sponsor: *sponsor,
            from,
        });
        let tier = self
            .tier_history(id)
            .first()
            .filter(|first| from < first.from);
        (placed, tier.map(|first| MemberTier { from, ..*first }))
    }

    /// A member whose profile may still be changed.
    pub fn changeable(&self, id: MemberId) -> Result<&Member, Refusal> {
        match self.member(id) {
            None => Err(NoSuchMember {}.into()),
            Some(member) if member.erased_at.is_some() => Err(MemberIsErased {}.into()),
            Some(member) => Ok(member),
        }
    }
}

impl Member {
    /// The member under a pseudonym: whatever tells who it was is gone, whatever counts stays.
    #[must_use]
    pub fn erased(&self, now: Moment) -> Self {
        Self {
            left_at: self.left_at,
            erased_at: Some(now),
            ..Self::new(self.id, format!("已离队·{}", self.id), self.joined_at)
        }
    }
}
