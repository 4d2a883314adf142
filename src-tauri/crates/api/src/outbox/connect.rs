//! Connecting a robot with a test message, changing it, taking it away.

use super::compose;
use super::robots::{found, missing};
use super::seal::Secrets;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use rules::outbox::{
    Address, Answer, End, Kind, Message, Outcome, Plan, Platform, check_name, parts, why,
};
use rules::record::Kind as Recorded;
use rules::{Moment, TeamId};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::outbox::robot::{self, Link};
use store::outbox::{attempt, message};
use store::record::Change;
use utoipa::ToSchema;

/// How to reach a robot.
#[derive(Deserialize, ToSchema)]
#[schema(as = RobotReach)]
pub(super) struct Reach {
    /// The webhook address as the app shows it.
    address: String,
    /// The secret to sign with (加签 · 签名校验), where that is switched on.
    #[serde(default)]
    secret: Option<String>,
}

/// A robot to be connected.
#[derive(Deserialize, ToSchema)]
#[schema(as = RobotConnect)]
pub(super) struct Connect {
    name: String,
    #[serde(flatten)]
    reach: Reach,
    plan: Plan,
}

/// How a robot shall be.
#[derive(Deserialize, ToSchema)]
#[schema(as = RobotChange)]
pub(super) struct ChangeRobot {
    name: String,
    plan: Plan,
    /// How to reach it from now on; none: as before.
    #[serde(default)]
    reach: Option<Reach>,
}

rules::refusals! {
    /// The robot did not take the test message.
    RobotRefuses { platform: String, said: String } 422,
    "{platform}没有收下测试消息，回答是：{said}。没有保存任何东西，请照下面的提示改正后再试。",
    "{platform} did not take the test message and said: {said}. Nothing was saved; mend it as said below and try again.";

    /// The robot could not be reached.
    RobotSilent { platform: String } 422,
    "连不上{platform}，或等不到它的回答。没有保存任何东西，请检查这台电脑的网络后再试。",
    "{platform} could not be reached, or did not answer. Nothing was saved; check this machine's network and try again.";

    /// A robot's address is of another platform than before.
    OtherPlatform {} 422,
    "这个地址是另一个平台的。请另外连接一个机器人，再移除这一个。",
    "This address is of another platform. Connect another robot, then remove this one.";

    /// The secret cannot be one.
    RobotSecret {} 422,
    "密钥最多 200 个字，中间没有空格。请从机器人的安全设置里原样复制。",
    "A secret has at most 200 characters and no spaces. Copy it from the robot's security settings as it is.";

    /// The robot's address cannot be read on this machine.
    RobotLocked {} 409,
    "这台电脑读不出机器人的地址（例如账本从别的电脑搬来）。请重新填一次地址和密钥。",
    "This machine cannot read the robot's address, as after the books moved here. Give its address and secret again.";
}

/// Reads how to reach a robot.
fn read(reach: &Reach) -> Result<(Platform, Link, Secrets)> {
    let address = Address::read(&reach.address).map_err(rules::Refusal::from)?;
    let secret = reach.secret.as_deref().map(str::trim);
    let secret = secret.filter(|secret| !secret.is_empty() && address.platform.signs());
    if secret.is_some_and(|secret| secret.len() > 200 || secret.contains(char::is_whitespace)) {
        return refuse(RobotSecret {});
    }
    let link = Link {
        sealed: String::new(),
        tail: address.tail().to_owned(),
        signs: secret.is_some(),
    };
    let secrets = Secrets {
        secret: secret.map(str::to_owned),
        token: address.token,
    };
    Ok((address.platform, link, secrets))
}

/// Sends a test message; refused in the platform's own words.
async fn tried(app: &App, team: TeamId, platform: Platform, secrets: &Secrets) -> Result<Tried> {
    let says = compose::test(app, team).await?;
    let part = parts(platform, &says).remove(0);
    let at = app.clock.now();
    let answer = app.outbox.wire.post(platform, secrets, &part, at).await;
    let name = platform.name().to_owned();
    match answer.outcome {
        Outcome::Done => Ok(Tried {
            bytes: part.bytes(platform) as i64,
            says,
            answer,
            at,
        }),
        _ if answer.words.is_empty() => refuse(RobotSilent { platform: name }),
        _ => {
            let reason = why(platform, answer.code, &answer.words);
            let code = answer
                .code
                .map_or_else(String::new, |code| format!("（{code}）"));
            let refusal = rules::Refusal::from(RobotRefuses {
                platform: name,
                said: format!("{}{code}", answer.words),
            });
            Err(refusal.at(reason.places()).into())
        }
    }
}

/// A test message that a robot took.
struct Tried {
    says: Message,
    bytes: i64,
    answer: Answer,
    at: Moment,
}

impl Tried {
    /// Into the log, as any other message.
    async fn log(&self, tx: &mut Tx, caller: Caller, robot: i64) -> Result<()> {
        let key = format!("test:{}:{}", self.at.0, crate::chance::short_token());
        let new = message::New {
            robot,
            kind: Kind::Test,
            key: &key,
            due: self.at,
            by: Some(caller.member),
            says: &self.says,
        };
        let Some(message) = message::queue(tx, caller.team, new, self.at).await? else {
            return Ok(());
        };
        let new = attempt::New {
            robot,
            message,
            part: 1,
            parts: 1,
            nth: 1,
            bytes: self.bytes,
        };
        if let Some(begun) = attempt::begin(tx, caller.team, new, self.at).await? {
            attempt::answer(tx, caller.team, begun, &self.answer, self.at).await?;
        }
        message::end(tx, caller.team, message, End::Done, self.at).await?;
        Ok(())
    }
}

