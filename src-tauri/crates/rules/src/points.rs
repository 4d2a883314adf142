//! Points: earning rules and the double-entry ledger.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whole points.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = i64)]
pub struct Points(pub i64);
