//! Operations: pages put to groups, merged by name, their parts linked.

use super::elsewhere::Unmatched;
use super::examples::{self, BareTypes};
use super::groups::Placed;
use super::ident::{self, Place, Scope};
use super::names::{Ids, Names};
use super::readings::{self, Types};
use super::responses::Responses;
use super::{adopt, body, lists, parameters, params, patterns, quotes, responses, route_names, verdict};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{PageDraft, RouteDraft, TypeExpr};
use crate::model::{
    Arena, Documented, Enum, EnumId, Example, Group, GroupId, Location, Name, NamedOption, NamedType, Operation,
    OperationId, PageId, PermissionSet, QueryPart, QueryValue, Route, Type, TypeId, TypeRef,
};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Everything that operations are made of.
pub(crate) struct Input<'a> {
    pub pages: &'a [PageDraft],
    pub names: &'a Names<'a>,
    pub ids: &'a Ids,
    pub types: &'a Arena<TypeId, Type>,
    pub enums: &'a Arena<EnumId, Enum>,
    /// The Methods tables' word on what a page returns.
    pub methods: &'a responses::Methods,
}

/// All operations, sorted by id, and their groups, sorted by name.
pub(crate) struct Linked {
    pub groups: Arena<GroupId, Group>,
    pub operations: Arena<OperationId, Operation>,
    /// Examples whose request is none of their page's, in order of operations and examples.
    pub unmatched: Vec<Unmatched>,
}

/// What comes with an operation: the places of examples whose request is none of its own, and what is odd.
type Aside = (Vec<usize>, Vec<Diagnostic>);

/// Builds them of pages that are `placed`.
pub(crate) fn link(input: &Input<'_>, placed: Vec<(usize, Placed)>, diagnostics: &mut Vec<Diagnostic>) -> Linked {
    let mut of_group: BTreeMap<String, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for (index, Placed { group, operation, .. }) in placed {
        of_group.entry(group).or_default().entry(operation).or_default().push(index);
    }
    let mut groups: Arena<GroupId, Group> = Arena::default();
    let planned = plan(of_group, input, &mut groups, diagnostics);
    let (mut operations, mut of_each): (Vec<Operation>, Vec<Aside>) = (Vec::new(), Vec::new());
    let built = planned.par_iter().map(|plan| Builder { input, plan }.build());
    built.unzip_into_vecs(&mut operations, &mut of_each);
    let operations = Arena::from(operations);
    let mut unmatched = Vec::new();
    for ((id, operation), (of_nobody, odd)) in operations.iter_ids().zip(of_each) {
        unmatched.extend(of_nobody.into_iter().map(|example| Unmatched { operation: id, example }));
        groups[operation.group].operations.push(id);
        diagnostics.extend(odd);
    }
    Linked { groups, operations, unmatched }
}

/// An operation that has its names and its pages.
struct Plan {
    group: GroupId,
    /// The group's wire name.
    group_name: String,
    name: Name,
    rust_type: String,
    pages: Vec<usize>,
}

/// Gives groups and operations their names, in order of their wire names.
fn plan(
    of_group: BTreeMap<String, BTreeMap<String, Vec<usize>>>,
    input: &Input<'_>,
    groups: &mut Arena<GroupId, Group>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Plan> {
    let mut planned = Vec::new();
    let mut modules = Scope::default();
    let mut types = Scope::default();
    let formed: Vec<(String, Vec<Member>)> =
        of_group.into_par_iter().map(|(group, members)| (group, Member::all(members))).collect();
    for (group_name, members) in formed {
        let pages = || members.iter().flat_map(|member| &member.pages);
        let Some(module) = ident::module(&group_name, Place::Function) else {
            report_nameless(&group_name, pages(), input, diagnostics);
            continue;
        };
        let rust_type = ident::ident(&group_name, Place::Type).unwrap_or_default();
        let (rust, renamed) = modules.take(&module, Place::Field);
        let name = Name { wire: group_name.clone(), rust };
        let (rust_type, renamed_type) = types.take(&rust_type, Place::Type);
        if renamed || renamed_type {
            report_taken(&name, &module, pages(), input, diagnostics);
        }
        let group = groups.push(Group { name, rust_type, operations: Vec::new() });
        let mut scope = OperationScope::default();
        for member in members {
            if let Some((name, rust_type)) = scope.take(&group_name, &member, input, diagnostics) {
                planned.push(Plan { group, group_name: group_name.clone(), name, rust_type, pages: member.pages });
            }
        }
    }
    planned.sort_by(|a: &Plan, b: &Plan| (a.group, &a.name.wire).cmp(&(b.group, &b.name.wire)));
    planned
}

fn report_taken<'p>(
    name: &Name,
    module: &str,
    mut pages: impl Iterator<Item = &'p usize>,
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(page) = pages.next().and_then(|p| input.pages.get(*p)) {
        let message = format!("the group `{}` would be `{module}`, which is taken; it is `{}`", name.wire, name.rust);
        diagnostics.push(Diagnostic::new(Code::NameCollision, page.title_span, message));
    }
}

