//! Runs one command many times, kills it at random instants, and looks at what is left past the program.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant, SystemTime};
use std::{env, thread};

use rusqlite::{Connection, OpenFlags};

use super::COMMANDS;
use crate::pace;
use crate::random::Random;
use crate::sandbox::{Sandbox, dump, ensure_sound, query, without_uids};

/// A command to be killed.
pub struct Killing {
    /// The files as they are before the command.
    pub before: Sandbox,
    pub args: &'static [&'static str],
    /// A part of what it prints when it is done.
    pub said: &'static str,
}

/// When kills came.
#[derive(Debug, Default)]
struct Counts {
    /// Before the command wrote anything.
    before: u32,
    /// While it was writing: something of it was in the log or beside its target, and counted for nothing.
    during: u32,
    /// When it was done and had not ended.
    after: u32,
    /// Too late: it had ended.
    ended: u32,
}

impl Killing {
    /// Kills the command its share of times, and again until kills came before and after it was done.
    pub fn run(&self) {
        let _pace = pace::steady();
        let kills = number("VERSUS_KILLS").unwrap_or(60).div_ceil(COMMANDS as u64);
        let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").subsec_nanos();
        let seed = number("VERSUS_SEED").unwrap_or(clock.into());
        println!("{:?}: VERSUS_SEED={seed}", self.args);

        let before = state(&self.before.copy());
        let mut runs: Vec<(Duration, String)> = (0..3).map(|_| self.whole_run()).collect();
        runs.sort();
        let (whole, after) = runs.swap_remove(1);
        assert!(runs.iter().all(|(_, state)| *state == after), "the command does not always do the same");
        assert!(before != after, "the command does nothing");

        let mut instants = Instants { random: Random(seed), turn: 0.7 };
        let mut counts = Counts::default();
        for kill in 0..20 * kills {
            let sees_both = counts.before + counts.during > 0 && counts.after + counts.ended > 0;
            if kill >= kills && sees_both {
                break;
            }
            let moment = match kill % 3 {
                0 => Moment::After(whole.mul_f64(instants.anywhere())),
                1 => Moment::After(whole.mul_f64(instants.near_the_turn())),
                _ => Moment::SinceItWrote(whole.mul_f64(instants.soon())),
            };
            let is_done = self.kill(moment, [&before, &after], &mut instants, &mut counts);
            if kill % 3 == 1 {
                // By factors, and great ones at first, so that it keeps up with a machine that got several times slower.
                let factor = if sees_both { 1.03 } else { 1.2 };
                instants.turn = (instants.turn * if is_done { 1.0 / factor } else { factor }).clamp(0.01, 20.0);
            }
        }
        println!("{:?}: {whole:?} when left alone; kills: {counts:?}", self.args);
        assert!(counts.before + counts.during > 0 && counts.after + counts.ended > 0, "{counts:?}");
    }

    /// Lets the command run to its end, and returns how long it took and what is there then.
    fn whole_run(&self) -> (Duration, String) {
        let sandbox = self.before.copy();
        let start = Instant::now();
        let output = sandbox.command().args(self.args).output().expect("the binary runs");
        let whole = start.elapsed();
        let ran = sandbox.ran(&output);
        assert!(ran.code == Some(0) && ran.to_string().contains(self.said), "{:?}: {ran}", self.args);
        assert_eq!(left_beside(sandbox.home()), Vec::<String>::new());
        (whole, state(&sandbox))
    }

    /// Tells whether the command has written something: into the log of the base, or beside its target.
    fn has_begun(&self, sandbox: &Sandbox) -> bool {
        let length = |sandbox: &Sandbox| fs::metadata(sandbox.path("base.db-wal")).map(|log| log.len()).ok();
        length(sandbox) != length(&self.before) || !left_beside(sandbox.home()).is_empty()
    }

