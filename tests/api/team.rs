//! The team: who may see and change what, moves and their undoing, tiers, leaving, rosters, the chart.

mod chart;
mod member;
mod moving;
mod photo;
mod rights;
mod roster;
