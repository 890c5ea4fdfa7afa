//! How the document's parts are made from the IR: ids become names and paths.

use super::summary::Rows;
use super::view::{
    BodyView, DiagnosticView, EnumView, ExampleView, OperationView, PageView, ParameterView, PermissionView, PlaceView,
    PropertyView, ResponseView, ResultView, RouteView, TypeView,
};
use crate::diagnostics::{Diagnostic, Level};
use crate::model::{
    Api, BodyKind, Edm, Enum, Example, Location, NamedType, Operation, Outcome, Page, PageId, Property, QueryValue,
    Response, ResponseType, Route, Span, Type, TypeRef, Verdict,
};
use crate::source::Sources;

/// Makes the views of one IR.
#[derive(Debug)]
pub(super) struct Views<'a> {
    pub(super) api: &'a Api,
    pub(super) sources: &'a Sources,
    pub(super) chosen: Option<PageId>,
}

impl<'a> Views<'a> {
    pub(super) fn wanted_pages(&self) -> Vec<&'a Page> {
        self.api.pages.iter_ids().filter(|(id, _)| self.wants(*id)).map(|(_, page)| page).collect()
    }

    pub(super) fn wanted_operations(&self) -> Vec<&'a Operation> {
        self.api.operations.iter().filter(|op| self.wants_any(&op.pages)).collect()
    }

    /// Examples on pages that document no operation.
    pub(super) fn wanted_strays(&self) -> Vec<&'a Example> {
        self.api.stray_examples.iter().filter(|example| self.wants(example.page)).collect()
    }

    pub(super) fn wanted_types(&self) -> Vec<&'a Type> {
        self.api.types.iter().filter(|ty| self.wants_any(&ty.pages) || self.wants_span(ty.span)).collect()
    }

    pub(super) fn wanted_enums(&self) -> Vec<&'a Enum> {
        self.api.enums.iter().filter(|e| self.wants_span(e.span)).collect()
    }

    pub(super) fn wanted_diagnostics(&self, all: &'a [Diagnostic]) -> Vec<&'a Diagnostic> {
        all.iter().filter(|d| d.level != Level::Allow && self.wants_span(d.span)).collect()
    }

    pub(super) fn page(&self, page: &'a Page) -> PageView<'a> {
        PageView {
            path: &page.path,
            title: &page.title,
            area: page.area.as_ref().map(|area| area.wire.as_str()),
            outcome: outcome(&page.outcome),
            reason: match &page.outcome {
                Outcome::Skipped(reason) => Some(reason),
                _ => None,
            },
        }
    }

    pub(super) fn diagnostic(&self, odd: &'a Diagnostic) -> DiagnosticView<'a> {
        DiagnosticView {
            code: odd.code,
            severity: odd.level,
            page: self.file(odd.span),
            line: odd.span.line,
            column: odd.span.column,
            message: &odd.message,
            related: odd.related.map(|span| PlaceView { page: self.file(span), line: span.line }),
        }
    }

    /// How many rows of property tables became what.
    pub(super) fn rows(&self) -> Rows {
        let mut rows = Rows::default();
        self.api.rows.iter().filter(|row| self.wants_span(row.span)).for_each(|row| rows.add(row.outcome));
        rows
    }

    fn wants(&self, page: PageId) -> bool {
        self.chosen.is_none_or(|chosen| chosen == page)
    }

    fn wants_any(&self, pages: &[PageId]) -> bool {
        self.chosen.is_none_or(|chosen| pages.contains(&chosen))
    }

    fn wants_span(&self, span: Span) -> bool {
        self.chosen.is_none_or(|chosen| self.api.pages[chosen].file == span.file)
    }

    fn path(&self, page: PageId) -> &'a str {
        &self.api.pages[page].path
    }

    fn file(&self, span: Span) -> &'a str {
        &self.sources.file(span.file).path
    }

    fn type_name(&self, ty: TypeRef) -> &'a str {
        match ty.named {
            NamedType::Edm(edm) => edm.name(),
            NamedType::Type(id) => &self.api.types[id].name.wire,
            NamedType::Enum(id) => &self.api.enums[id].name.wire,
        }
    }

    pub(super) fn operation(&self, op: &'a Operation) -> OperationView<'a> {
        let group = &self.api.groups[op.group];
        OperationView {
            id: &op.id,
            group: &group.name.wire,
            name: &op.name.wire,
            rust: format!("{}().{}()", group.name.rust, op.name.rust),
            pages: op.pages.iter().map(|page| self.path(*page)).collect(),
            line: op.span.line,
            deprecated: op.deprecated.is_some(),
            routes: self.routes(op, false),
            calls: self.routes(op, true),
            permissions: self.permissions(op),
            parameters: self.parameters(op),
            query_options: op.query_options.iter().map(|named| named.option.wire()).collect(),
            body: self.body(&op.body.kind),
            responses: op.responses.iter().map(|response| self.response(response)).collect(),
            optional_output: op.optional_output,
            delta: op.delta,
            long_running: op.long_running.map(|result| self.result(result)),
            examples: op.examples.iter().map(|example| self.example(example, &op.routes)).collect(),
        }
    }

    /// The documented lines, or those whose arguments stand in a table.
    fn routes(&self, op: &'a Operation, with_arguments: bool) -> Vec<RouteView<'a>> {
        let mut routes = Vec::new();
        for route in op.routes.iter().filter(|r| r.with_arguments == with_arguments) {
            let template = route.template.to_string();
            routes.extend(route.documented.iter().map(|line| RouteView {
                method: route.method,
                documented: &line.text,
                template: template.clone(),
                page: self.file(line.span),
                line: line.span.line,
                rust: &route.rust,
            }));
        }
        routes
    }

    fn permissions(&self, op: &'a Operation) -> Vec<PermissionView<'a>> {
        let sets = op.permissions.iter();
        sets.map(|set| PermissionView {
            account: set.account.as_str(),
            names: &set.names,
            alternatives: &set.alternatives,
            page: self.path(set.page),
            route_filter: set.route_filter.as_deref(),
            documented: set.documented,
            line: set.span.line,
        })
        .collect()
    }

    /// Those of the tables and templates, and the placeholders in the routes' queries.
    fn parameters(&self, op: &'a Operation) -> Vec<ParameterView<'a>> {
        let listed = |name: &str| op.parameters.iter().any(|p| p.location == Location::Query && p.name.wire == name);
        let parts = op.query_parts().into_iter().filter(|p| matches!(p.value, QueryValue::Param(_)));
        let of_queries = parts.filter(|p| !listed(&p.name.wire)).map(|part| ParameterView {
            name: &part.name.wire,
            location: Location::Query,
            ty: Edm::String.name(),
            collection: false,
            required: op.routes.iter().all(|r| r.query.iter().any(|q| q.name.wire == part.name.wire && q.required)),
            rust: &part.name.rust,
        });
        let parameters = op.parameters.iter();
        parameters
            .map(|parameter| ParameterView {
                name: &parameter.name.wire,
                location: parameter.location,
                ty: self.type_name(parameter.ty),
                collection: parameter.ty.collection,
                required: parameter.required,
                rust: &parameter.name.rust,
            })
            .chain(of_queries)
            .collect()
    }

    fn body(&self, kind: &BodyKind) -> BodyView<'a> {
        let plain = |kind| BodyView { kind, ty: None, collection: false };
        match kind {
            BodyKind::None => plain("none"),
            BodyKind::Parameters => plain("parameters"),
            BodyKind::Json(ty) => BodyView { kind: "json", ty: Some(self.type_name(*ty)), collection: ty.collection },
            BodyKind::Content => plain("content"),
            BodyKind::Untyped => plain("untyped"),
        }
    }

    fn response(&self, response: &Response) -> ResponseView<'a> {
        let (ty, collection) = self.response_type(response.ty);
        ResponseView { status: response.status, ty, collection }
    }

    fn result(&self, result: ResponseType) -> ResultView<'a> {
        let (ty, collection) = self.response_type(result);
        ResultView { ty, collection }
    }

    /// The type's name, and whether there are many.
    fn response_type(&self, ty: ResponseType) -> (Option<&'a str>, bool) {
        match ty {
            ResponseType::None => (None, false),
            ResponseType::One(ty) => (Some(self.type_name(ty)), ty.collection),
            ResponseType::Page(ty) => (Some(self.type_name(ty)), true),
            ResponseType::Content => (Some("Edm.Stream"), false),
            ResponseType::Untyped => (Some("Edm.Untyped"), false),
        }
    }

    pub(super) fn example(&self, example: &'a Example, routes: &'a [Route]) -> ExampleView<'a> {
        let (verdict, reason) = match &example.verdict {
            Verdict::Typed => ("typed", None),
            Verdict::Raw(reason) => ("raw", Some(reason.as_str())),
            Verdict::Skipped(reason) => ("skipped", Some(reason.as_str())),
        };
        ExampleView {
            name: example.name.as_deref(),
            page: self.path(example.page),
            line: example.span.line,
            method: example.request.method,
            url: &example.request.url,
            status: example.responses.first().map(|response| response.status),
            statuses: example.responses.iter().map(|response| response.status).collect(),
            readings: example.responses.iter().map(|response| response.reading.name()).collect(),
            annotated: example.annotated,
            route: example.binding.as_ref().and_then(|b| routes.get(b.route)).map(|route| route.rust.as_str()),
            verdict,
            reason,
        }
    }

    pub(super) fn type_(&self, ty: &'a Type) -> TypeView<'a> {
        TypeView {
            name: &ty.name.wire,
            page: ty.pages.first().map_or_else(|| self.file(ty.span), |page| self.path(*page)),
            line: ty.span.line,
            pages: ty.pages.iter().map(|page| self.path(*page)).collect(),
            deprecated: ty.deprecated.is_some(),
            base: ty.base.map(|base| self.api.types[base].name.wire.as_str()),
            key: (!ty.key.is_empty()).then(|| ty.key.join(",")),
            open: ty.open,
            is_abstract: ty.is_abstract,
            tagged: ty.tagged,
            rust: format!("{}::{}", ty.module, ty.name.rust),
            properties: ty.properties.iter().map(|property| self.property(property)).collect(),
        }
    }

    fn property(&self, property: &'a Property) -> PropertyView<'a> {
        let name = self.type_name(property.ty);
        PropertyView {
            name: &property.name.wire,
            ty: name,
            collection: property.ty.collection,
            nullable: property.nullable,
            deprecated: property.deprecated.is_some(),
            read_only: property.read_only,
            write_only: property.write_only,
            required: property.required,
            key: property.key,
            default: property.constraints.default.as_deref(),
            max_length: property.constraints.max_length,
            minimum: property.constraints.minimum,
            maximum: property.constraints.maximum,
            values: &property.constraints.values,
            instance_annotation: property.instance_annotation,
            relationship: property.relationship,
            inherited_from: property.inherited_from.map(|base| self.api.types[base].name.wire.as_str()),
            enumeration: matches!(property.ty.named, NamedType::Enum(_)).then_some(name),
            rust: &property.name.rust,
            line: property.span.line,
        }
    }

    pub(super) fn enum_(&self, e: &'a Enum) -> EnumView<'a> {
        EnumView {
            name: &e.name.wire,
            members: e.members.iter().map(|member| member.name.wire.as_str()).collect(),
            flags: e.flags,
            page: self.file(e.span),
            line: e.span.line,
            rust: format!("{}::{}", e.module, e.name.rust),
        }
    }
}

/// The word for an outcome.
fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Operation => "operation",
        Outcome::Type => "type",
        Outcome::Enum => "enum",
        Outcome::Prose => "prose",
        Outcome::Skipped(_) => "skipped",
    }
}
