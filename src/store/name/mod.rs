//! What figures and attributes are called: finding one by a name, and listing them. Giving them other names is in `merging`.
//!
//! Figures and attributes are two kinds of one thing here; only `migrations/V02__names.sql` and the tables that refer to
//! them keep them apart.

pub(in crate::store) mod known;
pub(in crate::store) mod list;
pub(in crate::store) mod lookup;
