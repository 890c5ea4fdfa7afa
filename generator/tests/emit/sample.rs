//! A small linked API, built by hand, and what it takes to write one down.

use docwright::config::Runtime;
use docwright::emit::{EmitOptions, Emitted, emit};
use docwright::model::*;

/// Where everything in the sample stands.
pub(crate) const PAGE: &str = "api/sample.md";

pub(crate) fn span(line: u32) -> Span {
    Span { line, ..Span::file(FileId::from(0)) }
}

pub(crate) fn name(wire: &str, rust: &str) -> Name {
    Name { wire: wire.into(), rust: rust.into() }
}

pub(crate) fn doc(text: &str) -> Doc {
    Doc(text.into())
}

pub(crate) fn one(named: NamedType) -> TypeRef {
    TypeRef { named, collection: false }
}

pub(crate) fn many(named: NamedType) -> TypeRef {
    TypeRef { named, collection: true }
}

pub(crate) fn edm(edm: Edm) -> TypeRef {
    TypeRef::one(edm)
}

/// A template from `/me/drive/items/{item-id}/f(a='{x}',b={y})`; `{+x}` is a path, a trailing `:` a colon segment.
pub(crate) fn template(text: &str) -> PathTemplate {
    let mut template = PathTemplate::default();
    for part in text.trim_start_matches('/').split('/') {
        let (part, colon) = part.strip_suffix(':').map_or((part, false), |part| (part, true));
        let kind = match part.split_once('(') {
            Some((name, args)) => SegmentKind::Function {
                name: name.into(),
                args: args
                    .trim_end_matches(')')
                    .split(',')
                    .filter(|a| !a.is_empty())
                    .map(|a| argument(&mut template, a))
                    .collect(),
            },
            None if part.starts_with('{') => SegmentKind::Param(param(&mut template, part, ParamKind::Segment)),
            None => SegmentKind::Literal(part.into()),
        };
        template.segments.push(Segment { kind, colon });
    }
    template
}

fn argument(template: &mut PathTemplate, text: &str) -> Argument {
    let (name, value) = text.split_once('=').expect("named argument");
    let value = match value.strip_prefix('\'') {
        Some(quoted) => ArgValue::Param(param(template, quoted.trim_end_matches('\''), ParamKind::QuotedArgument)),
        None if value.starts_with('{') => ArgValue::Param(param(template, value, ParamKind::BareArgument)),
        None => ArgValue::Literal(value.into()),
    };
    Argument { name: Some(name.into()), value }
}

fn param(template: &mut PathTemplate, text: &str, kind: ParamKind) -> ParamIx {
    let documented = text.trim_matches(['{', '}', '+']);
    let kind = if text.starts_with("{+") { ParamKind::Path } else { kind };
    template.params.push(PathParam {
        documented: documented.into(),
        name: documented.into(),
        rust: documented.replace('-', "_"),
        kind,
    });
    template.params.len() - 1
}

pub(crate) fn route(method: Method, rust: &str, path: &str) -> Route {
    Route {
        method,
        template: template(path),
        rust: rust.into(),
        query: vec![],
        documented: vec![Documented { text: path.into(), span: span(20) }],
        with_arguments: false,
    }
}

pub(crate) fn parameter(location: Location, wire: &str, rust: &str, ty: TypeRef, text: &str) -> Parameter {
    Parameter { name: name(wire, rust), location, ty, required: false, doc: doc(text), span: span(30) }
}

pub(crate) fn operation(group: usize, id: &str, names: (&str, &str, &str)) -> Operation {
    Operation {
        id: id.into(),
        group: GroupId::from(group),
        name: name(names.0, names.1),
        rust_type: names.2.into(),
        pages: vec![PageId::from(0)],
        span: span(9),
        doc: doc(""),
        deprecated: None,
        routes: vec![],
        permissions: vec![],
        parameters: vec![],
        query_options: vec![],
        body: Body { kind: BodyKind::None, doc: doc(""), span: span(40) },
        responses: vec![],
        output: ResponseType::None,
        optional_output: false,
        delta: false,
        long_running: None,
        examples: vec![],
    }
}

pub(crate) fn example(line: u32, method: Method, url: &str, body: Option<&str>, binding: Binding) -> Example {
    Example {
        name: Some("sample".into()),
        page: PageId::from(0),
        span: span(line),
        body_place: docwright::model::BodyPlace::default(),
        annotated: true,
        request: HttpRequest {
            method,
            url: url.into(),
            headers: match body {
                Some(_) => vec![HeaderField { name: "Content-Type".into(), value: "application/json".into() }],
                None => vec![],
            },
            body: body.map(Into::into),
        },
        responses: vec![],
        verdict: Verdict::Typed,
        undocumented: Vec::new(),
        contradictions: Vec::new(),
        binding: Some(binding),
    }
}

pub(crate) fn binding(route: usize, args: &[&str], query: &[(&str, &str)], path: &str) -> Binding {
    Binding {
        route,
        args: args.iter().map(|a| (*a).to_owned()).collect(),
        query: query.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        path: path.into(),
    }
}

pub(crate) fn property(wire: &str, rust: &str, ty: TypeRef, text: &str) -> Property {
    Property {
        name: name(wire, rust),
        ty,
        nullable: None,
        required: false,
        read_only: false,
        write_only: false,
        key: false,
        instance_annotation: false,
        constraints: Constraints::default(),
        relationship: false,
        inherited_from: None,
        deprecated: None,
        doc: doc(text),
        span: span(50),
        source: PropertySource::Both,
    }
}

pub(crate) fn ty(wire: &str, rust: &str, module: &str, properties: Vec<Property>) -> Type {
    Type {
        name: name(wire, rust),
        module: module.into(),
        pages: vec![PageId::from(1)],
        span: span(5),
        doc: doc(""),
        base: None,
        key: vec![],
        open: false,
        is_abstract: false,
        tagged: false,
        deprecated: None,
        properties,
    }
}

pub(crate) fn group(wire: &str, rust: &str, rust_type: &str) -> Group {
    Group { name: name(wire, rust), rust_type: rust_type.into(), operations: vec![] }
}

/// An API of these groups and operations; each operation knows its group by its place in `groups`.
pub(crate) fn api(groups: Vec<Group>, operations: Vec<Operation>) -> Api {
    let page = |path: &str, outcome| Page {
        path: path.into(),
        file: FileId::from(0),
        title: "Sample".into(),
        area: None,
        outcome,
    };
    let mut groups: Arena<GroupId, Group> = Arena::from(groups);
    for (ix, operation) in operations.iter().enumerate() {
        groups[operation.group].operations.push(OperationId::from(ix));
    }
    Api {
        pages: vec![page(PAGE, Outcome::Operation), page("resources/sample.md", Outcome::Type)].into(),
        groups,
        operations: operations.into(),
        ..Api::default()
    }
}

pub(crate) fn options() -> EmitOptions {
    EmitOptions {
        package: "files-api".into(),
        version: "0.1.0".into(),
        base_url: "https://graph.microsoft.com/v1.0".into(),
        runtime: Runtime::Path("../generator/runtime".into()),
        docs_url: Some("https://example.com/docs".into()),
        standalone: false,
    }
}

pub(crate) fn emitted(api: &Api) -> Emitted {
    emit(api, &|_| PAGE, &options()).expect("emitted source parses")
}

/// One file of the crate.
pub(crate) fn file(api: &Api, path: &str) -> String {
    let files = emitted(api).files;
    files.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", files.keys())).clone()
}
