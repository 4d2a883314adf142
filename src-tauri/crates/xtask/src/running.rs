//! Programs that were started, and their certain end.
//!
//! On Unix each runs in a process group of its own: ending the group ends what it started in turn.

use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::say::Watch;

/// How long a program may take to end politely.
const GRACE: Duration = Duration::from_secs(8);
const LOOK_EVERY: Duration = Duration::from_millis(20);

static STOPPING: AtomicBool = AtomicBool::new(false);
static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A program that is ended, with all it started, when this value goes.
pub struct Running {
    child: Child,
    over: bool,
}

impl Running {
    /// Starts it in a process group of its own.
    pub fn start(command: &mut Command) -> std::io::Result<Self> {
        own_group(command);
        let child = command.spawn()?;
        held(&GROUPS).push(child.id());
        Ok(Self { child, over: false })
    }

    /// The program itself, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        let status = self.child.try_wait();
        if STOPPING.load(Ordering::Relaxed) && !matches!(status, Ok(None)) {
            // The interrupt ended it, and soon ends this program: nothing more is to be said.
            loop {
                std::thread::park();
            }
        }
        let status = status.context("waiting for a program")?;
        self.over |= status.is_some();
        Ok(status)
    }

    /// Waits until it ends by itself.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            std::thread::sleep(LOOK_EVERY);
        }
    }

    /// Asks it to end, and ends it by force when it does not.
    pub fn end(&mut self) {
        if !self.over {
            ask_to_end(self.child.id());
            let watch = Watch::start();
            while watch.passed() < GRACE && matches!(self.ended(), Ok(None)) {
                std::thread::sleep(LOOK_EVERY);
            }
        }
        force_end(self.child.id());
        if !self.over {
            // Without process groups only the program itself can be ended; both may already be gone.
            let _ = self.child.kill();
            let _ = self.child.wait();
            self.over = true;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
        let id = self.child.id();
        held(&GROUPS).retain(|group| *group != id);
    }
}

/// A folder that goes when this value goes.
pub struct Passing(pub PathBuf);

impl Passing {
    /// Promises to remove the folder.
    pub fn new(folder: PathBuf) -> Self {
        held(&FOLDERS).push(folder.clone());
        Self(folder)
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
        held(&FOLDERS).retain(|folder| *folder != self.0);
    }
}

/// On Ctrl-C or a polite kill: end everything that was started, then this program.
pub fn end_all_on_interrupt() {
    let set = ctrlc::set_handler(|| {
        STOPPING.store(true, Ordering::Relaxed);
        eprintln!("\nStopping: ending what was started.");
        let groups = held(&GROUPS).clone();
        for group in &groups {
            ask_to_end(*group);
        }
        let watch = Watch::start();
        while watch.passed() < GRACE && groups.iter().any(|group| is_alive(*group)) {
            std::thread::sleep(LOOK_EVERY);
        }
        for group in &groups {
            force_end(*group);
        }
        for folder in held(&FOLDERS).iter() {
            let _ = std::fs::remove_dir_all(folder);
        }
        std::process::exit(130);
    });
    if let Err(error) = set {
        eprintln!("Ctrl-C will not clean up: {error}");
    }
}

fn held<T>(list: &'static Mutex<Vec<T>>) -> MutexGuard<'static, Vec<T>> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(unix)]
fn signal(group: u32, signal: nix::sys::signal::Signal) {
    let group = i32::try_from(group).unwrap_or(i32::MAX);
    // A group that is gone needs no signal.
    let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(group), signal);
}

/// SIGINT, because it is the polite word for all of them: PostgreSQL's fast stop, cargo, node, X.
#[cfg(unix)]
fn ask_to_end(group: u32) {
    signal(group, nix::sys::signal::Signal::SIGINT);
}

#[cfg(unix)]
fn force_end(group: u32) {
    signal(group, nix::sys::signal::Signal::SIGKILL);
}

/// Whether the group's first program still runs; one that ended is told so, or it would linger.
#[cfg(unix)]
fn is_alive(group: u32) -> bool {
    use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
    let pid = nix::unistd::Pid::from_raw(i32::try_from(group).unwrap_or(i32::MAX));
    matches!(
        waitpid(pid, Some(WaitPidFlag::WNOHANG)),
        Ok(WaitStatus::StillAlive)
    )
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(not(unix))]
fn ask_to_end(_: u32) {}

#[cfg(not(unix))]
fn force_end(_: u32) {}

#[cfg(not(unix))]
fn is_alive(_: u32) -> bool {
    false
}
