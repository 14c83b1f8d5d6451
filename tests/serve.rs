//! `versus serve` from outside: it says where it is, answers what the commands print, refuses what would let strangers in, cuts
//! off who is too slow, and ends when it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// A site that is running; it is ended with this.
struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    fn new(sandbox: &Sandbox, options: &[&str]) -> Self {
        let mut command = sandbox.command();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(options);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("versus");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/'));
        let address = address.and_then(|address| address.parse().ok()).unwrap_or_else(|| panic!("no address: {line}"));
        Self { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a timeout");
        stream
    }

    /// Sends a request and returns the status and the body.
    fn ask(&self, method: &str, path: &str, more: &str, body: &str) -> (u16, String) {
        let mut stream = self.connect();
        self.send(&mut stream, method, path, more, body);
        answered(&mut stream)
    }

    fn send(&self, stream: &mut TcpStream, method: &str, path: &str, more: &str, body: &str) {
        let (host, length) = (self.address, body.len());
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{more}\r\n"
        );
        stream.write_all(format!("{head}{body}").as_bytes()).expect("sent");
    }

    fn get(&self, path: &str) -> String {
        let (status, body) = self.ask("GET", path, "", "");
        assert_eq!(status, 200, "{path}\n{body}");
        body
    }

    /// What a browser says of a form of the site's own pages.
    fn own(&self) -> String {
        format!("Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\n", self.address)
    }

    /// Sends a signal.
    #[cfg(unix)]
    fn tell(&self, signal: &str) {
        let status =
            std::process::Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill");
        assert!(status.success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answered(stream: &mut TcpStream) -> (u16, String) {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    let text = String::from_utf8(bytes).expect("text");
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, body.to_owned())
}

#[test]
fn pages_have_the_rows_that_commands_print() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "stalin", "foreign policy", "--value", "Socialism in one country"]);
    sandbox.succeed(&["correct", "trotsky", "foreign policy", "--value", "Permanent revolution"]);
    let served = Served::new(&sandbox, &[]);
    let pairs: [(&str, &[&str]); 14] = [
        ("/figures", &["figures"]),
        ("/figures/joseph-stalin", &["show", "Joseph Stalin"]),
        ("/figures/joseph-stalin?as-stated", &["show", "Joseph Stalin", "--as-stated"]),
        ("/attributes", &["attributes"]),
        ("/attributes?q=policy", &["attributes", "policy"]),
        ("/attributes/foreign-policy", &["show", "Foreign policy"]),
        ("/documents", &["documents"]),
        ("/documents/joseph-stalin-vs-leon-trotsky", &["show", "joseph-stalin-vs-leon-trotsky"]),
        ("/compare/joseph-stalin/leon-trotsky", &["compare", "stalin", "trotsky"]),
        ("/compare/joseph-stalin/leon-trotsky?diff", &["compare", "stalin", "trotsky", "--diff"]),
        ("/compare/joseph-stalin/leon-trotsky?sections", &["compare", "stalin", "trotsky", "--sections"]),
        ("/reports", &["report", "list"]),
        ("/reports/1", &["report", "show", "1"]),
        ("/log", &["log"]),
    ];
    for (address, command) in pairs {
        for format in ["csv", "json"] {
            let (path, query) = address.split_once('?').unwrap_or((address, ""));
            let printed = sandbox.succeed(&[command, &["--format", format]].concat());
            assert_eq!(served.get(&format!("{path}.{format}?{query}")), printed, "{address} {format}");
        }
    }
    let search = sandbox.succeed(&["search", "permanent revolution", "--limit", "50", "--format", "csv"]);
    assert_eq!(served.get("/search.csv?q=permanent+revolution"), search);
}

#[test]
fn the_default_base_is_made_when_pages_are_asked_for() {
    let sandbox = Sandbox::new();
    let served = Served::new(&sandbox, &[]);
    assert!(served.get("/compare/joseph-stalin/leon-trotsky").contains("Foreign policy"));
    assert!(sandbox.default_base().exists());
}

