//! What somebody won in contests that are settled.

use crate::app::App;
use crate::error::Result;
use rules::contest::State;
use rules::{ContestId, MemberId, Moment, TeamId};

/// Something that was won.
#[derive(Clone, Debug)]
pub(crate) struct Won {
    pub contest: ContestId,
    pub name: String,
    pub place: u64,
    pub points: i64,
    pub thing: Option<String>,
    /// When the result became final.
    pub at: Moment,
}

impl App {
    /// What a member won, the latest first.
    pub(crate) async fn contests_won(&self, team: TeamId, member: MemberId) -> Result<Vec<Won>> {
        let contests = self.contests(team).await?;
        let settled = contests
            .iter()
            .filter(|contest| matches!(contest.state, State::Final | State::Archived));
        let mut conn = self.db.read().await?;
        let mut won = Vec::new();
        for contest in settled {
            let kept = store::contest::settlement::last(&mut conn, team, contest.id, true).await?;
            let Some(kept) = kept else { continue };
            let theirs = kept.settlement.awards.into_iter();
            won.extend(
                theirs
                    .filter(|award| award.member == member)
                    .map(|award| Won {
                        contest: contest.id,
                        name: contest.rule.name.clone(),
                        place: award.place,
                        points: award.points,
                        thing: award.thing,
                        at: kept.at,
                    }),
            );
        }
        won.sort_by_key(|one| std::cmp::Reverse((one.at, one.contest)));
        Ok(won)
    }
}
