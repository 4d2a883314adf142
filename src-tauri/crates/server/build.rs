//! Builds again when the page was built again: its file names change, so no file can be named here.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../../../ui/dist");
}
