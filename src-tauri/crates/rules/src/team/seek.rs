//! Finding members by name, 拼音, initials, phone or 微信号.

use super::{Member, Roster};
use crate::Moment;
use pinyin::ToPinyinMulti;

/// How a name can be typed: each character as itself and in all its readings.
#[derive(Clone, Debug, Default)]
pub struct Sound(Box<[Letter]>);

#[derive(Clone, Debug)]
struct Letter {
    itself: char,
    readings: Box<[&'static str]>,
}

impl Sound {
    /// The sound of a name.
    pub fn of(name: &str) -> Self {
        let letters = name.chars().flat_map(char::to_lowercase);
        Self(
            letters
                .filter(|c| !c.is_whitespace())
                .map(|itself| {
                    let mut readings: Vec<&'static str> = match itself.to_pinyin_multi() {
                        Some(all) => all.into_iter().map(|one| one.plain()).collect(),
                        None => Vec::new(),
                    };
                    readings.sort_unstable();
                    readings.dedup();
                    Letter {
                        itself,
                        readings: readings.into(),
                    }
                })
                .collect(),
        )
    }

    /// Where in the name the text begins, if the name holds it: as characters, 拼音, initials or a
    /// mixture of them (`王xy`, `wangxy`, `wxiaoyan`).
    pub fn holds(&self, text: &[char]) -> Option<usize> {
        (0..self.0.len()).find(|start| reads(&self.0[*start..], text))
    }
}

fn reads(letters: &[Letter], text: &[char]) -> bool {
    let Some(first) = text.first() else {
        return true;
    };
    let Some((letter, rest)) = letters.split_first() else {
        return false;
    };
    if letter.itself == *first && reads(rest, &text[1..]) {
        return true;
    }
    letter.readings.iter().any(|reading| {
        let same = reading
            .chars()
            .zip(text)
            .take_while(|(a, b)| a == *b)
            .count();
        // The longest part first; a shorter one leaves letters for the next character.
        (1..=same).rev().any(|part| reads(rest, &text[part..]))
    })
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Seek {
    letters: Vec<char>,
    text: String,
}

/// How well a member fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The whole name, phone or 微信号.
    Whole,
    /// The name begins with it.
    Start,
    /// The name holds it.
    Inside,
    /// The phone ends with it, or the 微信号 holds it.
    Reach,
}

impl Seek {
    /// Looks for a text as a person typed it; nothing typed fits everybody.
    pub fn of(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '\'');
        Self {
            letters: letters.collect(),
            text,
        }
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// How a member fits, if they do. Phone and 微信号 count only for those who may see them.
    pub fn fits(&self, member: &Member, sound: &Sound, sees_contact: bool) -> Option<Fit> {
        if self.is_empty() {
            return Some(Fit::Inside);
        }
        if member.name.to_lowercase() == self.text {
            return Some(Fit::Whole);
        }
        let name = match sound.holds(&self.letters) {
            Some(0) => return Some(Fit::Start),
            Some(_) => Some(Fit::Inside),
            None => None,
        };
        name.or_else(|| {
            if sees_contact {
                self.reaches(member)
            } else {
                None
            }
        })
    }

    fn reaches(&self, member: &Member) -> Option<Fit> {
        if let Some(phone) = &member.phone
            && self.text.len() >= 3
            && phone.ends_with(&self.text)
        {
            let whole = phone.len() == self.text.len();
            return Some(if whole { Fit::Whole } else { Fit::Reach });
        }
        let wechat = member.wechat.as_ref()?.to_lowercase();
        if wechat == self.text {
            return Some(Fit::Whole);
        }
        wechat.contains(&self.text).then_some(Fit::Reach)
    }
}

impl Roster {
    /// Members that fit, the best first and then by number, of those that `may` lets through. `may`
    /// answers whether the seeker sees the member at all and, if so, whether also their contact.
    pub fn seek<'r>(
        &'r self,
        seek: &Seek,
        may: impl Fn(&Member) -> Option<bool>,
    ) -> Vec<&'r Member> {
        let mut found: Vec<(Fit, &Member)> = self
            .sounds()
            .filter_map(|(member, sound)| {
                // The name is cheap to ask; who may see whom can need a walk up the tree.
                seek.fits(member, sound, true)?;
                let fit = seek.fits(member, sound, may(member)?)?;
                Some((fit, member))
            })
            .collect();
        found.sort_by_key(|(fit, member)| (*fit, member.id));
        found.into_iter().map(|(_, member)| member).collect()
    }

    /// Members who had joined and not left at a moment, as [`Member::is_here_at`].
    pub fn here_at(&self, at: Moment) -> impl Iterator<Item = &Member> {
        self.members().filter(move |member| member.is_here_at(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MemberId, Moment};

    fn fit(name: &str, text: &str) -> Option<Fit> {
        let member = Member {
            phone: Some("13800001234".to_owned()),
            wechat: Some("wx_Yan".to_owned()),
            ..Member::new(MemberId(1), name, Moment(0))
        };
        Seek::of(text).fits(&member, &Sound::of(name), true)
    }

    #[test]
    fn a_name_is_found_by_characters_pinyin_initials_and_mixtures() {
        for text in [
            "王晓燕",
            "wangxiaoyan",
            "wxy",
            "王xy",
            "wangxy",
            "wxiaoyan",
            "Wang Xiao",
            "w",
        ] {
            assert!(
                fit("王晓燕", text) <= Some(Fit::Start) && fit("王晓燕", text).is_some(),
                "{text}"
            );
        }
        assert_eq!(fit("王晓燕", "xiaoy"), Some(Fit::Inside));
        assert_eq!(fit("王晓燕", "wangy"), None);
        assert_eq!(fit("Anna 李", "anna"), Some(Fit::Start));
    }

    #[test]
    fn a_surname_with_two_readings_is_found_by_both() {
        for text in ["shan", "dan", "zengxx"] {
            let name = if text.starts_with('z') {
                "曾星星"
            } else {
                "单丹"
            };
            assert!(fit(name, text).is_some(), "{text}");
        }
    }

    #[test]
    fn phone_tail_and_wechat_reach_only_for_those_who_may_see_them() {
        assert_eq!(fit("王晓燕", "1234"), Some(Fit::Reach));
        assert_eq!(fit("王晓燕", "13800001234"), Some(Fit::Whole));
        assert_eq!(fit("王晓燕", "wx_yan"), Some(Fit::Whole));
        let member = Member {
            phone: Some("13800001234".to_owned()),
            ..Member::new(MemberId(1), "王", Moment(0))
        };
        assert_eq!(
            Seek::of("1234").fits(&member, &Sound::of("王"), false),
            None
        );
    }
}
