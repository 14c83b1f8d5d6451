//! Which document of the base a page is: what is brought up to date, and what is a document of its own.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::sandbox::{Sandbox, ensure_index_in_step};

/// A text page that compares two things, with a value that tells pages apart.
fn text(a: &str, b: &str, value: &str) -> String {
    format!("{a} vs. {b}\n\nComparison\n\nAttribute | {a} | {b}\nColor | {value} | grey\n")
}

fn html(a: &str, b: &str, value: &str, canonical: Option<&str>) -> String {
    let link = canonical.map_or_else(String::new, |url| format!("<link rel=canonical href=\"{url}\">"));
    format!(
        "<head>{link}<title>x</title></head><h1>{a} vs. {b}</h1><table><tr><th><th>{a}<th>{b}<tr><td>Color<td>{value}\
         <td>grey</table>"
    )
}

fn crawl(pages: &[(&str, String)]) -> String {
    let line = |(url, text): &(&str, String)| json!({ "url": url, "text": text }).to_string() + "\n";
    pages.iter().map(line).collect()
}

/// Imports into `mine.db` and returns what was said.
fn import(sandbox: &Sandbox, paths: &[&str]) -> String {
    let ran = sandbox.run(&[&["--db", "mine.db", "import"], paths].concat());
    assert!(ran.code.is_some_and(|code| code < 2), "{ran}");
    ran.stderr
}

/// Slug and color of the first figure of every document, by slug.
fn documents(sandbox: &Sandbox) -> String {
    let sql = "SELECT document || ': ' || group_concat(figure || ' ' || value, ', ') AS said FROM
               (SELECT * FROM current_values ORDER BY document, value_id) WHERE attribute = 'Color' GROUP BY document";
    let said = sandbox.succeed(&["--db", "mine.db", "--format", "jsonl", "sql", sql]);
    let said =
        said.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["said"].as_str().map(String::from));
    said.map(|line| line.expect("text") + "\n").collect()
}

