//! How many reports one client may file.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The most reports of one client within [`SPAN`].
pub const MOST: u32 = 10;

/// The time in which they are counted.
pub const SPAN: Duration = Duration::from_mins(1);

/// The most clients that are kept apart. Where there are more, new ones wait.
const CLIENTS: usize = 10_000;

/// Counts the reports of each client.
#[derive(Debug, Default)]
pub struct Limiter(Mutex<HashMap<IpAddr, (Instant, u32)>>);

impl Limiter {
    /// Tells whether a client may file another report.
    pub fn lets_pass(&self, client: IpAddr, now: Instant) -> bool {
        let client = network(client);
        let mut clients = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() >= CLIENTS && !clients.contains_key(&client) {
            clients.retain(|_, (since, _)| !is_over(*since, now));
            return clients.len() < CLIENTS;
        }
        clients.get(&client).is_none_or(|(since, reports)| is_over(*since, now) || *reports < MOST)
    }

    /// Counts a report that a client has filed.
    pub fn count(&self, client: IpAddr, now: Instant) {
        let mut clients = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, reports) = clients.entry(network(client)).or_insert((now, 0));
        if is_over(*since, now) {
            (*since, *reports) = (now, 0);
        }
        *reports = reports.saturating_add(1);
    }
}

fn is_over(since: Instant, now: Instant) -> bool {
    now.duration_since(since) >= SPAN
}

/// Returns what stands for a client: its address, of IPv6 the network, in which anybody has any number of addresses.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Limiter {
        fn files(&self, client: IpAddr, now: Instant) -> bool {
            let may = self.lets_pass(client, now);
            if may {
                self.count(client, now);
            }
            may
        }
    }

    #[test]
    fn each_client_has_so_many_a_minute() {
        let limiter = Limiter::default();
        let (start, client) = (Instant::now(), IpAddr::from([192, 0, 2, 1]));
        let passed = (0..MOST + 5).filter(|_| limiter.files(client, start)).count();
        assert_eq!(passed, MOST as usize);
        assert!(limiter.files(IpAddr::from([192, 0, 2, 2]), start), "another one");
        assert!(!limiter.files(client, start + SPAN / 2));
        assert!(limiter.files(client, start + SPAN));
    }

    #[test]
    fn the_addresses_of_one_network_are_one_client() {
        let limiter = Limiter::default();
        let address = |last| IpAddr::from([0x2001, 0xdb8, 1, 2, 3, 4, 5, last]);
        let passed = (0..30).filter(|last| limiter.files(address(*last), Instant::now())).count();
        assert_eq!(passed, MOST as usize);
    }

    #[test]
    fn more_clients_than_are_kept_apart_wait() {
        let (limiter, start) = (Limiter::default(), Instant::now());
        let client = |number: usize| IpAddr::from(u32::try_from(number).expect("a number").to_be_bytes());
        assert!((0..CLIENTS).all(|number| limiter.files(client(number), start)));
        assert!(!limiter.files(client(CLIENTS), start));
        assert!(limiter.files(client(0), start), "one that is known");
        assert!(limiter.files(client(CLIENTS), start + SPAN));
    }
}
