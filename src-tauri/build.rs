//! Tells Tauri the two commands that the page may call; nothing else is granted.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["api", "api_close"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        // A build script speaks to cargo by failing.
        panic!("{error:#}");
    }
}
