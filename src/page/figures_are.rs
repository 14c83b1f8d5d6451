//! Which way round tables are, where a person says so.

use crate::model::closed_set;

closed_set! {
    /// Which way round tables are, where a person says so.
    FiguresAre {
        /// Each column is a figure.
        Columns = "columns",
        /// Each row is a figure.
        Rows = "rows",
    }
}
