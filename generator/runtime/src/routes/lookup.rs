//! Finding the route of an address: down the tree, the closest kind of segment first, back up where nothing fits.
//!
//! So the first route that is found is the best one: the order of the attempts is the order of precedence.

use super::RouteMatch;
use super::address::{Call, CallArg, Part, decoded, parts};
use super::index::{FunctionEdge, Index, Leaf, Node, NodeId};
use super::shape::{Function, Mixed};
use std::borrow::Cow;

impl Index {
    pub(super) fn find<'p>(&'static self, method: &str, path: &'p str) -> Option<RouteMatch<'p>> {
        let parts = parts(path);
        let mut search = Search { index: self, method, path, parts: &parts, captures: Vec::new() };
        let leaf = search.walk(0, 0)?;
        let mut params: Vec<_> = leaf.names.iter().map(|name| (*name, Cow::Borrowed(""))).collect();
        for (value, place) in search.captures.into_iter().zip(&leaf.captures) {
            params[*place].1 = value;
        }
        Some(RouteMatch { template: leaf.template, operations: &leaf.operations, params })
    }
}

struct Search<'s, 'p> {
    index: &'static Index,
    method: &'s str,
    path: &'p str,
    parts: &'s [Part<'p>],
    captures: Vec<Cow<'p, str>>,
}

impl<'s, 'p> Search<'s, 'p> {
    /// The best route below `node` for the segments from `at` on. Captures are those of the route found.
    fn walk(&mut self, node: NodeId, at: usize) -> Option<&'static Leaf> {
        let node = &self.index.nodes[node as usize];
        let parts: &'s [Part<'p>] = self.parts;
        let Some(part) = parts.get(at) else { return self.leaf(node) };
        let found = match &part.call {
            Some(call) => self.call(node, at, part, call),
            None => self.plain(node, at, part),
        };
        found.or_else(|| self.path(node, at))
    }

    fn leaf(&self, node: &'static Node) -> Option<&'static Leaf> {
        node.leaves.iter().find(|leaf| leaf.method.eq_ignore_ascii_case(self.method))
    }

    /// On to a child with these values captured; takes them back if that leads nowhere.
    fn step(
        &mut self,
        child: NodeId,
        at: usize,
        captured: impl IntoIterator<Item = Cow<'p, str>>,
    ) -> Option<&'static Leaf> {
        let before = self.captures.len();
        self.captures.extend(captured);
        let found = self.walk(child, at);
        if found.is_none() {
            self.captures.truncate(before);
        }
        found
    }

    /// A segment that isn't shaped like a call.
    fn plain(&mut self, node: &'static Node, at: usize, part: &Part<'p>) -> Option<&'static Leaf> {
        let whole = &self.path[part.start..part.end() + usize::from(part.colon)];
        let key = folded(whole);
        if let Some(child) = node.literals.get(&*key)
            && let Some(leaf) = self.step(*child, at + 1, [])
        {
            return Some(leaf);
        }
        // `delta` for `delta()`, `users/x` for `users('x')`.
        if !node.functions.is_empty()
            && let Some(edges) = node.functions.get(key.strip_suffix(':').unwrap_or(&key))
        {
            for edge in edges {
                let found = match &edge.function.args[..] {
                    [] if edge.colon == part.colon => self.step(edge.child, at + 1, []),
                    [key] if key.name.is_none() && key.literal.is_none() => self.key_segment(edge, at + 1),
                    _ => None,
                };
                if found.is_some() {
                    return found;
                }
            }
        }
        self.mixed(node, at, part).or_else(|| self.param(node, at, part))
    }

    fn key_segment(&mut self, edge: &'static FunctionEdge, at: usize) -> Option<&'static Leaf> {
        let part = self.parts.get(at).filter(|p| p.call.is_none() && p.colon == edge.colon)?;
        let value = decoded(part.text);
        self.step(edge.child, at + 1, [value])
    }

    /// A segment that is shaped like a call.
    fn call(&mut self, node: &'static Node, at: usize, part: &Part<'p>, call: &Call<'p>) -> Option<&'static Leaf> {
        let name = folded(call.name);
        let edges = node.functions.get(&*name).map_or(&[][..], Vec::as_slice);
        // An argument whose quotes are those of the docs is closer than one whose aren't.
        for exact in [true, false] {
            for edge in edges.iter().filter(|e| e.colon == part.colon) {
                if let Some(values) = bind(&edge.function, call, exact)
                    && let Some(leaf) = self.step(edge.child, at + 1, values)
                {
                    return Some(leaf);
                }
            }
        }
        match &call.args[..] {
            // `delta()` for `delta`.
            [] => {
                let key = if part.colon { Cow::Owned(format!("{name}:")) } else { name };
                self.step(*node.literals.get(&*key)?, at + 1, [])
            }
            // `users('x')` for `users/{id}`.
            [CallArg { name: None, value, .. }] => {
                let found = node.literals.get(&*name).and_then(|child| self.key(*child, at, part, value.clone()));
                // Or an id that happens to have parentheses.
                found.or_else(|| self.mixed(node, at, part)).or_else(|| self.param(node, at, part))
            }
            _ => None,
        }
    }

    fn key(&mut self, node: NodeId, at: usize, part: &Part<'p>, value: Cow<'p, str>) -> Option<&'static Leaf> {
        let node = &self.index.nodes[node as usize];
        let child = if part.colon { node.param_colon } else { node.param };
        self.step(child?, at + 1, [value])
    }

    fn mixed(&mut self, node: &'static Node, at: usize, part: &Part<'p>) -> Option<&'static Leaf> {
        for (mixed, _, child) in node.mixed.iter().filter(|(_, colon, _)| *colon == part.colon) {
            if let Some(values) = mixed.bind(part.text)
                && let Some(leaf) = self.step(*child, at + 1, values)
            {
                return Some(leaf);
            }
        }
        None
    }

    fn param(&mut self, node: &'static Node, at: usize, part: &Part<'p>) -> Option<&'static Leaf> {
        let child = if part.colon { node.param_colon } else { node.param };
        self.step(child?, at + 1, [decoded(part.text)])
    }

    /// A path of several segments: up to the first colon, or up to the end.
    fn path(&mut self, node: &'static Node, at: usize) -> Option<&'static Leaf> {
        let colon = (at..self.parts.len()).find(|i| self.parts[*i].colon);
        if let (Some(child), Some(last)) = (node.path_colon, colon)
            && let Some(leaf) = self.path_to(child, at, last)
        {
            return Some(leaf);
        }
        let last = self.parts.len() - 1;
        let child = node.path?;
        if colon.is_some_and(|colon| colon < last) {
            // What follows the colon is something that the docs don't have; it isn't part of the path.
            return None;
        }
        (at..=last).rev().find_map(|last| self.path_to(child, at, last))
    }

    fn path_to(&mut self, child: NodeId, first: usize, last: usize) -> Option<&'static Leaf> {
        let value = decoded(&self.path[self.parts[first].start..self.parts[last].end()]);
        self.step(child, last + 1, [value])
    }
}

