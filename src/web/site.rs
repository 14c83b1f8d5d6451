//! What all requests share: the base, what may be done with it, and who sent how many reports.

use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::Semaphore;

use super::hosts::Hosts;
use super::known_values::KnownValues;
use super::pool::Pool;
use super::problem::Problem;
use crate::error::Result;
use crate::model::{FigureId, Holdings};
use crate::service::comparison::{self, Values};
use crate::service::limiter::Limiter;
use crate::store::{Store, Watch};

/// What a site shows and lets people do.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The base.
    pub path: PathBuf,
    /// Whether reports can be filed.
    pub may_report: bool,
    /// Who decides reports and corrects; `None` where nobody can.
    pub editor: Option<String>,
    /// Under which names it is asked for.
    pub hosts: Hosts,
    /// What time it is, for tests; RFC 3339, UTC.
    pub now: Option<String>,
}

/// A base as pages. Cheap to clone: all are one.
#[derive(Debug, Clone)]
pub struct Site(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    settings: Settings,
    pool: Arc<Pool>,
    watch: Mutex<Watching>,
    limiter: Limiter,
    values: KnownValues,
    /// How much the base holds, and the tag of the state in which that was counted: all values are passed over for it.
    holdings: Mutex<Option<(String, Holdings)>>,
    /// The past is made anew for each question, which takes long: one at a time.
    past: Arc<Semaphore>,
}

#[derive(Debug)]
struct Watching {
    watch: Watch,
    /// Told apart from other runs and other files, whose counters mean something else.
    run: u64,
}

impl Watching {
    fn of(path: &Path) -> Result<Self> {
        Ok(Self { watch: Watch::new(path)?, run: RandomState::new().hash_one(0) })
    }
}

impl Site {
    /// Opens a site.
    pub fn new(settings: Settings) -> Result<Self> {
        let watch = Mutex::new(Watching::of(&settings.path)?);
        let readers = thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
        let pool = Arc::new(Pool::new(settings.path.clone(), readers));
        let (limiter, past) = (Limiter::default(), Arc::new(Semaphore::new(1)));
        let (values, holdings) = (KnownValues::default(), Mutex::new(None));
        Ok(Self(Arc::new(Shared { settings, pool, watch, limiter, values, holdings, past })))
    }

    /// Tells whether reports can be filed.
    #[must_use]
    pub fn may_report(&self) -> bool {
        self.0.settings.may_report
    }

    /// Returns who decides.
    #[must_use]
    pub fn editor(&self) -> Option<&str> {
        self.0.settings.editor.as_deref()
    }

    pub(super) fn hosts(&self) -> &Hosts {
        &self.0.settings.hosts
    }

    pub(super) fn pool(&self) -> &Arc<Pool> {
        &self.0.pool
    }

    pub(super) fn limiter(&self) -> &Limiter {
        &self.0.limiter
    }

    pub(super) fn past(&self) -> &Arc<Semaphore> {
        &self.0.past
    }

    /// Returns the values of a figure, as the documents state them where the store reads them so. `tag` was the base's before the
    /// store began to read: what is read may be of a later state, and never of an earlier one.
    pub(super) fn values(
        &self,
        store: &Store,
        figure: FigureId,
        as_stated: bool,
        tag: &str,
    ) -> std::result::Result<Values, Problem> {
        if let Some(values) = self.0.values.get(tag, (figure, as_stated)) {
            return Ok(values);
        }
        let values = comparison::values(store, figure)?;
        self.0.values.keep(tag, (figure, as_stated), &values);
        Ok(values)
    }

    /// Returns how much the base holds, counted once for each state of it. For `tag` see [`Site::values`].
    pub(super) fn holdings(&self, store: &Store, tag: &str) -> std::result::Result<Holdings, Problem> {
        let mut known = self.0.holdings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, holdings)) = &*known
            && of == tag
        {
            return Ok(*holdings);
        }
        let holdings = store.holdings()?;
        *known = Some((tag.to_owned(), holdings));
        Ok(holdings)
    }

    /// Returns the present moment.
    #[must_use]
    pub fn now(&self) -> String {
        self.0.settings.now.clone().unwrap_or_else(crate::store::now)
    }

    /// Returns what tags the state of the base: another one after every write, and another one for another program.
    pub(super) fn tag(&self) -> std::result::Result<String, Problem> {
        self.look().map_err(|error| Problem::from(error).told(&self.0.settings.path))
    }

    fn look(&self) -> Result<String> {
        let path = &self.0.settings.path;
        let mut watching = self.0.watch.lock().unwrap_or_else(PoisonError::into_inner);
        if watching.watch.is_replaced(path) {
            *watching = Watching::of(path)?;
            self.0.pool.forget();
        }
        let counter = watching.watch.counter()?;
        Ok(format!("{}-{:x}-{counter:x}", env!("CARGO_PKG_VERSION"), watching.run))
    }
}
