//! What `check` passes, every command can read. Faults are planted past the program, one at a time, into a base with
//! something in every table: each is named, or mended by `check --repair`, and none is passed in silence.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use versus::store::{Access, Concern, Finding, Store};

use crate::sandbox::{Sandbox, query};

const TEA: &str = include_str!("../fixtures/pages/tea-vs-coffee.txt");

const READING: &[&[&str]] = &[
    &["figures"],
    &["attributes"],
    &["documents"],
    &["show", "tea"],
    &["show", "coffee"],
    &["show", "mate", "--as-stated"],
    &["show", "tea", "--as-of", "2026-01-02"],
    &["compare", "tea", "coffee", "--sections"],
    &["sections"],
    &["search", "china"],
    &["export", "figures"],
    &["export", "attributes"],
    &["export", "values"],
    &["export", "values", "--as-stated"],
    &["export", "values", "--as-of", "2026-01-02"],
    &["export", "sections"],
    &["export", "documents"],
    &["export", "reports"],
    &["export", "corrections"],
    &["export", "aliases"],
    &["export", "merges"],
    &["export", "preferences"],
    &["report", "list", "--state", "all"],
    &["report", "show", "1"],
    &["report", "export"],
    &["review"],
    &["conflicts", "--all"],
    &["alias", "list"],
    &["log"],
    &["log", "tea"],
    &["log", "cha"],
    &["backup", "copy.db", "--force"],
];

/// A base with something in every table.
fn rich() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    let page = |table: &str| format!("{table}\n");
    sandbox.write(
        "cola/cola-vs-tea.txt",
        page("Cola vs. Tea\n\nComparison\n\nAttributeColaTea\nNumber kept435100\nServed hotNoSometimes\nMade fromNutsLeaves\n\nPhoto by Ann Roe on Unsplash"),
    );
    sandbox.write(
        "cola/rum-vs-tea.txt",
        page("Rum vs. Tea\n\nComparison\n\nAttributeRumTea\nServed hotRarelyYes\n\nPhoto by Ann Roe on Unsplash"),
    );
    // A table under a heading: its rows have a group.
    sandbox.write(
        "sake-vs-ale.md",
        "# Sake vs. Ale\n\n## Facts\n\n| Feature | Sake | Ale |\n|---|---|---|\n| Grain | rice | barley |\n",
    );
    for args in [
        &["import", "cola"][..],
        &["report", "file", "tea", "homeland", "--document", "tea-vs-coffee", "--value", "Yunnan"],
        &["report", "file", "tea", "homeland", "--document", "tea-vs-coffee", "--value", "Yunnan", "--comment", "So"],
        &["report", "accept", "1", "--editor", "Ada", "--note", "Any atlas"],
        &["report", "file", "coffee", "homeland", "--document", "coffee-vs-cocoa", "--comment", "Hm"],
        &["report", "decline", "2", "--because", "not-an-error", "--note", "It is", "--editor", "Ada"],
        &[
            "report",
            "file",
            "--document",
            "tea-vs-coffee",
            "--section",
            "Trade",
            "--quote",
            "auction",
            "--comment",
            "No",
        ],
        &["correct", "tea", "caffeine", "--value", "50 mg", "--note", "Measured", "--editor", "Ada"],
        &["correct", "mate", "leaf", "--new", "--value", "Green", "--editor", "Ada"],
        &["revert", "3", "--note", "Not so", "--editor", "Bo"],
        &["correct", "--document", "tea-vs-coffee", "--section", "Taste", "--quote", "floral", "--value", "fresh"],
        &["correct", "--document", "coffee-vs-cocoa", "--section", "summary", "--value", "Both wake people up."],
        &["import", "sake-vs-ale.md"],
        &["alias", "add", "tea", "Cha"],
        &["merge", "cola", "--into", "mate", "--note", "For once"],
        &["merge", "rum", "--into", "cocoa"],
        &["merge", "--undo", "rum"],
        &["conflicts", "settle", "tea", "served hot", "--prefer", "tea-vs-coffee", "--note", "Older"],
        &["conflicts", "settle", "tea", "served hot", "--prefer", "cola-vs-tea"],
        &["review", "settle", "1", "--pick", "1", "--editor", "Ada"],
        &["forget", "rum-vs-tea", "--yes", "--note", "Spam", "--editor", "Ada"],
        &["forget", "tea-vs-cocoa-vs-mate", "--yes", "--with-corrections"],
        &["forget", "--undo", "tea-vs-cocoa-vs-mate"],
    ] {
        sandbox.succeed(args);
    }
    // The passage that was corrected is gone, and its correction keeps what it said.
    sandbox.write(
        "pages/tea-vs-coffee.txt",
        TEA.replace("Tea is light and floral", "Now it").replace("About 95", "About 90"),
    );
    sandbox.succeed(&["import", "pages/tea-vs-coffee.txt"]);
    sandbox.succeed(&["check"]);
    sandbox
}

