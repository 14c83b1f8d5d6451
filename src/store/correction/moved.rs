//! Which documents have moved away from what a correction was decided on.

use rusqlite::named_params;

use crate::error::Result;
use crate::model::{CorrectionId, MovedCorrection};
use crate::store::base::Store;

impl Store {
    /// Passes every active correction whose document has moved away from what it was decided on to `visit`.
    pub fn each_moved_correction(&self, mut visit: impl FnMut(&MovedCorrection) -> Result<()>) -> Result<()> {
        let sql = "SELECT stated FROM moved_corrections WHERE correction_id = :number";
        let mut moved = self.connection.prepare(sql)?;
        let mut numbers = self.connection.prepare("SELECT correction_id FROM moved_corrections ORDER BY 1")?;
        let numbers: Vec<CorrectionId> = numbers.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if numbers.is_empty() {
            return Ok(());
        }
        self.each_correction(|correction| {
            if numbers.binary_search(&correction.number).is_err() {
                return Ok(());
            }
            let stated = moved.query_row(named_params! { ":number": correction.number }, |row| row.get(0))?;
            visit(&MovedCorrection { correction: correction.clone(), stated })
        })
    }
}
