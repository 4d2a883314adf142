//! Where posters are put together: whose they are, where they lead, which faces they show.

use crate::access::addresses;
use crate::app::App;
use crate::caller::Caller;
use crate::contest::onlooker;
use crate::error::Result;
use crate::poster::ask::For;
use crate::poster::{style, words};
use axum::http::HeaderMap;
use poster::paper::{Body, Look, Paper, Person, Place, Qr, Size, Team};
use poster::press::Sheaf;
use rules::team::{Roster, Settings};
use rules::{Lang, MemberId, Moment};
use std::collections::HashMap;
use std::sync::Arc;

/// How a paper is asked for.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// None: as the team's posters look.
    pub look: Option<Look>,
    /// None: the team's colour; of none the look's own.
    pub colour: Option<Option<String>>,
    pub size: Size,
    pub lang: Lang,
    pub whom: For,
}

/// What one paper says beside its body.
pub(super) struct Head {
    pub title: String,
    /// What is not settled of it, if anything: it is written across.
    pub draft: Option<String>,
    /// The page of the result.
    pub path: Option<String>,
    pub hint: String,
}

/// One desk, for one caller's papers.
pub(super) struct Desk<'a> {
    pub app: &'a App,
    pub caller: Caller,
    pub wish: Wish,
    pub roster: Arc<Roster>,
    pub settings: Arc<Settings>,
    pub now: Moment,
    /// Where members reach the program, if they can.
    address: Option<String>,
    team: Team,
    look: Look,
    photos: HashMap<MemberId, i64>,
    pub sheaf: Sheaf,
    /// Of whom or of what the last paper is.
    pub of: String,
}

impl<'a> Desk<'a> {
    pub async fn new(
        app: &'a App,
        caller: Caller,
        wish: Wish,
        headers: &HeaderMap,
    ) -> Result<Self> {
        let settings = app.settings(caller.team).await?;
        let photos = app.photos(caller.team).await?;
        let mut conn = app.db.read().await?;
        let team = store::setting::team(&mut conn, caller.team).await?;
        let style = style::style(&mut conn, caller.team).await?;
        let logo = store::poster::logo(&mut conn, caller.team).await?;
        drop(conn);
        let look = wish.look.unwrap_or(style.look);
        let mut sheaf = Sheaf::default();
        let team = Team {
            name: team.map(|team| team.name).unwrap_or_default(),
            is_light: logo.as_ref().is_some_and(|logo| logo.is_light),
            logo: logo.map(|logo| sheaf.picture(logo.png)),
            colour: wish.colour.clone().unwrap_or(style.colour),
        };
        Ok(Self {
            app,
            caller,
            wish,
            roster: app.roster(caller.team).await?,
            now: app.clock.now(),
            address: addresses(app, settings.address.as_deref(), headers)
                .into_iter()
                .next(),
            settings,
            team,
            look,
            photos: photos
                .iter()
                .map(|one| (one.member_id, one.version))
                .collect(),
            sheaf,
            of: String::new(),
        })
    }

    pub fn say(&self, zh: &str, en: &str) -> String {
        words::say(self.wish.lang, zh, en)
    }

    /// The team's name.
    pub fn signer(&self) -> String {
        self.team.name.clone()
    }

    /// A member's photo, where everybody may see it.
    pub async fn face(&mut self, member: MemberId) -> Result<Option<Place>> {
        let Some(version) = self.photos.get(&member).copied() else {
            return Ok(None);
        };
        if !self.is_public(member) {
            return Ok(None);
        }
        let mut conn = self.app.db.read().await?;
        let photo = store::team::photo(&mut conn, self.caller.team, member, version).await?;
        Ok(photo.map(|bytes| self.sheaf.picture(bytes)))
    }

    /// Whether everybody may see who a member is.
    pub fn is_public(&self, member: MemberId) -> bool {
        let everybody = onlooker(self.caller.team);
        everybody.sees_face(&self.roster, &self.settings, member, self.now)
    }

    /// Somebody with a name.
    pub async fn person(
        &mut self,
        name: String,
        member: Option<MemberId>,
        under: Option<String>,
    ) -> Result<Person> {
        let photo = match member {
            Some(member) => self.face(member).await?,
            None => None,
        };
        Ok(Person {
            initial: initial(&name),
            name,
            photo,
            under,
        })
    }

    /// Lays a paper on the sheaf.
    pub fn lay(&mut self, head: Head, body: Body) -> Result<()> {
        let address = self.address.as_ref().zip(head.path);
        let qr: Option<Qr> = match address {
            Some((address, path)) => {
                let code = self.sheaf.qr(&format!("{address}{path}"), head.hint);
                Some(code.map_err(anyhow::Error::from)?)
            }
            None => None,
        };
        let Wish { size, lang, .. } = self.wish;
        self.of = body.of();
        let today = self.settings.calendar().day(self.now);
        self.sheaf.push(Paper {
            look: self.look,
            size,
            lang: match lang {
                Lang::Zh => "zh",
                Lang::En => "en",
            },
            team: self.team.clone(),
            draft: head.draft,
            qr,
            date: words::day(lang, today),
            title: head.title,
            body,
        });
        Ok(())
    }
}

/// What stands in place of a face: two signs of a Chinese name, one letter of another.
fn initial(name: &str) -> String {
    let signs: Vec<char> = name.chars().collect();
    match signs.first() {
        Some(first) if first.is_ascii() => first.to_uppercase().collect(),
        _ => signs[signs.len().saturating_sub(2)..].iter().collect(),
    }
}
