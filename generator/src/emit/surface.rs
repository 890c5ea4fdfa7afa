//! `SURFACE.txt`: everything that callers can name, a line each; and `SURFACE.places`, where the docs say it.

use super::api_names::{body_parameters, field_names, variants};
use super::context::Context;
use super::features::Features;
use super::names::{OperationNames, group_names, has_body_struct};
use super::{Files, Job, Part, setters, spec};
use crate::model::{
    Api, ArgType, BodyKind, Constraints, Doc, Enum, FileId, Group, GroupId, Location, NamedType, Operation, Parameter,
    ResponseType, Route, Span, Type, TypeRef, argument,
};
use crate::surface::{self, Entry, Place, Surface, Thing, fingerprint};

/// One job for both files: the lines of one are about those of the other.
pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(files)]
}

fn files(context: &Context<'_>) -> Files {
    let surface = surface(context.api, &|file| context.file(file));
    let mut part = Part::file(surface::FILE_NAME, surface.to_text());
    part.files.push((surface::PLACES_FILE_NAME.to_owned(), surface.places_to_text()));
    Ok(part)
}

/// The surface of a linked API's client. `files` gives the path of a source file.
pub fn surface<'a>(api: &'a Api, files: &dyn Fn(FileId) -> &'a str) -> Surface {
    let mut all = Things { api, files, features: Features::new(api), entries: Vec::new() };
    for feature in all.features.names().map(str::to_owned).collect::<Vec<_>>() {
        all.add(Thing::Area(surface::Area { feature }), None, &[]);
    }
    for (id, group) in api.groups.iter_ids().filter(|(_, group)| !group.operations.is_empty()) {
        all.group(id, group);
    }
    api.types.iter().for_each(|ty| all.type_(ty));
    api.enums.iter().for_each(|en| all.enumeration(en));
    Surface::new(all.entries)
}

struct Things<'a, 'f> {
    api: &'a Api,
    files: &'f dyn Fn(FileId) -> &'a str,
    features: Features<'a>,
    entries: Vec<Entry>,
}

impl Things<'_, '_> {
    /// Adds a thing; `said` is what is said there beyond its facts.
    fn add(&mut self, thing: Thing, span: Option<Span>, said: &[&str]) {
        let place = span.map(|span| Place {
            page: (self.files)(span.file).to_owned(),
            line: span.line,
            said: if said.iter().all(|text| text.is_empty()) { 0 } else { fingerprint(&said.join("\n")) },
        });
        self.entries.push(Entry { thing, place });
    }

    fn group(&mut self, id: GroupId, group: &Group) {
        let names = group_names(self.api, group);
        let thing = Thing::Group(surface::Group {
            name: group.name.wire.clone(),
            rust: names.accessor,
            path: format!("api::{}::{}", group.name.rust, group.rust_type),
            features: self.features.of_group(id),
        });
        self.add(thing, None, &[]);
        for (&operation, names) in group.operations.iter().zip(&names.operations) {
            self.operation(&self.api.operations[operation], names);
        }
    }

    fn operation(&mut self, operation: &Operation, names: &OperationNames) {
        let thing = Thing::Operation(surface::Operation {
            id: operation.id.clone(),
            rust: operation.name.rust.clone(),
            marker: names.marker.clone(),
            body: self.body(operation, names),
            returns: self.output(operation.output),
            optional: operation.optional_output,
            long_running: operation.long_running.map(|result| self.output(result)),
            delta: operation.delta,
            deprecated: operation.deprecated.is_some(),
        });
        let said = [&operation.doc.0, &operation.body.doc.0, text(operation.deprecated.as_ref())];
        self.add(thing, Some(operation.span), &said);
        for option in operation.options() {
            let (of, name) = (operation.id.clone(), option.wire().to_owned());
            self.add(Thing::Option(surface::QueryOption { of, name }), operation.place_of(option), &[]);
        }
        self.parameters(operation);
        self.permissions(operation);
        operation.routes.iter().for_each(|route| self.route(operation, route));
    }

