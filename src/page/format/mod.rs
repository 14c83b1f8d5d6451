//! The readers of pages, one for each shape in which they come. What a page compares is not for them to say: they hand blocks
//! to `choose`.

pub(super) mod crawl;
pub(super) mod exported;
mod file_title;
pub(super) mod html;
pub(super) mod input_format;
pub(super) mod markdown;
pub(super) mod parsed;
mod plain;
mod records;
pub(super) mod spreadsheet;
pub(super) mod text_blocks;
pub(super) mod titled;
pub mod workbook;