#[test]
fn three_folders_of_index_html_are_three_documents() {
    let sandbox = Sandbox::new();
    for (folder, a, b) in
        [("tea-vs-coffee", "Tea", "Coffee"), ("cats-vs-dogs", "Cats", "Dogs"), ("mirror/cats-vs-dogs", "Bats", "Hats")]
    {
        sandbox.write(&format!("{folder}/index.html"), html(a, b, "brown", None));
        import(&sandbox, &[folder]);
    }
    assert_snapshot!(documents(&sandbox), @"
    cats-vs-dogs: Cats brown, Dogs grey
    mirror-cats-vs-dogs: Bats brown, Hats grey
    tea-vs-coffee: Tea brown, Coffee grey
    ");
    sandbox.write("mirror/cats-vs-dogs/index.html", html("Bats", "Hats", "black", None));
    assert_snapshot!(import(&sandbox, &["mirror", "cats-vs-dogs", "tea-vs-coffee"]), @"
    updated mirror-cats-vs-dogs: 1 value changed
    0 imported, 1 updated, 2 unchanged, 0 rejected; 1 row stored, 0 unclear
    ");
    assert!(documents(&sandbox).contains("mirror-cats-vs-dogs: Bats black, Hats grey\n"));
    ensure_index_in_step(&rusqlite::Connection::open(sandbox.path("mine.db")).expect("a base"));
}

#[test]
fn two_sites_with_one_slug_are_two_documents_whatever_their_order() {
    let a = ("https://site-a.example/cats-vs-dogs", text("Cats", "Dogs", "black"));
    let b = ("https://www.site-b.example/pets/cats-vs-dogs.html?utm_source=x", text("Cats", "Dogs", "white"));
    let c = ("https://site-c.example/cats-vs-dogs", text("Bats", "Hats", "red"));
    let mut all = Vec::new();
    for pages in [[&a, &b, &c], [&c, &a, &b], [&b, &c, &a]] {
        let sandbox = Sandbox::new();
        sandbox.write("crawl.jsonl", crawl(&pages.map(Clone::clone)));
        let said = import(&sandbox, &["crawl.jsonl"]);
        insta::allow_duplicates! { assert_snapshot!(said, @"
        made the knowledge base mine.db
        https://site-c.example/cats-vs-dogs is called site-c-cats-vs-dogs: cats-vs-dogs is another page
        https://www.site-b.example/pets/cats-vs-dogs.html?utm_source=x is called site-b-cats-vs-dogs: cats-vs-dogs is another page
        3 imported, 0 updated, 0 unchanged, 0 rejected; 3 rows stored, 0 unclear
        ") };
        all.push(documents(&sandbox));
        assert!(import(&sandbox, &["crawl.jsonl"]).contains("3 unchanged"));
    }
    assert_snapshot!(all[0], @"
    cats-vs-dogs: Cats black, Dogs grey
    site-b-cats-vs-dogs: Cats white, Dogs grey
    site-c-cats-vs-dogs: Bats red, Hats grey
    ");
    assert!(all.iter().all(|documents| *documents == all[0]), "{all:#?}");
}

#[test]
fn pages_that_differ_in_their_query_are_two_documents() {
    let sandbox = Sandbox::new();
    let one = ("https://example.org/compare.php?id=1", text("Tea", "Coffee", "green"));
    let two = ("https://example.org/compare.php?id=2", text("Tea", "Coffee", "red"));
    sandbox.write("one.jsonl", crawl(&[one]));
    sandbox.write("two.jsonl", crawl(&[two]));
    import(&sandbox, &["one.jsonl"]);
    assert_snapshot!(import(&sandbox, &["two.jsonl"]), @"
    https://example.org/compare.php?id=2 is called example-compare: compare is another page
    1 imported, 0 updated, 0 unchanged, 0 rejected; 1 row stored, 0 unclear
    ");
    let again = crawl(&[("http://EXAMPLE.org:80/compare.php?id=1&utm_medium=mail#top", text("Tea", "Coffee", "blue"))]);
    sandbox.write("again.jsonl", again);
    import(&sandbox, &["again.jsonl"]);
    assert_snapshot!(documents(&sandbox), @"
    compare: Tea blue, Coffee grey
    example-compare: Tea red, Coffee grey
    ");
}

#[test]
fn a_page_that_moved_is_the_same_document() {
    let sandbox = Sandbox::new();
    let page = |url: &str, value| {
        json!({ "url": url, "html": html("Tea", "Coffee", value, Some("https://example.org/tea-vs-coffee")) })
            .to_string()
    };
    sandbox.write("old.jsonl", page("https://example.org/2019/tea", "green"));
    sandbox.write("new.jsonl", page("https://example.org/2020/tea-and-coffee", "red"));
    import(&sandbox, &["old.jsonl"]);
    assert_snapshot!(import(&sandbox, &["new.jsonl"]), @"
    updated tea: 1 value changed
    0 imported, 1 updated, 0 unchanged, 0 rejected; 1 row stored, 0 unclear
    ");
    sandbox.write("here/cats-vs-dogs.txt", text("Cats", "Dogs", "black"));
    import(&sandbox, &["here"]);
    sandbox.write("there/cats-vs-dogs.txt", text("Dogs", "Cats", "white"));
    import(&sandbox, &["there"]);
    assert_snapshot!(documents(&sandbox), @"
    cats-vs-dogs: Cats grey, Dogs white
    tea: Tea red, Coffee grey
    ");
}

#[test]
fn a_page_whose_figures_are_renamed_or_more_is_the_same_document() {
    let sandbox = Sandbox::new();
    let url = "https://example.org/drinks";
    sandbox.write("a.jsonl", crawl(&[(url, text("Tea", "Coffee", "green"))]));
    import(&sandbox, &["a.jsonl"]);
    sandbox.write("a.jsonl", crawl(&[("http://example.org/drinks?utm_source=mail", text("Cha", "Kahwa", "red"))]));
    import(&sandbox, &["a.jsonl"]);
    sandbox.write("pets.txt", text("Cats", "Dogs", "black"));
    import(&sandbox, &["pets.txt"]);
    sandbox.write(
        "pets.txt",
        "Cats vs. Wolves vs. Bears\n\nAttribute | Cats | Wolves | Bears\nColor | black | grey | brown\n",
    );
    import(&sandbox, &["pets.txt"]);
    assert_snapshot!(documents(&sandbox), @"
    drinks: Cha red, Kahwa grey
    pets: Cats black, Wolves grey, Bears brown
    ");
    assert!(!sandbox.succeed(&["--db", "mine.db", "figures", "--format", "csv"]).contains("Tea"));
}

#[test]
fn aliases_count_where_figures_are_compared() {
    let sandbox = Sandbox::new();
    sandbox.write("a/tea-vs-coffee.txt", text("Tea", "Coffee", "green"));
    import(&sandbox, &["a"]);
    sandbox.succeed(&["--db", "mine.db", "alias", "add", "tea", "Cha"]);
    sandbox.write("b/tea-vs-coffee.txt", text("Coffee", "Cha", "brown"));
    import(&sandbox, &["b"]);
    assert_snapshot!(documents(&sandbox), @"tea-vs-coffee: Tea grey, Coffee brown");
}

#[test]
fn the_same_file_from_two_folders_is_one_document() {
    let sandbox = Sandbox::new();
    for folder in ["a", "b"] {
        sandbox.write(&format!("{folder}/tea-vs-coffee.txt"), text("Tea", "Coffee", "green"));
    }
    assert_snapshot!(import(&sandbox, &["a", "b"]), @"
    made the knowledge base mine.db
    1 imported, 0 updated, 1 unchanged, 0 rejected; 1 row stored, 0 unclear
    ");
    assert_snapshot!(import(&sandbox, &["b"]), @"0 imported, 0 updated, 1 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed");
}

#[test]
fn an_unrelated_page_of_the_same_name_replaces_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("a/compare.txt", text("Tea", "Coffee", "green"));
    sandbox.write("b/compare.txt", text("Cats", "Dogs", "black"));
    // One figure in common is not enough for another file.
    sandbox.write("c/compare.txt", text("Tea", "Cocoa", "red"));
    for folder in ["a", "b", "c"] {
        import(&sandbox, &[folder]);
    }
    // The same path, and nothing in common: another page is there now.
    sandbox.write("a/compare.txt", text("Vim", "Emacs", "dark"));
    assert_snapshot!(import(&sandbox, &["a"]), @"
    a/compare.txt is called a-compare: compare is another page
    1 imported, 0 updated, 0 unchanged, 0 rejected; 1 row stored, 0 unclear
    ");
    assert_snapshot!(documents(&sandbox), @"
    a-compare: Vim dark, Emacs grey
    b-compare: Cats black, Dogs grey
    c-compare: Tea red, Cocoa grey
    compare: Tea green, Coffee grey
    ");
}

#[test]
fn a_line_of_a_file_is_no_path() {
    let sandbox = Sandbox::new();
    let line = |text: String| json!({ "text": text }).to_string() + "\n";
    sandbox.write("crawl.jsonl", line(text("Tea", "Coffee", "green")) + &line(text("Tea", "Milk", "white")));
    import(&sandbox, &["crawl.jsonl"]);
    sandbox.write("crawl.jsonl", line(text("Tea", "Water", "clear")) + &line(text("Tea", "Coffee", "green")));
    import(&sandbox, &["crawl.jsonl"]);
    assert_snapshot!(documents(&sandbox), @"
    tea-vs-coffee: Tea green, Coffee grey
    tea-vs-milk: Tea white, Milk grey
    tea-vs-water: Tea clear, Water grey
    ");
}

#[test]
fn pages_that_all_state_one_address_are_kept_apart_and_named() {
    let canonical = Some("https://example.org/start");
    let write = |sandbox: &Sandbox| {
        sandbox.write("tea.html", html("Tea", "Coffee", "green", canonical));
        sandbox.write("cats.html", html("Cats", "Dogs", "black", canonical));
        sandbox.write("vim.html", html("Vim", "Emacs", "dark", canonical));
    };
    let mut all = Vec::new();
    for order in [["tea.html", "cats.html", "vim.html"], ["vim.html", "tea.html", "cats.html"]] {
        let sandbox = Sandbox::new();
        write(&sandbox);
        let said = import(&sandbox, &order);
        assert_eq!(said.matches("states the address of").count(), 2, "{said}");
        all.push(documents(&sandbox));
        let reversed: Vec<&str> = order.into_iter().rev().collect();
        assert!(import(&sandbox, &reversed).contains("3 unchanged"));
        // One by one, and changed.
        sandbox.write("cats.html", html("Cats", "Dogs", "white", canonical));
        import(&sandbox, &["cats.html"]);
        assert_eq!(documents(&sandbox), all[0].replace("black", "white"));
    }
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0].lines().count(), 3);
}

#[test]
fn an_address_that_comes_later_is_kept() {
    let sandbox = Sandbox::new();
    sandbox.write("tea-vs-coffee.txt", text("Tea", "Coffee", "green"));
    import(&sandbox, &["tea-vs-coffee.txt"]);
    sandbox.write("crawl.jsonl", crawl(&[("https://example.org/tea-vs-coffee", text("Tea", "Coffee", "red"))]));
    import(&sandbox, &["crawl.jsonl"]);
    // Another site's page of that name is another one from then on.
    sandbox.write("other.jsonl", crawl(&[("https://example.net/tea-vs-coffee", text("Tea", "Coffee", "blue"))]));
    import(&sandbox, &["other.jsonl"]);
    // The file still is the first.
    sandbox.write("tea-vs-coffee.txt", text("Tea", "Coffee", "black"));
    import(&sandbox, &["tea-vs-coffee.txt"]);
    let documents = documents(&sandbox);
    assert!(documents.contains("example-tea-vs-coffee: Tea blue, Coffee grey\n"), "{documents}");
    assert_eq!(documents.lines().count(), 3, "of two that it may be, it is neither: {documents}");
}

/// Imports from a folder below the sandbox, as someone who went there does.
fn import_in(sandbox: &Sandbox, folder: &str, paths: &[&str]) -> String {
    let base = sandbox.path("mine.db");
    let mut command = sandbox.command();
    command.current_dir(sandbox.path(folder)).arg("--db").arg(base).arg("import").args(paths);
    let ran = sandbox.ran(&command.output().expect("the binary runs"));
    assert!(ran.code.is_some_and(|code| code < 2), "{ran}");
    ran.stderr
}

#[test]
fn the_same_path_means_the_same_file_wherever_one_stands() {
    let sandbox = Sandbox::new();
    sandbox.write("d1/page.md", text("Tea", "Coffee", "green"));
    sandbox.write("d2/page.md", text("Tea", "Cocoa", "red"));
    import_in(&sandbox, "d1", &["page.md"]);
    import_in(&sandbox, "d2", &["page.md"]);
    assert_eq!(documents(&sandbox).lines().count(), 2, "{}", documents(&sandbox));
    // And the same file is found under any of its paths.
    sandbox.write("d1/page.md", text("Tea", "Milk", "black"));
    import_in(&sandbox, "d2", &["../d1/./page.md"]);
    let found = documents(&sandbox);
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(found.contains("Tea black, Milk grey") && found.contains("Tea red, Cocoa grey"), "{found}");
    // The base does not tell where on this machine they are.
    let base = String::from_utf8_lossy(&sandbox.read("mine.db")).into_owned();
    assert!(!base.contains(&*sandbox.path("d1").to_string_lossy()));
}

#[test]
fn an_unchanged_page_at_another_path_does_not_hold_the_document_of_a_changed_one() {
    for paths in [["page.md", "../d1/page.md"], ["../d1/page.md", "page.md"]] {
        let sandbox = Sandbox::new();
        sandbox.write("d1/page.md", text("Tea", "Coffee", "green"));
        import_in(&sandbox, "d1", &["page.md"]);
        // The old content under the relative path that the base knows, and the changed file itself.
        sandbox.write("d2/page.md", text("Tea", "Coffee", "green"));
        sandbox.write("d1/page.md", text("Tea", "Coffee", "red"));
        let said = import_in(&sandbox, "d2", &paths);
        assert!(said.contains("1 imported, 1 updated, 0 unchanged, 0 rejected"), "{said}");
        assert!(documents(&sandbox).contains("page: Tea red, Coffee grey\n"), "{}", documents(&sandbox));
        assert!(import_in(&sandbox, "d2", &paths).contains("0 imported, 0 updated, 2 unchanged, 0 rejected"));
    }
}

#[test]
fn what_is_no_file_of_one_page_has_no_path() {
    let sandbox = Sandbox::new();
    let parsed = |a: &str, b: &str| {
        let rows = json!([{ "attribute": "Color", "values": ["green", "grey"] }]);
        json!({ "slug": "page", "figures": [a, b], "rows": rows, "source": "page.txt" }).to_string()
    };
    sandbox.write("page.txt", text("Tea", "Coffee", "black"));
    import(&sandbox, &["page.txt"]);
    // A line may state any path.
    sandbox.write("one.jsonl", parsed("Tea", "Milk"));
    sandbox.write("two.jsonl", parsed("Tea", "Water"));
    import(&sandbox, &["one.jsonl"]);
    import(&sandbox, &["two.jsonl"]);
    assert_eq!(documents(&sandbox).lines().count(), 3, "{}", documents(&sandbox));
    // Nor is a pipe a file, whatever it is called.
    for (a, b) in [("Rum", "Gin"), ("Rum", "Port")] {
        let mut child = sandbox.command();
        child.args(["--db", "mine.db", "import", "/dev/stdin"]).stdin(std::process::Stdio::piped());
        let mut child = child.stderr(std::process::Stdio::null()).spawn().expect("the binary runs");
        let page = text(a, b, "clear");
        std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), page.as_bytes()).expect("it reads");
        assert!(child.wait().expect("it ends").success());
    }
    assert_eq!(documents(&sandbox).lines().count(), 5, "{}", documents(&sandbox));
}

#[test]
fn of_two_pages_at_one_url_the_stored_document_is_that_of_its_figures() {
    let url = "https://example.org/drinks";
    let one = (url, text("Tea", "Coffee", "red"));
    let other = (url, text("Rum", "Gin", "clear"));
    for pages in [[&one, &other], [&other, &one]] {
        let sandbox = Sandbox::new();
        sandbox.write("old.jsonl", crawl(&[(url, text("Tea", "Coffee", "green"))]));
        import(&sandbox, &["old.jsonl"]);
        sandbox.write("new.jsonl", crawl(&pages.map(Clone::clone)));
        let said = import(&sandbox, &["new.jsonl"]);
        insta::allow_duplicates! { assert_snapshot!(said, @"
        updated drinks: 1 value changed
        https://example.org/drinks is called example-drinks: drinks is another page
        https://example.org/drinks states the address of drinks and compares other things: it is kept apart as example-drinks, without the address
        1 imported, 1 updated, 0 unchanged, 0 rejected; 2 rows stored, 0 unclear
        ") };
        insta::allow_duplicates! { assert_snapshot!(documents(&sandbox), @"
        drinks: Tea red, Coffee grey
        example-drinks: Rum clear, Gin grey
        ") };
        assert!(import(&sandbox, &["new.jsonl"]).contains("2 unchanged"));
    }
}

/// All orders of three things.
const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

#[test]
fn pages_that_state_one_address_are_as_many_documents_in_any_order() {
    let canonical = Some("https://example.org/start");
    let paths = ["a.html", "b.html", "c.html"];
    let write = |sandbox: &Sandbox| {
        // The one in the middle shares a figure with each of the others.
        for (path, [one, other]) in paths.iter().zip([["Tea", "Coffee"], ["Coffee", "Milk"], ["Milk", "Water"]]) {
            sandbox.write(path, html(one, other, "brown", canonical));
        }
    };
    let mut all = Vec::new();
    for order in ORDERS {
        let sandbox = Sandbox::new();
        write(&sandbox);
        let said = import(&sandbox, &order.map(|at| paths[at]));
        assert_eq!(said.matches("states the address of a ").count(), 2, "{said}");
        all.push(documents(&sandbox));
        assert!(import(&sandbox, &paths).contains("3 unchanged"));
        // In runs of their own they are as many, and none replaces another in silence.
        let alone = Sandbox::new();
        write(&alone);
        for at in order {
            let said = import(&alone, &[paths[at]]);
            assert!(at == order[0] || said.contains("states the address of"), "{said}");
        }
        assert_eq!(documents(&alone), all[0]);
    }
    assert!(all.iter().all(|documents| *documents == all[0]), "{all:#?}");
    assert_eq!(all[0].lines().count(), 3);
}

#[test]
fn figures_that_a_document_compared_before_are_named() {
    let sandbox = Sandbox::new();
    let url = "https://example.org/drinks";
    sandbox.write("a.jsonl", crawl(&[(url, text("Tea", "Coffee", "green"))]));
    import(&sandbox, &["a.jsonl"]);
    sandbox.write("a.jsonl", crawl(&[(url, text("Tea", "Milk", "green"))]));
    assert_snapshot!(import(&sandbox, &["a.jsonl"]), @"
    updated drinks: title, summary, notice or credits changed, 1 value added, 1 value removed; it compared Tea, Coffee before
    0 imported, 1 updated, 0 unchanged, 0 rejected; 1 row stored, 0 unclear
    ");
}

#[test]
fn files_of_one_name_are_told_apart_in_one_run_and_found_again() {
    let mut all = Vec::new();
    for order in [["x/p.md", "y/p.md"], ["y/p.md", "x/p.md"]] {
        let sandbox = Sandbox::new();
        sandbox.write("x/p.md", text("Tea", "Coffee", "green"));
        sandbox.write("y/p.md", text("Tea", "Coffee", "red"));
        let said = import(&sandbox, &order);
        insta::allow_duplicates! { assert_snapshot!(said, @"
        made the knowledge base mine.db
        y/p.md is called y-p: p is another page
        2 imported, 0 updated, 0 unchanged, 0 rejected; 2 rows stored, 0 unclear
        ") };
        all.push(documents(&sandbox));
        sandbox.write("x/p.md", text("Tea", "Coffee", "black"));
        sandbox.write("y/p.md", text("Tea", "Coffee", "white"));
        assert!(import(&sandbox, &[order[0]]).contains("0 imported, 1 updated"));
        assert!(import(&sandbox, &order).contains("0 imported, 1 updated, 1 unchanged, 0 rejected"));
        assert_eq!(documents(&sandbox), all[0].replace("green", "black").replace("red", "white"));
    }
    assert_eq!(all[0], all[1]);
    assert_snapshot!(all[0], @"
    p: Tea green, Coffee grey
    y-p: Tea red, Coffee grey
    ");
}

#[test]
fn what_is_said_of_pages_kept_apart_names_their_documents() {
    let address = Some("https://example.org/start");
    let sandbox = Sandbox::new();
    // The names that they have while the others come are not those that they keep.
    sandbox.write("z/p.html", html("Tea", "Coffee", "green", None));
    sandbox.write("y/p.html", html("Cats", "Dogs", "black", address));
    sandbox.write("x/p.html", html("Vim", "Emacs", "dark", address));
    sandbox.write("w/q.html", html("Cats", "Dogs", "white", address));
    let ran = sandbox.run(&["--db", "mine.db", "import", "z", "y", "x", "w"]);
    assert_snapshot!(ran, @"
    exit code 1
    ---- stderr ----
    y/p.html: another page of this run is the document `q` too: w/q.html
    made the knowledge base mine.db
    z/p.html is called z-p: p is another page
    x/p.html states the address of q and compares other things: it is kept apart as p, without the address
    3 imported, 0 updated, 0 unchanged, 1 rejected; 3 rows stored, 0 unclear
    error: 1 of 4 pages rejected
    ");
    assert_snapshot!(documents(&sandbox), @"
    p: Vim dark, Emacs grey
    q: Cats white, Dogs grey
    z-p: Tea green, Coffee grey
    ");
}

#[test]
fn an_address_that_is_empty_or_not_of_the_web() {
    let sandbox = Sandbox::new();
    let parsed = |address: Value, color: &str| {
        let rows = json!([{ "attribute": "Color", "values": [color, "grey"] }]);
        json!({ "slug": "page", "figures": ["Tea", "Coffee"], "rows": rows, "address": address }).to_string() + "\n"
    };
    // Empty is none: slug and figures tell that it is the same document.
    sandbox.write("a.jsonl", parsed(json!(""), "green"));
    import(&sandbox, &["a.jsonl"]);
    sandbox.write("a.jsonl", parsed(Value::Null, "red"));
    import(&sandbox, &["a.jsonl"]);
    assert_snapshot!(documents(&sandbox), @"page: Tea red, Coffee grey");
    for wrong in ["ftp://example.org/a", "file:///tmp/a.html", "mailto:a@example.org", "a.html", " "] {
        sandbox.write("a.jsonl", parsed(json!(wrong), "black"));
        let said = import(&sandbox, &["a.jsonl"]);
        assert!(said.contains("a.jsonl:1: the address is no URL"), "{wrong}: {said}");
    }
    assert_snapshot!(documents(&sandbox), @"page: Tea red, Coffee grey");
}

#[test]
fn of_the_documents_of_one_file_a_page_is_the_latest() {
    let sandbox = Sandbox::new();
    for (a, b) in [("Tea", "Rum"), ("Gin", "Mate"), ("Rum", "Mate")] {
        sandbox.write("drinks.txt", text(a, b, "green"));
        import(&sandbox, &["drinks.txt"]);
    }
    let documents = sandbox.succeed(&["--db", "mine.db", "export", "documents"]);
    let figures: Vec<&str> = documents.lines().skip(1).filter_map(|line| line.split(',').nth(2)).collect();
    assert_eq!(figures, ["Tea; Rum", "Rum; Mate"], "{documents}");
}
