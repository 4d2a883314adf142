//! The fixed cast: a small team that everybody knows.
//!
//! ```text
//! 王晓燕 1, founder, 创始人
//! ├─ 李丽华 2, leader, 总代
//! │  ├─ 陈静 3, 一级代理
//! │  └─ 郑洁 6, 二级代理
//! └─ 周敏 4, leader, 总代
//!    └─ 吴芳 5, 一级代理
//! ```

use crate::stage::House;
use rules::team::Settings;
use rules::{MemberId, Moment, TeamId};
use store::dialect::Cell::{self, Int, MaybeInt, MaybeText, Text};

/// When all of them joined: 2026-01-01 in Shanghai.
pub const JOINED: Moment = Moment(1_767_196_800_000);

type Person = (i64, &'static str, &'static str, Option<i64>, i64, i64);

/// Number, name, role, sponsor, tier, whether named. 郑洁 and 吴芳 have not agreed to be named on boards.
const PEOPLE: [Person; 6] = [
    (1, "王晓燕", "founder", None, 1, 1),
    (2, "李丽华", "leader", Some(1), 2, 1),
    (3, "陈静", "member", Some(2), 3, 1),
    (4, "周敏", "leader", Some(1), 2, 1),
    (5, "吴芳", "member", Some(4), 3, 0),
    (6, "郑洁", "member", Some(2), 4, 0),
];

const TIERS: [(i64, &str, &str); 4] = [
    (1, "创始人", "#8f1d1d"),
    (2, "总代", "#a8712a"),
    (3, "一级代理", "#3d6b4f"),
    (4, "二级代理", "#4a6a8a"),
];

/// The team and its sessions.
pub struct Cast {
    /// Their team.
    pub team: TeamId,
    tokens: Vec<String>,
}

impl Cast {
    /// Writes the cast into a house, with the settings as they come.
    pub async fn enter(house: &House) -> Self {
        Self::enter_with(house, &Settings::default()).await
    }

    /// Writes the cast into a house, with other settings.
    pub async fn enter_with(house: &House, settings: &Settings) -> Self {
        let mut tx = house.app.db.write().await.expect("a transaction begins");
        let team = store::setting::begin_team(&mut tx, "红榜队", settings, false, JOINED)
            .await
            .expect("a team begins");
        tx.commit().await.expect("it commits");
        let (t, at) = (Int(team.0), Int(JOINED.0));
        let tiers =
            TIERS.map(|(id, name, colour)| [t.clone(), Int(id), Text(name), Int(id), Text(colour)]);
        house
            .rows(
                "tier",
                ["team_id", "id", "name", "position", "colour"],
                tiers,
            )
            .await;
        let people = PEOPLE.map(|(id, name, _, _, _, consents)| {
            [
                t.clone(),
                Int(id),
                Text(name),
                Int(consents),
                at.clone(),
                at.clone(),
            ]
        });
        let columns = [
            "team_id",
            "id",
            "name",
            "consents_to_board",
            "joined_at",
            "recorded_at",
        ];
        house.rows("member", columns, people).await;
        let placed = PEOPLE.map(|(id, _, _, sponsor, ..)| {
            [
                t.clone(),
                Int(id),
                Int(id),
                MaybeInt(sponsor),
                at.clone(),
                at.clone(),
            ]
        });
        let columns = [
            "team_id",
            "id",
            "member_id",
            "sponsor_id",
            "from_at",
            "recorded_at",
        ];
        house.rows("placement", columns, placed).await;
        let tiers = PEOPLE.map(|(id, _, _, _, tier, _)| {
            [
                t.clone(),
                Int(id),
                Int(id),
                Int(tier),
                at.clone(),
                at.clone(),
            ]
        });
        let columns = [
            "team_id",
            "id",
            "member_id",
            "tier_id",
            "from_at",
            "recorded_at",
        ];
        house.rows("member_tier", columns, tiers).await;
        let roles = PEOPLE.map(|(id, _, role, ..)| {
            [
                t.clone(),
                Int(id),
                Int(id),
                Text(role),
                MaybeText(None),
                at.clone(),
            ]
        });
        let columns = [
            "team_id",
            "id",
            "member_id",
            "role",
            "reason",
            "recorded_at",
        ];
        house.rows("member_role", columns, roles).await;
        let next = ["tier", "member", "placement", "member_tier", "member_role"];
        let counters = next.map(|noun| -> [Cell<'_>; 3] { [t.clone(), Text(noun), Int(100)] });
        house
            .rows("counter", ["team_id", "noun", "next"], counters)
            .await;
        let mut tokens = Vec::new();
        for (id, ..) in PEOPLE {
            tokens.push(house.sign_in(team, MemberId(id)).await);
        }
        Self { team, tokens }
    }

    /// The session of a member of the cast, by number.
    pub fn token(&self, member: i64) -> &str {
        &self.tokens[usize::try_from(member - 1).expect("members are numbered from 1")]
    }

    /// 王晓燕's session.
    pub fn founder(&self) -> &str {
        self.token(1)
    }

    /// 李丽华's session, over 陈静 and 郑洁.
    pub fn leader(&self) -> &str {
        self.token(2)
    }

    /// 陈静's session.
    pub fn member(&self) -> &str {
        self.token(3)
    }
}
