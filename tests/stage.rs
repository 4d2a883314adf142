//! The program on a fresh database, and requests through its whole router.

use api::app::Door;
use api::outbox::Wire;
use api::{App, Clock, Config};
use axum::Router;
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use rules::{MemberId, Moment, TeamId};
use serde_json::Value;
use sqlx::Connection as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use store::dialect::{Cell, bulk_insert};
use tower::ServiceExt as _;

/// 2026-11-22 10:00 in Shanghai, a Sunday: the moment every story begins at.
pub const NOW: Moment = Moment(1_795_312_800_000);

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// A freshly opened program.
pub struct House {
    /// The program; its clock stands until a story moves it.
    pub app: App,
    /// Its router.
    pub router: Router,
    db: String,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        // A leftover folder under /tmp harms nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body as JSON; null when it is not.
    pub json: Value,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The JSON of a success; says the refusal otherwise.
    pub fn ok(self) -> Value {
        assert!(
            self.status.is_success(),
            "{}: {}",
            self.status,
            String::from_utf8_lossy(&self.bytes)
        );
        self.json
    }

    /// The status and the code of a refusal.
    pub fn refused(self) -> (u16, String) {
        assert!(
            !self.status.is_success(),
            "not refused: {}",
            String::from_utf8_lossy(&self.bytes)
        );
        let code = self.json["code"].as_str().unwrap_or_default().to_owned();
        (self.status.as_u16(), code)
    }
}

/// Plays a story on SQLite, and on PostgreSQL when `HONGBANG_TEST_POSTGRES` gives its address.
pub async fn on_both(story: impl AsyncFn(House)) {
    story(House::sqlite().await).await;
    if let Some(house) = House::postgres().await {
        story(house).await;
    }
}

impl House {
    /// On a new SQLite file.
    pub async fn sqlite() -> Self {
        let folder = folder();
        let file = folder.join("books.sqlite");
        Self::open(file.to_string_lossy().into_owned(), folder).await
    }

    /// In a new schema of the test run's PostgreSQL; none when there is no such.
    pub async fn postgres() -> Option<Self> {
        let address = std::env::var("HONGBANG_TEST_POSTGRES").ok()?;
        Some(Self::postgres_at(&address).await)
    }

    /// In a new schema of the PostgreSQL at an address.
    pub async fn postgres_at(address: &str) -> Self {
        let folder = folder();
        let schema = folder
            .file_name()
            .expect("the folder has a name")
            .to_string_lossy()
            .replace('-', "_");
        let mut admin = sqlx::PgConnection::connect(address)
            .await
            .expect("the test run's PostgreSQL answers");
        // A process of this number may have told stories before.
        let create = format!("drop schema if exists {schema} cascade; create schema {schema}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(create))
            .execute(&mut admin)
            .await
            .expect("a new schema can be made");
        let mark = if address.contains('?') { '&' } else { '?' };
        let address = format!("{address}{mark}options[search_path]={schema}");
        Self::open(address, folder).await
    }

    async fn open(db: String, folder: PathBuf) -> Self {
        let clock = Clock::set_to(NOW);
        let app = open(&db, &folder, clock, Wire::default()).await;
        let router = app.router();
        Self {
            app,
            router,
            db,
            folder,
        }
    }

    /// Ends the program and opens the same books at the same time again, with another way to robots.
    pub async fn reopen(&mut self, wire: Wire) {
        self.app.stop().await;
        self.app = open(&self.db, &self.folder, self.app.clock.clone(), wire).await;
        self.router = self.app.router();
    }

    /// The folder of its logs, backups and keys.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The SQLite file's path.
    pub fn address(&self) -> String {
        self.folder
            .join("books.sqlite")
            .to_string_lossy()
            .into_owned()
    }

    /// Signs a member in without a secret and returns the session's token.
    pub async fn sign_in(&self, team: TeamId, member: MemberId) -> String {
        let token = api::chance::token();
        let hash = api::chance::token_hash(&token);
        let now = self.app.clock.now();
        let until = now.plus_days(30);
        let mut tx = self.app.db.write().await.expect("a transaction begins");
        store::access::session::begin(&mut tx, team, member, &hash, "", now, until)
            .await
            .expect("a session can be written");
        tx.commit().await.expect("it commits");
        token
    }

    /// Asks with a session's token, none: not signed in.
    pub async fn ask(
        &self,
        token: Option<&str>,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::COOKIE, format!("hongbang={token}"));
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).expect("a well-formed request"))
            .await
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router never fails");
        let status = response.status();
        let bytes = response
            .into_body()
            .collect()
            .await
            .expect("a whole body")
            .to_bytes()
            .to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Answer {
            status,
            json,
            bytes,
        }
    }

    /// Reads as a session's owner.
    pub async fn get(&self, token: &str, path: &str) -> Answer {
        self.ask(Some(token), Method::GET, path, None).await
    }

    /// Writes as a session's owner.
    pub async fn post(&self, token: &str, path: &str, body: Value) -> Answer {
        self.ask(Some(token), Method::POST, path, Some(body)).await
    }

    /// Writes rows straight into a table.
    pub async fn rows<'a, const N: usize>(
        &self,
        table: &'static str,
        columns: [&'static str; N],
        rows: impl IntoIterator<Item = [Cell<'a>; N], IntoIter: Send + 'a>,
    ) {
        let rows: Vec<[Cell<'_>; N]> = rows.into_iter().collect();
        let mut tx = self.app.db.write().await.expect("a transaction begins");
        bulk_insert(&mut tx, table, columns, rows)
            .await
            .expect("the rows fit the table");
        tx.commit().await.expect("they commit");
    }
}

async fn open(db: &str, folder: &Path, clock: Clock, wire: Wire) -> App {
    let config = Config {
        db: db.to_owned(),
        data_dir: folder.to_owned(),
        clock,
        door: Door::InProcess,
        demo: false,
    };
    let opened = App::open_with(config, Some(wire)).await;
    opened.expect("the database opens")
}

fn folder() -> PathBuf {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder =
        std::env::temp_dir().join(format!("hongbang-story-{}-{number}", std::process::id()));
    // A number used before: what lies there belongs to nobody any more.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    folder
}
