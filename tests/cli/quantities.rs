//! What values amount to, as it is asked for: `rank`, `figures --where`, `compare --delta`, `conflicts`, `export quantities`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;
#[cfg(unix)]
use crate::terminal::Terminal;

const JAPAN: &str = "# Japan vs. Germany

| Attribute | Japan | Germany |
|---|---|---|
| Population | 125.7 million | 83,200,000 |
| Area | 377,975 km² | 357,022 km² |
| Founded | 660 BC | 1871 |
| GDP per capita | $33,950 | ~$51,200 |
| Nuclear power | Yes | No (ended in 2023) |
| Capital | Tokyo | Berlin |
";

const FRANCE: &str = "# France vs. Japan

| Attribute | France | Japan |
|---|---|---|
| Population | 68 million | about 126 million |
| Area | 248,573 sq mi | 145,937 sq mi |
| GDP per capita | €40,000 | $33,950 |
| Nuclear power | Yes | Yes |
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("a.md", JAPAN);
    sandbox.write("b.md", FRANCE);
    sandbox.succeed(&["--db", "x.db", "import", "a.md", "b.md"]);
    sandbox
}

#[test]
fn figures_are_ranked_by_what_their_values_amount_to() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run(&["--db", "x.db", "rank", "population"]), @"
    exit code 0
    ---- stdout ----
    figure  │ amount       │ value             │ document
    ────────┼──────────────┼───────────────────┼─────────
    Japan   │ ~126,000,000 │ about 126 million │ b
    Japan   │ 125,700,000  │ 125.7 million     │ a
    Germany │ 83,200,000   │ 83,200,000        │ a
    France  │ 68,000,000   │ 68 million        │ b
    ");
    assert_snapshot!(sandbox.run(&["--db", "x.db", "rank", "area", "--unit", "km²", "-f", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    figure,low,high,unit,approximate,value,document
    France,643801,643801,km²,,"248,573 sq mi",b
    Japan,377975,377975,km²,,"145,937 sq mi",b
    Japan,377975,377975,km²,,"377,975 km²",a
    Germany,357022,357022,km²,,"357,022 km²",a
    "#);
    assert_snapshot!(sandbox.run(&["--db", "x.db", "rank", "gdp", "--reverse"]), @"
    exit code 0
    ---- stdout ----
    figure  │ amount   │ value    │ document
    ────────┼──────────┼──────────┼─────────
    Japan   │ $33,950  │ $33,950  │ a; b
    Germany │ ~$51,200 │ ~$51,200 │ a

    ---- stderr ----
    not ranked: 1 value in other units
    ");
    assert_snapshot!(sandbox.run(&["--db", "x.db", "rank", "capital"]), @"
    exit code 0
    ---- stderr ----
    no value of Capital amounts to something for certain
    ");
    assert_snapshot!(sandbox.run(&["--db", "x.db", "rank", "area", "--unit", "kg"]), @r#"
    exit code 2
    ---- stderr ----
    error: no value of Area is in a unit like kg
    hint: they are in km², "sq mi"
    "#);
    assert_snapshot!(sandbox.run(&["--db", "x.db", "rank", "area", "--unit", "furlong"]), @"
    exit code 2
    ---- stderr ----
    error: furlong is no unit that is known
    hint: write it as pages do: km, sq mi, kg, hours, GB, %, $, $/month
    ");
}

#[test]
fn figures_are_found_by_what_holds_of_them_for_certain() {
    let sandbox = sandbox();
    let figures = |conditions: &[&str]| {
        let mut arguments = vec!["--db", "x.db", "figures", "-f", "csv"];
        for condition in conditions {
            arguments.extend(["--where", condition]);
        }
        sandbox.run(&arguments)
    };
    assert_snapshot!(figures(&["population > 100 million"]), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values,Population
    Japan,,2,10,125.7 million; about 126 million
    ");
    assert_snapshot!(figures(&["population > 60 million", "founded before 1000", "nuclear power = yes"]), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values,Population,Founded,Nuclear power
    Japan,,2,10,125.7 million; about 126 million,660 BC,Yes
    ");
    assert_snapshot!(figures(&["gdp < $40000"]), @r#"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values,GDP per capita
    Japan,,2,10,"$33,950"

    ---- stderr ----
    1 figure left out that cannot be compared
    "#);
    assert_snapshot!(figures(&["area > 5"]), @r#"
    exit code 2
    ---- stderr ----
    error: 5 is in another unit than the values of Area
    hint: they are in "sq mi", such as "248,573 sq mi"
    "#);
    assert_snapshot!(figures(&["founded bfore 1000"]), @r#"
    exit code 2
    ---- stderr ----
    error: bfore in "founded bfore 1000" is no comparison
    hint: did you mean `before`?
    "#);
    assert_snapshot!(figures(&["population > many"]), @"
    exit code 2
    ---- stderr ----
    error: many after `>` is no quantity: no number
    hint: write it as pages do: 100 million, 5.5 km, $20/month, March 1953, yes
    ");
    assert_snapshot!(figures(&["> 5"]), @r#"
    exit code 2
    ---- stderr ----
    error: no attribute before `>` in "> 5"
    hint: write an attribute, one of > >= < <= = != before after, and a quantity: "population > 100 million"
    "#);
    assert_snapshot!(figures(&[""]), @r#"
    exit code 2
    ---- stderr ----
    error: the condition is empty
    hint: write an attribute, one of > >= < <= = != before after, and a quantity: "population > 100 million"
    "#);
    assert_snapshot!(figures(&["height > 5"]), @"
    exit code 1
    ---- stderr ----
    error: no attribute is called `height`
    hint: run `versus attributes` to see them all
    ");
}

#[test]
fn two_figures_differ_by_so_much() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run(&["--db", "x.db", "compare", "japan", "germany", "--delta", "-f", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    attribute,Japan,Germany,difference,ratio
    Population,125.7 million; about 126 million,"83,200,000","+42,500,000",1.51 times
    Area,"377,975 km²; 145,937 sq mi","357,022 km²","+20,953 km²",1.06 times
    Founded,660 BC,1871,"-2,530 years",
    GDP per capita,"$33,950","~$51,200","~-$17,250",~1.51 times
    Nuclear power,Yes,No (ended in 2023),,
    Capital,Tokyo,Berlin,,

    ---- stderr ----
    2 cells begin like a formula, which a spreadsheet may run: for one, use `versus export TABLE --spreadsheet`
    "#);
    assert_snapshot!(sandbox.run(&["--db", "x.db", "compare", "japan", "germany", "france", "--delta"]), @"
    exit code 2
    ---- stderr ----
    error: `--delta` compares two figures
    hint: name two
    ");
}

#[test]
fn what_amounts_to_the_same_is_no_conflict_and_what_differs_says_by_how_much() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run(&["--db", "x.db", "conflicts", "-f", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,attribute,document,value,preferred,difference

    ---- stderr ----
    the documents agree
    ");
    sandbox.write("c.md", FRANCE.replace("about 126 million", "130 million").replace("Founded", "Since"));
    sandbox.succeed(&["--db", "x.db", "import", "c.md"]);
    assert_snapshot!(sandbox.run(&["--db", "x.db", "conflicts", "-f", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    figure,attribute,document,value,preferred,difference
    Japan,Population,a,125.7 million,,
    Japan,Population,b,about 126 million,,"~+300,000 (+0.2387%)"
    Japan,Population,c,130 million,,"+4,300,000 (+3.42%)"

    ---- stderr ----
    1 cell begins like a formula, which a spreadsheet may run: for one, use `versus export TABLE --spreadsheet`
    "#);
}

#[test]
fn quantities_follow_imports_corrections_and_what_is_taken_back() {
    let sandbox = sandbox();
    let quantities = || sandbox.run(&["--db", "x.db", "export", "quantities"]);
    let before = quantities();
    assert_snapshot!(before.stdout, @r#"
    document,position,attribute,figure,value,kind,low,high,unit,approximate
    a,1,Population,Japan,125.7 million,number,125700000,125700000,,
    a,1,Population,Germany,"83,200,000",number,83200000,83200000,,
    a,2,Area,Japan,"377,975 km²",quantity,377975,377975,km²,
    a,2,Area,Germany,"357,022 km²",quantity,357022,357022,km²,
    a,3,Founded,Japan,660 BC,year,-660,-660,,
    a,3,Founded,Germany,1871,year,1871,1871,,
    a,4,GDP per capita,Japan,"$33,950",money,33950,33950,$,
    a,4,GDP per capita,Germany,"~$51,200",money,51200,51200,$,yes
    a,5,Nuclear power,Japan,Yes,boolean,yes,yes,,
    a,5,Nuclear power,Germany,No (ended in 2023),boolean,no,no,,
    b,1,Population,France,68 million,number,68000000,68000000,,
    b,1,Population,Japan,about 126 million,number,126000000,126000000,,yes
    b,2,Area,France,"248,573 sq mi",quantity,248573,248573,sq mi,
    b,2,Area,Japan,"145,937 sq mi",quantity,145937,145937,sq mi,
    b,3,GDP per capita,France,"€40,000",money,40000,40000,€,
    b,3,GDP per capita,Japan,"$33,950",money,33950,33950,$,
    b,4,Nuclear power,France,Yes,boolean,yes,yes,,
    b,4,Nuclear power,Japan,Yes,boolean,yes,yes,,
    "#);
    let correct =
        ["correct", "germany", "population", "--document", "a", "--value", "over 84 million", "--editor", "E"];
    sandbox.succeed(&[&["--db", "x.db"], &correct[..]].concat());
    assert_snapshot!(quantities().stdout.lines().filter(|line| line.contains("Germany")).collect::<Vec<_>>().join("\n"), @r#"
    a,1,Population,Germany,over 84 million,number,84000000,,,
    a,2,Area,Germany,"357,022 km²",quantity,357022,357022,km²,
    a,3,Founded,Germany,1871,year,1871,1871,,
    a,4,GDP per capita,Germany,"~$51,200",money,51200,51200,$,yes
    a,5,Nuclear power,Germany,No (ended in 2023),boolean,no,no,,
    "#);
    sandbox.succeed(&["--db", "x.db", "revert", "1", "--editor", "E"]);
    assert_eq!(quantities().stdout, before.stdout);
    // Now a comma begins decimals there, and one point may be either.
    sandbox.write("a.md", JAPAN.replace("125.7 million", "125,7 million").replace("377,975", "377.975"));
    sandbox.succeed(&["--db", "x.db", "import", "a.md"]);
    assert_snapshot!(quantities().stdout.lines().filter(|line| line.starts_with("a,")).collect::<Vec<_>>().join("\n"), @r#"
    a,1,Population,Japan,"125,7 million",number,125700000,125700000,,
    a,1,Population,Germany,"83,200,000",number,83200000,83200000,,
    a,3,Founded,Japan,660 BC,year,-660,-660,,
    a,3,Founded,Germany,1871,year,1871,1871,,
    a,5,Nuclear power,Japan,Yes,boolean,yes,yes,,
    a,5,Nuclear power,Germany,No (ended in 2023),boolean,no,no,,
    "#);
    sandbox.succeed(&["--db", "x.db", "check", "--problem", "quantity"]);
    let refused = sandbox.run(&["--db", "x.db", "export", "quantities", "--as-stated"]);
    assert_eq!(refused.code, Some(2), "{refused}");
}

#[test]
fn quantities_that_are_out_of_step_are_told_and_read_anew() {
    let sandbox = sandbox();
    let quantities = || sandbox.run(&["--db", "x.db", "export", "quantities"]);
    let before = quantities();
    let base = rusqlite::Connection::open(sandbox.path("x.db")).expect("opens");
    base.execute("UPDATE quantities SET low = '5' WHERE low = '1871'", []).expect("written");
    base.execute("DELETE FROM quantities WHERE unit = 'km²'", []).expect("written");
    assert_snapshot!(sandbox.run(&["--db", "x.db", "check", "--problem", "quantity"]), @"
    exit code 1
    ---- stdout ----
    What values amount to is out of step with the texts (1)
      a: 3 values are taken for another quantity than the text says
        versus check --repair

    1 thing is broken

    ---- stderr ----
    error: `x.db` is broken: 1 finding
    hint: run `versus check --repair`, which makes anew what can be made from the rest
    ");
    assert_snapshot!(sandbox.run(&["--db", "x.db", "check", "--problem", "quantity", "--repair"]), @"
    exit code 0
    ---- stderr ----
    repaired: what values amount to read anew (3)
    nothing of that kind was found
    ");
    assert_eq!(quantities().stdout, before.stdout);
}

#[cfg(unix)]
#[test]
fn the_bars_of_a_rank_give_way_before_figures_and_amounts_are_cut() {
    let sandbox = sandbox();
    for (columns, has_bars) in [(100, true), (64, true), (52, false)] {
        let (_, text) = Terminal::of_size_with(
            24,
            columns,
            &[("NO_COLOR", "1")],
            &sandbox,
            &["--db", "x.db", "rank", "population"],
        )
        .end();
        assert_eq!(text.contains('█'), has_bars, "{columns}: {text}");
        for amount in ["~126,000,000", "125,700,000", "83,200,000", "68,000,000"] {
            assert!(text.contains(amount), "{columns}: {text}");
        }
        assert!(text.lines().all(|line| line.chars().count() <= columns.into()), "{columns}: {text}");
    }
}

#[test]
fn prose_that_says_another_number_than_the_table_is_listed_and_nothing_is_broken() {
    let sandbox = Sandbox::new();
    let prose = "\n## People\n\nThe population of Japan is about 110 million. It was 72 million in 1945.\n\n\
                 Germany has a population of 83 million, and its area is 257,000 km².\n";
    sandbox.write("a.md", format!("{JAPAN}{prose}"));
    sandbox.succeed(&["--db", "x.db", "import", "a.md"]);
    assert_snapshot!(sandbox.run(&["--db", "x.db", "check", "--prose", "-f", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,figure,attribute,value,section,sentence
    a,Japan,Population,125.7 million,People,The population of Japan is about 110 million.
    ");
    // What is said next goes on about the same figure until another one is named; the other one's number is about that.
    let prose = "\n## People\n\nJapan is a country of islands. Its population is 110 million. Germany is not. \
                 Its area is 412,000 km². It lies beside France, Germany and Japan. Its population is 1 million.\n\n\
                 Japan has an area of 357,022 km².\n\nGermany has an area of 400,000 km²; on land it is 357,022 km².\n";
    sandbox.write("a.md", format!("{JAPAN}{prose}"));
    sandbox.succeed(&["--db", "x.db", "import", "a.md"]);
    assert_snapshot!(sandbox.run(&["--db", "x.db", "check", "--prose", "-f", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,figure,attribute,value,section,sentence
    a,Japan,Population,125.7 million,People,Its population is 110 million.
    a,Germany,Area,\"357,022 km²\",People,\"Its area is 412,000 km².\"
    ");
    sandbox.write("a.md", JAPAN);
    sandbox.succeed(&["--db", "x.db", "import", "a.md"]);
    assert_snapshot!(sandbox.run(&["--db", "x.db", "check", "--prose"]), @"
    exit code 0
    ---- stderr ----
    no sentence certainly says another number than its table
    ");
}
