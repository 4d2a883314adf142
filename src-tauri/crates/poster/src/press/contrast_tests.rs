//! Words can be read in every colour that a team may choose.

use crate::course::Course;
use crate::shelf::Shelf;
use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};
use typst_layout::PagedDocument;

/// A page that reads the templates' own palettes and refuses what cannot be read: WCAG's 4.5 for words.
const PROOF: &str = r##"
#import "/look.typ": contrast, looks
#let steps = ("00", "40", "80", "c0", "ff")
#let all = for r in steps { for g in steps { for b in steps { (rgb("#" + r + g + b),) } } }
#for own in (none, ..all) {
  for (name, make) in looks {
    let look = make(own)
    let high = look.tone.at("high", default: look.tone.ground)
    let pairs = (
      ..for ground in (look.tone.ground, look.tone.raised, high) {
        (("ink", look.tone.ink, ground), ("soft", look.tone.soft, ground), ("accent", look.tone.accent, ground))
      },
      ..for ground in (look.sheet.ground, look.sheet.raised) {
        (("ink", look.sheet.ink, ground), ("soft", look.sheet.soft, ground), ("accent", look.sheet.accent, ground))
      },
      ("on", look.tone.on-accent, look.tone.accent), ("on", look.sheet.on-accent, look.sheet.accent),
    )
    for (what, ink, ground) in pairs {
      let found = contrast(ink, ground)
      assert(found >= 4.5, message: name + " " + repr(own) + ": " + what + " " + repr(ink) + " on " + repr(ground) + " " + repr(found))
    }
  }
}
"##;

/// The shelf with another beginning.
struct Proof<'a> {
    shelf: Shelf<'a>,
    main: Source,
}

impl World for Proof<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.shelf.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.shelf.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.shelf.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.shelf.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[test]
fn words_can_be_read_in_every_colour_of_a_team() {
    let course = Course::default();
    let proof = Proof {
        shelf: Shelf::new("[]".to_owned(), &[], 0, &course),
        main: Source::detached(PROOF),
    };
    let set = typst::compile::<PagedDocument>(&proof).output;
    let fault = set.err().and_then(|faults| faults.into_iter().next());
    assert_eq!(fault.map(|one| one.message.to_string()), None);
}
