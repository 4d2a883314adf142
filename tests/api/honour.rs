//! Honours: who praised whom and what it brought, titles and rounds, everyone's hall.

mod hall;
mod praise;
mod record;
mod round;
pub mod title;
mod wall;
