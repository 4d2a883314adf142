//! Standing boards: who is where, and why.
