//! What several commands need: what they are given, where pages come from, where rows go, and questions on a
//! terminal. Nothing here is a command, and nothing here knows one.

pub mod as_of;
pub mod bounded_lines;
pub mod complete;
mod compressed;
pub mod condition;
pub mod config;
pub mod context;
pub mod editor;
pub mod figure;
pub mod global;
mod http;
pub mod input;
pub mod interrupt;
mod json_array;
mod json_lines;
mod json_shape;
#[cfg_attr(not(unix), path = "left_to_itself.rs")]
mod left_as_it_was;
mod line_editor;
pub mod listing;
pub mod notices;
pub mod output_file;
pub mod output_folder;
pub mod pager;
pub mod passed_over;
pub mod prompt;
pub mod raw_page;
pub mod reading;
mod sheets;
pub mod shipped;
pub mod signals;
pub mod tally;
pub mod text_editor;
mod warc;
