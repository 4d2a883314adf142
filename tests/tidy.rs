//! The laws of the house, read off the sources. Each failure names the place and the mend.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One source file.
struct Source {
    /// From the root, with `/` between.
    path: String,
    text: String,
}

fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .parent()
        .expect("the package stands in the root")
        .to_owned()
}

/// All files below these folders with one of these ends, without what is built or installed.
fn sources(folders: &[&str], ends: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = waiting.pop() {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if ["node_modules", "dist", "gen", "target"].contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a folder can be listed");
            waiting.extend(entries.map(|entry| entry.expect("an entry can be read").path()));
        } else if ends.iter().any(|end| name.ends_with(end)) {
            let text = std::fs::read_to_string(&path).expect("a source is UTF-8");
            let path = path.strip_prefix(root()).expect("it is below the root");
            found.push(Source {
                path: path.to_string_lossy().replace('\\', "/"),
                text,
            });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn rust() -> Vec<Source> {
    sources(&["src-tauri", "tests"], &[".rs"])
}

fn page() -> Vec<Source> {
    sources(&["ui/src", "ui/tools", "tests/page"], &[".ts", ".tsx"])
}

/// Every line that a law forbids, as `path:line: text`.
fn lines(source: &Source, forbidden: impl Fn(&str) -> bool) -> Vec<String> {
    let numbered = source.text.lines().enumerate();
    numbered
        .filter(|(_, line)| forbidden(line))
        .map(|(at, line)| format!("{}:{}: {}", source.path, at + 1, line.trim()))
        .collect()
}

fn hold(faults: Vec<String>, mend: &str) {
    assert!(
        faults.is_empty(),
        "\n{}\n\nMend: {mend}\n",
        faults.join("\n")
    );
}

#[test]
fn a_source_file_has_at_most_400_lines() {
    // What a generator writes is read by no one.
    let generated = ["ui/src/api/schema.d.ts"];
    let long = rust()
        .into_iter()
        .chain(page())
        .filter(|source| !generated.contains(&source.path.as_str()))
        .filter_map(|source| {
            let count = source.text.lines().count();
            (count > 400).then(|| format!("{}: {count} lines", source.path))
        });
    hold(
        long.collect(),
        "split the noun into a folder of its parts (HOUSE law 2); aim at 300 lines.",
    );
}

#[test]
fn no_file_is_named_after_nothing() {
    const EMPTY: [&str; 10] = [
        "util", "utils", "helper", "helpers", "common", "manager", "service", "types", "misc",
        "mod",
    ];
    let named = rust().into_iter().chain(page()).filter(|source| {
        let parts = source
            .path
            .split('/')
            .map(|part| part.split('.').next().unwrap_or(part));
        let barrel = source.path.starts_with("ui/") && source.path.ends_with("/index.ts");
        barrel || parts.into_iter().any(|part| EMPTY.contains(&part))
    });
    hold(
        named.map(|source| source.path).collect(),
        "name it after the one noun it owns; no barrel files (HOUSE laws 2 and 19).",
    );
}

/// What each crate may depend on of ours.
const IMPORTS: [(&str, &[&str]); 7] = [
    ("src-tauri/crates/rules", &[]),
    ("src-tauri/crates/sheet", &["rules"]),
    ("src-tauri/crates/store", &["rules"]),
    ("src-tauri/crates/api", &["rules", "sheet", "store"]),
    ("src-tauri/crates/server", &["rules", "api"]),
    ("src-tauri/crates/xtask", &[]),
    ("src-tauri", &["rules", "api"]),
];

/// The names in a manifest's `[dependencies]`.
fn dependencies(folder: &str) -> BTreeSet<String> {
    let manifest = root().join(folder).join("Cargo.toml");
    let text = std::fs::read_to_string(&manifest).expect("every crate has a manifest");
    let after = text.split("\n[dependencies]\n").nth(1).unwrap_or_default();
    let section = after.split("\n[").next().unwrap_or_default();
    let names = section
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next());
    names
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn imports_run_one_way() {
    let ours = [
        "rules", "sheet", "store", "api", "server", "xtask", "hongbang", "tests",
    ];
    let faults = IMPORTS.iter().flat_map(|(folder, allowed)| {
        let found = dependencies(folder).into_iter();
        found
            .filter(|name| ours.contains(&name.as_str()) && !allowed.contains(&name.as_str()))
            .map(move |name| format!("{folder}/Cargo.toml imports {name}"))
    });
    hold(
        faults.collect(),
        "imports run shell and server → api → store → rules, and api → sheet → rules (HOUSE law 3).",
    );
}

#[test]
fn the_rules_know_no_world_outside() {
    let outside = [
        "sqlx", "tokio", "axum", "rand", "futures", "tracing", "anyhow",
    ];
    let known = dependencies("src-tauri/crates/rules");
    let mut faults: Vec<String> = outside
        .iter()
        .filter(|name| known.contains(**name))
        .map(|name| format!("src-tauri/crates/rules/Cargo.toml: {name}"))
        .collect();
    for source in sources(&["src-tauri/crates/rules/src"], &[".rs"]) {
        let reaches = [
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "async fn",
        ];
        faults.extend(lines(&source, |line| {
            let code = line.split("//").next().unwrap_or_default();
            reaches.iter().any(|reach| code.contains(reach))
        }));
    }
    hold(
        faults,
        "rules have no SQL, no async, no I/O, no clock, no chance; pass it in as an argument.",
    );
}

#[test]
fn sql_stands_in_the_store() {
    let mut faults = Vec::new();
    for crate_name in ["rules", "sheet", "api", "server"] {
        let folder = format!("src-tauri/crates/{crate_name}");
        if dependencies(&folder).contains("sqlx") {
            faults.push(format!("{folder}/Cargo.toml: sqlx"));
        }
        for source in sources(&[&folder], &[".rs"]) {
            faults.extend(lines(&source, |line| {
                let verbs = ["\"select ", "\"insert into ", "\"update ", "\"delete from "];
                verbs.iter().any(|verb| line.to_lowercase().contains(verb))
            }));
        }
    }
    hold(
        faults,
        "move the statement into the store function that runs it (HOUSE law 13).",
    );
}

#[test]
fn every_statement_is_prepared_by_the_test_on_both_databases() {
    let mut faults = Vec::new();
    let store = sources(&["src-tauri/crates/store/src"], &[".rs"]).into_iter();
    // What one database alone understands stands in these.
    let own = |path: &str| {
        ["/dialect.rs", "/statistics.rs", "/store/src/backup.rs"]
            .iter()
            .any(|file| path.ends_with(file))
    };
    for source in store.filter(|source| !own(&source.path)) {
        faults.extend(lines(&source, |line| {
            let calls = [
                "query(\"",
                "query_as(\"",
                "query_scalar(\"",
                "query(r",
                "query_as(r",
            ];
            calls.iter().any(|call| line.contains(call))
        }));
    }
    hold(faults, "wrap the literal in sql!(\"…\").");
}

#[test]
fn time_and_chance_of_the_page_come_from_one_place() {
    let mut faults = Vec::new();
    for source in sources(&["ui/src"], &[".ts", ".tsx"]) {
        let is_the_place = source.path == "ui/src/frame/now.ts" || source.path.contains(".test.");
        if !is_the_place {
            faults.extend(lines(&source, |line| {
                ["Date.now(", "new Date()", "Math.random("]
                    .iter()
                    .any(|ask| line.contains(ask))
            }));
        }
    }
    hold(
        faults,
        "take the time from frame/now.ts; the server's clock is the house's (HOUSE law 6).",
    );
}

#[test]
fn a_library_s_first_page_is_a_table_of_contents() {
    let mut faults = Vec::new();
    for source in sources(&["src-tauri/crates", "tests"], &["lib.rs"]) {
        faults.extend(lines(&source, |line| {
            line.contains("fn ") && !line.starts_with("//")
        }));
    }
    hold(
        faults,
        "lib.rs names its modules in reading order; put the code into a module (HOUSE law 4).",
    );
}

#[test]
fn every_rust_file_says_what_it_is() {
    // A module of tests is named after what it tests.
    let silent = rust()
        .into_iter()
        .filter(|source| !source.path.ends_with("tests.rs"))
        .filter(|source| !source.text.starts_with("//!"));
    hold(
        silent.map(|source| source.path).collect(),
        "begin the file with a `//!` sentence that says what it owns and why.",
    );
}

#[test]
fn nothing_is_left_for_later_and_nothing_stands_outside_the_clone() {
    let this = "tests/tidy.rs";
    let left = [
        "TODO",
        "FIXME",
        "XXX",
        "HACK",
        "todo!(",
        "unimplemented!(",
        "../shared",
        "/work/",
    ];
    let mut faults = Vec::new();
    let all = rust()
        .into_iter()
        .chain(page())
        .chain(sources(&["migrations"], &[".sql"]));
    for source in all.filter(|source| source.path != this) {
        faults.extend(lines(&source, |line| {
            left.iter().any(|word| line.contains(word))
        }));
    }
    hold(
        faults,
        "do it now, or leave it out; copy what a test needs into tests/.",
    );
}

#[test]
fn the_page_s_packages_are_exact() {
    let text =
        std::fs::read_to_string(root().join("ui/package.json")).expect("the page's manifest");
    let source = Source {
        path: "ui/package.json".into(),
        text,
    };
    let faults = lines(&source, |line| {
        line.contains("\": \"^") || line.contains("\": \"~")
    });
    hold(
        faults,
        "name the exact version, so that a poisoned one cannot slip in.",
    );
}

#[test]
fn the_description_of_the_api_is_fresh() {
    let path = root().join("ui/src/api/openapi.json");
    let kept = std::fs::read_to_string(&path).expect("the description is committed");
    let kept: serde_json::Value = serde_json::from_str(&kept).expect("it is JSON");
    assert!(
        kept == api::App::openapi(),
        "\nui/src/api/openapi.json no longer fits the API.\n\nMend: cargo xtask codegen\n"
    );
}

#[test]
fn the_readme_is_short_and_names_the_two_commands_first() {
    let text = std::fs::read_to_string(root().join("README.md")).expect("there is a README.md");
    let count = text.lines().count();
    assert!(
        count <= 120,
        "\nREADME.md has {count} lines.\n\nMend: at most 120; say less.\n"
    );
    let commands: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("cargo "))
        .take(2)
        .collect();
    let first = |at: usize| commands.get(at).and_then(|line| line.split("  ").next());
    assert_eq!(
        (first(0), first(1)),
        (Some("xtask run"), Some("xtask test")),
        "\nMend: the first two commands of README.md are `cargo xtask run` and `cargo xtask test`.\n"
    );
}
