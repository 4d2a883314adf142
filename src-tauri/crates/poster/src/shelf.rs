//! What the typesetter may read: the templates, one sheaf's data and pictures, and fonts.

use crate::course::Course;
use std::collections::HashMap;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{FontStore, system};

/// The names of the templates, with what they say; the first begins.
const TEMPLATES: [(&str, &str); 12] = [
    ("/main.typ", include_str!("templates/main.typ")),
    ("/look.typ", include_str!("templates/look.typ")),
    ("/ornament.typ", include_str!("templates/ornament.typ")),
    ("/parts.typ", include_str!("templates/parts.typ")),
    ("/head.typ", include_str!("templates/head.typ")),
    ("/fit.typ", include_str!("templates/fit.typ")),
    ("/win.typ", include_str!("templates/win.typ")),
    ("/board.typ", include_str!("templates/board.typ")),
    (
        "/certificate.typ",
        include_str!("templates/certificate.typ"),
    ),
    ("/statement.typ", include_str!("templates/statement.typ")),
    ("/contest.typ", include_str!("templates/contest.typ")),
    ("/birthday.typ", include_str!("templates/birthday.typ")),
];

/// What is the same of every paper.
struct House {
    library: LazyHash<Library>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    fonts: FontStore,
}

/// Fonts are looked for once: it takes as long as many papers.
static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let sources: Vec<Source> = TEMPLATES
        .iter()
        .filter_map(|(path, text)| Some(Source::new(id(path)?, (*text).to_owned())))
        .collect();
    let mut fonts = FontStore::new();
    fonts.extend(system());
    // A sign that no font of the system has would be an empty box.
    let emoji = Bytes::new(epaint_default_fonts::NOTO_EMOJI_REGULAR);
    fonts.extend(Font::iter(emoji).map(|font| {
        let info = font.info().clone();
        (font, info)
    }));
    House {
        library: LazyHash::new(Library::default()),
        main: sources[0].id(),
        sources: sources.into_iter().map(|one| (one.id(), one)).collect(),
        fonts,
    }
});

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Whether there is a font for Chinese among those of the system.
pub(crate) fn has_chinese() -> bool {
    let book = HOUSE.fonts.book();
    let mut all = book.families().flat_map(|(_, infos)| infos);
    all.any(|at| {
        let info = book.info(at);
        info.is_some_and(|info| info.coverage.contains('榜' as u32))
    })
}

/// One sheaf on the shelf.
pub(crate) struct Shelf<'a> {
    files: HashMap<FileId, Bytes>,
    /// Each paper reads an empty file of its own when it is begun, which may be more than once.
    begun: HashMap<FileId, AtomicBool>,
    course: &'a Course,
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(
        data: String,
        pictures: &[(String, Vec<u8>)],
        papers: usize,
        course: &'a Course,
    ) -> Self {
        let pictures = pictures
            .iter()
            .map(|(path, bytes)| (path.as_str(), Bytes::new(bytes.clone())));
        let all = pictures.chain([("/data.json", Bytes::from_string(data))]);
        Self {
            files: all
                .filter_map(|(path, bytes)| Some((id(path)?, bytes)))
                .collect(),
            begun: (0..papers)
                .filter_map(|nth| Some((id(&format!("/begun-{nth}"))?, AtomicBool::new(false))))
                .collect(),
            course,
        }
    }

    /// Counts a paper that is begun; none is when the press was told to stop.
    fn begin(&self, begun: &AtomicBool) -> FileResult<Bytes> {
        if self.course.is_stopped() {
            return Err(FileError::AccessDenied);
        }
        if !begun.swap(true, Ordering::Relaxed) {
            self.course.begin();
        }
        Ok(Bytes::new([]))
    }
}

impl World for Shelf<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &HOUSE.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        HOUSE.fonts.book()
    }

    fn main(&self) -> FileId {
        HOUSE.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = HOUSE.sources.get(&id).cloned();
        found.ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some(begun) = self.begun.get(&id) {
            return self.begin(begun);
        }
        let found = self.files.get(&id).cloned();
        found.ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        HOUSE.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
