//! The text of a surface, read.

use super::text::{FORMAT, HEAD};
use super::thing::{
    Area, Body, Enum, Group, Member, Operation, Output, Parameter, Permission, Property, QueryOption, Route, Thing,
    Type,
};
use super::{Entry, Surface};

/// Why a text is no surface.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SurfaceError {
    /// It does not begin as every surface does.
    #[error("it is no surface: its first line does not say which format it has")]
    NoSurface,
    /// Another version of docwright has written it.
    #[error(
        "it has surface format {found}, this docwright reads {FORMAT}: run `cargo xtask regenerate` there with the same \
         version of docwright as here"
    )]
    Format {
        /// The number that it gives.
        found: String,
    },
    /// A line says nothing that is known.
    #[error("line {line} is not understood: `{text}`")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What it says.
        text: String,
    },
}

impl Surface {
    /// Reads the text of a `SURFACE.txt`; nothing in it has a place.
    ///
    /// # Errors
    /// What is no surface, has another format, or holds a line that can't be read.
    pub fn parse(text: &str) -> Result<Surface, SurfaceError> {
        let mut lines = text.lines();
        let format = lines.next().and_then(|head| head.strip_prefix(HEAD)).ok_or(SurfaceError::NoSurface)?;
        if format != FORMAT.to_string() {
            return Err(SurfaceError::Format { found: format.to_owned() });
        }
        let entries = lines.enumerate().map(|(index, text)| match thing(text) {
            Some(thing) => Ok(Entry { thing, place: None }),
            None => Err(SurfaceError::Line { line: index + 2, text: text.to_owned() }),
        });
        Ok(Surface::new(entries.collect::<Result<_, _>>()?))
    }
}

/// The facts behind the bars, to be taken one by one.
struct Facts(Vec<String>);

impl Facts {
    /// The first one.
    fn first(&mut self) -> Option<String> {
        if self.0.is_empty() { None } else { Some(self.0.remove(0)) }
    }

    /// Whether a flag is there.
    fn flag(&mut self, name: &str) -> bool {
        let at = self.0.iter().position(|fact| fact == name);
        at.map(|at| self.0.remove(at)).is_some()
    }

    /// What follows a word.
    fn after(&mut self, start: &str) -> Option<String> {
        let at = self.0.iter().position(|fact| fact.starts_with(start))?;
        Some(self.0.remove(at)[start.len()..].to_owned())
    }

    fn list(&mut self, start: &str) -> Vec<String> {
        self.after(start).map(|items| items.split(", ").map(str::to_owned).collect()).unwrap_or_default()
    }

