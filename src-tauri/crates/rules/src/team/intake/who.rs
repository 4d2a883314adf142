//! Which member a row is.

use super::Draft;
use super::refused::{ContactOfAnother, NameIsShared, PhoneAndWechatDiffer, SameAsRow};
use crate::team::profile::masked_phone;
use crate::team::{Member, Profile, Roster};
use crate::{MemberId, Refusal, Words};
use std::collections::HashMap;

/// Who a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A member of the team.
    Member(MemberId),
    /// Nobody yet.
    New,
}

/// The team by what a roster can call its members.
pub(super) struct Known<'g> {
    pub(super) by_phone: HashMap<&'g str, &'g Member>,
    pub(super) by_wechat: HashMap<String, &'g Member>,
    pub(super) by_name: HashMap<String, Vec<&'g Member>>,
}

/// Why a row is nobody in particular: the refusal, the column and what was read there.
type Unclear = (Refusal, &'static str, String);

pub(super) fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

impl<'g> Known<'g> {
    pub(super) fn of(roster: &'g Roster) -> Self {
        let mut known = Self {
            by_phone: HashMap::new(),
            by_wechat: HashMap::new(),
            by_name: HashMap::new(),
        };
        for member in roster.members().filter(|member| member.erased_at.is_none()) {
            if let Some(phone) = &member.phone {
                known.by_phone.insert(phone, member);
            }
            if let Some(wechat) = &member.wechat {
                known.by_wechat.insert(key(wechat), member);
            }
            known
                .by_name
                .entry(key(&member.name))
                .or_default()
                .push(member);
        }
        known
    }

    pub(super) fn who(&self, row: &Profile) -> Result<(Who, Option<Words>), Unclear> {
        let phone = row
            .phone
            .as_deref()
            .and_then(|phone| self.by_phone.get(phone));
        let wechat = row
            .wechat
            .as_deref()
            .and_then(|wechat| self.by_wechat.get(&key(wechat)));
        if let (Some(phone), Some(wechat)) = (phone, wechat)
            && phone.id != wechat.id
        {
            let refusal = PhoneAndWechatDiffer {
                phone_of: phone.name.clone(),
                wechat_of: wechat.name.clone(),
            };
            return Err((
                refusal.into(),
                "phone",
                row.phone.clone().unwrap_or_default(),
            ));
        }
        if let Some(member) = phone.or(wechat) {
            if key(&member.name) == key(&row.name) {
                return Ok((Who::Member(member.id), None));
            }
            let name = member.name.clone();
            return Err((ContactOfAnother { name }.into(), "name", row.name.clone()));
        }
        let namesakes = self
            .by_name
            .get(&key(&row.name))
            .map_or(&[][..], Vec::as_slice);
        // Two phones or two 微信号 are two people.
        let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        let mut same = namesakes.iter().filter(|member| {
            !differ(&member.phone, &row.phone) && !differ(&member.wechat, &row.wechat)
        });
        match (same.next(), same.count()) {
            (None, _) => Ok((Who::New, namesakes.first().map(|other| namesake(other)))),
            (Some(member), 0) => Ok((Who::Member(member.id), None)),
            (Some(_), more) => {
                let refusal = NameIsShared {
                    name: row.name.clone(),
                    count: more + 1,
                };
                Err((refusal.into(), "name", row.name.clone()))
            }
        }
    }
}

fn namesake(other: &Member) -> Words {
    let tail = other.phone.as_deref().map(masked_phone).unwrap_or_default();
    Words::new(
        format!(
            "团队里已有同名的 {}（{tail}），号码不同，当作另一个人。",
            other.name
        ),
        format!(
            "There is a {} already ({tail}); as the contact differs, this is another person.",
            other.name
        ),
    )
}

/// Refuses rows that are the same person as an earlier row.
pub(super) fn refuse_twins(drafts: &mut [Draft<'_>]) {
    let mut seen: HashMap<(&'static str, String), u32> = HashMap::new();
    for draft in drafts {
        let row = draft.row.row;
        let phone = draft.profile.phone.as_deref();
        let wechat = draft.profile.wechat.as_deref().map(key);
        let mut keys = Vec::new();
        keys.extend(phone.map(|phone| ("phone", phone.to_owned())));
        keys.extend(wechat.clone().map(|wechat| ("wechat", wechat)));
        if let Some(Who::Member(id)) = draft.who {
            keys.push(("name", format!("#{id}")));
        } else if phone.is_none() && wechat.is_none() {
            keys.push(("name", key(&draft.profile.name)));
        }
        let twin = keys.iter().find_map(|key| Some((key.0, *seen.get(key)?)));
        if let Some((column, first)) = twin {
            let read = draft.profile.name.clone();
            draft.refuse(SameAsRow { row: first }, column, Some(&read));
            continue;
        }
        for key in keys {
            seen.insert(key, row);
        }
    }
}
