//! Which TCP ports a program and its children listen on, read from the kernel.

use std::collections::HashSet;
use std::path::Path;

/// The listening sockets of a process and all its descendants.
pub fn open_by(pid: u32) -> Vec<String> {
    let listening = listening();
    family(pid)
        .iter()
        .flat_map(|pid| sockets_of(*pid))
        .filter(|inode| listening.contains(inode))
        .collect()
}

/// A process and its descendants.
pub fn family(root: u32) -> Vec<u32> {
    let mut parents: Vec<(u32, u32)> = Vec::new();
    for entry in std::fs::read_dir("/proc").expect("/proc").flatten() {
        let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        // The name stands in brackets and may hold anything; what follows it does not.
        let Ok(stat) = std::fs::read_to_string(entry.path().join("stat")) else {
            continue;
        };
        let after = stat.rsplit(')').next().unwrap_or_default();
        if let Some(parent) = after
            .split_whitespace()
            .nth(1)
            .and_then(|word| word.parse().ok())
        {
            parents.push((pid, parent));
        }
    }
    let mut found: Vec<u32> = vec![root];
    let mut next = 0;
    while next < found.len() {
        let parent = found[next];
        found.extend(
            parents
                .iter()
                .filter(|(_, of)| *of == parent)
                .map(|(pid, _)| *pid),
        );
        next += 1;
    }
    found
}

fn listening() -> HashSet<String> {
    const LISTEN: &str = "0A";
    let mut inodes = HashSet::new();
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        for line in std::fs::read_to_string(table)
            .unwrap_or_default()
            .lines()
            .skip(1)
        {
            let fields: Vec<&str> = line.split_whitespace().collect();
            if let (Some(&LISTEN), Some(inode)) = (fields.get(3), fields.get(9)) {
                inodes.insert((*inode).to_owned());
            }
        }
    }
    inodes
}

fn sockets_of(pid: u32) -> Vec<String> {
    let folder = Path::new("/proc").join(pid.to_string()).join("fd");
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| std::fs::read_link(entry.path()).ok())
        .filter_map(|link| {
            let link = link.to_string_lossy().into_owned();
            Some(link.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())
        })
        .collect()
}
