//! Types, properties and enumerations.

use super::{Doc, EnumId, Name, PageId, Span, TypeId};
use serde::Serialize;

/// A primitive type of the Entity Data Model (OData 4.01, "Primitive Types").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum Edm {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// Unsigned 8-bit integer.
    Byte,
    /// Signed 8-bit integer.
    SByte,
    /// Signed 16-bit integer.
    Int16,
    /// Signed 32-bit integer.
    Int32,
    /// Signed 64-bit integer.
    Int64,
    /// 32-bit floating point number.
    Single,
    /// 64-bit floating point number.
    Double,
    /// Decimal number of any precision.
    Decimal,
    /// 128-bit identifier.
    Guid,
    /// Date and time with an offset from UTC.
    DateTimeOffset,
    /// Date without a time.
    Date,
    /// Time of day without a date.
    TimeOfDay,
    /// Signed duration.
    Duration,
    /// Bytes, base64 in JSON.
    Binary,
    /// Content that is fetched on its own.
    Stream,
    /// Any JSON value.
    Untyped,
}

impl Edm {
    /// Every primitive type.
    pub const ALL: [Edm; 18] = [
        Edm::String,
        Edm::Boolean,
        Edm::Byte,
        Edm::SByte,
        Edm::Int16,
        Edm::Int32,
        Edm::Int64,
        Edm::Single,
        Edm::Double,
        Edm::Decimal,
        Edm::Guid,
        Edm::DateTimeOffset,
        Edm::Date,
        Edm::TimeOfDay,
        Edm::Duration,
        Edm::Binary,
        Edm::Stream,
        Edm::Untyped,
    ];

    /// Whether its values are numbers.
    pub(crate) fn is_number(self) -> bool {
        matches!(
            self,
            Edm::Byte | Edm::SByte | Edm::Int16 | Edm::Int32 | Edm::Int64 | Edm::Single | Edm::Double | Edm::Decimal
        )
    }

    /// The full name: `Edm.Int32`.
    pub fn name(self) -> &'static str {
        match self {
            Edm::String => "Edm.String",
            Edm::Boolean => "Edm.Boolean",
            Edm::Byte => "Edm.Byte",
            Edm::SByte => "Edm.SByte",
            Edm::Int16 => "Edm.Int16",
            Edm::Int32 => "Edm.Int32",
            Edm::Int64 => "Edm.Int64",
            Edm::Single => "Edm.Single",
            Edm::Double => "Edm.Double",
            Edm::Decimal => "Edm.Decimal",
            Edm::Guid => "Edm.Guid",
            Edm::DateTimeOffset => "Edm.DateTimeOffset",
            Edm::Date => "Edm.Date",
            Edm::TimeOfDay => "Edm.TimeOfDay",
            Edm::Duration => "Edm.Duration",
            Edm::Binary => "Edm.Binary",
            Edm::Stream => "Edm.Stream",
            Edm::Untyped => "Edm.Untyped",
        }
    }
}

/// What a value is made of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum NamedType {
    /// A primitive.
    Edm(Edm),
    /// An entity or complex type.
    Type(TypeId),
    /// An enumeration.
    Enum(EnumId),
}

/// A type, or a collection of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct TypeRef {
    /// The item's type.
    pub named: NamedType,
    /// Whether there are many.
    pub collection: bool,
}

impl TypeRef {
    /// One value of a primitive type.
    pub fn one(edm: Edm) -> Self {
        TypeRef { named: NamedType::Edm(edm), collection: false }
    }
}

/// An entity or complex type.
#[derive(Clone, Debug, Serialize)]
pub struct Type {
    /// Full wire name (`microsoft.graph.driveItem`) and the struct's.
    pub name: Name,
    /// Module below `models` that holds the struct.
    pub module: String,
    /// Pages that document it; empty if it is only referred to.
    pub pages: Vec<PageId>,
    /// Where it is documented, or first referred to.
    pub span: Span,
    /// What the page says of it.
    pub doc: Doc,
    /// The type it derives from.
    pub base: Option<TypeId>,
    /// Property names that make up the key.
    pub key: Vec<String>,
    /// Takes properties that are not documented.
    pub open: bool,
    /// Never occurs itself, only types derived from it.
    pub is_abstract: bool,
    /// Requests say which type it is, in `@odata.type`.
    pub tagged: bool,
    /// Said to be deprecated; the text may be empty.
    pub deprecated: Option<Doc>,
    /// Own and inherited properties, sorted by wire name.
    pub properties: Vec<Property>,
}

impl Type {
    /// The types that it names itself: bases and types of properties.
    pub fn named_types(&self) -> Vec<NamedType> {
        let bases = self.properties.iter().filter_map(|p| p.inherited_from).chain(self.base);
        let properties = self.properties.iter().map(|p| p.ty.named);
        bases.map(NamedType::Type).chain(properties).collect()
    }
}

