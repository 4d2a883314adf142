//! Whose name and amount a board shows to whom: the team's settings and the member's consent
//! (DOMAIN law 12).

use crate::team::Settings;
use crate::team::setting::{BoardAmounts, BoardNames};

/// How much of a row its viewer gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Place, name and face.
    Named,
    /// The place alone.
    Unnamed,
    /// Not even the place.
    Nothing,
}

/// How a row is shown, apart from its amount.
///
/// `theirs`: the viewer is that member, or may see their books anyway (their leader, the founder).
/// The lower half begins behind place ⌈`count` / 2⌉.
pub fn shown_name(
    settings: &Settings,
    theirs: bool,
    consents: bool,
    place: u64,
    count: usize,
) -> Shown {
    if theirs {
        return Shown::Named;
    }
    let lower_half = place > (count as u64).div_ceil(2);
    match settings.board_names {
        BoardNames::OwnRankOnly => Shown::Nothing,
        BoardNames::Consented if !consents => Shown::Unnamed,
        BoardNames::Consented if lower_half && !settings.lower_half_named => Shown::Unnamed,
        BoardNames::Consented => Shown::Named,
    }
}

/// Whether a member's face may be shown: to whoever may see their name at a place that everyone's eyes
/// are on. A row that is not named shows none whoever it is.
pub fn shown_face(settings: &Settings, theirs: bool, consents: bool) -> bool {
    shown_name(settings, theirs, consents, 1, 1) == Shown::Named
}

/// Whether a row's amount is shown: as a name, only with its member's consent.
pub fn shown_amount(settings: &Settings, theirs: bool, consents: bool) -> bool {
    let agreed = consents && settings.board_names != BoardNames::OwnRankOnly;
    theirs || (agreed && settings.board_amounts == BoardAmounts::Shown)
}

/// A gap when others' amounts are hidden: rounded up to 1, 2 or 5 and zeros, so that it is enough,
/// and tells no amount.
pub fn blurred(gap: i64) -> i64 {
    let mut step: i64 = 1;
    loop {
        for digit in [1, 2, 5] {
            match step.checked_mul(digit) {
                Some(round) if round < gap => {}
                Some(round) => return round,
                None => return i64::MAX,
            }
        }
        match step.checked_mul(10) {
            Some(next) => step = next,
            None => return i64::MAX,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(names: BoardNames, lower_half_named: bool) -> Settings {
        Settings {
            board_names: names,
            lower_half_named,
            ..Settings::default()
        }
    }

    #[test]
    fn names_follow_the_setting_the_consent_and_the_half() {
        let all = settings(BoardNames::Consented, true);
        let upper = settings(BoardNames::Consented, false);
        let own = settings(BoardNames::OwnRankOnly, true);
        assert_eq!(shown_name(&all, false, true, 9, 10), Shown::Named);
        assert_eq!(shown_name(&all, false, false, 1, 10), Shown::Unnamed);
        assert_eq!(shown_name(&upper, false, true, 5, 10), Shown::Named);
        assert_eq!(shown_name(&upper, false, true, 6, 10), Shown::Unnamed);
        assert_eq!(shown_name(&upper, false, true, 6, 11), Shown::Named);
        assert_eq!(shown_name(&upper, true, false, 10, 10), Shown::Named);
        assert_eq!(shown_name(&own, false, true, 1, 10), Shown::Nothing);
        assert_eq!(shown_name(&own, true, false, 1, 10), Shown::Named);
    }

    #[test]
    fn a_face_is_shown_where_a_name_can_be() {
        let half = settings(BoardNames::Consented, false);
        let own = settings(BoardNames::OwnRankOnly, true);
        assert!(shown_face(&half, false, true) && !shown_face(&half, false, false));
        assert!(!shown_face(&own, false, true));
        assert!(shown_face(&half, true, false) && shown_face(&own, true, false));
    }

    #[test]
    fn amounts_follow_the_setting_and_the_consent() {
        let shown = settings(BoardNames::Consented, true);
        let own = settings(BoardNames::OwnRankOnly, true);
        let hidden = Settings {
            board_amounts: BoardAmounts::Hidden,
            ..shown.clone()
        };
        assert!(shown_amount(&shown, false, true));
        assert!(!shown_amount(&shown, false, false));
        assert!(!shown_amount(&own, false, true));
        assert!(!shown_amount(&hidden, false, true));
        for settings in [shown, own, hidden] {
            assert!(shown_amount(&settings, true, false));
        }
    }

    #[test]
    fn a_blurred_gap_is_enough_and_round() {
        let round = [0, 1, 3, 51, 1_234, 999_999].map(blurred);
        assert_eq!(round, [1, 1, 5, 100, 2_000, 1_000_000]);
        assert_eq!(blurred(i64::MAX), i64::MAX);
    }
}
