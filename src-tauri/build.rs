//! Tells Tauri the one command that the page may call; nothing else is granted.

fn main() {
    // The page is embedded, and its file names change with every build of it.
    println!("cargo::rerun-if-changed=../ui/dist");
    let commands = tauri_build::AppManifest::new().commands(&["api"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        // A build script speaks to cargo by failing.
        panic!("{error:#}");
    }
}