    fn body(&self, operation: &Operation, names: &OperationNames) -> surface::Body {
        match (&operation.body.kind, &names.body) {
            (_, Some(name)) => surface::Body::Parameters(name.clone()),
            (BodyKind::None, None) => surface::Body::None,
            (BodyKind::Content, None) => surface::Body::Content,
            (BodyKind::Json(ty), None) => surface::Body::Json(self.type_name(*ty)),
            (BodyKind::Parameters | BodyKind::Untyped, None) => surface::Body::Untyped,
        }
    }

    fn output(&self, output: ResponseType) -> surface::Output {
        match output {
            ResponseType::None => surface::Output::None,
            ResponseType::One(ty) => surface::Output::Json(self.type_name(ty)),
            ResponseType::Page(ty) => surface::Output::Page(self.named(ty.named).to_owned()),
            ResponseType::Content => surface::Output::Content,
            ResponseType::Untyped => surface::Output::Untyped,
        }
    }

    /// What callers set: members of the body, query parameters and headers but for those that are the client's own. Path
    /// parameters are the route's; arguments of functions, too, and are listed for their types.
    fn parameters(&mut self, operation: &Operation) {
        self.members(operation);
        for parameter in operation.parameters.iter().filter(|p| p.location == Location::Function) {
            self.parameter(operation, parameter, String::new());
        }
        for header in operation.parameters.iter().filter(|p| p.location == Location::Header) {
            if let Some(function) = setters::known_header(operation, &header.name.wire) {
                self.parameter(operation, header, format!("{function}()"));
            }
        }
        for setter in setters::setters(operation) {
            let location = if setter.header { Location::Header } else { Location::Query };
            let is_it = |p: &&Parameter| p.location == location && p.name.wire == setter.wire;
            let function = format!("{}()", setter.rust);
            match operation.parameters.iter().find(is_it) {
                Some(parameter) => self.parameter(operation, parameter, function),
                None => self.placeholder(operation, &setter, function),
            }
        }
    }

    /// Members of the body: the fields of a struct of the operation's own. Where the body is a model, whose properties they
    /// are, only that the operation needs them is its own.
    fn members(&mut self, operation: &Operation) {
        let body: Vec<&Parameter> = body_parameters(operation).collect();
        if has_body_struct(operation) {
            for (parameter, field) in body.iter().zip(field_names(body.iter().map(|parameter| &parameter.name))) {
                self.parameter(operation, parameter, field);
            }
        } else if matches!(operation.body.kind, BodyKind::Json(_)) {
            for parameter in body.iter().filter(|parameter| parameter.required) {
                self.parameter(operation, parameter, String::new());
            }
        }
    }

    fn parameter(&mut self, operation: &Operation, parameter: &Parameter, rust: String) {
        let thing = Thing::Parameter(surface::Parameter {
            of: operation.id.clone(),
            location: location(parameter.location).to_owned(),
            name: parameter.name.wire.clone(),
            ty: self.type_name(parameter.ty),
            required: parameter.required,
            rust,
        });
        self.add(thing, Some(parameter.span), &[&parameter.doc.0]);
    }

    /// A part of a route's query that no table tells of.
    fn placeholder(&mut self, operation: &Operation, setter: &setters::Setter<'_>, rust: String) {
        let thing = Thing::Parameter(surface::Parameter {
            of: operation.id.clone(),
            location: location(Location::Query).to_owned(),
            name: setter.wire.to_owned(),
            ty: crate::model::Edm::String.name().to_owned(),
            required: setter.required,
            rust,
        });
        self.add(thing, Some(operation.span), &[]);
    }

    /// Each set once: many pages say the same.
    fn permissions(&mut self, operation: &Operation) {
        let mut told: Vec<Thing> = Vec::new();
        for set in &operation.permissions {
            let thing = Thing::Permission(surface::Permission {
                of: operation.id.clone(),
                account: set.account.as_str().to_owned(),
                alternatives: set.documented.then(|| set.alternatives.clone()),
                only_for: set.route_filter.clone(),
            });
            if !told.contains(&thing) {
                told.push(thing.clone());
                self.add(thing, Some(set.span), &[&set.besides.join("\n")]);
            }
        }
    }

