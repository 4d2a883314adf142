//! The rounds of a contest, one line for everyone in each.

use super::{LINES_MAX, Report, number};
use rules::EntrantId;
use rules::contest::{Course, Plan};
use rust_xlsxwriter::{Workbook, XlsxError};

/// What a round was to somebody.
struct Part {
    entrant: EntrantId,
    place: Option<u64>,
    opponent: Option<EntrantId>,
    goes_on: Option<bool>,
    league: Option<usize>,
    points: Option<i64>,
}

impl Part {
    fn of(entrant: EntrantId) -> Self {
        Self {
            entrant,
            place: None,
            opponent: None,
            goes_on: None,
            league: None,
            points: None,
        }
    }
}

/// Everyone's part in each round.
fn parts(course: &Course) -> Vec<Vec<Part>> {
    let rounds = course.fields().iter().enumerate();
    let round = |(nth, _): (usize, _)| match course.plan() {
        Plan::Bracket(played) => {
            let pairs = played.get(nth).into_iter().flatten();
            let both = pairs.flat_map(|pair| {
                let one = |one: Option<EntrantId>, other| {
                    let entrant = one?;
                    Some(Part {
                        opponent: other,
                        goes_on: pair.winner.map(|winner| winner == entrant),
                        ..Part::of(entrant)
                    })
                };
                [one(pair.first, pair.second), one(pair.second, pair.first)]
            });
            both.flatten().collect()
        }
        Plan::Leagues(played) => {
            let leagues = played.get(nth).into_iter().flatten().enumerate();
            let seats = leagues.flat_map(|(league, seats)| {
                seats.iter().map(move |seat| Part {
                    place: (seat.place > 0).then_some(seat.place),
                    league: Some(league + 1),
                    ..Part::of(seat.entrant)
                })
            });
            seats.collect()
        }
        Plan::Season(table) => {
            let scored = table.rounds.get(nth).into_iter().flatten();
            let won = scored.map(|one| Part {
                place: Some(one.place),
                points: Some(one.points),
                ..Part::of(one.entrant)
            });
            won.collect()
        }
    };
    rounds.map(round).collect()
}

impl Report<'_> {
    pub(super) fn rounds(&self, book: &mut Workbook, course: &Course) -> Result<(), XlsxError> {
        let columns = [
            ("轮次", "Round", 8.0),
            ("开始（含）", "Start, included", 20.0),
            ("结束（不含）", "End, excluded", 20.0),
            ("编号", "No.", 8.0),
            ("名字", "Name", 20.0),
            ("赛前水平", "Level before", 14.0),
            ("本轮得分", "Score of the round", 14.0),
            ("名次", "Place", 8.0),
            ("对手编号", "Opponent no.", 12.0),
            ("晋级", "Goes on", 10.0),
            ("第几组", "League", 8.0),
            ("赛季分", "Season points", 12.0),
        ];
        let sheet = self.sheet(book, ("轮次", "Rounds"), &columns)?;
        let unit = self.seen.contest.rule.amount_unit();
        let windows = self.seen.contest.rule.rounds();
        let mut at = 1;
        for (nth, (parts, window)) in parts(course).into_iter().zip(windows).enumerate() {
            for part in parts {
                if at as usize > LINES_MAX {
                    return Ok(());
                }
                sheet.write(at, 0, nth as u64 + 1)?;
                sheet.write(at, 1, self.time(window.start))?;
                sheet.write(at, 2, self.time(window.end))?;
                sheet.write(at, 3, part.entrant.0)?;
                sheet.write(at, 4, self.reader.name(part.entrant))?;
                let level = course.level(part.entrant).unwrap_or(0);
                sheet.write(at, 5, number(unit, level))?;
                let score = course.fields()[nth].score(part.entrant).unwrap_or(0);
                sheet.write(at, 6, number(unit, score))?;
                let count = |sheet: &mut rust_xlsxwriter::Worksheet, column, value: Option<i64>| {
                    value.map_or(Ok(()), |value| sheet.write(at, column, value).map(drop))
                };
                count(sheet, 7, part.place.map(|place| place as i64))?;
                count(sheet, 8, part.opponent.map(|one| one.0))?;
                if let Some(goes_on) = part.goes_on {
                    let said = if goes_on {
                        self.say("是", "yes")
                    } else {
                        self.say("否", "no")
                    };
                    sheet.write(at, 9, said)?;
                }
                count(sheet, 10, part.league.map(|league| league as i64))?;
                count(sheet, 11, part.points)?;
                at += 1;
            }
        }
        Ok(())
    }
}