#[test]
fn what_would_let_strangers_in_is_refused() {
    let sandbox = Sandbox::with_fixtures();
    let refused = |options: &[&str]| sandbox.run(&[&["serve"], options].concat()).to_string();
    assert_snapshot!(refused(&["--listen", "0.0.0.0:0"]), @"
    exit code 2
    ---- stderr ----
    error: other machines can connect to 0.0.0.0:0
    hint: add `--allow-remote` if they are meant to, or put a reverse proxy before it: see `versus help serve`
    ");
    assert_snapshot!(refused(&["--editor", "Bo", "--public-url", "https://compare.example.org"]), @"
    exit code 2
    ---- stderr ----
    error: whoever can open the pages could decide
    hint: leave out `--editor`, or `--allow-remote` and `--public-url`: another `versus serve` on this machine can have it
    ");
    assert_snapshot!(refused(&["--editor", "Bo", "--listen", "0.0.0.0:0", "--allow-remote"]), @"
    exit code 2
    ---- stderr ----
    error: whoever can open the pages could decide
    hint: leave out `--editor`, or `--allow-remote` and `--public-url`: another `versus serve` on this machine can have it
    ");
    assert_snapshot!(refused(&["--public-url", "compare.example.org"]), @"
    exit code 2
    ---- stderr ----
    error: `compare.example.org` is no address that pages can stand under
    hint: give a scheme, a host and nothing else: https://compare.example.org
    ");
    assert_snapshot!(refused(&["--listen", "nowhere"]), @"
    exit code 2
    ---- stderr ----
    error: `nowhere` is no address to listen on
    hint: give a number and a port, such as 127.0.0.1:8321 or [::1]:8321
    ");
    assert_snapshot!(refused(&["--editor", " "]), @"
    exit code 2
    ---- stderr ----
    error: invalid value ` ` for `--editor <NAME>`: the name is empty
    hint: `--help` says more
    ");
    let served = Served::new(&sandbox, &[]);
    let taken = refused(&["--listen", &served.address.to_string()]);
    assert_snapshot!(taken.replace(&served.address.to_string(), "[address]"), @"
    exit code 1
    ---- stderr ----
    error: cannot serve pages at `[address]`
    caused by: Address already in use (os error 98)
    hint: something listens there already: name another port with `--listen`
    ");
}

#[test]
fn a_reverse_proxy_goes_by_its_own_name() {
    let sandbox = Sandbox::with_fixtures();
    let served = Served::new(&sandbox, &["--public-url", "https://compare.example.org"]);
    let ask = |host: &str, origin: &str, client: &str| {
        let mut stream = served.connect();
        let body = format!("figure=Joseph+Stalin&comment=from+{client}");
        write!(
            stream,
            "POST /report HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nX-Forwarded-For: 6.6.6.6, {client}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("sent");
        answered(&mut stream).0
    };
    assert_eq!(ask("compare.example.org", "https://compare.example.org", "192.0.2.1"), 303);
    assert_eq!(ask("compare.example.org", "http://compare.example.org", "192.0.2.1"), 403);
    assert_eq!(ask("evil.example", "https://compare.example.org", "192.0.2.1"), 421);
    // Each client by itself, though all come through the proxy.
    let statuses: Vec<u16> =
        (0..12).map(|_| ask("compare.example.org", "https://compare.example.org", "192.0.2.2")).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 10, "{statuses:?}");
    assert_eq!(statuses[11], 429);
    assert_eq!(ask("compare.example.org", "https://compare.example.org", "192.0.2.3"), 303);
}

#[test]
fn who_is_too_slow_is_cut_off() {
    let sandbox = Sandbox::with_fixtures();
    let served = Served::new(&sandbox, &[]);
    let start = Instant::now();
    let (mut head, mut form, mut idle) = (served.connect(), served.connect(), served.connect());
    write!(head, "GET / HTTP/1.1\r\nHost: {}\r\nX-Slow: ", served.address).expect("sent");
    write!(
        form,
        "POST /report HTTP/1.1\r\nHost: {}\r\n{}Content-Length: 1000\r\n\r\nfigure=",
        served.address,
        served.own()
    )
    .expect("sent");
    let ended = thread::scope(|scope| {
        let ends = [&mut head, &mut form, &mut idle].map(|stream| {
            scope.spawn(move || {
                let mut rest = Vec::new();
                // A connection that is reset has ended as well.
                let _ = stream.read_to_end(&mut rest);
                String::from_utf8_lossy(&rest).into_owned()
            })
        });
        ends.map(|end| end.join().expect("no panic"))
    });
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    assert!(ended.iter().all(|answer| !answer.contains("303")), "{ended:?}");
    served.get("/");
}

#[cfg(unix)]
#[test]
fn what_is_under_way_is_answered_before_it_ends() {
    for signal in ["-INT", "-TERM"] {
        let sandbox = Sandbox::with_fixtures();
        let mut served = Served::new(&sandbox, &[]);
        let mut connection = sandbox.connect();
        let writing = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).expect("a write");
        let mut stream = served.connect();
        served.send(&mut stream, "POST", "/report", &served.own(), "figure=Joseph+Stalin&comment=late");
        // It waits for the other one, and the readers wait for nobody.
        thread::sleep(Duration::from_millis(300));
        let start = Instant::now();
        served.get("/compare/joseph-stalin/leon-trotsky");
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        served.tell(signal);
        thread::sleep(Duration::from_millis(300));
        assert!(TcpStream::connect(served.address).is_err(), "nobody new is let in");
        drop(writing);
        assert_eq!(answered(&mut stream).0, 303);
        assert!(served.child.wait().expect("ended").success());
        assert!(sandbox.succeed(&["report", "list", "--csv"]).contains("late"));
    }
}

#[test]
fn with_editor_the_name_stands_with_what_is_decided() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "stalin", "foreign policy", "--value", "Socialism in one country"]);
    let served = Served::new(&sandbox, &["--editor", "Bo"]);
    assert_eq!(served.ask("POST", "/edit/reports/1/accept", &served.own(), "note=Known").0, 303);
    let log = sandbox.succeed(&["log", "stalin", "--csv"]);
    assert!(log.contains(",Bo,accepted,") && log.contains("Known"), "{log}");
}
