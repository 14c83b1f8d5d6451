//! What several commands need: what they are given, what the words on the command line mean, where pages come from, and
//! the tables that scripts rely on. Nothing here is a command, and nothing here knows one.

pub mod amounts;
pub mod as_of;
pub mod bounded_lines;
pub mod closed_set;
pub mod complete;
mod compressed;
pub mod condition;
pub mod config;
pub mod context;
pub mod counted;
pub mod date;
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
pub mod marked;
pub mod names;
pub mod notices;
pub mod output_file;
pub mod pager;
pub mod passed_over;
pub mod phrase;
pub mod prompt;
pub mod raw_page;
pub mod reading;
mod sheets;
pub mod shipped;
pub mod tables;
pub mod tally;
pub mod target;
pub mod text_editor;
mod warc;
