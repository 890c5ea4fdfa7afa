//! Operations: pages put to groups, merged by name, their parts linked.

use super::examples::{self, BareTypes};
use super::groups::{self, Casing, Placed};
use super::ident::{self, Place, Scope};
use super::names::{Ids, Names};
use super::{body, params, responses, route_names};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::draft::{PageDraft, ParameterDraft, RouteDraft};
use crate::model::{
    Arena, ArgValue, Doc, Documented, Edm, Group, GroupId, Location, Name, NamedType, Operation, OperationId, PageId,
    ParamKind, Parameter, PermissionSet, QueryOption, QueryPart, QueryValue, Route, SegmentKind, TypeRef,
};
use std::collections::{BTreeMap, HashMap};

/// Everything that operations are made of.
pub(crate) struct Input<'a> {
    pub pages: &'a [PageDraft],
    pub names: &'a Names<'a>,
    pub ids: &'a Ids,
    /// The Methods tables' word on what a page returns.
    pub methods: &'a responses::Methods,
}

/// Builds all operations, sorted by id, and their groups, sorted by name.
pub(crate) fn link(
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Arena<GroupId, Group>, Arena<OperationId, Operation>) {
    let casing = Casing::new(input.names);
    let mut of_group: BTreeMap<String, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    for (index, page) in input.pages.iter().enumerate().filter(|(_, p)| !p.routes.is_empty()) {
        let Placed { group, operation } = groups::place(page, input.names, &casing);
        of_group.entry(group).or_default().entry(operation).or_default().push(index);
    }
    let mut groups: Arena<GroupId, Group> = Arena::default();
    let mut operations: Arena<OperationId, Operation> = Arena::default();
    let mut modules = Scope::default();
    let mut types = Scope::default();
    for (group, members) in of_group {
        let Some(module) = ident::ident(&group, Place::Function) else {
            report_nameless(&group, members.values().flatten(), input, diagnostics);
            continue;
        };
        let rust_type = ident::ident(&group, Place::Type).unwrap_or_default();
        let name = Name { wire: group.clone(), rust: modules.take(&module, Place::Field).0 };
        let id = groups.push(Group { name, rust_type: types.take(&rust_type, Place::Type).0, operations: Vec::new() });
        let mut scope = OperationScope::default();
        for (operation, pages) in members {
            let Some((name, rust_type)) = scope.take(&group, &operation, &pages, input, diagnostics) else { continue };
            let built = Builder { input, group: &group, pages: &pages }.build(id, name, rust_type, diagnostics);
            let operation = operations.push(built);
            groups[id].operations.push(operation);
        }
    }
    (groups, operations)
}

fn report_nameless<'p>(
    name: &str,
    pages: impl Iterator<Item = &'p usize>,
    input: &Input<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for page in pages.filter_map(|p| input.pages.get(*p)) {
        let message = format!("`{name}` has nothing to make a name of; the operation is left out");
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
        operation: &str,
        pages: &[usize],
        input: &Input<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<(Name, String)> {
        let (Some(function), Some(camel)) =
            (ident::ident(operation, Place::Function), ident::ident(operation, Place::Type))
        else {
            report_nameless(operation, pages.iter(), input, diagnostics);
            return None;
        };
        let (rust, renamed) = self.functions.take(&function, Place::Function);
        let (rust_type, _) = self.types.take(&camel, Place::Type);
        if renamed && let Some(page) = pages.first().and_then(|p| input.pages.get(*p)) {
            let message = format!("`{group}.{operation}` would be `{function}`, which is taken; it is `{rust}`");
            diagnostics.push(Diagnostic::new(Code::NameCollision, page.title_span, message));
        }
        Some((Name { wire: operation.to_owned(), rust }, rust_type))
    }
}

struct Builder<'a> {
    input: &'a Input<'a>,
    group: &'a str,
    pages: &'a [usize],
}