/// What a fault does to the base, and what `check` must say of it. `BAD` is a text that is no UTF-8, `LAST` the greatest
/// number of SQLite's, and the statements know no rule of the tables.
const FAULTS: &[(&str, &str)] = &[
    // Texts that are no UTF-8.
    ("UPDATE documents SET slug = BAD WHERE slug = 'tea-vs-coffee'", "of `documents`: `slug` is not UTF-8"),
    ("UPDATE documents SET title = BAD WHERE slug = 'tea-vs-coffee'", "of `documents`: `title` is not UTF-8"),
    ("UPDATE documents SET summary = BAD WHERE slug = 'tea-vs-coffee'", "of `documents`: `summary` is not UTF-8"),
    ("UPDATE documents SET notice = BAD WHERE slug = 'tea-vs-coffee'", "of `documents`: `notice` is not UTF-8"),
    ("UPDATE documents SET source = BAD WHERE slug = 'tea-vs-coffee'", "of `documents`: `source` is not UTF-8"),
    ("UPDATE document_credits SET text = BAD", "a row of `document_credits`: `text` is not UTF-8"),
    ("UPDATE names SET name = BAD WHERE name = 'Coffee'", "of `names`: `name` is not UTF-8"),
    ("UPDATE names SET folded = BAD WHERE name = 'Cha'", "of `names`: `folded` is not UTF-8"),
    ("UPDATE name_words SET word = BAD WHERE word = 'coffee'", "`name_words`: `word` is not UTF-8"),
    ("UPDATE figures SET name = BAD WHERE name = 'Coffee'", "of `figures`: `name` is not UTF-8"),
    ("UPDATE attributes SET name = BAD WHERE name = 'Homeland'", "of `attributes`: `name` is not UTF-8"),
    ("UPDATE attribute_values SET text = BAD WHERE text = 'Ethiopia'", "of `attribute_values`: `text` is not UTF-8"),
    ("UPDATE unclear_rows SET raw = BAD", "of `unclear_rows`: `raw` is not UTF-8"),
    ("UPDATE settled_rows SET attribute = BAD", "of `settled_rows`: `attribute` is not UTF-8"),
    ("UPDATE sections SET heading = BAD WHERE heading = 'Taste'", "of `sections`: `heading` is not UTF-8"),
    ("UPDATE passages SET text = BAD WHERE text LIKE 'Both tea%'", "of `passages`: `text` is not UTF-8"),
    ("UPDATE corrections SET new_text = BAD WHERE id = 2", "row 2 of `corrections`: `new_text` is not UTF-8"),
    ("UPDATE corrections SET lost_text = BAD", "of `corrections`: `lost_text` is not UTF-8"),
    ("UPDATE reports SET seen = BAD WHERE id = 1", "row 1 of `reports`: `seen` is not UTF-8"),
    ("UPDATE reports SET document = BAD WHERE id = 3", "row 3 of `reports`: `document` is not UTF-8"),
    ("UPDATE report_events SET note = BAD WHERE kind = 'declined'", "of `report_events`: `note` is not UTF-8"),
    ("UPDATE merges SET note = BAD", "of `merges`: `note` is not UTF-8"),
    ("UPDATE preferences SET editor = BAD", "of `preferences`: `editor` is not UTF-8"),
    ("UPDATE document_versions SET source = BAD", "of `document_versions`: `source` is not UTF-8"),
    ("UPDATE forgotten_documents SET note = BAD", "of `forgotten_documents`: `note` is not UTF-8"),
    // JSON of another shape, or none.
    ("UPDATE document_versions SET figures = '\"Tea\"'", "`figures` is `\"Tea\"`, which is no list of names"),
    ("UPDATE document_versions SET figures = '[1, 2]'", "`figures` is `[1, 2]`, which is no list of names"),
    ("UPDATE document_versions SET figures = 'Tea'", "`figures` is `Tea`, which is no list of names"),
    ("UPDATE document_versions SET content = x'00'", "its state until 2026-01-02T03:04:05Z cannot be read"),
    ("UPDATE document_versions SET content = zeroblob(0)", "its state until 2026-01-02T03:04:05Z cannot be read"),
    ("UPDATE document_versions SET content = ZIP('[]')", "its state until 2026-01-02T03:04:05Z cannot be read"),
    ("UPDATE document_versions SET content = ZIP('RAGGED')", "has a row with another number of cells"),
    ("UPDATE document_versions SET content = ZIP('LONELY')", "compares fewer than two figures"),
    ("UPDATE merges SET moved = '[]'", "`moved` is `[]`, which is no record that undoes a merge"),
    ("UPDATE merges SET moved = json_remove(moved, '$.id')", "which is no record that undoes a merge"),
    ("UPDATE merges SET moved = json_set(moved, '$.aliases', 'Cha')", "which is no record that undoes a merge"),
    ("UPDATE merges SET moved = 'moved'", "`moved` is `moved`, which is no record that undoes a merge"),
    ("UPDATE settled_rows SET cells = '{\"a\": 1}'", "`cells` is `{\"a\": 1}`, which is no list of cells"),
    ("UPDATE settled_rows SET cells = '[1, null]'", "`cells` is `[1, null]`, which is no list of cells"),
    ("UPDATE settled_rows SET cells = 'cells'", "`cells` is `cells`, which is no list of cells"),
    ("UPDATE unclear_rows SET candidates = '{}'", "`candidates` is `{}`, which is no list of splits"),
    ("UPDATE unclear_rows SET candidates = '[{\"values\": []}]'", "which is no list of splits"),
    ("UPDATE unclear_rows SET candidates = '['", "`candidates` is `[`, which is no list of splits"),
    // Times that are none.
    (
        "UPDATE documents SET imported_at = 'gestern' WHERE slug = 'tea-vs-coffee'",
        "`imported_at` is `gestern`, which is",
    ),
    ("UPDATE document_versions SET imported_at = ''", "`imported_at` is ``, which is no moment"),
    ("UPDATE document_versions SET replaced_at = '2026-01-02'", "`replaced_at` is `2026-01-02`, which is no moment"),
    (
        "UPDATE corrections SET made_at = '2026-13-02T03:04:05Z'",
        "`made_at` is `2026-13-02T03:04:05Z`, which is no moment",
    ),
    ("UPDATE corrections SET reverted_at = 'never' WHERE id = 3", "`reverted_at` is `never`, which is no moment"),
    ("UPDATE reports SET filed_at = '2026-01-02 03:04:05'", "`filed_at` is `2026-01-02 03:04:05`, which is no moment"),
    (
        "UPDATE report_events SET made_at = 'now' WHERE kind = 'supported'",
        "it was supported at `now`, which is no moment",
    ),
    ("UPDATE merges SET merged_at = '1'", "`merged_at` is `1`, which is no moment"),
    ("UPDATE merges SET undone_at = '2026-01-02T03:04:05+09:00' WHERE undone_at IS NOT NULL", "which is no moment"),
    ("UPDATE preferences SET made_at = '2026-01-02T03:04:05.5Z'", "which is no moment"),
    (
        "UPDATE preferences SET replaced_at = 'x' WHERE replaced_at IS NOT NULL",
        "`replaced_at` is `x`, which is no moment",
    ),
    ("UPDATE settled_rows SET batch = 1 << 60", "`batch` is 1152921504606846976, which is out of range"),
    ("UPDATE settled_rows SET settled_at = 'x'", "`settled_at` is `x`, which is no moment"),
    ("UPDATE forgotten_documents SET forgotten_at = 'x'", "`forgotten_at` is `x`, which is no moment"),
    (
        "UPDATE forgotten_documents SET restored_at = 'x' WHERE restored_at IS NOT NULL",
        "`restored_at` is `x`, which is no",
    ),
    // Numbers near the end.
    ("UPDATE corrections SET id = LAST WHERE id = 2", "`id` is 9223372036854775807, which is out of range"),
    ("UPDATE merges SET id = LAST WHERE id = 2", "`id` is 9223372036854775807, which is out of range"),
    ("UPDATE preferences SET id = LAST WHERE id = 2", "`id` is 9223372036854775807, which is out of range"),
    ("UPDATE forgotten_documents SET id = LAST WHERE id = 2", "`id` is 9223372036854775807, which is out of range"),
    (
        "UPDATE unclear_rows SET id = LAST - 1 WHERE id = (SELECT max(id) FROM unclear_rows)",
        "`id` is 9223372036854775806, which is out of range",
    ),
    (
        "UPDATE attribute_values SET id = LAST WHERE text = 'Ethiopia'",
        "row 9223372036854775807 of `attribute_values`: `id` is 9223372036854775807, which is out of range",
    ),
    (
        "UPDATE report_events SET report_id = LAST WHERE report_id = 1; UPDATE corrections SET report_id = LAST
         WHERE report_id = 1; UPDATE reports SET id = LAST WHERE id = 1",
        "row 9223372036854775807 of `reports`: `id` is 9223372036854775807, which is out of range",
    ),
    (
        "UPDATE attribute_values SET position = 1 << 40 WHERE text = 'Ethiopia'",
        "`position` is 1099511627776, which is out",
    ),
    (
        "UPDATE sections SET position = 1 << 32 WHERE heading = 'Trade'",
        "`position` is 4294967296, which is out of range",
    ),
    ("UPDATE unclear_rows SET position = -1", "`position` is -1, which is out of range"),
    ("UPDATE documents SET reader = -7", "`reader` is -7, which is out of range"),
    // Columns that are missing or gapped.
    (
        "DELETE FROM document_figures WHERE document_id = DOCUMENT('tea-vs-coffee')",
        "it compares fewer than two figures",
    ),
    (
        "DELETE FROM document_figures WHERE document_id = DOCUMENT('tea-vs-cocoa-vs-mate') AND position = 3",
        "it says something of `Mate`, which it does not compare",
    ),
    (
        "DELETE FROM document_figures WHERE document_id = DOCUMENT('tea-vs-cocoa-vs-mate') AND position = 2",
        "the columns of its table are not numbered from 1 on",
    ),
    (
        "UPDATE document_figures SET position = 4 WHERE document_id = DOCUMENT('tea-vs-coffee') AND position = 2",
        "the columns of its table are not numbered from 1 on",
    ),
    (
        "UPDATE document_figures SET position = position * 3 WHERE document_id = DOCUMENT('tea-vs-coffee')",
        "the columns of its table are not numbered from 1 on",
    ),
    (
        "INSERT INTO passage_figures SELECT id, FIGURE('Cocoa') FROM passages WHERE text LIKE 'Both tea%'",
        "a passage of it is about `Cocoa`, which it does not compare",
    ),
    (
        "INSERT INTO document_figures (document_id, figure_id, position) VALUES (DOCUMENT('rum-vs-tea'), FIGURE('Tea'), 1)",
        "it was taken out, and its table and prose are still there",
    ),
    (
        "UPDATE forgotten_documents SET version_id = (SELECT id FROM document_versions
         WHERE document_id = DOCUMENT('tea-vs-coffee')) WHERE document_id = DOCUMENT('rum-vs-tea')",
        "what it said when it was taken out is of another document",
    ),
    // Wrong slugs and hashes.
    (
        "UPDATE documents SET slug = 'Tea vs. Coffee' WHERE slug = 'tea-vs-coffee'",
        "`slug` is `Tea vs. Coffee`, which is no slug",
    ),
    ("UPDATE documents SET slug = char(31) WHERE slug = 'tea-vs-coffee'", "which is no slug"),
    ("UPDATE documents SET page_slug = '' WHERE slug = 'tea-vs-coffee'", "`page_slug` is ``, which is no slug"),
    ("UPDATE figures SET slug = 'te a' WHERE name = 'Tea'", "`Tea` has the slug `te a`"),
    ("UPDATE attributes SET slug = 'home' WHERE name = 'Homeland'", "`Homeland` has the slug `home`"),
    (
        "UPDATE documents SET content_hash = 'abc'",
        "`content_hash` is `abc`, which is no number of 64 hexadecimal digits",
    ),
    ("UPDATE documents SET content_hash = ''", "`content_hash` is ``, which is no number of 64 hexadecimal digits"),
    (
        "UPDATE documents SET content_hash = replace(content_hash, 'a', 'g')",
        "which is no number of 64 hexadecimal digits",
    ),
    // Decisions without what they are about.
    ("UPDATE corrections SET report_id = 999 WHERE report_id = 1", "of `corrections` refers to a row of `reports`"),
    ("UPDATE corrections SET report_id = NULL", "report 1: it was accepted, and no correction answers it"),
    (
        "DELETE FROM report_events WHERE kind = 'accepted'",
        "report 1: correction 1 answers it, and it was not accepted then",
    ),
    ("DELETE FROM corrections WHERE report_id = 1", "report 1: it was accepted, and no correction answers it"),
    ("DELETE FROM reports WHERE id = 1", "refers to a row of `reports` that is not there"),
    (
        "UPDATE preferences SET document_id = DOCUMENT('coffee-vs-cocoa') WHERE replaced_at IS NULL",
        "preference 2 is on `Tea`, which it has never compared",
    ),
    (
        "UPDATE preferences SET figure_id = FIGURE('Coffee') WHERE id = 2",
        "preference 2 is on `Coffee`, which it has never",
    ),
    (
        "UPDATE corrections SET document_id = DOCUMENT('coffee-vs-cocoa') WHERE id = 2",
        "correction 2 is on `Tea`, which it has never compared",
    ),
    // What cannot be done again.
    ("UPDATE settled_rows SET attribute = attribute || 's'", "a cell for each figure with the row's characters"),
    ("UPDATE settled_rows SET figures = '[\"Cola\"]'", "a cell for each figure with the row's characters"),
    ("UPDATE merges SET into_id = FIGURE('Coffee') WHERE id = 1", "is no further name of what it was merged into"),
    (
        "INSERT INTO merges SELECT 99, kind, name, into_id, moved, editor, note, merged_at, undone_at, undone_by FROM merges
         WHERE undone_at IS NULL LIMIT 1",
        "hold at once, such as",
    ),
    ("DELETE FROM events WHERE kind = 'settled'", "the log does not tell once that settled row 1 was settled"),
    ("DELETE FROM events WHERE kind = 'filed'", "the log does not tell once that report event 1 was filed"),
    (
        "UPDATE events SET at = '2020-01-02T03:04:05Z' WHERE kind = 'corrected'",
        "correction 1 was corrected at 2026-01-02T03:04:05Z",
    ),
    ("UPDATE events SET row_id = 999 WHERE kind = 'merged'", "is of what is not there: `merged`, row 999"),
    ("UPDATE events SET row_id = 999 WHERE kind = 'preferred'", "is of what is not there: `preferred`, row 999"),
    ("UPDATE events SET details = '{}' WHERE kind = 'merged'", "`merged`, does not say what it is about"),
    ("UPDATE events SET details = NULL WHERE kind = 'corrected'", "`corrected`, does not say what it is about"),
    ("UPDATE events SET at = 'gestern' WHERE kind = 'alias added'", "was at `gestern`, which is no moment"),
    (
        "DELETE FROM document_versions WHERE document_id = DOCUMENT('tea-vs-coffee')",
        "the log tells of other states of `tea-vs-coffee` than there are",
    ),
    (
        "UPDATE unclear_rows SET raw = raw || '9' WHERE settled_row_id IS NOT NULL",
        "is on another row",
    ),
    (
        "UPDATE corrections SET passage_id = (SELECT passages.id FROM passages JOIN sections ON sections.id = section_id
         WHERE sections.document_id <> corrections.document_id LIMIT 1) WHERE target = 'passage'",
        "is of a passage of another document",
    ),
    ("UPDATE merges SET kind = 'attribute' WHERE kind = 'figure'", "of names of kind attribute, is into one of kind figure"),
    // Names that differ in what nobody sees, or have nothing else.
    ("UPDATE names SET name = 'Tea' || INVISIBLE WHERE name = 'Coffee'", "is the same name as `Tea`"),
    ("UPDATE names SET name = 'Tea' || INVISIBLE WHERE name = 'Tea'", "is not written as names are kept"),
    ("UPDATE names SET name = 'Tea' || INVISIBLE WHERE name = 'Cha'", "is the same name as `Tea`"),
    ("UPDATE names SET name = name || INVISIBLE WHERE name = 'Cola'", "is not written as names are kept"),
    (
        "UPDATE figures SET name = INVISIBLE, slug = '' WHERE name = 'Coffee';
         DELETE FROM name_words WHERE word = 'coffee';
         UPDATE names SET name = INVISIBLE, folded = '' WHERE name = 'Coffee'",
        "has nothing that is read",
    ),
    ("UPDATE document_versions SET content = ZIP('TWICE')", "compares a figure with itself"),
    ("UPDATE document_versions SET content = ZIP('NAMELESS')", "compares a figure without a name"),
    ("UPDATE document_versions SET content = ZIP('ROW NAMELESS')", "has a row about an attribute without a name"),
    ("UPDATE document_versions SET content = ZIP('ROW NOUGHT')", "has a row before the first"),
    ("UPDATE document_versions SET content = ZIP('UNCLEAR NOUGHT')", "has a row before the first"),
    ("UPDATE document_versions SET content = ZIP('PASSAGE TWICE')", "has a passage about a figure that it does not compare"),
    ("UPDATE document_versions SET content = ZIP('PASSAGE OTHER')", "has a passage about a figure that it does not compare"),
    // What the log tells and the base says.
    (
        "UPDATE events SET details = json_set(details, '$.alias', 'Coffee') WHERE kind = 'alias added'",
        "cannot be done again: `Coffee` is a figure of its own",
    ),
    (
        "UPDATE events SET details = json_set(details, '$.alias', '') WHERE kind = 'alias added'",
        "cannot be done again: CHECK constraint failed",
    ),
    (
        "UPDATE events SET details = json_set(details, '$.alias', 'Matcha') WHERE kind = 'alias added'",
        "`matcha` and `tea` are not what the log tells of them",
    ),
    (
        "UPDATE events SET details = json_set(details, '$.name', 'Coffee') WHERE kind = 'alias added'",
        "`cha` and `coffee` are not what the log tells of them",
    ),
    (
        "UPDATE events SET details = json_set(details, '$.into', 'Tea') WHERE kind = 'merged'",
        "merge 1 is into `Mate`, and the log tells of `Tea`",
    ),
    (
        "UPDATE events SET details = json_set(details, '$.figure', 'Coffee') WHERE kind = 'corrected' AND row_id = 2",
        "it does not say what its page and what was decided on it come to",
    ),
    (
        "UPDATE corrections SET lost_text = 'Nothing' WHERE id = 2",
        "it does not say what its page and what was decided on it come to",
    ),
    (
        "UPDATE corrections SET report_id = 1, editor = 'Bo' WHERE id = 2",
        "correction 2 answers it, and it was not accepted then",
    ),
    (
        "UPDATE documents SET imported_at = '2026-01-02T03:04:06Z' WHERE slug = 'coffee-vs-cocoa'",
        "the log tells of another moment for state 1 of `coffee-vs-cocoa` than 2026-01-02T03:04:06Z",
    ),
    (
        "UPDATE document_versions SET imported_at = '2026-01-01T03:04:05Z' WHERE document_id = DOCUMENT('tea-vs-coffee')",
        "the log tells of another moment for state 1 of `tea-vs-coffee` than 2026-01-01T03:04:05Z",
    ),
    (
        "UPDATE events SET at = '2026-01-01T03:04:05Z' WHERE kind = 'imported' AND row_id = DOCUMENT('tea-vs-coffee')",
        "the log tells of another moment for state 1 of `tea-vs-coffee` than 2026-01-02T03:04:05Z",
    ),
    (
        "UPDATE document_versions SET replaced_at = '2026-01-01T03:04:05Z' WHERE document_id = DOCUMENT('tea-vs-coffee')",
        "nothing took the place of `tea-vs-coffee` at 2026-01-01T03:04:05Z",
    ),
    ("UPDATE document_versions SET figures = '[\"Ale\", \"Tea\"]'", "compares other figures than are kept beside it"),
    ("UPDATE document_versions SET source = 'elsewhere'", "came from elsewhere than is kept beside it"),
    (
        "UPDATE forgotten_documents SET forgotten_at = '2026-01-01T03:04:05Z'
         WHERE document_id = DOCUMENT('rum-vs-tea')",
        "the log does not tell that `rum-vs-tea` was forgotten at 2026-01-01T03:04:05Z",
    ),
    (
        "UPDATE forgotten_documents SET restored_at = '2026-01-01T03:04:05Z' WHERE restored_at IS NOT NULL",
        "was restored at 2026-01-01T03:04:05Z",
    ),
    (
        "UPDATE preferences SET replaced_at = '2026-01-01T03:04:05Z' WHERE replaced_at IS NOT NULL",
        "preference 1 gave way at 2026-01-01T03:04:05Z, when nothing was decided",
    ),
    ("UPDATE reports SET filed_at = '2026-01-01T03:04:05Z' WHERE id = 2", "not at 2026-01-01T03:04:05Z"),
    (
        "UPDATE merges SET into_id = FIGURE('Coffee') WHERE undone_at IS NOT NULL",
        "merge 2 is into `Coffee`, and the log tells of `Cocoa`",
    ),
    ("UPDATE settled_rows SET figures = json_array(figures ->> 0, figures ->> 0)", "a cell for each figure with the row's"),
    // Rows of tables.
    ("UPDATE attribute_values SET position = 9 WHERE text = 'Ethiopia'", "the values of `Homeland` are in several rows"),
    (
        "UPDATE attribute_values SET position = position + 1
         WHERE attribute_id = (SELECT id FROM attributes WHERE name = 'Homeland')",
        "several rows of its table are the row",
    ),
    ("UPDATE attribute_values SET position = 9 WHERE status = 'settled'", "which is no row that was told apart"),
    ("UPDATE row_groups SET position = 9", "row 9, which stands in `Facts`, has no values"),
    // Gaps in the prose.
    (
        "UPDATE sections SET position = position * 1000 WHERE document_id = DOCUMENT('tea-vs-coffee')",
        "its sections are not numbered from 1 on",
    ),
    ("UPDATE passages SET position = 9 WHERE text LIKE 'Both tea%'", "are not numbered from 1 on"),
    // Words of closed sets, and what is made of other columns.
    (
        "UPDATE attribute_values SET status = 'guessed' WHERE text = 'Ethiopia'",
        "`status` is `guessed`, which is no word",
    ),
    ("UPDATE reports SET problem = 'silly' WHERE id = 1", "`problem` is `silly`, which is no word"),
    ("UPDATE reports SET target = 'moon' WHERE id = 1", "`target` is `moon`, which is no word"),
    ("UPDATE report_events SET kind = 'burnt' WHERE kind = 'supported'", "`kind` is `burnt`, which is no word"),
    ("UPDATE report_events SET because = 'so' WHERE kind = 'declined'", "`because` is `so`, which is no word"),
    ("UPDATE corrections SET target = 'moon' WHERE id = 2", "`target` is `moon`, which is no word"),
    ("UPDATE merges SET kind = 'moon'", "`kind` is `moon`, which is no word"),
    ("UPDATE names SET kind = 'moon' WHERE name = 'Cha'", "`kind` is `moon`, which is no word"),
    ("UPDATE reports SET figure_folded = 'TEA' WHERE id = 1", "`figure_folded` is `TEA`, which is no folded name"),
    ("UPDATE reports SET uid = 'x' WHERE id = 1", "`uid` is `x`, which is no number of 32 hexadecimal digits"),
    // Migrations.
    (
        "INSERT INTO refinery_schema_history VALUES (99, 'later', '2026-01-02T03:04:05Z', '1')",
        "migration 99 is recorded, which this program does not know",
    ),
    ("UPDATE refinery_schema_history SET checksum = BAD WHERE version = 3", "this could not be looked at to the end"),
    ("DELETE FROM refinery_schema_history WHERE version = 3", "migration 3 is not recorded as this program knows it"),
];

