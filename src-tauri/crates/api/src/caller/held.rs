//! Sessions seen lately, so that a request need not ask the database who is asking.

use super::Caller;
use rules::Moment;
use std::collections::HashMap;
use std::sync::RwLock;

/// How long an answer is kept at most, for changes made by another program on the same database.
const KEPT_MS: i64 = 2_000;
/// A bound on what a flood of sign-ins can hold.
const HELD_MAX: usize = 10_000;

/// Callers by their token's hash. Emptied by every write that makes access stale.
#[derive(Default)]
pub struct Sessions(RwLock<Held>);

#[derive(Default)]
struct Held {
    /// How often everything was forgotten.
    cleared: u64,
    callers: HashMap<String, Kept>,
}

struct Kept {
    caller: Caller,
    asked_at: Moment,
    until: Moment,
}

/// When a question was asked, as counted by what was forgotten before it.
#[derive(Clone, Copy)]
pub(super) struct Asked(u64);

impl Sessions {
    /// Forgets everything, after a change of roles, sessions or members.
    pub fn clear(&self) {
        let mut held = self.0.write().unwrap_or_else(|e| e.into_inner());
        held.cleared += 1;
        held.callers.clear();
    }

    /// To be taken before the database is asked.
    pub(super) fn asked(&self) -> Asked {
        Asked(self.0.read().unwrap_or_else(|e| e.into_inner()).cleared)
    }

    pub(super) fn get(&self, hash: &str, now: Moment) -> Option<Caller> {
        let held = self.0.read().unwrap_or_else(|e| e.into_inner());
        held.callers
            .get(hash)
            .filter(|kept| now < kept.until && now < kept.asked_at.plus_ms(KEPT_MS))
            .map(|kept| kept.caller)
    }

    /// Keeps an answer, unless everything was forgotten while it was on its way.
    pub(super) fn put(
        &self,
        hash: String,
        caller: Caller,
        now: Moment,
        until: Moment,
        asked: Asked,
    ) {
        let mut held = self.0.write().unwrap_or_else(|e| e.into_inner());
        if held.cleared != asked.0 {
            return;
        }
        if held.callers.len() >= HELD_MAX {
            held.callers.clear();
        }
        held.callers.insert(
            hash,
            Kept {
                caller,
                asked_at: now,
                until,
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::access::Role;
    use rules::{MemberId, TeamId};

    const CALLER: Caller = Caller {
        team: TeamId(1),
        member: MemberId(2),
        role: Role::Leader,
    };

    #[test]
    fn an_answer_from_before_a_change_is_not_kept_after_it() {
        let sessions = Sessions::default();
        let asked = sessions.asked();
        sessions.clear();
        sessions.put("a".into(), CALLER, Moment(0), Moment(100_000), asked);
        assert_eq!(sessions.get("a", Moment(1)), None);
    }

    #[test]
    fn an_answer_is_kept_for_two_seconds_and_never_past_its_end() {
        let sessions = Sessions::default();
        sessions.put(
            "a".into(),
            CALLER,
            Moment(0),
            Moment(100_000),
            sessions.asked(),
        );
        sessions.put("b".into(), CALLER, Moment(0), Moment(500), sessions.asked());
        assert_eq!(sessions.get("a", Moment(1_999)), Some(CALLER));
        assert_eq!(sessions.get("a", Moment(2_000)), None);
        assert_eq!(sessions.get("b", Moment(500)), None);
    }
}
