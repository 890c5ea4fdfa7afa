//! Which types are sent and which come back: the same change of a property may break the one and not the other.

use super::rust_type::named;
use super::side::{OperationLines, Side};
use crate::surface::{Body, Output, Property};
use std::collections::{BTreeMap, BTreeSet};

/// How the types of a surface are used.
pub(super) struct Usage<'a> {
    /// They are sent.
    sent: BTreeSet<&'a str>,
    /// They are sent as a whole: not only the members that are to be changed.
    whole: BTreeSet<&'a str>,
    /// They come back.
    received: BTreeSet<&'a str>,
}

impl<'a> Usage<'a> {
    pub(super) fn of(side: &Side<'a>) -> Self {
        let mut bodies = Vec::new();
        let mut whole_bodies = Vec::new();
        let mut outputs = Vec::new();
        for lines in side.operations.values() {
            bodies.extend(body(lines));
            if !only_patches(lines) {
                whole_bodies.extend(body(lines));
            }
            outputs.extend(output(&lines.line.is.returns));
            outputs.extend(lines.line.is.long_running.as_ref().and_then(output));
        }
        let is_sent = |property: &Property| !property.read_only;
        let sent = reached(side, bodies, is_sent);
        let within = sent.iter().filter_map(|ty| side.types.get(ty)).flat_map(|lines| lines.properties.values());
        let within = within.filter(|property| is_sent(property)).map(|property| named(&property.is.ty));
        whole_bodies.extend(within);
        Usage {
            whole: reached(side, whole_bodies, is_sent),
            received: reached(side, outputs, |property| !property.write_only),
            sent,
        }
    }

    /// Whether requests have it.
    pub(super) fn is_sent(&self, ty: &str) -> bool {
        self.sent.contains(ty)
    }

    /// Whether requests have all of it.
    pub(super) fn is_sent_whole(&self, ty: &str) -> bool {
        self.whole.contains(ty)
    }

    /// Whether responses have it.
    pub(super) fn is_received(&self, ty: &str) -> bool {
        self.received.contains(ty)
    }
}

/// The types in what is sent.
fn body<'a>(lines: &OperationLines<'a>) -> Vec<&'a str> {
    let body = match &lines.line.is.body {
        Body::Json(ty) => Some(named(ty)),
        Body::None | Body::Parameters(_) | Body::Content | Body::Untyped => None,
    };
    let parameters = lines.parameters.values().filter(|parameter| parameter.location == "body");
    parameters.map(|parameter| named(&parameter.is.ty)).chain(body).collect()
}

fn output(output: &Output) -> Option<&str> {
    match output {
        Output::Json(ty) | Output::Page(ty) => Some(named(ty)),
        Output::None | Output::Content | Output::Untyped => None,
    }
}

/// Whether its body is an object of which only what changes is sent.
fn only_patches(lines: &OperationLines<'_>) -> bool {
    matches!(lines.line.is.body, Body::Json(_)) && lines.routes.keys().all(|(method, _)| *method == "PATCH")
}

/// The types from the roots on: those that derive from them, what these have of their bases, and what their properties hold.
fn reached<'a>(side: &Side<'a>, roots: Vec<&'a str>, goes_on: impl Fn(&Property) -> bool) -> BTreeSet<&'a str> {
    let mut derived = BTreeMap::<&str, Vec<&str>>::new();
    for (name, lines) in &side.types {
        if let Some(base) = &lines.line.is.base {
            derived.entry(base).or_default().push(name);
        }
    }
    let mut reached = BTreeSet::new();
    // Those that stand for themselves, not as a part of what derives from them: any type that derives may stand there, too.
    let mut themselves = BTreeSet::new();
    let mut waiting: Vec<(&str, bool)> = roots.into_iter().map(|root| (root, true)).collect();
    while let Some((name, itself)) = waiting.pop() {
        let Some(lines) = side.types.get(name) else { continue };
        if itself && themselves.insert(name) {
            waiting.extend(derived.get(name).into_iter().flatten().map(|derived| (*derived, true)));
        }
        if !reached.insert(name) {
            continue;
        }
        waiting.extend(lines.line.is.base.as_deref().map(|base| (base, false)));
        let properties = lines.properties.values().filter(|property| goes_on(property));
        waiting.extend(properties.map(|property| (named(&property.is.ty), true)));
    }
    reached
}