/// Plants a fault past the program, has the full-text index as if nothing had happened, and returns how many rows it is in.
fn plant(connection: &Connection, fault: &str) -> u64 {
    let ragged = r#"{"slug": "a-b", "title": "", "figures": ["A", "B"], "summary": "", "rows": [{"position": 1,
        "attribute": "C", "values": ["D", "E", "F"]}], "unclear": [], "sections": [], "notice": "", "source": "",
        "content_hash": "", "layout": ""}"#;
    let lonely = ragged.replace(r#""A", "B""#, r#""A""#);
    let whole = ragged.replace(r#", "F""#, "");
    let twice = whole.replace(r#""A", "B""#, r#""A", "a\u200b""#);
    let nameless = whole.replace(r#""A", "B""#, r#""A", "\u200b""#);
    let row = |from: &str, to: &str| whole.replace(from, to);
    let unclear = r#""unclear": [{"position": 0, "raw": "x", "reason": "y", "candidates": []}]"#;
    let passage = |figures: &str| {
        let sections =
            format!(r#""sections": [{{"heading": "", "passages": [{{"text": "x", "figures": {figures}}}]}}]"#);
        row(r#""sections": []"#, &sections)
    };
    let mut sql = fault
        .replace("INVISIBLE", "char(8203)")
        .replace("BAD", "CAST(x'ff' AS TEXT)")
        .replace("LAST", "9223372036854775807");
    for (name, content) in [
        ("[]", "[]".to_owned()),
        ("RAGGED", ragged.to_owned()),
        ("LONELY", lonely),
        ("TWICE", twice),
        ("NAMELESS", nameless),
        ("ROW NAMELESS", row(r#""C""#, r#""\u200b""#)),
        ("ROW NOUGHT", row(r#""position": 1"#, r#""position": 0"#)),
        ("UNCLEAR NOUGHT", row(r#""unclear": []"#, unclear)),
        ("PASSAGE TWICE", passage(r#"["A", "A"]"#)),
        ("PASSAGE OTHER", passage(r#"["C"]"#)),
    ] {
        sql = sql.replace(&format!("ZIP('{name}')"), &format!("x'{}'", zipped(&content)));
    }
    for (name, table) in [("DOCUMENT(", "documents WHERE slug = "), ("FIGURE(", "figures WHERE name = ")] {
        sql = sql.replace(name, &format!("(SELECT id FROM {table}"));
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).expect("off");
    connection.execute_batch("PRAGMA ignore_check_constraints = on; PRAGMA foreign_keys = off").expect("off");
    let triggers = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
    let made: Vec<String> = query(connection, &triggers.replace("name FROM", "sql FROM"));
    for name in query::<String>(connection, triggers) {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped");
    }
    connection.execute_batch(&sql).expect(fault);
    let changes = connection.changes();
    connection.execute_batch(&made.join(";")).expect("made again");
    connection.execute_batch("INSERT INTO search_index (search_index) VALUES ('rebuild')").expect("indexed");
    changes
}

fn zipped(text: &str) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory").iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// What `check` says is broken, the base being as it is or after a repair.
fn broken(sandbox: &Sandbox, args: &[&str]) -> String {
    let ran = sandbox.run(&[&["check", "--format", "csv"], args].concat());
    let broken: Vec<&str> = ran.stdout.lines().filter(|line| !line.contains(",work,")).skip(1).collect();
    let is_broken = !broken.is_empty() || ran.stderr.contains("cannot ");
    assert_eq!(ran.code, Some(i32::from(is_broken)), "{ran}");
    broken.join("\n").replace("\"\"", "\"")
}

#[test]
fn what_check_passes_can_be_read() {
    let rich = rich();
    for args in READING {
        rich.succeed(args);
    }
    // A command is tried on every base that is passed, and on some of the others: there it may fail, not crash.
    let tried = |fault: usize| READING.iter().cycle().skip(fault * 3).take(3);
    let numbered: Vec<(usize, &(&str, &str))> = FAULTS.iter().enumerate().collect();
    let faults: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = numbered
            .chunks(FAULTS.len().div_ceil(2))
            .map(|faults| {
                let look = |(number, fault): &(usize, &(&str, &str))| untold(&rich, fault, tried(*number));
                scope.spawn(move || faults.iter().filter_map(look).collect::<Vec<_>>())
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
    });
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), FAULTS.len(), faults.join("\n"));
}

/// Returns what is wrong with how a fault is told, if anything is.
fn untold<'a>(
    rich: &Sandbox,
    (fault, said): &(&str, &str),
    tried: impl Iterator<Item = &'a &'a [&'a str]>,
) -> Option<String> {
    let sandbox = rich.copy();
    if plant(&sandbox.connect(), fault) == 0 {
        return Some(format!("{fault}: nothing planted"));
    }
    let before = broken(&sandbox, &[]);
    if !before.contains(said) {
        return Some(format!("{fault}: not told, but\n{before}"));
    }
    let after = broken(&sandbox, &["--repair"]);
    if after.is_empty() {
        let failed = READING.iter().map(|args| (args, sandbox.run(args))).find(|(_, ran)| ran.code != Some(0));
        return failed.map(|(args, ran)| format!("{fault}: passed after a repair, and {args:?}\n{ran}"));
    }
    if !after.contains(said) {
        return Some(format!("{fault}: not told after a repair, but\n{after}"));
    }
    let crashed = tried.map(|args| (args, sandbox.run(args))).find(|(_, ran)| !matches!(ran.code, Some(0..=3)));
    crashed.map(|(args, ran)| format!("{fault}: {args:?}\n{ran}"))
}

/// The columns of the tables that versus makes, with how each is declared.
fn columns(connection: &Connection) -> Vec<[String; 3]> {
    let sql = "SELECT tables.name, columns.name, columns.type
        FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND tables.name NOT GLOB 'search_index*' AND tables.name <> 'refinery_schema_history'";
    let mut statement = connection.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).expect(sql);
    rows.collect::<rusqlite::Result<_>>().expect(sql)
}

/// All at once, so that none hides another; and a table that comes later is looked at as well.
#[test]
fn every_column_of_every_table_is_read() {
    let rich = rich();
    let columns = columns(&rich.connect());
    for (kind, bad, said_of_it) in [("TEXT", "BAD", "is not UTF-8"), ("INTEGER", "LAST", "is 9223372036854775807")] {
        let sandbox = rich.copy();
        let connection = sandbox.connect();
        for [table, column, _] in columns.iter().filter(|[_, _, of]| of == kind) {
            // In the first row alone where no two may have the same.
            let planted = plant(&connection, &format!("UPDATE OR IGNORE {table} SET {column} = {bad}"));
            assert!(planted > 0, "the base has nothing in {table}");
        }
        drop(connection);
        let store = Store::open(&sandbox.default_base(), Access::Read).expect("opened");
        let mut said = Vec::new();
        let mut visit = |finding: &Finding| {
            said.push(finding.details.clone());
            Ok(())
        };
        store.check(&[Concern::Damage], &mut visit).expect("checked");
        let said = said.join("\n");
        for [table, column, _] in columns.iter().filter(|[_, _, of]| of == kind) {
            let told = format!("`{table}`: `{column}` {said_of_it}");
            assert!(said.contains(&told), "{told}\n{said}");
        }
    }
}

#[test]
fn a_copy_that_cannot_be_read_is_not_called_verified() {
    let sandbox = Sandbox::with_fixtures();
    plant(&sandbox.connect(), "UPDATE documents SET title = BAD WHERE slug = 'tea-vs-coffee'");
    let ran = sandbox.run(&["backup", "copy.db"]);
    assert_eq!(ran.code, Some(0), "{ran}");
    assert!(ran.stderr.starts_with("copied to copy.db: "), "{ran}");
    assert!(ran.stderr.ends_with("the knowledge base: run `versus check`\n"), "{ran}");
}
