//! The real window under a screen of its own, driven through WebKit's driver or just started.
//!
//! Whatever is started here dies with the test: by its process group when the test ends, and by the
//! kernel (`setpriv --pdeathsig`) when the test itself is killed.

use crate::bus::Bus;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder, Locator};
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long anything may take to show on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(25);

/// A data folder for one test, empty at the start.
pub fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("hongbang-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    folder
}

/// A program that ends with this value, with everything it started.
pub struct Running {
    pub child: Child,
    lines: Receiver<String>,
}

impl Running {
    pub fn start(command: &mut Command) -> Self {
        command.process_group(0).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| {
            panic!(
                "{command:?} cannot be started: {error}; `cargo xtask test` installs and builds it"
            )
        });
        let (sender, lines) = channel();
        let out = child.stdout.take().expect("it is piped");
        let err = child.stderr.take().expect("it is piped");
        for pipe in [
            Box::new(out) as Box<dyn std::io::Read + Send>,
            Box::new(err),
        ] {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    // Nobody listens any more: still read, or the program would block on the pipe.
                    let _ = sender.send(line);
                }
            });
        }
        Self { child, lines }
    }

    /// Waits for a line with these words.
    pub fn says(&self, words: &str) -> String {
        let mut said = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            if line.contains(words) {
                return line;
            }
            said.push(line);
        }
        panic!("“{words}” was not said; this was:\n{}", said.join("\n"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.child.wait();
    }
}

/// `program` that the kernel kills when this test's thread is gone.
pub fn mortal(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--", program]);
    command
}

/// A screen that nobody sees.
pub struct Screen {
    _server: Running,
    number: String,
    bus: Option<Bus>,
}

impl Screen {
    /// The next free one.
    pub fn new() -> Self {
        let mut xvfb = mortal("Xvfb");
        xvfb.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1400x900x24",
            "-nolisten",
            "tcp",
        ]);
        let server = Running::start(&mut xvfb);
        // Xvfb may complain in other lines; the number stands alone in its own.
        let number = std::iter::from_fn(|| server.lines.recv_timeout(PATIENCE).ok())
            .find(|line| line.parse::<u32>().is_ok())
            .expect("Xvfb says its number");
        Self {
            _server: server,
            number: format!(":{number}"),
            bus: None,
        }
    }

    /// The same, with a bus that programs on it tell their notices on.
    pub fn with_bus() -> Self {
        Self {
            bus: Some(Bus::new()),
            ..Self::new()
        }
    }

    /// Waits until the system is asked to tell something with these words.
    pub fn hears(&self, words: &str) {
        let bus = self.bus.as_ref();
        bus.expect("the screen has a bus").hears(words);
    }

    /// What a program needs to find this screen, the data folder, and nothing of the developer's.
    fn dress<'a>(&self, command: &'a mut Command, data: &Path) -> &'a mut Command {
        for name in [
            "LANG",
            "LC_ALL",
            "LC_MESSAGES",
            "LANGUAGE",
            "WAYLAND_DISPLAY",
            "DBUS_SESSION_BUS_ADDRESS",
        ] {
            command.env_remove(name);
        }
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
        }
        command
            .env("DISPLAY", &self.number)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("HOME", data)
            .env("XDG_RUNTIME_DIR", data)
            .env("HONGBANG_DATA", data)
    }

    /// Starts the program as a person would.
    pub fn start(&self, data: &Path, words: &[&str]) -> Running {
        let mut command = mortal(&built("hongbang").display().to_string());
        Running::start(self.dress(&mut command, data).args(words))
    }
}

/// A built program, beside this test's own folder in `target`.
pub fn built(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own place");
    let built = test
        .ancestors()
        .nth(2)
        .expect("it stands in target/debug/deps");
    built.join(name)
}

/// A window whose page is driven.
pub struct Window {
    /// WebDriver's client.
    pub page: Client,
    /// The screen it is on.
    pub screen: Screen,
    _driver: Running,
}

impl Window {
    /// Opens it on a data folder.
    pub async fn open(data: &Path, words: &[&str]) -> Self {
        Self::open_on(Screen::new(), data, words).await
    }

    /// Opens it on a data folder, on this screen.
    pub async fn open_on(screen: Screen, data: &Path, words: &[&str]) -> Self {
        let port = free_port();
        let mut command = mortal("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        let driver = Running::start(screen.dress(&mut command, data));
        until("WebKitWebDriver listens", || {
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
        });
        let mut args = vec!["--pdeathsig".to_owned(), "KILL".into(), "--".into()];
        args.push(built("hongbang").display().to_string());
        args.extend(words.iter().map(|word| (*word).to_owned()));
        let options = serde_json::json!({ "binary": "/usr/bin/setpriv", "args": args });
        let mut capabilities = serde_json::map::Map::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        let address = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(connector);
        let connecting = builder.capabilities(capabilities).connect(&address);
        let page = tokio::time::timeout(PATIENCE, connecting)
            .await
            .expect("the driver answers")
            .expect("the window opens under WebDriver");
        let patience = TimeoutConfiguration::new(Some(PATIENCE), None, None);
        page.update_timeouts(patience)
            .await
            .expect("the driver waits for scripts as long");
        Self {
            page,
            screen,
            _driver: driver,
        }
    }

    /// Waits for words to show anywhere on the page.
    pub async fn reads(&self, words: &str) {
        let place = format!("//body//*[text()[contains(., '{words}')]]");
        let found = self
            .page
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::XPath(&place))
            .await;
        if let Err(error) = found {
            panic!(
                "“{words}” did not show ({error}); the page was:\n{}",
                self.text().await
            );
        }
    }

    /// Clicks what carries these words, as soon as it shows. The page may draw it anew between the
    /// look and the click, so both are done again until they succeed together.
    pub async fn press(&self, words: &str) {
        let what = "[self::button or self::a or self::label]";
        let place = format!("//*{what}[contains(., '{words}')]");
        let mut refused = String::new();
        for _ in 0..PATIENCE.as_millis() / LOOK_EVERY.as_millis() {
            let pressed = match self.page.find(Locator::XPath(&place)).await {
                Ok(element) => element.click().await,
                Err(error) => Err(error),
            };
            match pressed {
                Ok(()) => return,
                Err(error) => refused = error.to_string(),
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        panic!(
            "“{words}” was not pressed ({refused}); the page was:\n{}",
            self.text().await
        );
    }

    async fn text(&self) -> String {
        let script = "return document.body.innerText";
        self.page
            .execute(script, vec![])
            .await
            .map_or_else(|e| e.to_string(), |text| text.to_string())
    }

    /// Runs a script that ends with its last argument, the answer's callback.
    pub async fn asks(&self, script: &str) -> serde_json::Value {
        match self.page.execute_async(script, vec![]).await {
            Ok(answer) => answer,
            Err(error) => panic!(
                "a script did not answer ({error}); the page was:\n{}",
                self.text().await
            ),
        }
    }

    /// Closes it politely.
    pub async fn close(self) {
        let _ = self.page.clone().close().await;
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("it has one").port()
}

/// Looks again and again until something holds.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let looks = PATIENCE.as_millis() / LOOK_EVERY.as_millis();
    for _ in 0..looks {
        if holds() {
            return;
        }
        std::thread::sleep(LOOK_EVERY);
    }
    panic!("waited {PATIENCE:?} in vain: {what}");
}
