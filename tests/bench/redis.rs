//! The peer of the boards: Redis, alone, in memory, over a unix socket.

use anyhow::{Context as _, Result, bail};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running server and one connection to it.
pub struct Redis {
    server: Child,
    stream: BufReader<UnixStream>,
}

impl Drop for Redis {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Redis {
    /// Starts a server in a folder.
    pub fn start(folder: &Path) -> Result<Self> {
        let socket = folder.join("redis.sock");
        let mut server = Command::new("redis-server")
            .args([
                "--port",
                "0",
                "--save",
                "",
                "--appendonly",
                "no",
                "--unixsocket",
            ])
            .arg(&socket)
            .arg("--dir")
            .arg(folder)
            .stdout(Stdio::null())
            .spawn()
            .context("What to do: `apt-get install redis-server`.")?;
        for _ in 0..200 {
            if let Ok(stream) = UnixStream::connect(&socket) {
                return Ok(Self {
                    server,
                    stream: BufReader::new(stream),
                });
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        server.kill()?;
        bail!("Redis did not open its socket within 5 s.")
    }

    /// Adds many members with their scores to a sorted set.
    pub fn add(&mut self, set: &str, members: impl Iterator<Item = (i64, i64)>) -> Result<()> {
        let mut members = members.peekable();
        while members.peek().is_some() {
            let mut words = vec!["ZADD".to_owned(), set.to_owned()];
            for (member, score) in members.by_ref().take(5_000) {
                words.extend([score.to_string(), member.to_string()]);
            }
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            self.ask(&words)?;
        }
        Ok(())
    }

    /// Sends a command and reads its whole answer; of an array, how many parts it has.
    pub fn ask(&mut self, words: &[&str]) -> Result<i64> {
        let mut text = format!("*{}\r\n", words.len());
        for word in words {
            text.push_str(&format!("${}\r\n{word}\r\n", word.len()));
        }
        self.stream.get_mut().write_all(text.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> Result<i64> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let (kind, rest) = line.trim_end().split_at(1);
        match kind {
            ":" => Ok(rest.parse()?),
            "+" => Ok(0),
            "$" => {
                let mut bytes = vec![0; rest.parse::<usize>()? + 2];
                self.stream.read_exact(&mut bytes)?;
                Ok(0)
            }
            "*" => {
                let parts: i64 = rest.parse()?;
                for _ in 0..parts {
                    self.answer()?;
                }
                Ok(parts)
            }
            _ => bail!("Redis says {line}"),
        }
    }
}
