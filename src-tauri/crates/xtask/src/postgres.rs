//! A PostgreSQL of our own for as long as the errand runs: a new cluster in a temporary folder,
//! reached only through a socket there.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::running::{Passing, Running};
use crate::say::Watch;
use crate::{packages, place, program};

const START_LIMIT: Duration = Duration::from_secs(60);
const FOLDER: &str = "hongbang-postgres-";
const MEND: &str = "look at the lines above; `apt-get install --reinstall postgresql` mends a broken installation.";

/// A running cluster; it stops and its folder goes when this value goes.
pub struct Postgres {
    // In this order: the server ends before its folder goes.
    _server: Running,
    folder: Passing,
}

impl Postgres {
    /// For tests: it is thrown away, so it need not wait for the disk; and every test has a pool of
    /// its own, so it takes many connections.
    pub fn for_tests() -> Result<Self> {
        Self::start(&[
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=400",
            "shared_buffers=128MB",
        ])
    }

    /// For measuring: as durable as it is out of the box.
    pub fn for_bench() -> Result<Self> {
        Self::start(&["max_connections=200", "shared_buffers=512MB"])
    }

    fn start(settings: &[&str]) -> Result<Self> {
        let Some(programs) = programs() else {
            bail!("PostgreSQL's programs are not here. What to do: `apt-get install postgresql`.");
        };
        sweep_leftovers();
        let folder = Passing::new(new_folder()?);
        let user = other_user()?;
        if let Some((uid, gid)) = user {
            own(&folder.0, uid, gid)?;
        }
        let data = folder.0.join("data");
        let mut initdb = Command::new(programs.join("initdb"));
        initdb.arg("--pgdata").arg(&data).args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        ]);
        program::answer(as_user(&mut initdb, &folder.0, user), MEND)?;
        let log = std::fs::File::create(folder.0.join("log"))?;
        let mut server = Command::new(programs.join("postgres"));
        server
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&folder.0)
            .args(["-c", "listen_addresses="]);
        for setting in settings {
            server.args(["-c", setting]);
        }
        server
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        let mut server = Running::start(as_user(&mut server, &folder.0, user))
            .with_context(|| format!("starting {}", programs.join("postgres").display()))?;
        wait_until_ready(&programs, &folder.0, &mut server)?;
        Ok(Self {
            _server: server,
            folder,
        })
    }

    /// Its address, as the tests read it.
    pub fn address(&self) -> String {
        format!(
            "postgres://postgres@localhost/postgres?host={}",
            self.folder.0.display()
        )
    }
}

/// The folder of PostgreSQL's programs: Debian keeps them by version, off the PATH.
pub fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = place::files_in(Path::new("/usr/lib/postgresql"))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|folder| {
            Some((
                folder.file_name()?.to_str()?.parse().ok()?,
                folder.join("bin"),
            ))
        })
        .filter(|(_, bin)| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .collect();
    versions.sort();
    match versions.pop() {
        Some((_, bin)) => Some(bin),
        None => place::on_path(&["initdb"])?.parent().map(Path::to_owned),
    }
}

fn new_folder() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
    // A number used before: what lies there belongs to nobody any more.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

/// Clusters of runs that were killed without a chance to clean up.
fn sweep_leftovers() {
    for folder in place::files_in(&std::env::temp_dir()).unwrap_or_default() {
        let name = folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let Some(owner) = name.strip_prefix(FOLDER) else {
            continue;
        };
        if Path::new("/proc").join(owner).exists() || !Path::new("/proc/self").exists() {
            continue;
        }
        if let Some(pid) = std::fs::read_to_string(folder.join("data").join("postmaster.pid"))
            .ok()
            .and_then(|text| text.lines().next().map(str::to_owned))
        {
            let _ = Command::new("kill")
                .args(["-QUIT", &pid])
                .stderr(Stdio::null())
                .status();
        }
        let _ = std::fs::remove_dir_all(&folder);
    }
}

/// PostgreSQL refuses to run as root: then it runs as Debian's `postgres`, or as `nobody`.
fn other_user() -> Result<Option<(u32, u32)>> {
    if !packages::is_root() {
        return Ok(None);
    }
    let users = std::fs::read_to_string("/etc/passwd").context("reading /etc/passwd")?;
    for wanted in ["postgres", "nobody"] {
        for line in users.lines() {
            let fields: Vec<&str> = line.split(':').collect();
            if let [name, _, uid, gid, ..] = fields[..]
                && name == wanted
            {
                return Ok(Some((uid.parse()?, gid.parse()?)));
            }
        }
    }
    bail!(
        "PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`. \
         What to do: `adduser --system postgres`."
    )
}

#[cfg(unix)]
fn own(folder: &Path, uid: u32, gid: u32) -> Result<()> {
    std::os::unix::fs::chown(folder, Some(uid), Some(gid))
        .with_context(|| format!("giving {} to user {uid}", folder.display()))
}

#[cfg(unix)]
fn as_user<'a>(
    command: &'a mut Command,
    folder: &Path,
    user: Option<(u32, u32)>,
) -> &'a mut Command {
    use std::os::unix::process::CommandExt;
    command.current_dir(folder);
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

#[cfg(not(unix))]
fn own(_: &Path, _: u32, _: u32) -> Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn as_user<'a>(command: &'a mut Command, _: &Path, _: Option<(u32, u32)>) -> &'a mut Command {
    command
}

fn wait_until_ready(programs: &Path, folder: &Path, server: &mut Running) -> Result<()> {
    let watch = Watch::start();
    loop {
        let ready = Command::new(programs.join("pg_isready"))
            .arg("-q")
            .arg("-h")
            .arg(folder)
            .status()
            .is_ok_and(|status| status.success());
        if ready {
            return Ok(());
        }
        if server.ended()?.is_some() || watch.passed() > START_LIMIT {
            eprint!(
                "{}",
                std::fs::read_to_string(folder.join("log")).unwrap_or_default()
            );
            bail!(
                "The temporary PostgreSQL did not start in {}. What to do: {MEND}",
                folder.display()
            );
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
