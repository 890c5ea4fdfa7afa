//! Rust types of the values that go into a URL.

use super::{ArgValue, Edm, Location, NamedType, Operation, ParamIx, ParamKind, Route, SegmentKind, TypeRef};

/// The type of a route function's argument or of a setter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgType {
    /// Text, and whatever is no simple value.
    Str,
    /// `true` or `false`.
    Bool,
    /// Integers of up to 32 bits.
    I32,
    /// Integers of 64 bits.
    I64,
    /// Floating point numbers.
    F64,
}

impl ArgType {
    /// The argument type for a documented type: numbers and booleans as such, everything else as text.
    pub fn of(ty: TypeRef) -> Self {
        match ty {
            TypeRef { named: NamedType::Edm(edm), collection: false } => match edm {
                Edm::Boolean => ArgType::Bool,
                Edm::Byte | Edm::SByte | Edm::Int16 | Edm::Int32 => ArgType::I32,
                Edm::Int64 => ArgType::I64,
                Edm::Single | Edm::Double => ArgType::F64,
                _ => ArgType::Str,
            },
            _ => ArgType::Str,
        }
    }

    /// Whether a documented value is of this type.
    pub fn takes(self, text: &str) -> bool {
        match self {
            ArgType::Str => true,
            ArgType::Bool => text.parse::<bool>().is_ok(),
            ArgType::I32 => text.parse::<i32>().is_ok(),
            ArgType::I64 => text.parse::<i64>().is_ok(),
            ArgType::F64 => text.parse::<f64>().is_ok_and(f64::is_finite),
        }
    }

    /// Whether a documented value is of this type and written as the client will send it.
    pub fn writes(self, text: &str) -> bool {
        let is_canonical = match self {
            ArgType::Str => true,
            ArgType::Bool => text == "true" || text == "false",
            ArgType::I32 | ArgType::I64 => text.parse::<i64>().is_ok_and(|n| n.to_string() == text),
            ArgType::F64 => text.parse::<f64>().is_ok_and(|n| n.to_string() == text),
        };
        is_canonical && self.takes(text)
    }
}

/// The argument type of a route's parameter: text, unless it stands bare in a function's parentheses and the docs give
/// that argument a simple type.
pub fn argument(operation: &Operation, route: &Route, param: ParamIx) -> ArgType {
    let documented = &route.template.params[param];
    if documented.kind != ParamKind::BareArgument {
        return ArgType::Str;
    }
    let name = route.template.segments.iter().find_map(|segment| match &segment.kind {
        SegmentKind::Function { args, .. } => {
            args.iter().find(|arg| arg.value == ArgValue::Param(param)).and_then(|arg| arg.name.as_deref())
        }
        _ => None,
    });
    let names = [name.unwrap_or(&documented.documented), &documented.documented];
    operation
        .parameters
        .iter()
        .filter(|p| matches!(p.location, Location::Function | Location::Path))
        .find(|p| names.iter().any(|name| p.name.wire.eq_ignore_ascii_case(name)))
        .map_or(ArgType::Str, |p| ArgType::of(p.ty))
}