    fn route(&mut self, operation: &Operation, route: &Route) {
        let params = route.template.params.iter().enumerate();
        let arguments = params.map(|(ix, param)| format!("{}: {}", param.rust, rust(argument(operation, route, ix))));
        let thing = Thing::Route(surface::Route {
            of: operation.id.clone(),
            method: route.method.as_str().to_owned(),
            template: spec::address(route),
            rust: route.rust.clone(),
            arguments: arguments.collect(),
        });
        self.add(thing, route.documented.first().map(|line| line.span), &[]);
    }

    fn type_(&mut self, ty: &Type) {
        let thing = Thing::Type(surface::Type {
            name: ty.name.wire.clone(),
            rust: format!("models::{}", ty.name.rust),
            base: ty.base.map(|base| self.api.types[base].name.wire.clone()),
            key: self.own_key(ty),
            open: ty.open,
            is_abstract: ty.is_abstract,
            tagged: ty.tagged,
            deprecated: ty.deprecated.is_some(),
            features: self.features.of_model(&ty.module),
        });
        self.add(thing, Some(ty.span), &[&ty.doc.0, text(ty.deprecated.as_ref())]);
        let inherited: Vec<surface::Property> =
            ty.base.map(|base| self.properties(&self.api.types[base], &ty.name.wire)).unwrap_or_default();
        for (property, told) in ty.properties.iter().zip(self.properties(ty, &ty.name.wire)) {
            if property.inherited_from.is_some() && inherited.contains(&told) {
                continue;
            }
            let constraints = &property.constraints;
            let constraints =
                if *constraints == Constraints::default() { String::new() } else { format!("{constraints:?}") };
            let said = [&property.doc.0, text(property.deprecated.as_ref()), &constraints];
            self.add(Thing::Property(told), Some(property.span), &said);
        }
    }

    /// The key, where the type doesn't have it from its base.
    fn own_key(&self, ty: &Type) -> Vec<String> {
        let mut bases = std::iter::successors(ty.base, |&base| self.api.types[base].base);
        let inherited = bases.find_map(|base| Some(&self.api.types[base].key).filter(|key| !key.is_empty()));
        if inherited == Some(&ty.key) { Vec::new() } else { ty.key.clone() }
    }

    /// A type's properties, as those of the type with this name.
    fn properties(&self, ty: &Type, of: &str) -> Vec<surface::Property> {
        let fields = field_names(ty.properties.iter().map(|property| &property.name));
        let properties = ty.properties.iter().zip(fields).map(|(property, rust)| surface::Property {
            of: of.to_owned(),
            name: property.name.wire.clone(),
            ty: self.type_name(property.ty),
            nullable: property.nullable,
            required: property.required,
            read_only: property.read_only,
            write_only: property.write_only,
            relationship: property.relationship,
            deprecated: property.deprecated.is_some(),
            rust,
        });
        properties.collect()
    }

    fn enumeration(&mut self, en: &Enum) {
        let thing = Thing::Enum(surface::Enum {
            name: en.name.wire.clone(),
            rust: format!("models::{}", en.name.rust),
            flags: en.flags,
            features: self.features.of_model(&en.module),
        });
        self.add(thing, Some(en.span), &[&en.doc.0]);
        for (member, rust) in en.members.iter().zip(variants(en)) {
            let (of, name) = (en.name.wire.clone(), member.name.wire.clone());
            self.add(Thing::Member(surface::Member { of, name, rust }), Some(member.span), &[&member.doc.0]);
        }
    }

    fn type_name(&self, ty: TypeRef) -> String {
        let name = self.named(ty.named);
        if ty.collection { format!("Collection({name})") } else { name.to_owned() }
    }

    fn named(&self, named: NamedType) -> &str {
        match named {
            NamedType::Edm(edm) => edm.name(),
            NamedType::Type(id) => &self.api.types[id].name.wire,
            NamedType::Enum(id) => &self.api.enums[id].name.wire,
        }
    }
}

fn text(doc: Option<&Doc>) -> &str {
    doc.map_or("", |doc| &doc.0)
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Function => "function",
        Location::Body => "body",
    }
}

fn rust(ty: ArgType) -> &'static str {
    match ty {
        ArgType::Str => "&str",
        ArgType::Bool => "bool",
        ArgType::I32 => "i32",
        ArgType::I64 => "i64",
        ArgType::F64 => "f64",
    }
}
