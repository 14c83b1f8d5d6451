//! What values amount to, kept beside them: brought in step with their texts, compared with these, and asked for. How a text is
//! read is for `crate::quantity`.

mod ask;
mod keep;
mod row;

pub(in crate::store) use ask::of_figure;
pub(in crate::store) use keep::{astray, bring, put_new, refresh};
pub(in crate::store) use row::QuantityColumns;
