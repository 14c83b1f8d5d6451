//! Rebuilds when a migration or a shipped document is added (the macros that embed them do not watch the folders), and
//! tells the program which state its migrations are in.

use std::fs;

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=seed");
    println!("cargo:rustc-env=VERSUS_SCHEMA_STATE={}", state_of_migrations());
}

/// Returns a number of 23 bits that is another for other migrations (FNV-1a over names and contents): with the number of
/// the last migration in 8 more, it fits SQLite's `user_version`.
fn state_of_migrations() -> u64 {
    let mut files: Vec<_> = fs::read_dir("migrations")
        .expect("the migrations are there")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned().into_bytes();
        for byte in name.into_iter().chain(fs::read(&file).expect("readable")) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    // 0 is the state of bases that were made before there were states.
    (hash ^ (hash >> 23) ^ (hash >> 46)) & 0x7f_ffff | 1
}