/// An operation of a group, and what it would be called if it were alone.
struct Member {
    wire: String,
    pages: Vec<usize>,
    function: Option<String>,
    camel: Option<String>,
}

impl Member {
    /// The operations of a group. Of several that would get one name, the one that is spelled like it comes first, whatever
    /// the order.
    fn all(members: BTreeMap<String, Vec<usize>>) -> Vec<Member> {
        let formed = |(wire, pages): (String, Vec<usize>)| Member {
            function: ident::module(&wire, Place::Function),
            camel: ident::ident(&wire, Place::Type),
            wire,
            pages,
        };
        let mut members: Vec<Member> = members.into_iter().map(formed).collect();
        members.sort_by_key(|member| !member.is_spelled_as_formed());
        members
    }

    /// Whether the wire name is the lower camel case of its own words.
    fn is_spelled_as_formed(&self) -> bool {
        let camel = self.camel.as_deref().unwrap_or_default();
        camel.chars().skip(1).eq(self.wire.chars().skip(1)) && self.wire.starts_with(char::is_lowercase)
    }
}

fn report_nameless<'p>(
    name: &str,
    pages: impl Iterator<Item = &'p usize>,
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for page in pages.filter_map(|p| input.pages.get(*p)) {
        let shown = if name.is_empty() { &page.path } else { name };
        let message = format!("`{shown}` has nothing to make a name of; the operation is left out");
        diagnostics.push(Diagnostic::new(Code::NameEmpty, page.title_span, message));
    }
}

/// Rust names of one group's operations.
#[derive(Default)]
struct OperationScope {
    functions: Scope,
    types: Scope,
}

impl OperationScope {
    fn take(
        &mut self,
        group: &str,
        Member { wire, pages, function, camel }: &Member,
        input: &Input<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Name, String)> {
        let (Some(function), Some(camel)) = (function, camel) else {
            report_nameless(wire, pages.iter(), input, diagnostics);
            return None;
        };
        let (rust, renamed) = self.functions.take(function, Place::Function);
        let (rust_type, _) = self.types.take(camel, Place::Type);
        if renamed && let Some(page) = pages.first().and_then(|p| input.pages.get(*p)) {
            let message = format!("`{group}.{wire}` would be `{function}`, which is taken; it is `{rust}`");
            diagnostics.push(Diagnostic::new(Code::NameCollision, page.title_span, message));
        }
        Some((Name { wire: wire.clone(), rust }, rust_type))
    }
}

struct Builder<'a> {
    input: &'a Input<'a>,
    plan: &'a Plan,
}

