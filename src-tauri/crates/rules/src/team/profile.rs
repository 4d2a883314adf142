//! What may be written of a member, and what others see of it.

use super::Member;
use crate::{Moment, Place, Refusal, Words};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A member's personal facts, as a person types them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// Their name, 1 to 40 characters.
    pub name: String,
    /// 微信号.
    pub wechat: Option<String>,
    /// Phone; spaces, dashes and +86 are taken off.
    pub phone: Option<String>,
    /// 部门.
    pub department: Option<String>,
    /// 岗位.
    pub post: Option<String>,
    /// `MM-DD` or `YYYY-MM-DD`.
    pub birthday: Option<String>,
    /// What they like, up to 200 characters.
    pub hobbies: Option<String>,
}

crate::refusals! {
    /// One or more fields of a profile cannot be kept.
    ProfileUnusable {} 422,
    "有几项填写不能用，什么都没有改动：请按各项的提示改正。",
    "Some fields cannot be used and nothing was changed: mend each as it says.";
}

const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=20;

impl Profile {
    /// The profile as it is kept: trimmed, phone in digits, empty fields none.
    ///
    /// # Errors
    /// [`ProfileUnusable`] with every such field.
    pub fn kept(&self) -> Result<Self, Refusal> {
        let mut faults = Vec::new();
        let mut fault = |column: &str, read: &str, mend: Words| {
            faults.push(Place {
                column: Some(column.to_owned()),
                read: Some(read.to_owned()),
                mend: Some(mend),
                ..Place::default()
            });
        };
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 40 || name.chars().any(char::is_control) {
            fault(
                "name",
                name,
                Words::new(
                    "请填 1 到 40 个字的姓名",
                    "give a name of 1 to 40 characters",
                ),
            );
        }
        let mut short = |column: &str, value: &Option<String>, most: usize| {
            let value = filled(value)?;
            if value.chars().count() > most || value.chars().any(char::is_control) {
                let mend = Words::new(
                    format!("请写在 {most} 个字以内，不要换行"),
                    format!("keep it within {most} characters on one line"),
                );
                fault(column, &value, mend);
            }
            Some(value)
        };
        let wechat = short("wechat", &self.wechat, 40);
        let department = short("department", &self.department, 40);
        let post = short("post", &self.post, 40);
        let hobbies = short("hobbies", &self.hobbies, 200);
        if let Some(wechat) = &wechat
            && (wechat.contains(char::is_whitespace) || wechat.contains('*'))
        {
            fault(
                "wechat",
                wechat,
                Words::new(
                    "微信号里没有空格和星号",
                    "a WeChat id has no spaces and no stars",
                ),
            );
        }
        let phone = filled(&self.phone).and_then(|read| {
            let digits = phone_digits(&read);
            if digits.is_none() {
                let mend = Words::new(
                    "请填完整的号码，5 到 20 位数字",
                    "give the whole number, 5 to 20 digits",
                );
                fault("phone", &read, mend);
            }
            digits
        });
        let birthday = filled(&self.birthday).and_then(|read| {
            let day = birthday(&read);
            if day.is_none() {
                let mend = Words::new(
                    "请写成 09-08 或 1990-09-08",
                    "write it as 09-08 or 1990-09-08",
                );
                fault("birthday", &read, mend);
            }
            day
        });
        if !faults.is_empty() {
            return Err(Refusal::from(ProfileUnusable {}).at(faults));
        }
        Ok(Self {
            name: name.to_owned(),
            wechat,
            phone,
            department,
            post,
            birthday,
            hobbies,
        })
    }

    /// What a member's profile says now.
    pub fn of(member: &Member) -> Self {
        Self {
            name: member.name.clone(),
            wechat: member.wechat.clone(),
            phone: member.phone.clone(),
            department: member.department.clone(),
            post: member.post.clone(),
            birthday: member.birthday.clone(),
            hobbies: member.hobbies.clone(),
        }
    }

    /// Writes the profile onto a member.
    pub fn onto(self, member: &mut Member) {
        member.name = self.name;
        member.wechat = self.wechat;
        member.phone = self.phone;
        member.department = self.department;
        member.post = self.post;
        member.birthday = self.birthday;
        member.hobbies = self.hobbies;
    }

    /// The profile for the eyes of those who may not know how to reach the person.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.phone = self.phone.as_deref().map(masked_phone);
        self.wechat = self.wechat.as_deref().map(masked_wechat);
        self.birthday = None;
        self.hobbies = None;
        self
    }
}

/// What the record of changes keeps of a profile: the record outlives an erasure, so that it names
/// the fields and shows only masked values.
#[derive(Clone, Debug, Serialize)]
pub struct Trace {
    name: String,
    phone: Option<String>,
    wechat: Option<String>,
    department: Option<String>,
    post: Option<String>,
    joined_at: Moment,
    left_at: Option<Moment>,
    consents_to_board: bool,
    /// The fields that differ from the other side of the change.
    changed: Vec<&'static str>,
}