/// Text as literals are kept: decoded, in lower case.
fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b == b'%' || b.is_ascii_uppercase()) {
        Cow::Owned(decoded(text).to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// The values for a function's placeholders, in the order of the argument names; `None` if the call doesn't fit.
fn bind<'p>(function: &Function, call: &Call<'p>, exact: bool) -> Option<Vec<Cow<'p, str>>> {
    if function.args.len() != call.args.len() {
        return None;
    }
    let mut values = Vec::new();
    for (i, wanted) in function.args.iter().enumerate() {
        let given = match &wanted.name {
            Some(name) => call.args.iter().find(|a| a.name.is_some_and(|n| n.eq_ignore_ascii_case(name)))?,
            None => call.args.get(i).filter(|a| a.name.is_none())?,
        };
        if exact && (wanted.quoted != given.quoted || !wanted.prefix.eq_ignore_ascii_case(given.prefix)) {
            return None;
        }
        match &wanted.literal {
            Some(literal) if !literal.eq_ignore_ascii_case(&given.value) => return None,
            Some(_) => {}
            None if !wanted.quoted && !given.prefix.is_empty() => values.push(decoded(given.text)),
            None => values.push(given.value.clone()),
        }
    }
    Some(values)
}

impl Mixed {
    /// The values between the texts; tried on the encoded segment first, where a separator that is part of a value is
    /// still escaped.
    fn bind<'p>(&self, segment: &'p str) -> Option<Vec<Cow<'p, str>>> {
        if let Some(values) = self.split(segment) {
            return Some(values.into_iter().map(decoded).collect());
        }
        match decoded(segment) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(self.split(&text)?.into_iter().map(|v| Cow::Owned(v.to_owned())).collect()),
        }
    }

    fn split<'t>(&self, segment: &'t str) -> Option<Vec<&'t str>> {
        let (first, rest) = self.0.split_first()?;
        let (last, between) = rest.split_last()?;
        // Same length: ASCII case folding only.
        let lower = segment.to_ascii_lowercase();
        if !lower.starts_with(first.as_str()) || !lower.ends_with(last.as_str()) {
            return None;
        }
        let (mut at, end) = (first.len(), segment.len().checked_sub(last.len())?);
        let mut values = Vec::with_capacity(rest.len());
        for text in between {
            // A value has one character at least.
            let found = at + 1 + lower.get(at + 1..end)?.find(text.as_str())?;
            values.push(&segment[at..found]);
            at = found + text.len();
        }
        values.push(segment.get(at..end).filter(|v| !v.is_empty())?);
        Some(values)
    }
}
