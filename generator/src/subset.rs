//! A part of an API that is whole in itself: some operations, their groups, and every type that they reach.
//!
//! Pages stay, all of them: what is left out on purpose has not been lost.

use crate::Analysis;
use crate::model::{
    Api, Arena, BodyKind, EnumId, Group, GroupId, NamedType, Operation, OperationId, ResponseType, Type, TypeId,
    TypeRef,
};

impl Analysis {
    /// The operations that `keep` picks, and what they reach. Diagnostics stay.
    pub fn subset(&self, keep: impl Fn(&Api, &Operation) -> bool) -> Analysis {
        let api = self.resolved.api();
        let part = subset(api, |operation| keep(api, operation));
        Analysis { resolved: self.resolved.part(part), diagnostics: self.diagnostics.clone(), _drafts: Vec::new() }
    }
}

fn subset(api: &Api, keep: impl Fn(&Operation) -> bool) -> Api {
    let kept: Vec<&Operation> = api.operations.iter().filter(|operation| keep(operation)).collect();
    let ids = reach(api, &kept);
    let groups = ids.groups.filter(&api.groups, |_, _| ());
    let operations: Arena<OperationId, Operation> =
        kept.into_iter().map(|operation| ids.operation(operation)).collect::<Vec<_>>().into();
    Api {
        pages: api.pages.iter().cloned().collect::<Vec<_>>().into(),
        groups: with_operations(groups, &operations),
        types: ids.types.filter(&api.types, |ty, _| ids.type_(ty)),
        enums: ids.enums.filter(&api.enums, |_, _| ()),
        operations,
        rows: Vec::new(),
        stray_examples: Vec::new(),
        base_url: api.base_url.clone(),
    }
}

/// New ids of what is kept, by old id.
struct Kept<I>(Vec<Option<I>>);

impl<I: Copy + From<usize> + Into<usize>> Kept<I> {
    fn none(len: usize) -> Self {
        Kept(vec![None; len])
    }

    /// Marks an item; whether it was new. Numbers are given by [`Kept::number`], in the old order.
    fn mark(&mut self, id: I) -> bool {
        self.0[id.into()].replace(id).is_none()
    }

    fn number(mut self) -> Self {
        for (new, slot) in self.0.iter_mut().filter(|slot| slot.is_some()).enumerate() {
            *slot = Some(I::from(new));
        }
        self
    }

    /// The new id; of what is not kept, the old one, which nothing refers to.
    fn new_id(&self, id: I) -> I {
        self.0[id.into()].unwrap_or(id)
    }

    fn filter<T: Clone>(&self, all: &Arena<I, T>, change: impl Fn(&mut T, I)) -> Arena<I, T> {
        let kept = all.iter_ids().filter(|(id, _)| self.0[(*id).into()].is_some());
        kept.map(|(id, item)| {
            let mut item = item.clone();
            change(&mut item, id);
            item
        })
        .collect::<Vec<_>>()
        .into()
    }
}

struct Ids {
    groups: Kept<GroupId>,
    types: Kept<TypeId>,
    enums: Kept<EnumId>,
}

/// Marks everything that operations reach.
fn reach(api: &Api, operations: &[&Operation]) -> Ids {
    let mut ids = Ids {
        groups: Kept::none(api.groups.len()),
        types: Kept::none(api.types.len()),
        enums: Kept::none(api.enums.len()),
    };
    let mut waiting: Vec<NamedType> = Vec::new();
    for operation in operations {
        ids.groups.mark(operation.group);
        waiting.extend(operation.named_types());
    }
    while let Some(named) = waiting.pop() {
        match named {
            NamedType::Edm(_) => {}
            NamedType::Enum(id) => {
                ids.enums.mark(id);
            }
            NamedType::Type(id) => {
                if ids.types.mark(id) {
                    waiting.extend(api.types[id].named_types());
                }
            }
        }
    }
    Ids { groups: ids.groups.number(), types: ids.types.number(), enums: ids.enums.number() }
}

impl Ids {
    fn type_ref(&self, ty: &mut TypeRef) {
        ty.named = match ty.named {
            NamedType::Edm(edm) => NamedType::Edm(edm),
            NamedType::Type(id) => NamedType::Type(self.types.new_id(id)),
            NamedType::Enum(id) => NamedType::Enum(self.enums.new_id(id)),
        };
    }

    fn response(&self, response: &mut ResponseType) {
        if let ResponseType::One(ty) | ResponseType::Page(ty) = response {
            self.type_ref(ty);
        }
    }

    fn operation(&self, operation: &Operation) -> Operation {
        let mut operation = operation.clone();
        operation.group = self.groups.new_id(operation.group);
        operation.parameters.iter_mut().for_each(|parameter| self.type_ref(&mut parameter.ty));
        operation.responses.iter_mut().for_each(|response| self.response(&mut response.ty));
        self.response(&mut operation.output);
        operation.long_running.iter_mut().for_each(|result| self.response(result));
        if let BodyKind::Json(ty) = &mut operation.body.kind {
            self.type_ref(ty);
        }
        let responses = operation.examples.iter_mut().flat_map(|example| &mut example.responses);
        responses.filter_map(|response| response.ty.as_mut()).for_each(|ty| self.type_ref(ty));
        operation
    }

    fn type_(&self, ty: &mut Type) {
        ty.base = ty.base.map(|base| self.types.new_id(base));
        for property in &mut ty.properties {
            self.type_ref(&mut property.ty);
            property.inherited_from = property.inherited_from.map(|base| self.types.new_id(base));
        }
    }
}

fn with_operations(
    mut groups: Arena<GroupId, Group>,
    operations: &Arena<OperationId, Operation>,
) -> Arena<GroupId, Group> {
    groups.iter_mut().for_each(|group| group.operations.clear());
    for (id, operation) in operations.iter_ids() {
        groups[operation.group].operations.push(id);
    }
    groups
}