impl Trace {
    /// What is kept of `member` in a change from or to `other`.
    pub fn of(member: &Member, other: Option<&Member>) -> Self {
        let mut changed = Vec::new();
        if let Some(other) = other {
            let pairs = [
                ("name", member.name != other.name),
                ("phone", member.phone != other.phone),
                ("wechat", member.wechat != other.wechat),
                ("department", member.department != other.department),
                ("post", member.post != other.post),
                ("birthday", member.birthday != other.birthday),
                ("hobbies", member.hobbies != other.hobbies),
                ("joined_at", member.joined_at != other.joined_at),
                ("left_at", member.left_at != other.left_at),
                (
                    "consents_to_board",
                    member.consents_to_board != other.consents_to_board,
                ),
            ];
            let differing = pairs.into_iter().filter(|(_, differs)| *differs);
            changed.extend(differing.map(|(name, _)| name));
        }
        Self {
            name: masked_name(&member.name),
            phone: member.phone.as_deref().map(masked_phone),
            wechat: member.wechat.as_deref().map(masked_wechat),
            department: member.department.clone(),
            post: member.post.clone(),
            joined_at: member.joined_at,
            left_at: member.left_at,
            consents_to_board: member.consents_to_board,
            changed,
        }
    }
}

/// The first character and stars.
fn masked_name(name: &str) -> String {
    let head: String = name.chars().take(1).collect();
    format!("{head}**")
}

fn filled(value: &Option<String>) -> Option<String> {
    let value = value.as_deref()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The digits of a phone number as people write it; none if it is no whole number.
pub fn phone_digits(text: &str) -> Option<String> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '－' | '(' | ')' | '（' | '）'))
        .collect();
    let plain = plain
        .strip_prefix("+86")
        .or_else(|| plain.strip_prefix("0086"))
        .or_else(|| plain.strip_prefix('+'))
        .unwrap_or(&plain);
    let whole = PHONE_DIGITS.contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| plain.to_owned())
}

/// A birthday as it is kept.
fn birthday(text: &str) -> Option<String> {
    let parts: Vec<&str> = text
        .split(['-', '/', '.', '年', '月', '日'])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| part.parse::<u32>().ok();
    match parts[..] {
        [month, day] => {
            // 29 February is a birthday too: a leap year stands for all years.
            let day = NaiveDate::from_ymd_opt(2000, number(month)?, number(day)?)?;
            Some(day.format("%m-%d").to_string())
        }
        [year, month, day] if year.len() == 4 => {
            let year = i32::try_from(number(year)?).ok()?;
            let day = NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)?;
            Some(day.format("%Y-%m-%d").to_string())
        }
        _ => None,
    }
}

/// `138****0000`.
pub fn masked_phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().collect();
    match digits.len() {
        0..8 => "****".to_owned(),
        n => {
            let head: String = digits[..3].iter().collect();
            let tail: String = digits[n - 4..].iter().collect();
            format!("{head}****{tail}")
        }
    }
}

/// The first two characters and stars.
pub fn masked_wechat(wechat: &str) -> String {
    let head: String = wechat.chars().take(2).collect();
    format!("{head}***")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(field: &str, value: &str) -> Result<Profile, Refusal> {
        let mut profile = Profile {
            name: "王晓燕".to_owned(),
            ..Profile::default()
        };
        let value = value.to_owned();
        match field {
            "phone" => profile.phone = Some(value),
            "birthday" => profile.birthday = Some(value),
            "wechat" => profile.wechat = Some(value),
            _ => profile.name = value,
        }
        profile.kept()
    }

    #[test]
    fn phones_are_kept_in_digits_or_refused() {
        let phone = |text: &str| kept("phone", text).ok().and_then(|p| p.phone);
        assert_eq!(phone("+86 138-0000-0000").as_deref(), Some("13800000000"));
        assert_eq!(phone(" 19910000137 ").as_deref(), Some("19910000137"));
        assert_eq!(phone("138****0000"), None);
        assert_eq!(kept("phone", "").expect("empty is none").phone, None);
        assert_eq!(masked_phone("13800000000"), "138****0000");
        assert_eq!(masked_phone("12345"), "****");
    }

    #[test]
    fn birthdays_may_lack_the_year_and_must_exist() {
        let birthday = |text: &str| kept("birthday", text).ok().and_then(|p| p.birthday);
        assert_eq!(birthday("9月8日").as_deref(), Some("09-08"));
        assert_eq!(birthday("02-29").as_deref(), Some("02-29"));
        assert_eq!(birthday("1990/2/3").as_deref(), Some("1990-02-03"));
        assert_eq!(birthday("02-30"), None);
    }

    #[test]
    fn every_unusable_field_is_named_at_once() {
        let profile = Profile {
            name: " ".to_owned(),
            phone: Some("abc".to_owned()),
            wechat: Some("a b".to_owned()),
            ..Profile::default()
        };
        let refusal = profile.kept().expect_err("unusable");
        let named: Vec<_> = refusal.places.iter().flat_map(|p| &p.column).collect();
        assert_eq!(named, ["name", "wechat", "phone"]);
    }
}
