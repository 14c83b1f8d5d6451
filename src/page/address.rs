//! What a page is known by on the web: its URL, spelled in one way, so that two spellings of one address are one text.
//!
//! In doubt addresses stay apart: a page that is there twice can be seen, two pages taken for one cannot. So `www.`, a slash
//! at the end, the order of a query and `index.html` make a difference: what they lead to is for the site to say, and it
//! says so by `rel=canonical`.

use url::Url;

use crate::name;
use crate::slug::escaped_byte;

/// Parameters that tell how a reader came to a page and not which page it is, in small letters. Each is set by one known
/// service and stands for nothing else; names that sites use for pages (`ref`, `source`, `id`, `cid`) are not here.
/// [Firefox: query parameter stripping; Brave: query filter; Matomo: tracking campaigns]
const TRACKING: [&str; 43] = [
    "__hsfp",
    "__hssc",
    "__hstc",
    "_branch_match_id",
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_kx",
    "_openstat",
    "dclid",
    "epik",
    "fbclid",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "hsctatracking",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "ml_subscriber",
    "ml_subscriber_hash",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "pk_campaign",
    "pk_keyword",
    "pk_kwd",
    "rdt_cid",
    "ref_src",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "wbraid",
    "yclid",
    "ysclid",
];

/// How the names of tracking parameters begin of which there are many: those of Google Analytics, which others took over,
/// and of Matomo.
const TRACKING_PREFIXES: [&str; 2] = ["utm_", "mtm_"];

/// Returns the address of a page with that URL; `None` for what is no URL of the web, as paths are, or is longer than
/// [`name::LONGEST`].
pub(super) fn of(url: &str) -> Option<String> {
    spelled(&parsed(url)?)
}

/// Reads a URL of the web that stands alone. Without `//` it may as well be a path.
pub(super) fn parsed(url: &str) -> Option<Url> {
    let url = url.trim();
    let is_web = ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    if is_web && url.len() <= name::LONGEST { Url::parse(url).ok() } else { None }
}

/// Returns the address that a page states of itself; `None` where it does not count: on another host than that of the URL
/// under which the page was found, and as the root of a site, which badly set up sites state on every page.
///
/// `base` is what a relative address is relative to.
pub(super) fn stated(stated: &str, base: Option<&Url>, found_at: Option<&Url>) -> Option<String> {
    if stated.len() > name::LONGEST {
        return None;
    }
    let url = match base {
        Some(base) => base.join(stated.trim()).ok()?,
        None => parsed(stated)?,
    };
    if found_at.is_some_and(|found_at| !is_same_host(&url, found_at)) {
        return None;
    }
    let address = spelled(&url)?;
    let is_root = address.matches('/').count() == 3 && address.ends_with('/');
    (!is_root).then_some(address)
}

/// Spells a URL as an address:
/// - What the URL standard has for it: host and scheme in small letters, hosts beyond ASCII in Punycode, `..` followed.
/// - `http` is `https`: sites send from one to the other, and no two pages differ in it. Ports 80 and 443 go with them.
/// - No user and password, no full stop after the host.
/// - Letters, digits and `-._~` are themselves, all else that has no meaning in a URL is `%` and two capital digits
///   (RFC 3986, 6.2.2).
/// - The query loses [`TRACKING`] and empty parameters; the rest keeps its order.
/// - The fragment goes, unless it begins with `!`: such a fragment was once the way to give the states of a script
///   addresses of their own.
fn spelled(url: &Url) -> Option<String> {
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?;
    let host = host.strip_suffix('.').unwrap_or(host);
    if host.is_empty() || host.ends_with('.') {
        return None;
    }
    let mut address = match port(url) {
        Some(port) => format!("https://{host}:{port}"),
        None => format!("https://{host}"),
    };
    escape(url.path(), &mut address);
    let mut query = String::new();
    escape(url.query().unwrap_or_default(), &mut query);
    let mut mark = '?';
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty() && !is_tracking(parameter)) {
        address.push(mark);
        address.push_str(parameter);
        mark = '&';
    }
    if let Some(fragment) = url.fragment().filter(|fragment| fragment.len() > 1 && fragment.starts_with('!')) {
        address.push('#');
        escape(fragment, &mut address);
    }
    (address.len() <= name::LONGEST).then_some(address)
}

/// Returns the port where it is none that the web has anyway.
fn port(url: &Url) -> Option<u16> {
    url.port().filter(|port| !matches!(port, 80 | 443))
}

/// Answers whether both are on one host. With and without `www.` a host has one owner, and sites call themselves by either.
fn is_same_host(one: &Url, other: &Url) -> bool {
    let bare = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        let host = host.strip_suffix('.').unwrap_or(host);
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    };
    bare(one) == bare(other) && port(one) == port(other)
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    TRACKING.contains(&&*name) || TRACKING_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// Writes a part of a URL so that characters are escaped only where that makes a difference.
fn escape(part: &str, to: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut rest = part.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%').then(|| escaped_byte(after)).flatten();
        rest = if code.is_some() { &after[2..] } else { after };
        let (byte, is_escaped) = (code.unwrap_or(byte), code.is_some());
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_plain || !is_escaped && b"!$&'()*+,;=:@/?".contains(&byte) {
            to.push(char::from(byte));
        } else {
            let digits = [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
            to.push('%');
            to.extend(digits);
        }
    }
}

#[cfg(test)]
mod tests;
