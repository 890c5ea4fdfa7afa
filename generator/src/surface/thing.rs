//! The kinds of public things, and what is known of each.

use super::text::{escape, template_shape};
use serde::Serialize;

/// A public thing of a client.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Thing {
    /// A product area: a cargo feature.
    Area(Area),
    /// An enumeration.
    Enum(Enum),
    /// A member of an enumeration.
    Member(Member),
    /// A resource that operations hang on.
    Group(Group),
    /// An operation.
    Operation(Operation),
    /// An OData query option of an operation.
    Option(QueryOption),
    /// A header, a query or function parameter, or a member of the body.
    Parameter(Parameter),
    /// Permissions for one kind of account.
    Permission(Permission),
    /// An address of an operation.
    Route(Route),
    /// An entity or complex type.
    Type(Type),
    /// A property of a type.
    Property(Property),
}

/// A product area.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Area {
    /// The cargo feature.
    pub feature: String,
}

/// An enumeration.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Enum {
    /// Full wire name: `microsoft.graph.importance`.
    pub name: String,
    /// `models::Importance`.
    pub rust: String,
    /// Several members may be set at once.
    pub flags: bool,
    /// The features that bring it; empty if it is always there.
    pub features: Vec<String>,
}

/// A member of an enumeration.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Member {
    /// Wire name of the enumeration.
    pub of: String,
    /// Wire name.
    pub name: String,
    /// The variant.
    pub rust: String,
}

/// A resource that operations hang on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Group {
    /// `driveItem`.
    pub name: String,
    /// The client's function: `drive_item`.
    pub rust: String,
    /// The module and the struct: `api::drive_item::DriveItem`.
    pub path: String,
    /// The features that bring it; empty if it is always there.
    pub features: Vec<String>,
}

/// An operation.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Operation {
    /// `driveItem.checkin`.
    pub id: String,
    /// The group's function: `checkin`.
    pub rust: String,
    /// The marker type: `CheckinOp`.
    pub marker: String,
    /// What is sent.
    pub body: Body,
    /// What comes back.
    pub returns: Output,
    /// A success without a body is documented beside one with.
    pub optional: bool,
    /// What there is once it is done, where it is accepted first.
    pub long_running: Option<Output>,
    /// It tells what has changed since the last time.
    pub delta: bool,
    /// Said to be deprecated.
    pub deprecated: bool,
}

/// What an operation sends.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(tag = "content", content = "type", rename_all = "lowercase")]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// An object made of its parameters: the struct's name.
    Parameters(String),
    /// A JSON value of a type, as properties name types.
    Json(String),
    /// Bytes.
    Content,
    /// Any JSON value.
    Untyped,
}

/// What an operation returns.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(tag = "content", content = "type", rename_all = "lowercase")]
pub enum Output {
    /// Nothing.
    #[default]
    None,
    /// A JSON value of a type.
    Json(String),
    /// Pages of items of a type.
    Page(String),
    /// Bytes.
    Content,
    /// Any JSON value.
    Untyped,
}

/// An OData query option.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct QueryOption {
    /// The operation's id.
    pub of: String,
    /// `$select`.
    pub name: String,
}

/// A header, a query or function parameter, or a member of the body.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Parameter {
    /// The operation's id.
    pub of: String,
    /// `header`, `query`, `function` or `body`.
    pub location: String,
    /// Wire name.
    pub name: String,
    /// Wire type: `Edm.String`, `Collection(microsoft.graph.user)`.
    #[serde(rename = "type")]
    pub ty: String,
    /// Said to be required.
    pub required: bool,
    /// The setter or field: `.check_in_as`; empty if the route function's argument stands for it.
    pub rust: String,
}

/// The permissions that one page documents for one kind of account.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Permission {
    /// The operation's id.
    pub of: String,
    /// `delegated-work`, `delegated-personal` or `application`.
    pub account: String,
    /// What suffices, least privileged first, each being permissions that are needed together; nothing if the operation isn't
    /// supported for these accounts. Absent if the page doesn't say.
    pub alternatives: Option<Vec<Vec<String>>>,
    /// The routes it is for, in the page's words, where it tells them apart.
    pub only_for: Option<String>,
}

