//! What cargo-semver-checks has no lint for.

use docwright::surface::{Change, Kind};

const IMPLEMENTATIONS: &str = "implementations of traits of other crates are not compared";

/// Why a break of this kind is not found; `None` if it should be.
pub(super) fn reason(change: &Change) -> Option<&'static str> {
    Some(match change.kind {
        Kind::PropertyTypeChanged | Kind::ParameterTypeChanged | Kind::EnumFlagsGained | Kind::EnumFlagsLost => {
            "types of fields and arguments are not compared"
        }
        Kind::OperationBodyChanged | Kind::OperationReturnsChanged | Kind::OperationResultChanged => {
            "associated types of implementations are not compared"
        }
        Kind::OperationMayReturnNothing | Kind::OperationAlwaysReturns => {
            "associated types of implementations are not compared"
        }
        Kind::OptionRemoved | Kind::OperationNoDelta | Kind::OperationNotLongRunning | Kind::TypeBaseChanged => {
            IMPLEMENTATIONS
        }
        // The runtime has setters for headers that many operations take.
        Kind::ParameterRemoved if change.key.contains(" parameter header ") => IMPLEMENTATIONS,
        Kind::FeatureRemoved | Kind::FeatureNarrowed | Kind::FeatureNeeded => {
            "what rustdoc says of a crate has no features"
        }
        _ => return None,
    })
}