/// A robot in the record of changes.
#[derive(Serialize)]
struct Noted {
    name: String,
    platform: Platform,
    tail: String,
    signs: bool,
    board: Option<String>,
    overtakes: bool,
    contests: bool,
    praises: bool,
    birthdays: Option<String>,
    quiet: Option<String>,
}

impl Noted {
    fn of(platform: Platform, name: &str, link: &Link, plan: &Plan) -> Self {
        let clock = |minute: i64| format!("{:02}:{:02}", minute / 60, minute % 60);
        Self {
            name: name.to_owned(),
            platform,
            tail: link.tail.clone(),
            signs: link.signs,
            board: plan.board_at.map(clock),
            overtakes: plan.overtakes,
            contests: plan.contests,
            praises: plan.praises,
            birthdays: plan.birthdays_at.map(clock),
            quiet: plan
                .quiet
                .map(|quiet| format!("{}–{}", clock(quiet.from), clock(quiet.until))),
        }
    }
}

/// Connects a robot, if it takes a test message.
#[utoipa::path(post, path = "/api/outbox/robots", operation_id = "connect_robot", request_body = Connect, responses((status = 201)))]
pub(super) async fn connect_robot(
    State(app): State<App>,
    caller: Caller,
    Json(asked): Json<Connect>,
) -> Result<StatusCode> {
    let name = check_name(&asked.name).map_err(rules::Refusal::from)?;
    asked.plan.check()?;
    let (platform, mut link, secrets) = read(&asked.reach)?;
    let tried = tried(&app, caller.team, platform, &secrets).await?;
    let (team, now) = (caller.team, app.clock.now());
    let mut tx = app.db.write_team(team).await?;
    let id = robot::connect(&mut tx, team, platform, caller.member, now).await?;
    link.sealed = app.seal(team, id, &secrets)?;
    robot::put_link(&mut tx, team, id, &link, now).await?;
    let plan = (name, &asked.plan);
    robot::put_plan(&mut tx, team, id, plan, caller.member, now).await?;
    tried.log(&mut tx, caller, id).await?;
    let noted = Noted::of(platform, name, &link, &asked.plan);
    let change = Change::of(id, None, Some(&noted)).by(caller.member, None);
    store::record::record(&mut tx, team, Recorded::Robot, &change, now).await?;
    tx.commit().await?;
    Ok(StatusCode::CREATED)
}

/// Changes a robot. A new address or secret is kept if the robot takes a test message by it.
#[utoipa::path(put, path = "/api/outbox/robots/{id}", operation_id = "change_robot", params(("id" = i64, Path)), request_body = ChangeRobot, responses((status = 204)))]
pub(super) async fn change_robot(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(asked): Json<ChangeRobot>,
) -> Result<StatusCode> {
    let name = check_name(&asked.name).map_err(rules::Refusal::from)?;
    asked.plan.check()?;
    let before = found(&app, caller.team, id).await?;
    let mut link = before.link.clone();
    let mut test = None;
    if let Some(reach) = &asked.reach {
        let (platform, new, secrets) = read(reach)?;
        if platform != before.platform {
            return refuse(OtherPlatform {});
        }
        test = Some(tried(&app, caller.team, platform, &secrets).await?);
        link = Link {
            sealed: app.seal(caller.team, id, &secrets)?,
            ..new
        };
    }
    let (team, now) = (caller.team, app.clock.now());
    let mut tx = app.db.write_team(team).await?;
    // It may have been taken away meanwhile.
    let Some(held) = robot::robot(&mut tx, team, id).await? else {
        return refuse(missing());
    };
    // Who changes only the plan does not bring an older address back.
    if asked.reach.is_none() {
        link = held.link;
    }
    // What happened before it was to be told of such things is no news for it.
    let since = if asked.plan.kinds() == before.plan.kinds() {
        before.since
    } else {
        now
    };
    robot::put_link(&mut tx, team, id, &link, since).await?;
    let plan = (name, &asked.plan);
    robot::put_plan(&mut tx, team, id, plan, caller.member, now).await?;
    if let Some(test) = test {
        test.log(&mut tx, caller, id).await?;
    }
    let was = Noted::of(before.platform, &before.name, &before.link, &before.plan);
    let is = Noted::of(before.platform, name, &link, &asked.plan);
    let change = Change::of(id, Some(&was), Some(&is)).by(caller.member, None);
    store::record::record(&mut tx, team, Recorded::Robot, &change, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a robot away: its address is forgotten, what waits for it is dropped.
#[utoipa::path(delete, path = "/api/outbox/robots/{id}", operation_id = "remove_robot", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn remove_robot(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let before = found(&app, caller.team, id).await?;
    let (team, now) = (caller.team, app.clock.now());
    let mut tx = app.db.write_team(team).await?;
    robot::end(&mut tx, team, id, caller.member, now).await?;
    let noted = Noted::of(before.platform, &before.name, &before.link, &before.plan);
    let change = Change::of(id, Some(&noted), None).by(caller.member, None);
    store::record::record(&mut tx, team, Recorded::Robot, &change, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a robot a test message now.
#[utoipa::path(post, path = "/api/outbox/robots/{id}/test", operation_id = "test_robot", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn test_robot(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let robot = found(&app, caller.team, id).await?;
    let Some(secrets) = app.unseal(caller.team, id, &robot.link.sealed) else {
        return refuse(RobotLocked {});
    };
    let tried = tried(&app, caller.team, robot.platform, &secrets).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    tried.log(&mut tx, caller, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
