//! Under which names the pages are asked for. A page of a stranger can have a browser ask for a name of the stranger's that
//! leads to this machine (DNS rebinding): it is told by the name.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use axum::http::header::{self, HeaderName};
use url::Url;

use crate::error::{Error, Result};

/// Says where a request of a browser comes from. [w3.org/TR/fetch-metadata]
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The names and origins that are answered.
#[derive(Debug, Clone)]
pub struct Hosts {
    listen: SocketAddr,
    public: Option<Public>,
}

/// What a reverse proxy is called.
#[derive(Debug, Clone)]
struct Public {
    origin: String,
    hosts: Vec<String>,
}

impl Hosts {
    /// Returns the names of a site that listens there, and goes by `public_url` elsewhere.
    ///
    /// # Errors
    ///
    /// An address that is no http or https one, or has more than a host and a port.
    pub fn new(listen: SocketAddr, public_url: Option<&str>) -> Result<Self> {
        Ok(Self { listen, public: public_url.map(Public::read).transpose()? })
    }

    /// Returns the same for the address that was taken in the end.
    #[must_use]
    pub fn at(mut self, listen: SocketAddr) -> Self {
        self.listen = listen;
        self
    }

    /// Tells whether there is a reverse proxy.
    #[must_use]
    pub fn is_behind_proxy(&self) -> bool {
        self.public.is_some()
    }

    /// Tells whether a host, as requests name it, is one of the names.
    #[must_use]
    pub fn is_one(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        self.public.as_ref().is_some_and(|public| public.hosts.contains(&host)) || self.is_listened_on(&host)
    }

    fn is_listened_on(&self, host: &str) -> bool {
        let port = self.listen.port();
        let name = match host.rsplit_once(':') {
            Some((name, given)) if !given.ends_with(']') => {
                if given != port.to_string() {
                    return false;
                }
                name
            }
            // Browsers leave out the port that is meant anyway.
            _ if port == 80 => host,
            _ => return false,
        };
        let ip = self.listen.ip();
        let named: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
        match named {
            // On all of its addresses: that is a number, and no stranger has made it.
            Some(named) => named == ip || ip.is_unspecified(),
            None => name == "localhost" && (ip.is_loopback() || ip.is_unspecified()),
        }
    }

    /// Tells whether a request that writes was sent by a page of this site.
    #[must_use]
    pub fn is_own(&self, headers: &HeaderMap) -> bool {
        let all = |name: HeaderName| headers.get_all(name).iter().map(|value| value.to_str().unwrap_or_default());
        let (mut sites, mut origins) = (all(SEC_FETCH_SITE), all(header::ORIGIN));
        let (site, origin) = (sites.next(), origins.next());
        let host = all(header::HOST).next().unwrap_or_default();
        site.is_none_or(|site| site == "same-origin")
            && origin.is_none_or(|origin| self.is_origin(origin, host))
            && (site.is_some() || origin.is_some())
            && sites.next().is_none()
            && origins.next().is_none()
    }

    /// Tells whether an origin is that of the pages which the request itself asks for by `host`.
    fn is_origin(&self, origin: &str, host: &str) -> bool {
        if self.public.as_ref().is_some_and(|public| public.origin.eq_ignore_ascii_case(origin)) {
            return true;
        }
        // Never the proxy's name with another scheme: on an unencrypted way to it, anybody may write pages under that name.
        let own = origin.strip_prefix("http://").filter(|name| name.eq_ignore_ascii_case(host));
        own.is_some_and(|name| self.is_listened_on(&name.to_ascii_lowercase()))
    }

    /// Returns the address of a client: of whoever is connected, or of whom a reverse proxy on this machine says it asks for.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.is_behind_proxy() || !peer.to_canonical().is_loopback() {
            return peer;
        }
        // The last one is what the proxy itself has seen; what stands before came from the client.
        let last = headers.get_all("x-forwarded-for").iter().next_back();
        let last = last.and_then(|value| value.to_str().ok()).and_then(|value| value.rsplit(',').next());
        let last = last.map(str::trim);
        let address = last.and_then(|address| address.parse().ok());
        // Some proxies say the port as well.
        let with_port = || last.and_then(|address| address.parse::<SocketAddr>().ok()).map(|address| address.ip());
        address.or_else(with_port).unwrap_or(peer)
    }
}