/// A property of a type.
#[derive(Clone, Debug, Serialize)]
pub struct Property {
    /// Wire name and field name.
    pub name: Name,
    /// Its type.
    pub ty: TypeRef,
    /// Said to be nullable (or not); `None` where the docs are silent.
    pub nullable: Option<bool>,
    /// Said to be required.
    pub required: bool,
    /// Set by the service only.
    pub read_only: bool,
    /// Sent and never returned.
    pub write_only: bool,
    /// It is the key of its type, or part of it.
    pub key: bool,
    /// An instance annotation (OData JSON 4.01, "Instance Annotations"): `@microsoft.graph.conflictBehavior`.
    pub instance_annotation: bool,
    /// What is said of its values.
    pub constraints: Constraints,
    /// A navigation property, from a relationships table.
    pub relationship: bool,
    /// The base type that it comes from.
    pub inherited_from: Option<TypeId>,
    /// Said to be deprecated.
    pub deprecated: Option<Doc>,
    /// What the page says of it.
    pub doc: Doc,
    /// Where it is documented.
    pub span: Span,
    /// Which part of the page says so.
    pub source: PropertySource,
}

/// What the docs say of a property's values, beyond their type.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Constraints {
    /// The value where none is given, as written.
    pub default: Option<String>,
    /// How many characters it may have.
    pub max_length: Option<u32>,
    /// The least number.
    pub minimum: Option<i64>,
    /// The greatest number.
    pub maximum: Option<i64>,
    /// The values that are listed beside it, in documented order.
    pub values: Vec<String>,
}

impl Constraints {
    /// Takes from another place what this one is silent about. Says what the two disagree about.
    pub(crate) fn fill(&mut self, other: Constraints) -> Option<&'static str> {
        fn one<T: PartialEq>(known: &mut Option<T>, other: Option<T>) -> bool {
            let disagree = matches!((&*known, &other), (Some(a), Some(b)) if a != b);
            *known = known.take().or(other);
            disagree
        }
        let odd = [
            (one(&mut self.default, other.default), "default"),
            (one(&mut self.max_length, other.max_length), "maximum length"),
            (one(&mut self.minimum, other.minimum), "minimum"),
            (one(&mut self.maximum, other.maximum), "maximum"),
        ];
        for value in other.values {
            if !self.values.contains(&value) {
                self.values.push(value);
            }
        }
        odd.into_iter().find_map(|(disagree, what)| disagree.then_some(what))
    }
}

/// Which part of a page a property was found in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum PropertySource {
    /// Only in a table.
    Table,
    /// Only in the JSON representation.
    Json,
    /// In both.
    Both,
}

/// A row of a property or relationship table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct DocumentedRow {
    /// Where it stands.
    pub span: Span,
    /// What became of it.
    pub outcome: RowOutcome,
}

/// What became of a row of a property or relationship table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub enum RowOutcome {
    /// A property of the type that the row names.
    Typed,
    /// A property of any JSON value, as the row has it.
    Untyped,
    /// A property of an empty open type: the name is documented nowhere.
    UnknownName,
    /// A property of any JSON value: the type cell cannot be read.
    Unreadable,
    /// A property of any JSON value, or of what the JSON representation shows: the row gives no type.
    NoType,
    /// A property of the type that another row gives it.
    OtherType,
    /// Nothing.
    LeftOut,
}

impl RowOutcome {
    /// In a word or two, for counts.
    pub fn as_str(self) -> &'static str {
        match self {
            RowOutcome::Typed => "typed",
            RowOutcome::Untyped => "untyped",
            RowOutcome::UnknownName => "unknown type name",
            RowOutcome::Unreadable => "unreadable type cell",
            RowOutcome::NoType => "no type",
            RowOutcome::OtherType => "another type elsewhere",
            RowOutcome::LeftOut => "left out",
        }
    }
}

/// Crates that emitted code names. A module of such a name would hide the crate from the code beside it.
pub const CRATES: [&str; 4] = ["alloc", "core", "docwright_runtime", "std"];

/// The variant of every generated enumeration that holds a member which the docs do not list.
pub const UNLISTED: &str = "Unlisted";

/// An enumeration.
#[derive(Clone, Debug, Serialize)]
pub struct Enum {
    /// Full wire name and the Rust type's.
    pub name: Name,
    /// Module below `models` that holds it.
    pub module: String,
    /// Where it is documented.
    pub span: Span,
    /// What the page says of it.
    pub doc: Doc,
    /// The members, in documented order.
    pub members: Vec<Member>,
    /// Several members may be set at once, comma separated on the wire.
    pub flags: bool,
}

/// A member of an enumeration.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    /// Wire name and variant name.
    pub name: Name,
    /// What the page says of it.
    pub doc: Doc,
    /// Where it is named first.
    pub span: Span,
}