impl Builder<'_> {
    fn drafts(&self) -> impl Iterator<Item = (PageId, &PageDraft)> {
        self.plan.pages.iter().filter_map(|i| Some((PageId::from(*i), self.input.pages.get(*i)?)))
    }

    /// The operation, and which of its examples are none of its requests.
    fn build(&self) -> (Operation, Aside) {
        let mut odd = Vec::new();
        let (mut operation, unmatched) = self.operation(&mut odd);
        self.judge(&mut operation, &unmatched, &mut odd);
        give_back(&mut operation);
        (operation, (unmatched, odd))
    }

    /// Says how the examples can be tested; of those that are none of its requests later.
    fn judge(&self, operation: &mut Operation, unmatched: &[usize], diagnostics: &mut Vec<Diagnostic>) {
        adopt::adopt(operation, diagnostics);
        let mut examples = std::mem::take(&mut operation.examples);
        let shape = Types { types: self.input.types, enums: self.input.enums }.shape(operation);
        for (index, example) in examples.iter_mut().enumerate() {
            let sent = match unmatched.contains(&index) {
                true => readings::check(example, diagnostics),
                false => readings::read(example, shape, diagnostics),
            };
            verdict::judge(operation, example, sent, diagnostics);
        }
        operation.examples = examples;
    }

    fn operation(&self, diagnostics: &mut Vec<Diagnostic>) -> (Operation, Vec<usize>) {
        let name = &self.plan.name;
        let mut routes = self.routes();
        route_names::name(&name.wire, &mut routes, diagnostics);
        routes.sort_by(|a, b| a.rust.cmp(&b.rust));
        self.report_merge(name, diagnostics);
        let pages: Vec<&PageDraft> = self.drafts().map(|(_, d)| d).collect();
        let mut parameters = parameters::of(&pages, &routes, self.input, diagnostics);
        let first = pages.first();
        let mut examples = self.examples(diagnostics);
        let resource = self.resource();
        let found = responses::of(&pages, &examples, resource, self.input, diagnostics);
        let Responses { documented: responses, output } = found;
        let update = resource.filter(|_| self.is_update());
        lists::take(&mut parameters, update, &pages, self.input, diagnostics);
        let known = body::Known { pages: &pages, parameters: &parameters, routes: &routes, output, resource: update };
        let body = body::kind(&known, self.input);
        let types = BareTypes::of(&parameters);
        let binds = |example: &mut Example| examples::bind(example, &routes, &types);
        let bound: Vec<bool> = examples.iter_mut().map(binds).collect();
        let unmatched = bound.iter().enumerate().filter(|(_, is_bound)| !**is_bound).map(|(index, _)| index).collect();
        let optional = responses::is_optional(&pages, &examples, &responses, output);
        let delta = patterns::is_delta(&routes, &examples, output);
        let long_running = patterns::long_running(&pages, &examples, &responses, output, self.input);
        let operation = Operation {
            id: format!("{}.{}", self.plan.group_name, name.wire),
            group: self.plan.group,
            name: name.clone(),
            rust_type: self.plan.rust_type.clone(),
            pages: self.drafts().map(|(id, _)| id).collect(),
            span: first.map_or(crate::model::Span::file(0.into()), |d| d.title_span),
            doc: self.drafts().map(|(_, d)| &d.doc).find(|d| !d.is_empty()).cloned().unwrap_or_default(),
            deprecated: self.drafts().find_map(|(_, d)| d.deprecated.clone()),
            permissions: self.permissions(),
            query_options: self.query_options(),
            routes,
            parameters,
            body,
            responses,
            output,
            optional_output: optional,
            delta,
            long_running,
            examples,
        };
        (operation, unmatched)
    }

    /// The type that the group is called like.
    fn resource(&self) -> Option<TypeRef> {
        let name = self.plan.group_name.clone();
        let expr = TypeExpr::named(name);
        Some(self.input.names.link(&expr, self.input.ids)).filter(|ty| matches!(ty.named, NamedType::Type(_)))
    }

    /// Whether the operation is called like what is done to its resource, and no further word.
    fn is_update(&self) -> bool {
        ["update", "patch"].iter().any(|name| self.plan.name.wire.eq_ignore_ascii_case(name))
    }

    fn report_merge(&self, name: &Name, diagnostics: &mut Vec<Diagnostic>) {
        let mut drafts = self.drafts().map(|(_, d)| d);
        let Some(first) = drafts.next() else { return };
        for other in drafts {
            let message = format!(
                "this page documents `{}.{}` as `{}` does; it is one operation",
                self.plan.group_name, name.wire, first.path
            );
            diagnostics
                .push(Diagnostic::new(Code::OperationMerged, other.title_span, message).related(first.title_span));
        }
    }

    /// One route per method and template; all documented lines kept.
    fn routes(&self) -> Vec<Route> {
        let mut routes: Vec<(String, Route, Vec<&RouteDraft>)> = Vec::new();
        let (formed, plain): (Vec<&RouteDraft>, Vec<&RouteDraft>) =
            self.drafts().flat_map(|(_, d)| &d.routes).partition(|r| r.with_arguments);
        for draft in plain.into_iter().chain(formed) {
            let key = format!("{} {}", draft.method, draft.template.shape());
            let documented = Documented { text: draft.documented.clone(), span: draft.span };
            match routes.iter_mut().find(|(k, _, _)| *k == key) {
                // A documented line says more than one that was made of a table.
                Some((_, route, _)) if draft.with_arguments && !route.with_arguments => {}
                Some((_, route, lines)) => {
                    route.documented.push(documented);
                    lines.push(draft);
                }
                None => {
                    let mut template = draft.template.clone();
                    params::name(&mut template);
                    let route = Route {
                        method: draft.method,
                        template,
                        rust: String::new(),
                        query: Vec::new(),
                        documented: vec![documented],
                        with_arguments: draft.with_arguments,
                    };
                    routes.push((key, route, vec![draft]));
                }
            }
        }
        let pages: Vec<&PageDraft> = self.drafts().map(|(_, d)| d).collect();
        let finish = |(_, mut route, lines): (String, Route, Vec<&RouteDraft>)| {
            quotes::find(&mut route.template, lines.iter().skip(1).map(|line| &line.template), &pages);
            Route { query: query_parts(&lines, &pages), ..route }
        };
        routes.into_iter().map(finish).collect()
    }

    fn permissions(&self) -> Vec<PermissionSet> {
        let of_page = |(page, draft): (PageId, &PageDraft)| -> Vec<PermissionSet> {
            let rows = draft.permissions.iter();
            rows.map(|row| PermissionSet {
                account: row.account,
                names: names(&row.alternatives),
                alternatives: row.alternatives.clone(),
                besides: row.besides.clone(),
                documented: row.documented,
                page,
                span: row.span,
                route_filter: row.route_filter.clone(),
            })
            .collect()
        };
        self.drafts().flat_map(of_page).collect()
    }

    /// Each option once, with the place on the first page that names it.
    fn query_options(&self) -> Vec<NamedOption> {
        let mut options: Vec<NamedOption> = self.drafts().flat_map(|(_, d)| d.query_options.clone()).collect();
        options.sort_by_key(|named| named.option);
        options.dedup_by_key(|named| named.option);
        options
    }

    /// The examples of all pages, bound to nothing yet.
    fn examples(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Example> {
        let mut all = Vec::new();
        for (page, draft) in self.drafts() {
            let linked =
                draft.examples.iter().map(|e| examples::link(e, page, self.input.names, self.input.ids, diagnostics));
            all.extend(linked);
        }
        all
    }
}