impl Builder<'_> {
    fn drafts(&self) -> impl Iterator<Item = (PageId, &PageDraft)> {
        self.pages.iter().filter_map(|i| Some((PageId::from(*i), self.input.pages.get(*i)?)))
    }

    fn build(&self, group: GroupId, name: Name, rust_type: String, diagnostics: &mut Vec<Diagnostic>) -> Operation {
        let mut routes = self.routes();
        route_names::name(&name.wire, &mut routes, diagnostics);
        routes.sort_by(|a, b| a.rust.cmp(&b.rust));
        self.report_merge(&name, diagnostics);
        let parameters = self.parameters(&routes, diagnostics);
        let first = self.drafts().next().map(|(_, d)| d);
        let body = body::kind(self.drafts().map(|(_, d)| d), &parameters, self.input, &routes);
        let examples = self.examples(&routes, &body.kind, &parameters, diagnostics);
        let pages: Vec<&PageDraft> = self.drafts().map(|(_, d)| d).collect();
        let (responses, output) = responses::of(&pages, &examples, self.input);
        Operation {
            id: format!("{}.{}", self.group, name.wire),
            group,
            name,
            rust_type,
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
            examples,
        }
    }

    fn report_merge(&self, name: &Name, diagnostics: &mut Vec<Diagnostic>) {
        let mut drafts = self.drafts().map(|(_, d)| d);
        let Some(first) = drafts.next() else { return };
        for other in drafts {
            let message = format!(
                "this page documents `{}.{}` as `{}` does; it is one operation",
                self.group, name.wire, first.path
            );
            diagnostics
                .push(Diagnostic::new(Code::OperationMerged, other.title_span, message).related(first.title_span));
        }
    }

    /// One route per method and template; all documented lines kept.
    fn routes(&self) -> Vec<Route> {
        let mut routes: Vec<(String, Route, Vec<&RouteDraft>)> = Vec::new();
        for draft in self.drafts().flat_map(|(_, d)| &d.routes) {
            let key = format!("{} {}", draft.method, draft.template.shape());
            let documented = Documented { text: draft.documented.clone(), span: draft.span };
            match routes.iter_mut().find(|(k, _, _)| *k == key) {
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
                    };
                    routes.push((key, route, vec![draft]));
                }
            }
        }
        routes.into_iter().map(|(_, route, lines)| Route { query: query_parts(&lines), ..route }).collect()
    }

    fn permissions(&self) -> Vec<PermissionSet> {
        let of_page = |(page, draft): (PageId, &PageDraft)| -> Vec<PermissionSet> {
            let rows = draft.permissions.iter();
            rows.map(|row| PermissionSet {
                account: row.account,
                names: row.names.clone(),
                documented: row.documented,
                page,
                span: row.span,
                route_filter: row.route_filter.clone(),
            })
            .collect()
        };
        self.drafts().flat_map(of_page).collect()
    }

    fn query_options(&self) -> Vec<QueryOption> {
        let mut options: Vec<QueryOption> = self.drafts().flat_map(|(_, d)| d.query_options.clone()).collect();
        options.sort_unstable();
        options.dedup();
        options
    }

    /// Parameters of the tables, each name and place once, and the routes' own path parameters.
    fn parameters(&self, routes: &[Route], diagnostics: &mut Vec<Diagnostic>) -> Vec<Parameter> {
        let arguments = Arguments::of(routes);
        let mut parameters = arguments.parameters(routes);
        for draft in self.drafts().flat_map(|(_, d)| &d.parameters) {
            match arguments.place(draft) {
                Some(Target::Argument(name)) => self.describe(&mut parameters, &name, draft),
                Some(Target::Own(location)) => self.add(&mut parameters, draft, location),
                None => {
                    let message = format!("`{}` stands in none of this page's routes", draft.name);
                    diagnostics.push(Diagnostic::new(Code::ParameterUnplaced, draft.span, message));
                }
            }
        }
        name_parameters(&mut parameters, diagnostics);
        parameters
    }

    /// A table row about a parameter that a route has.
    fn describe(&self, parameters: &mut [Parameter], name: &str, draft: &ParameterDraft) {
        let Some(parameter) = parameters
            .iter_mut()
            .find(|p| p.name.wire == name && matches!(p.location, Location::Path | Location::Function))
        else {
            return;
        };
        if let Some(ty) = &draft.ty {
            parameter.ty = self.input.names.link(ty, self.input.ids);
        }
        if parameter.doc.is_empty() {
            parameter.doc = draft.doc.clone();
            parameter.span = draft.span;
        }
    }

    fn add(&self, parameters: &mut Vec<Parameter>, draft: &ParameterDraft, location: Location) {
        let fold = |name: &str| if location == Location::Header { name.to_lowercase() } else { name.to_owned() };
        if parameters.iter().any(|p| p.location == location && fold(&p.name.wire) == fold(&draft.name)) {
            return;
        }
        let ty = draft
            .ty
            .as_ref()
            .filter(|_| location != Location::Header)
            .map(|expr| self.input.names.link(expr, self.input.ids));
        let default = TypeRef::one(if location == Location::Body { Edm::Untyped } else { Edm::String });
        parameters.push(Parameter {
            name: Name { wire: draft.name.clone(), rust: String::new() },
            location,
            ty: ty.unwrap_or(default),
            required: draft.required,
            doc: draft.doc.clone(),
            span: draft.span,
        });
    }

    fn examples(
        &self,
        routes: &[Route],
        body: &crate::model::BodyKind,
        parameters: &[Parameter],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<crate::model::Example> {
        let typed = parameters.iter().filter(|p| p.location == Location::Function).filter_map(|p| match p.ty.named {
            NamedType::Edm(edm) => Some((p.name.wire.clone(), edm)),
            _ => None,
        });
        let types = BareTypes(typed.collect());
        let mut all = Vec::new();
        for (page, draft) in self.drafts() {
            for example in &draft.examples {
                let mut example = examples::link(example, page, self.input.names, self.input.ids, diagnostics);
                examples::bind(&mut example, routes, body, &types, diagnostics);
                all.push(example);
            }
        }
        all
    }
}

