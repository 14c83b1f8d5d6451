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
    updated mirror-cats-vs-dogs: 1 values changed
    0 imported, 1 updated, 2 unchanged, 0 rejected; 1 rows stored, 0 unclear
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
    1 imported, 0 updated, 0 unchanged, 0 rejected; 1 rows stored, 0 unclear
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
    updated tea: 1 values changed
    0 imported, 1 updated, 0 unchanged, 0 rejected; 1 rows stored, 0 unclear
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
    1 imported, 0 updated, 1 unchanged, 0 rejected; 1 rows stored, 0 unclear
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
    1 imported, 0 updated, 0 unchanged, 0 rejected; 1 rows stored, 0 unclear
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