    /// Nothing, if all have been taken: what is left over is not understood.
    fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

fn thing(line: &str) -> Option<Thing> {
    let mut parts = line.split(" | ");
    let words: Vec<String> = parts.next()?.split(' ').map(unescape).collect::<Option<_>>()?;
    let mut facts = Facts(parts.map(unescape).collect::<Option<_>>()?);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let thing = read(&words, &mut facts)?;
    facts.end()?;
    Some(thing)
}

fn read(words: &[&str], facts: &mut Facts) -> Option<Thing> {
    Some(match *words {
        ["area", feature] => Thing::Area(Area { feature: feature.to_owned() }),
        ["enum", name] => {
            let (rust, flags, features) = (facts.first()?, facts.flag("flags"), facts.list("features "));
            Thing::Enum(Enum { name: name.to_owned(), rust, flags, features })
        }
        ["enum", of, "member", name] => {
            Thing::Member(Member { of: of.to_owned(), name: name.to_owned(), rust: facts.first()? })
        }
        ["group", name] => group(name, facts)?,
        ["operation", id] => operation(id, facts)?,
        ["operation", of, "option", name] => Thing::Option(QueryOption { of: of.to_owned(), name: name.to_owned() }),
        ["operation", of, "parameter", location, name] => parameter([of, location, name], facts)?,
        ["operation", of, "permission", account] => permission(of, account, facts)?,
        ["operation", of, "route", method, template] => route([of, method, template], facts)?,
        ["type", name] => type_(name, facts)?,
        ["type", of, "property", name] => property(of, name, facts)?,
        _ => return None,
    })
}

fn group(name: &str, facts: &mut Facts) -> Option<Thing> {
    let rust = facts.after("client.")?.strip_suffix("()")?.to_owned();
    Some(Thing::Group(Group { name: name.to_owned(), rust, path: facts.first()?, features: facts.list("features ") }))
}

fn operation(id: &str, facts: &mut Facts) -> Option<Thing> {
    let rust = facts.after(".")?.strip_suffix("()")?.to_owned();
    let long_running = match facts.after("long-running ") {
        Some(result) => Some(output(&result)?),
        None => None,
    };
    Some(Thing::Operation(Operation {
        id: id.to_owned(),
        rust,
        marker: facts.first()?,
        body: body(&facts.first()?)?,
        returns: output(&facts.after("returns ")?)?,
        optional: facts.flag("or nothing"),
        long_running,
        delta: facts.flag("delta"),
        deprecated: facts.flag("deprecated"),
    }))
}

fn body(text: &str) -> Option<Body> {
    Some(match text {
        "no body" => Body::None,
        "body content" => Body::Content,
        "body untyped" => Body::Untyped,
        _ => match text.strip_prefix("body parameters ") {
            Some(name) => Body::Parameters(name.to_owned()),
            None => Body::Json(text.strip_prefix("body json ")?.to_owned()),
        },
    })
}

fn output(text: &str) -> Option<Output> {
    Some(match text {
        "nothing" => Output::None,
        "content" => Output::Content,
        "untyped" => Output::Untyped,
        _ => match text.strip_prefix("page of ") {
            Some(ty) => Output::Page(ty.to_owned()),
            None => Output::Json(text.strip_prefix("json ")?.to_owned()),
        },
    })
}

fn parameter([of, location, name]: [&str; 3], facts: &mut Facts) -> Option<Thing> {
    Some(Thing::Parameter(Parameter {
        of: of.to_owned(),
        location: location.to_owned(),
        name: name.to_owned(),
        ty: facts.first()?,
        required: facts.flag("required"),
        rust: facts.after(".").unwrap_or_default(),
    }))
}

fn permission(of: &str, account: &str, facts: &mut Facts) -> Option<Thing> {
    let names = facts.first()?;
    let sets = || names.split(", ").map(|set| set.split(" + ").map(str::to_owned).collect()).collect();
    let alternatives = match names.as_str() {
        "?" => None,
        "none" => Some(Vec::new()),
        _ => Some(sets()),
    };
    let only_for = facts.after("only for ");
    Some(Thing::Permission(Permission { of: of.to_owned(), account: account.to_owned(), alternatives, only_for }))
}

fn route([of, method, template]: [&str; 3], facts: &mut Facts) -> Option<Thing> {
    let call = facts.after(".")?;
    let (rust, arguments) = call.strip_suffix(')')?.split_once('(')?;
    let arguments = arguments.split(", ").filter(|argument| !argument.is_empty()).map(str::to_owned).collect();
    let (of, method, template) = (of.to_owned(), method.to_owned(), template.to_owned());
    Some(Thing::Route(Route { of, method, template, rust: rust.to_owned(), arguments }))
}

fn type_(name: &str, facts: &mut Facts) -> Option<Thing> {
    Some(Thing::Type(Type {
        name: name.to_owned(),
        rust: facts.first()?,
        base: facts.after("base "),
        key: facts.list("key "),
        open: facts.flag("open"),
        is_abstract: facts.flag("abstract"),
        tagged: facts.flag("tagged"),
        deprecated: facts.flag("deprecated"),
        features: facts.list("features "),
    }))
}

fn property(of: &str, name: &str, facts: &mut Facts) -> Option<Thing> {
    let ty = facts.first()?;
    let nullable = match (facts.flag("nullable"), facts.flag("not nullable")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    Some(Thing::Property(Property {
        of: of.to_owned(),
        name: name.to_owned(),
        ty,
        nullable,
        required: facts.flag("required"),
        read_only: facts.flag("read-only"),
        write_only: facts.flag("write-only"),
        relationship: facts.flag("relationship"),
        deprecated: facts.flag("deprecated"),
        rust: facts.after(".").unwrap_or_default(),
    }))
}

fn unescape(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        let digits = std::str::from_utf8(&digits).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}