/// An address of an operation.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Route {
    /// The operation's id.
    pub of: String,
    /// `POST`.
    pub method: String,
    /// `/drives/{drive-id}/items/{item-id}/checkin`, with what is always in its query.
    pub template: String,
    /// The function: `drives_items_by_id`.
    pub rust: String,
    /// Its arguments: `item_id: &str`.
    pub arguments: Vec<String>,
}

/// An entity or complex type.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Type {
    /// Full wire name: `microsoft.graph.driveItem`.
    pub name: String,
    /// `models::DriveItem`.
    pub rust: String,
    /// Wire name of the type it derives from.
    pub base: Option<String>,
    /// The properties that make up its key.
    pub key: Vec<String>,
    /// Takes properties that are not documented.
    pub open: bool,
    /// Only types that derive from it occur.
    #[serde(rename = "abstract")]
    pub is_abstract: bool,
    /// Requests say which type it is.
    pub tagged: bool,
    /// Said to be deprecated.
    pub deprecated: bool,
    /// The features that bring it; empty if it is always there.
    pub features: Vec<String>,
}

/// A property of a type. One that a base type has is listed where it differs from that.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Property {
    /// Wire name of the type.
    pub of: String,
    /// Wire name.
    pub name: String,
    /// Wire type: `Edm.String`, `Collection(microsoft.graph.user)`.
    #[serde(rename = "type")]
    pub ty: String,
    /// Said to be nullable, or not.
    pub nullable: Option<bool>,
    /// Said to be required.
    pub required: bool,
    /// Set by the service only.
    pub read_only: bool,
    /// Sent and never returned.
    pub write_only: bool,
    /// A navigation property.
    pub relationship: bool,
    /// Said to be deprecated.
    pub deprecated: bool,
    /// The field.
    pub rust: String,
}

impl Thing {
    /// The words that tell it from all others (permissions of one operation and account may share them): what stands before
    /// the first bar of its line, with nameless parameters in a route's template.
    pub fn key(&self) -> String {
        let words = self.words();
        let words = words.iter().map(|word| match self {
            Thing::Route(route) if *word == route.template => escape(&template_shape(word)),
            _ => escape(word),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// The key of what it belongs to: its operation, type or enumeration. Itself if it belongs to nothing.
    pub fn owner(&self) -> String {
        match self {
            Thing::Member(Member { of, .. }) => format!("enum {}", escape(of)),
            Thing::Property(Property { of, .. }) => format!("type {}", escape(of)),
            Thing::Option(QueryOption { of, .. })
            | Thing::Parameter(Parameter { of, .. })
            | Thing::Permission(Permission { of, .. })
            | Thing::Route(Route { of, .. }) => format!("operation {}", escape(of)),
            Thing::Area(_) | Thing::Enum(_) | Thing::Group(_) | Thing::Operation(_) | Thing::Type(_) => self.key(),
        }
    }

    /// What stands before the first bar of its line.
    pub(super) fn words(&self) -> Vec<&str> {
        match self {
            Thing::Area(it) => vec!["area", &it.feature],
            Thing::Enum(it) => vec!["enum", &it.name],
            Thing::Member(it) => vec!["enum", &it.of, "member", &it.name],
            Thing::Group(it) => vec!["group", &it.name],
            Thing::Operation(it) => vec!["operation", &it.id],
            Thing::Option(it) => vec!["operation", &it.of, "option", &it.name],
            Thing::Parameter(it) => vec!["operation", &it.of, "parameter", &it.location, &it.name],
            Thing::Permission(it) => vec!["operation", &it.of, "permission", &it.account],
            Thing::Route(it) => vec!["operation", &it.of, "route", &it.method, &it.template],
            Thing::Type(it) => vec!["type", &it.name],
            Thing::Property(it) => vec!["type", &it.of, "property", &it.name],
        }
    }
}