/// Where a table row belongs.
enum Target {
    /// To the route parameter of this name.
    Argument(String),
    /// To itself, in this place.
    Own(Location),
}

/// The parameters that the routes' templates have: by name, and function arguments by the name before the `=`.
struct Arguments {
    /// Folded spelling to the template's name, and whether it is a function argument.
    known: HashMap<String, (String, bool)>,
}

impl Arguments {
    fn of(routes: &[Route]) -> Self {
        let mut known = HashMap::new();
        for template in routes.iter().map(|r| &r.template) {
            for param in &template.params {
                let function = matches!(param.kind, ParamKind::QuotedArgument | ParamKind::BareArgument);
                for spelling in [params::spelling(&param.documented), param.name.clone()] {
                    known.entry(spelling).or_insert_with(|| (param.name.clone(), function));
                }
            }
            for segment in &template.segments {
                let SegmentKind::Function { args, .. } = &segment.kind else { continue };
                for arg in args {
                    if let (Some(name), ArgValue::Param(ix)) = (&arg.name, &arg.value)
                        && let Some(param) = template.params.get(*ix)
                    {
                        known.insert(params::spelling(name), (param.name.clone(), true));
                    }
                }
            }
        }
        Arguments { known }
    }

    fn parameters(&self, routes: &[Route]) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for route in routes {
            let Some(span) = route.documented.first().map(|d| d.span) else { continue };
            for param in &route.template.params {
                let location = match param.kind {
                    ParamKind::Segment | ParamKind::Path => Location::Path,
                    ParamKind::QuotedArgument | ParamKind::BareArgument => Location::Function,
                };
                if parameters.iter().any(|p| p.name.wire == param.name && p.location == location) {
                    continue;
                }
                parameters.push(Parameter {
                    name: Name { wire: param.name.clone(), rust: param.rust.clone() },
                    location,
                    ty: TypeRef::one(Edm::String),
                    required: true,
                    doc: Doc::default(),
                    span,
                });
            }
        }
        parameters
    }

    /// Path and function tables speak of the routes' parameters; so does a body table that names a function's argument
    /// (Intune lists URL parameters under Request body). A name that no route has is placed nowhere.
    fn place(&self, draft: &ParameterDraft) -> Option<Target> {
        let known = self.known.get(&params::spelling(&draft.name));
        match (draft.location, known) {
            (Location::Path | Location::Function, Some((name, _))) => Some(Target::Argument(name.clone())),
            (Location::Path | Location::Function, None) => None,
            (Location::Body | Location::Query, Some((name, true))) => Some(Target::Argument(name.clone())),
            (Location::Query, _) if draft.name.starts_with('$') => QueryOption::ALL
                .iter()
                .all(|o| !draft.name.eq_ignore_ascii_case(o.wire()))
                .then_some(Target::Own(Location::Query)),
            (location, _) => Some(Target::Own(location)),
        }
    }
}

fn name_parameters(parameters: &mut Vec<Parameter>, diagnostics: &mut Vec<Diagnostic>) {
    let mut body = Scope::default();
    for reserved in ["extra", "_more"] {
        body.take(reserved, Place::Field);
    }
    let mut query = Scope::default();
    parameters.retain_mut(|parameter| {
        if matches!(parameter.location, Location::Path | Location::Function) {
            return true;
        }
        let place = if parameter.location == Location::Body { Place::Field } else { Place::Function };
        let Some(formed) = ident::ident(&parameter.name.wire, place) else {
            let message = format!("the parameter `{}` has nothing to make a name of", parameter.name.wire);
            diagnostics.push(Diagnostic::new(Code::NameEmpty, parameter.span, message));
            return false;
        };
        parameter.name.rust = match parameter.location {
            Location::Body => body.take(&formed, place).0,
            Location::Query => query.take(&formed, place).0,
            _ => formed,
        };
        true
    });
}

/// Query parts of all lines that document one route; required if every line has them.
fn query_parts(lines: &[&RouteDraft]) -> Vec<QueryPart> {
    let mut parts: Vec<QueryPart> = Vec::new();
    for (name, value) in lines.iter().flat_map(|l| &l.query) {
        if parts.iter().any(|p| p.name.wire == *name) {
            continue;
        }
        let Some(rust) = ident::ident(name, Place::Function) else { continue };
        let everywhere = lines.iter().all(|l| l.query.iter().any(|(n, _)| n == name));
        // OData options refine a request; the docs show them as an illustration.
        let required = everywhere && !name.starts_with('$');
        let value = match value {
            QueryValue::Param(p) => QueryValue::Param(p.clone()),
            QueryValue::Literal(text) => QueryValue::Literal(text.clone()),
        };
        parts.push(QueryPart { name: Name { wire: name.clone(), rust }, value, required });
    }
    parts
}
