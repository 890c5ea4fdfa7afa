//! Which wire types are one type in Rust: then a change of the type is seen on the wire only. The same rules as those of the
//! emitter, from the names that a surface has.

use super::side::Side;
use crate::surface::{Body, Output};

/// What collections hold, and whether it is one.
fn item(ty: &str) -> (&str, bool) {
    match ty.strip_prefix("Collection(").and_then(|ty| ty.strip_suffix(')')) {
        Some(item) => (item, true),
        None => (ty, false),
    }
}

/// What a collection holds, or the type itself.
pub(super) fn named(ty: &str) -> &str {
    item(ty).0
}

/// Whether fields of both types are the same in Rust.
pub(super) fn same_field(a: &str, b: &str) -> bool {
    let field = |ty| {
        let (name, collection) = item(ty);
        (family(name), collection)
    };
    field(a) == field(b)
}

/// One wire type for all that are the same Rust type.
fn family(name: &str) -> &str {
    match name {
        "Edm.Guid" => "Edm.String",
        "Edm.Stream" => "Edm.Untyped",
        _ => name,
    }
}

/// Whether arguments of both types are the same in Rust: numbers and booleans as such, everything else as text.
pub(super) fn same_argument(a: &str, b: &str) -> bool {
    argument(a) == argument(b)
}

fn argument(ty: &str) -> &'static str {
    match ty {
        "Edm.Boolean" => "bool",
        "Edm.Byte" | "Edm.SByte" | "Edm.Int16" | "Edm.Int32" => "i32",
        "Edm.Int64" => "i64",
        "Edm.Single" | "Edm.Double" => "f64",
        _ => "&str",
    }
}

/// JSON is typed if it is one value of a type of the models; else it is any value.
fn json<'t>(side: &Side<'_>, ty: &'t str) -> &'t str {
    if side.types.contains_key(ty) { ty } else { "any" }
}

/// Whether both bodies are the same in Rust, each in its own surface.
pub(super) fn same_body((base, a): (&Side<'_>, &Body), (head, b): (&Side<'_>, &Body)) -> bool {
    body(base, a) == body(head, b)
}

fn body<'t>(side: &Side<'_>, body: &'t Body) -> (&'static str, &'t str) {
    match body {
        Body::None => ("none", ""),
        Body::Parameters(name) => ("parameters", name),
        Body::Json(ty) => ("json", json(side, ty)),
        Body::Content => ("content", ""),
        Body::Untyped => ("json", "any"),
    }
}

/// Whether both results are the same in Rust, each in its own surface.
pub(super) fn same_output((base, a): (&Side<'_>, &Output), (head, b): (&Side<'_>, &Output)) -> bool {
    output(base, a) == output(head, b)
}

fn output<'t>(side: &Side<'_>, output: &'t Output) -> (&'static str, &'t str) {
    match output {
        Output::None => ("none", ""),
        Output::Json(ty) => ("json", json(side, ty)),
        Output::Page(ty) => ("page", family(ty)),
        Output::Content => ("content", ""),
        Output::Untyped => ("json", "any"),
    }
}
