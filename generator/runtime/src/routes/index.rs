//! The index over a route table: a tree, one level per segment.

use super::RouteEntry;
use super::shape::{Function, Kind, Mixed, Segment, Shape};
use crate::OperationSpec;
use std::collections::HashMap;

/// Index of a node in the tree.
pub(super) type NodeId = u32;

/// The tree. Node 0 is its root.
pub(super) struct Index {
    pub(super) nodes: Vec<Node>,
}

/// What may follow after a beginning of a path.
#[derive(Default)]
pub(super) struct Node {
    /// By literal text; a colon that ends the segment is part of it.
    pub(super) literals: HashMap<Box<str>, NodeId>,
    /// By name; those with more fixed arguments first.
    pub(super) functions: HashMap<Box<str>, Vec<FunctionEdge>>,
    /// Those with more fixed text first.
    pub(super) mixed: Vec<(Mixed, bool, NodeId)>,
    pub(super) param: Option<NodeId>,
    pub(super) param_colon: Option<NodeId>,
    pub(super) path: Option<NodeId>,
    pub(super) path_colon: Option<NodeId>,
    /// The routes that end here, one per method.
    pub(super) leaves: Vec<Leaf>,
}

/// A function that may follow.
pub(super) struct FunctionEdge {
    pub(super) function: Function,
    pub(super) colon: bool,
    pub(super) child: NodeId,
}

/// A route.
pub(super) struct Leaf {
    pub(super) method: &'static str,
    pub(super) template: &'static str,
    /// See [`Shape::captures`].
    pub(super) captures: Vec<usize>,
    pub(super) names: Vec<&'static str>,
    /// Those of all entries that differ in nothing but the names of their placeholders.
    pub(super) operations: Vec<&'static OperationSpec>,
}

impl Index {
    pub(super) fn build(entries: &[RouteEntry]) -> Self {
        let mut index = Index { nodes: vec![Node::default()] };
        for entry in entries {
            index.insert(entry);
        }
        for node in &mut index.nodes {
            node.mixed.sort_by_key(|(mixed, ..)| std::cmp::Reverse(mixed.0.iter().map(String::len).sum::<usize>()));
            for edges in node.functions.values_mut() {
                edges.sort_by_key(|edge| std::cmp::Reverse(edge.function.literals()));
            }
        }
        index
    }

    fn insert(&mut self, entry: &RouteEntry) {
        let shape = Shape::of(entry.template);
        let mut node = 0;
        for segment in shape.segments {
            node = self.child(node, segment);
        }
        let leaves = &mut self.nodes[node as usize].leaves;
        match leaves.iter_mut().find(|leaf| leaf.method == entry.method) {
            Some(leaf) => {
                for spec in &entry.operations {
                    if !leaf.operations.iter().any(|known| known.id() == spec.id()) {
                        leaf.operations.push(spec);
                    }
                }
            }
            None => leaves.push(Leaf {
                method: entry.method,
                template: entry.template,
                captures: shape.captures,
                names: shape.names,
                operations: entry.operations.clone(),
            }),
        }
    }

    /// The node that a segment leads to; made if it isn't there.
    fn child(&mut self, node: NodeId, Segment { kind, colon }: Segment) -> NodeId {
        let new = self.nodes.len() as NodeId;
        let at = &mut self.nodes[node as usize];
        let child = match kind {
            Kind::Literal(mut text) => {
                if colon {
                    text.push(':');
                }
                *at.literals.entry(text.into()).or_insert(new)
            }
            Kind::Function(function) => {
                let edges = at.functions.entry(function.name.as_str().into()).or_default();
                match edges.iter().find(|e| e.function == function && e.colon == colon) {
                    Some(edge) => edge.child,
                    None => {
                        edges.push(FunctionEdge { function, colon, child: new });
                        new
                    }
                }
            }
            Kind::Mixed(mixed) => match at.mixed.iter().find(|(m, c, _)| *m == mixed && *c == colon) {
                Some((.., child)) => *child,
                None => {
                    at.mixed.push((mixed, colon, new));
                    new
                }
            },
            Kind::Param if colon => *at.param_colon.get_or_insert(new),
            Kind::Param => *at.param.get_or_insert(new),
            Kind::Path if colon => *at.path_colon.get_or_insert(new),
            Kind::Path => *at.path.get_or_insert(new),
        };
        if child == new {
            self.nodes.push(Node::default());
        }
        child
    }
}
