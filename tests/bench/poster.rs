//! Posters: a 喜报 as a group gets it, through the whole router, a different one each time; and five
//! hundred certificates in one file, by the press alone. Beside the first the floor: the same typesetter
//! with nothing on its page.

use crate::table::{Line, said};
use crate::watch::{median, time};
use anyhow::{Context as _, Result, anyhow, ensure};
use poster::paper::{Body, Certificate, Look, Paper, Size, Team};
use poster::press::Sheaf;
use rules::MemberId;
use std::time::Duration;
use tests::House;
use tokio::runtime::Runtime;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration as Span};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

const ROUNDS: usize = 120;
const CERTIFICATES: usize = 500;
/// The press remembers so many runs: a round of more has forgotten each when its turn comes again.
const REMEMBERED: usize = 8;

/// Measures one poster and many certificates.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let [mut ours, mut floor] = runtime.block_on(pictures())?;
    let (p50, floor) = (median(&mut ours), median(&mut floor));
    let p99 = ours[ours.len() * 99 / 100];
    println!("  middle {}, p99 {}", said(p50), said(p99));
    let many = certificates()?;
    let aim = Duration::from_millis;
    Ok(vec![
        Line::faster(
            "a 喜报 as PNG of 1080×1920, warm, whole router, p50",
            p50,
            "the aim",
            aim(150),
            1.0,
        ),
        Line::faster("the same, p99", p99, "the aim", aim(500), 1.0),
        Line::faster(
            "the same, p50",
            p50,
            "typst: an empty page of that size",
            floor,
            0.1,
        ),
        Line::faster(
            "500 certificates in one PDF, the press",
            many,
            "the aim",
            aim(60_000),
            1.0,
        ),
    ])
}

/// How long each 喜报 and each empty page took, in turn.
async fn pictures() -> Result<[Vec<Duration>; 2]> {
    let house = House::sqlite().await;
    let team = house
        .app
        .demo_team()
        .await
        .map_err(|no| anyhow!("{no:?}"))?;
    let token = house.sign_in(team, MemberId(1)).await;
    let wishes = wishes(&house, &token).await?;
    let blank = Blank::new("#set page(width: 1080pt, height: 1920pt, margin: 0pt)\n#[]");
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS + wishes.len() {
        let (began, wish) = (crate::watch::begin(), &wishes[round % wishes.len()]);
        let answer = house.get(&token, wish).await;
        let took = began.elapsed();
        ensure!(answer.status.is_success(), "{wish}: {}", answer.json);
        let (floor, png) = time(|| blank.picture());
        ensure!(!png?.is_empty(), "an empty page is a picture, too");
        // The first of each warms fonts and looks.
        if round >= wishes.len() {
            times[0].push(took);
            times[1].push(floor);
        }
    }
    house.app.stop().await;
    Ok(times)
}

/// The addresses of a 喜报 for each named entrant of the demo's last contest, in each look.
async fn wishes(house: &House, token: &str) -> Result<Vec<String>> {
    let contests = house.get(token, "/api/contests").await.json;
    let mut contests = contests["contests"].as_array().into_iter().flatten();
    let last = contests.find(|one| one["state"] == "final");
    let id = &last.context("the demo has a contest that is final")?["id"];
    let board = format!("/api/contests/{id}/board?start=0&count=20");
    let rows = house.get(token, &board).await.json;
    let rows = rows["rows"].as_array().context("a board has rows")?;
    let mut wishes = Vec::new();
    for row in rows.iter().filter(|row| row["name"].is_string()) {
        for look in Look::ALL {
            let (entrant, look) = (&row["entrant_id"], look.word());
            let wish = format!("kind=win&contest={id}&entrant={entrant}&look={look}");
            let path = format!("/api/posters/picture?{wish}");
            if house.get(token, &path).await.status.is_success() {
                wishes.push(path);
            }
        }
    }
    ensure!(wishes.len() > REMEMBERED, "only {} posters", wishes.len());
    Ok(wishes)
}

/// How long many certificates took.
fn certificates() -> Result<Duration> {
    let mut sheaf = Sheaf::default();
    for nth in 0..CERTIFICATES {
        let address = format!("https://books.example.org/contests/{nth}");
        let qr = sheaf.qr(&address, "扫码看完整榜单".to_owned())?;
        let certificate = Certificate {
            name: format!("成员{nth}"),
            honour: format!("第 {nth} 名"),
            words: format!("在“双十一冲刺”中荣获第 {nth} 名，特发此证，以资鼓励。"),
            number: Some(format!("12-{nth}")),
            signer: "红杏团队".to_owned(),
        };
        sheaf.push(Paper {
            look: Look::Cinnabar,
            size: Size::A4,
            lang: "zh",
            team: Team {
                name: "红杏团队".to_owned(),
                ..Team::default()
            },
            draft: None,
            qr: Some(qr),
            date: "2026年11月23日".to_owned(),
            title: "荣誉证书".to_owned(),
            body: Body::Certificate { certificate },
        });
    }
    let (many, pdf) = time(|| sheaf.set().and_then(|set| set.pdf()));
    let bytes = pdf?.len();
    println!("  {CERTIFICATES} certificates: {} kB", bytes / 1000);
    Ok(many)
}

/// The typesetter with nothing but its own library and a page without words.
struct Blank {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    main: Source,
}

impl Blank {
    fn new(text: &str) -> Self {
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::new()),
            main: Source::detached(text),
        }
    }

    fn picture(&self) -> Result<Vec<u8>> {
        let set = typst::compile::<PagedDocument>(self).output;
        let set = set.map_err(|faults| anyhow!("{:?}", faults.first().map(|one| &one.message)))?;
        let page = set.pages().first().context("one page")?;
        let options = RenderOptions {
            pixel_per_pt: 1.0.into(),
            render_bleed: false,
        };
        Ok(typst_render::render(page, &options).encode_png()?)
    }
}

impl World for Blank {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let own = Some(&self.main).filter(|main| main.id() == id);
        own.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, _: usize) -> Option<Font> {
        None
    }

    fn today(&self, _: Option<Span>) -> Option<Datetime> {
        None
    }
}