    /// Runs the command, kills it at that moment, and tells whether it was done.
    fn kill(&self, moment: Moment, states: [&str; 2], instants: &mut Instants, counts: &mut Counts) -> bool {
        let sandbox = self.before.copy();
        let mut command = sandbox.command();
        let command = command.args(self.args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let start = Instant::now();
        let mut child = command.spawn().expect("the binary runs");
        match moment {
            Moment::After(wait) => thread::sleep(wait.saturating_sub(start.elapsed())),
            Moment::SinceItWrote(wait) => {
                while !self.has_begun(&sandbox) && child.try_wait().expect("a child").is_none() {}
                let seen = Instant::now();
                // Too short for sleeping.
                while seen.elapsed() < wait {
                    std::hint::spin_loop();
                }
            }
        }
        child.kill().expect("killed or ended");
        let output = child.wait_with_output().expect("ended");
        let ran = sandbox.ran(&output);
        let told = format!("{:?} killed {moment:?}: {ran}", self.args);

        let left = left_beside(sandbox.home());
        let has_begun = self.has_begun(&sandbox);
        // The program itself is the next to open the base, or somebody else.
        if instants.step().is_multiple_of(2) && sandbox.path("base.db").exists() && !self.args.contains(&"list") {
            let next = sandbox.run(&["--db", "base.db", "documents", "--format", "csv"]);
            assert!(next.code == Some(0) && next.stderr.is_empty(), "{told}\nthen: {next}");
        }
        let found = state(&sandbox);
        let [before, after] = states;
        let is_done = found == after;
        assert!(is_done || found == before, "{told}\nwhat is there is neither the old state nor the new one:\n{found}");
        assert!(ran.code.is_none_or(|code| code == 0), "{told}");
        let said_done = ran.code == Some(0) || ran.to_string().contains(self.said);
        assert!(is_done || !said_done, "{told}\nit said it was done, and it is not");
        let count = match (ran.code.is_some(), is_done, has_begun) {
            (true, ..) => &mut counts.ended,
            (_, true, _) => &mut counts.after,
            (_, _, true) => &mut counts.during,
            _ => &mut counts.before,
        };
        *count += 1;

        for name in &left {
            let file = OpenOptions::new().write(true).open(sandbox.path(name)).expect("a file");
            file.set_modified(SystemTime::now() - Duration::from_hours(2)).expect("a time");
        }
        if !is_done {
            let again = sandbox.run(self.args);
            assert!(again.code == Some(0), "{told}\nand once more: {again}");
            assert!(state(&sandbox) == after, "{told}\nand once more: {again}");
        }
        if !left.is_empty() {
            sandbox.succeed(&["--db", "base.db", "export", "documents", "-o", "next.csv"]);
            assert_eq!(left_beside(sandbox.home()), Vec::<String>::new(), "{told}\nthis is never cleared away");
        }
        is_done
    }
}

/// When to kill a command.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// So long after its start.
    After(Duration),
    /// So long after the first sign that it writes.
    SinceItWrote(Duration),
}

/// Where in the duration of a command to kill it.
struct Instants {
    random: Random,
    /// About when the command gets done, as a part of its duration: learnt from what the kills find.
    turn: f64,
}

impl Instants {
    fn step(&mut self) -> u64 {
        self.random.next()
    }

    /// Returns a number from 0 to 1.
    fn part(&mut self) -> f64 {
        f64::from(u32::try_from(self.step() >> 32).expect("32 bits")) / f64::from(u32::MAX)
    }

    fn anywhere(&mut self) -> f64 {
        1.05 * self.part()
    }

    fn near_the_turn(&mut self) -> f64 {
        (self.turn + 0.2 * (self.part() - 0.5)).max(0.0)
    }

    /// Returns a small number, of any magnitude from a ten-thousandth to a half.
    fn soon(&mut self) -> f64 {
        0.5 * 5_000_f64.powf(-self.part())
    }
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok().map(|value| value.parse().expect("a number"))
}

/// Returns the temporary files of unfinished commands.
fn left_beside(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").file_name());
    names.filter_map(|name| name.into_string().ok()).filter(|name| name.starts_with(".versus-")).collect()
}

/// Returns what all files at the top of a sandbox hold, and makes sure that its bases are whole. What belongs to a base
/// counts as part of it; temporary files do not count.
fn state(sandbox: &Sandbox) -> String {
    let names = fs::read_dir(sandbox.home()).expect("a folder").map(|entry| entry.expect("readable").path());
    let mut contents = BTreeMap::new();
    for path in names.filter(|path| path.is_file()) {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
        if name.starts_with(".versus-") || [".db-wal", ".db-shm"].iter().any(|suffix| name.ends_with(suffix)) {
            continue;
        }
        let content = if Path::new(name).extension().is_some_and(|extension| extension == "db") {
            of_base(&path)
        } else {
            String::from_utf8_lossy(&fs::read(&path).expect("readable")).into_owned()
        };
        contents.insert(name.to_owned(), content);
    }
    let mut state = String::new();
    for (name, content) in contents {
        writeln!(state, "== {name}\n{content}").expect("memory");
    }
    state
}

/// Returns what a base holds, past the program, and makes sure that it is whole.
fn of_base(path: &Path) -> String {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).expect("the base opens");
    connection.busy_timeout(Duration::from_secs(10)).expect("set");
    ensure_sound(&connection);
    let schema: Vec<i64> = query(&connection, "SELECT max(version) FROM refinery_schema_history");
    format!("schema {schema:?}\n{}", without_uids(&dump(&connection)))
}
