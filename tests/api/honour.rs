//! Honours: who praised whom, and what it brought.

mod hall;
mod praise;
mod wall;