/// Gives back the room of lists that have more than they need, as the drafts' lists do.
fn give_back(Operation { routes, permissions, parameters, examples, .. }: &mut Operation) {
    for route in routes.iter_mut() {
        route.documented.shrink_to_fit();
        route.template.segments.shrink_to_fit();
    }
    routes.shrink_to_fit();
    permissions.shrink_to_fit();
    parameters.shrink_to_fit();
    examples.iter_mut().for_each(|example| example.responses.shrink_to_fit());
    examples.shrink_to_fit();
}

/// Every name of some sets, once, in order of first appearance.
fn names(alternatives: &[Vec<String>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in alternatives.iter().flatten() {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Query parts of all lines that document one route; required if every line has them and no table says that they are optional.
fn query_parts(lines: &[&RouteDraft], pages: &[&PageDraft]) -> Vec<QueryPart> {
    let mut parts: Vec<QueryPart> = Vec::new();
    for (name, value) in lines.iter().flat_map(|l| &l.query) {
        if parts.iter().any(|p| p.name.wire == *name) {
            continue;
        }
        let Some(rust) = ident::ident(name, Place::Function) else { continue };
        let everywhere = lines.iter().all(|l| !l.optional_query && l.query.iter().any(|(n, _)| n == name));
        let mut rows = pages.iter().flat_map(|page| &page.parameters).filter(|p| p.location == Location::Query);
        let optional = matches!(value, QueryValue::Param(_)) && rows.any(|row| row.optional && row.name == *name);
        // OData options refine a request; the docs show them as an illustration.
        let required = everywhere && !optional && !name.starts_with('$');
        let value = match value {
            QueryValue::Param(p) => QueryValue::Param(p.clone()),
            QueryValue::Literal(text) => QueryValue::Literal(text.clone()),
        };
        parts.push(QueryPart { name: Name { wire: name.clone(), rust }, value, required });
    }
    parts
}
