//! Messages to the robots of group chats: what each platform takes, how a message is cut and signed,
//! when it may go, and what the robot's answer means. Nothing here asks the time or the network.

mod address;
mod answer;
mod body;
mod due;
mod message;
mod pace;
mod plan;
mod platform;
mod quiet;
mod sign;

pub use address::{Address, NoRobotAddress};
pub use answer::{Answer, Outcome, Why, why};
pub use body::{Part, body, masked, parts};
pub use due::{Due, birthdays_due, board_due};
pub use message::Message;
pub use pace::{GIVE_UP_MS, LEASE_MS, UNKNOWN_MAX, back_off_ms, slot};
pub use plan::{End, Kind, Plan, check_name};
pub use platform::{PICTURE_BYTES_MAX, Platform};
pub use quiet::{Quiet, late_at};
pub use sign::{Signed, sign};