impl Public {
    fn read(text: &str) -> Result<Self> {
        let wrong = || {
            let problem = format!("`{text}` is no address that pages can stand under");
            Error::usage(problem, "give a scheme, a host and nothing else: https://compare.example.org")
        };
        let url = Url::parse(text).map_err(|_| wrong())?;
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let is_bare = is_bare && url.username().is_empty() && url.password().is_none();
        let host = url.host_str().filter(|_| is_bare && matches!(url.scheme(), "http" | "https")).ok_or_else(wrong)?;
        let mut hosts = vec![url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))];
        if url.port().is_none() {
            hosts.extend(url.port_or_known_default().map(|port| format!("{host}:{port}")));
        }
        Ok(Self { origin: url.origin().ascii_serialization(), hosts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(listen: &str, public: Option<&str>) -> Hosts {
        Hosts::new(listen.parse().expect("an address"), public).expect("names")
    }

    /// Where it listens, what it is called elsewhere, hosts that are answered, and others.
    type Case = (&'static str, Option<&'static str>, &'static [&'static str], &'static [&'static str]);

    #[test]
    fn only_what_is_listened_on_is_answered() {
        let cases: [Case; 6] = [
            (
                "127.0.0.1:8321",
                None,
                &["127.0.0.1:8321", "localhost:8321", "LOCALHOST:8321"],
                &[
                    "127.0.0.1",
                    "localhost",
                    "evil.example:8321",
                    "127.0.0.1:80",
                    "127.0.0.1.evil.example:8321",
                    "",
                    ":8321",
                ],
            ),
            ("127.0.0.1:80", None, &["localhost", "127.0.0.1", "localhost:80"], &["evil.example"]),
            ("[::1]:8321", None, &["[::1]:8321", "localhost:8321"], &["[::1]", "127.0.0.1:8321"]),
            ("0.0.0.0:8321", None, &["192.0.2.7:8321", "localhost:8321"], &["evil.example:8321", "192.0.2.7:80"]),
            ("192.0.2.7:8321", None, &["192.0.2.7:8321"], &["localhost:8321", "192.0.2.8:8321"]),
            (
                "127.0.0.1:8321",
                Some("https://compare.example.org"),
                &["compare.example.org", "compare.example.org:443", "127.0.0.1:8321"],
                &["example.org", "compare.example.org:80", "compare.example.org.evil.example"],
            ),
        ];
        for (listen, public, good, bad) in cases {
            let hosts = hosts(listen, public);
            for host in good {
                assert!(hosts.is_one(host), "{listen} {host}");
            }
            for host in bad {
                assert!(!hosts.is_one(host), "{listen} {host}");
            }
        }
    }

    #[test]
    fn only_own_pages_write() {
        let cases: [(&[(&str, &str)], bool); 11] = [
            (&[("origin", "http://127.0.0.1:8321")], true),
            (&[("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:8321")], true),
            (&[("sec-fetch-site", "same-origin"), ("origin", "http://localhost:8321")], false),
            (&[("origin", "http://127.0.0.1:8321"), ("origin", "http://evil.example")], false),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[], false),
            (&[("origin", "null")], false),
            (&[("origin", "http://evil.example")], false),
            (&[("origin", "https://127.0.0.1:8321")], false),
            (&[("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:8321")], false),
            (&[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")], false),
        ];
        for (given, expected) in cases {
            let mut headers = HeaderMap::from_iter([(header::HOST, "127.0.0.1:8321".parse().expect("a value"))]);
            for (name, value) in given {
                headers.append(HeaderName::from_static(name), value.parse().expect("a value"));
            }
            assert_eq!(hosts("127.0.0.1:8321", None).is_own(&headers), expected, "{given:?}");
        }
    }

    #[test]
    fn a_proxy_on_this_machine_says_who_asks_and_nobody_else() {
        let loopback = IpAddr::from([127, 0, 0, 1]);
        let client = IpAddr::from([192, 0, 2, 9]);
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "198.51.100.1, 192.0.2.9".parse().expect("a value"));
        let behind = hosts("127.0.0.1:8321", Some("https://compare.example.org"));
        assert_eq!(behind.client(loopback, &headers), client);
        assert_eq!(behind.client(IpAddr::from([203, 0, 113, 5]), &headers), IpAddr::from([203, 0, 113, 5]));
        assert_eq!(hosts("127.0.0.1:8321", None).client(loopback, &headers), loopback);
    }

    #[test]
    fn a_public_address_is_a_host_and_nothing_more() {
        let listen: SocketAddr = "127.0.0.1:8321".parse().expect("an address");
        for bad in [
            "compare.example.org",
            "ftp://a.example",
            "https://a.example/x",
            "https://u@a.example",
            "https://:p@a.example",
            "https://a.example/?q",
            "",
        ] {
            assert!(Hosts::new(listen, Some(bad)).is_err(), "{bad}");
        }
        assert!(Hosts::new(listen, Some("https://a.example/")).is_ok());
    }
}
