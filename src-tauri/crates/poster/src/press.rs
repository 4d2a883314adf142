//! The press: papers become a picture or pages to print.

use crate::course::Course;
use crate::paper::{Paper, Place, Qr, Size};
use crate::shelf::{Shelf, has_chinese};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The system has no font for Chinese.
    #[error("no font of this system has Chinese signs")]
    NoFont,
    /// The words of a template and its data do not fit together.
    #[error("{0}")]
    Template(String),
    /// It was told to stop.
    #[error("stopped")]
    Stopped,
    /// A code would have to hold too much.
    #[error("the address is too long for a code")]
    Address,
}

/// Papers that are printed together, with their pictures.
#[derive(Default)]
pub struct Sheaf {
    papers: Vec<Paper>,
    pictures: Vec<(String, Vec<u8>)>,
}

impl Sheaf {
    /// Lays a picture by: PNG, JPEG or WebP.
    pub fn picture(&mut self, bytes: Vec<u8>) -> Place {
        let path = format!("/picture-{}", self.pictures.len());
        self.pictures.push((path.clone(), bytes));
        Place(path)
    }

    /// Lays a code by that leads to an address.
    ///
    /// # Errors
    /// When the address is too long for a code.
    pub fn qr(&mut self, address: &str, hint: String) -> Result<Qr, Fault> {
        // The mark of a draft may lie across it.
        let code = QrCode::with_error_correction_level(address, EcLevel::H);
        let code = code.map_err(|_| Fault::Address)?;
        // The template leaves the white around it.
        let drawn = code
            .render::<svg::Color<'_>>()
            .quiet_zone(false)
            .module_dimensions(8, 8)
            .build();
        let path = format!("/qr-{}.svg", self.pictures.len());
        self.pictures.push((path.clone(), drawn.into_bytes()));
        Ok(Qr {
            path: Place(path),
            hint,
        })
    }

    /// Lays a paper on the sheaf.
    pub fn push(&mut self, paper: Paper) {
        self.papers.push(paper);
    }

    /// How many papers there are.
    pub fn count(&self) -> usize {
        self.papers.len()
    }

    /// Sets all papers, a page each or more.
    ///
    /// # Errors
    /// When the system has no font for Chinese, or a template does not fit its data.
    pub fn set(self) -> Result<Printed, Fault> {
        self.set_along(&Course::default())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// The same, and when it is told to stop.
    pub fn set_along(self, course: &Course) -> Result<Printed, Fault> {
        if !has_chinese() {
            return Err(Fault::NoFont);
        }
        let size = self.papers.first().map(|one| one.size).unwrap_or_default();
        let data =
            serde_json::to_string(&self.papers).map_err(|no| Fault::Template(no.to_string()))?;
        let shelf = Shelf::new(data, &self.pictures, self.papers.len(), course);
        let document = typst::compile::<PagedDocument>(&shelf).output;
        // What was set lately is kept, so that the next like it is fast; not for ever.
        comemo::evict(KEPT);
        if course.is_stopped() {
            return Err(Fault::Stopped);
        }
        let document = document.map_err(said)?;
        Ok(Printed { document, size })
    }
}

/// Runs after which what no run used any more is forgotten.
const KEPT: usize = 8;

/// Papers that have been set.
pub struct Printed {
    document: PagedDocument,
    size: Size,
}

impl Printed {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// A page as a PNG, from 0.
    ///
    /// # Errors
    /// When there is no such page.
    pub fn png(&self, page: usize) -> Result<Vec<u8>, Fault> {
        let none = || Fault::Template(format!("no page {page}"));
        let page = self.document.pages().get(page).ok_or_else(none)?;
        let options = RenderOptions {
            pixel_per_pt: self.size.pixels().into(),
            render_bleed: false,
        };
        typst_render::render(page, &options)
            .encode_png()
            .map_err(|no| Fault::Template(no.to_string()))
    }

    /// All pages as a PDF.
    ///
    /// # Errors
    /// When a picture or a font cannot be written into one.
    pub fn pdf(&self) -> Result<Vec<u8>, Fault> {
        typst_pdf::pdf(&self.document, &PdfOptions::default()).map_err(said)
    }
}

fn said(faults: impl IntoIterator<Item = SourceDiagnostic>) -> Fault {
    let said: Vec<String> = faults
        .into_iter()
        .map(|one| one.message.to_string())
        .collect();
    Fault::Template(said.join("; "))
}

#[cfg(test)]
mod contrast_tests;
#[cfg(test)]
mod tests;
