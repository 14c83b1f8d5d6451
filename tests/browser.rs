//! The pages of `versus serve` in a real browser: Chromium without a window, driven as a person would drive it.
//!
//! A machine without Chromium, its driver or axe-core is told what to install, and these tests did not run there; with
//! `VERSUS_BROWSER=required` that is a failure.

mod accessible;
mod driver;
mod hostile;
mod keyboard;
mod machine;
mod story;
