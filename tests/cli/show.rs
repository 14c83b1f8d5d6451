//! `versus show`, and how names lead to figures.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn show_prints_values_passages_and_how_to_report() {
    assert_snapshot!(Sandbox::new().run(&["--quiet", "show", "stalin"]), @"
    exit code 0
    ---- stdout ----
    Joseph Stalin

    attribute                  │ value
    ───────────────────────────┼──────────────────────────────────────────────
    Role in Russian Revolution │ Key figure in Bolshevik Revolution
    Political ideology         │ Communism, Stalinism
    Leadership style           │ Authoritarian, centralized control
    Foreign policy             │ Focused on expanding Soviet influence
    Economic policies          │ Implemented Five-Year Plans, collectivization
    (joseph-stalin-vs-leon-trotsky)

    Background (joseph-stalin-vs-leon-trotsky)
      Joseph Stalin and Leon Trotsky were two prominent figures in the early years
      of the Soviet Union. Both played significant roles in the Russian Revolution
      of 1917 and the subsequent establishment of the Soviet state. However, their
      approaches to governance and leadership were vastly different, leading to a
      bitter rivalry that ultimately resulted in Trotsky's exile and Stalin's
      consolidation of power.

    Leadership Style (joseph-stalin-vs-leon-trotsky)
      Stalin was known for his authoritarian and centralized style of leadership. He
      believed in the importance of a strong, centralized government that could
      effectively control all aspects of society. Stalin implemented a series of
      Five-Year Plans that aimed to rapidly industrialize the Soviet Union, often at
      great human cost. He also initiated a campaign of political repression known
      as the Great Purge, which targeted perceived enemies of the state and resulted
      in the deaths of millions of people.

    Role in the Russian Revolution (joseph-stalin-vs-leon-trotsky)
      Both Stalin and Trotsky played key roles in the Russian Revolution of 1917.
      Stalin was a member of the Bolshevik Party and served as a close ally of
      Vladimir Lenin. He played a crucial role in organizing the Bolsheviks and
      coordinating their efforts to seize power. After Lenin's death in 1924, Stalin
      emerged as the leader of the Soviet Union.

    Foreign Policy (joseph-stalin-vs-leon-trotsky)
      Stalin's foreign policy was characterized by a focus on national security and
      the expansion of Soviet influence. He signed a non-aggression pact with Nazi
      Germany in 1939, which allowed the Soviet Union to annex parts of Eastern
      Europe. Stalin also played a key role in the Allied victory in World War II,
      leading to the Soviet Union's emergence as a global superpower.

    Legacy (joseph-stalin-vs-leon-trotsky)
      Stalin's legacy is a complex and controversial one. While he is credited with
      modernizing the Soviet Union and leading it to victory in World War II, his
      policies also resulted in widespread repression and human suffering. Stalin's
      cult of personality and authoritarian rule have left a lasting impact on
      Russian society.
    ");
}

#[test]
fn show_names_the_document_of_each_value_where_there_are_several() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["show", "coffee"]), @r#"
    exit code 0
    ---- stdout ----
    Coffee

    attribute        │ value         │ document
    ─────────────────┼───────────────┼────────────────
    Made from        │ Roasted seeds │ coffee-vs-cocoa
    Homeland         │ Yemen         │ coffee-vs-cocoa
    Served hot       │ Yes           │ coffee-vs-cocoa
    Sweetened        │ Sometimes     │ coffee-vs-cocoa
    Made from        │ Roasted seeds │ tea-vs-coffee
    Caffeine per cup │ About 95 mg   │ tea-vs-coffee
    Homeland         │ Ethiopia      │ tea-vs-coffee
    Served hot       │ Yes           │ tea-vs-coffee

    Taste (coffee-vs-cocoa)
      Coffee is bitter even when it is fresh.

    Taste (tea-vs-coffee)
      Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste
      "of the roast".

    Trade (tea-vs-coffee)
      Both tea and coffee are sold by auction, and both crossed the sea in sacks and
      chests.
    "#);
}

#[test]
fn show_in_jsonl_has_a_row_for_each_value_and_passage() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["show", "mate", "--format", "jsonl"]), @r#"
    exit code 0
    ---- stdout ----
    {"document":"tea-vs-cocoa-vs-mate","attribute":"Homeland","section":null,"text":"Paraguay","status":"stated","open_reports":0}
    {"document":"tea-vs-cocoa-vs-mate","attribute":null,"section":"Habit","text":"Mate is drunk from a gourd that goes round.","status":"stated","open_reports":0}
    "#);
}

#[test]
fn names_resolve_without_case_and_by_whole_words() {
    let sandbox = Sandbox::with_fixtures();
    let whole = sandbox.succeed(&["show", "Leon Trotsky"]);
    for name in ["leon trotsky", "TROTSKY", "leon", "  Leon \u{a0} Trotsky "] {
        assert_eq!(sandbox.succeed(&["show", name]), whole, "{name}");
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["show", "trotzky"]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called `trotzky`
    hint: did you mean `Leon Trotsky`?
    ");
}

#[test]
fn the_beginning_of_a_word_is_a_name_where_it_fits_one_alone_and_no_other_part_is() {
    let sandbox = Sandbox::with_fixtures();
    let whole = sandbox.run(&["show", "stalin"]);
    assert_eq!((whole.code, whole.stderr.as_str()), (Some(0), ""));
    assert!(whole.stdout.starts_with("Joseph Stalin\n"), "{whole}");
    let beginning = sandbox.run(&["show", "stal"]);
    assert_eq!((beginning.code, beginning.stdout, beginning.stderr), (whole.code, whole.stdout, whole.stderr));
    for part in ["tal", "alin"] {
        assert_eq!(sandbox.run(&["show", part]).code, Some(1), "{part}");
    }
}

#[test]
fn a_name_that_is_like_no_other_is_answered_with_where_to_look() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["show", "xyzzy"]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called `xyzzy`
    hint: run `versus figures` to see them all
    ");
    assert_snapshot!(sandbox.run(&["show", ""]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called ``
    hint: run `versus figures` to see them all
    ");
}

#[test]
fn an_ambiguous_name_is_answered_with_its_candidates() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("black.txt", "Black Tea vs. Green Tea\n\nComparison\n\nAttributeBlack TeaGreen Tea\nLeafFullHalf\n");
    sandbox.succeed(&["import", "black.txt"]);
    assert_snapshot!(sandbox.run(&["show", "green tea", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,attribute,section,text,status,open_reports
    black,Leaf,,Half,stated,0
    ");
    sandbox.write("pot.txt", "Black Pot vs. Green Pot\n\nComparison\n\nAttributeBlack PotGreen Pot\nLidRoundFlat\n");
    sandbox.succeed(&["import", "pot.txt"]);
    assert_snapshot!(sandbox.run(&["show", "black"]), @"
    exit code 0
    ---- stdout ----
    Black Tea vs. Green Tea

    attribute │ Black Tea │ Green Tea
    ──────────┼───────────┼──────────
    Leaf      │ Full      │ Half

    Source: black.txt
    ");
    // The whole name of one wins over a part of others.
    assert!(sandbox.succeed(&["show", "tea"]).starts_with("Tea\n"));
}
