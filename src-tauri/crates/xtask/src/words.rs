//! The words of the command line, taken one by one; whatever is left over is refused.

use anyhow::{Result, bail};

/// What stood behind `cargo xtask`.
pub struct Words {
    left: Vec<String>,
}

impl Words {
    /// The words this program was called with.
    pub fn of_this_call() -> Self {
        Self {
            left: std::env::args().skip(1).collect(),
        }
    }

    /// The first word: what is to be done.
    pub fn verb(&mut self) -> Option<String> {
        if self.left.is_empty() {
            None
        } else {
            Some(self.left.remove(0))
        }
    }

    /// Takes `--name` out and says whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.left.len();
        self.left.retain(|word| word != name);
        self.left.len() != before
    }

    /// Takes `--name value` or `--name=value` out.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let glued = format!("{name}=");
        if let Some(at) = self.left.iter().position(|word| word.starts_with(&glued)) {
            return Ok(Some(self.left.remove(at)[glued.len()..].to_owned()));
        }
        let Some(at) = self.left.iter().position(|word| word == name) else {
            return Ok(None);
        };
        if at + 1 >= self.left.len() {
            bail!("`{name}` wants a value behind it. What to do: see `cargo xtask help`.");
        }
        self.left.remove(at);
        Ok(Some(self.left.remove(at)))
    }

    /// Refuses what nobody took.
    pub fn end(self) -> Result<()> {
        match self.left.first() {
            None => Ok(()),
            Some(word) => {
                bail!("`{word}` is not understood here. What to do: see `cargo xtask help`.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn words(line: &str) -> Words {
        Words {
            left: line.split_whitespace().map(str::to_owned).collect(),
        }
    }

    #[test]
    fn flags_and_values_are_taken_in_any_order() {
        let mut words = words("run --port 80 --demo --db=x.sqlite");
        assert_eq!(words.verb().as_deref(), Some("run"));
        assert!(words.flag("--demo"));
        assert_eq!(
            words.value("--db").expect("there").as_deref(),
            Some("x.sqlite")
        );
        assert_eq!(words.value("--port").expect("there").as_deref(), Some("80"));
        assert!(words.end().is_ok());
    }

    #[test]
    fn a_word_nobody_takes_is_named() {
        let refused = words("--demmo").end().expect_err("unknown").to_string();
        assert!(refused.contains("--demmo"), "{refused}");
    }

    #[test]
    fn a_value_that_is_missing_is_named() {
        let refused = words("--port")
            .value("--port")
            .expect_err("no value")
            .to_string();
        assert!(refused.contains("--port"), "{refused}");
    }
}
