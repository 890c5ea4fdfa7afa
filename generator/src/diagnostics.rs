//! Diagnostics: what is odd in the docs, with a code, a level and a place.
//!
//! Every phase returns its value *and* its diagnostics; none stops at the first.

use crate::model::{FileId, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a diagnostic matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Allow,
    /// A fact that may interest the docs' author.
    Note,
    /// The docs contradict themselves or the dialect; a rule chose what is generated.
    Warning,
    /// Something documented could not be generated.
    Error,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Allow => "allow",
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        })
    }
}

/// A diagnostic.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Diagnostic {
    /// What kind it is.
    pub code: Code,
    /// Its level, after docwright.toml had its say.
    pub level: Level,
    /// The sentence.
    pub message: String,
    /// Where.
    pub span: Span,
    /// A second place that it speaks of.
    pub related: Option<Span>,
}

impl Diagnostic {
    /// A diagnostic at its code's own level.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Diagnostic { code, level: code.default_level(), message: message.into(), span, related: None }
    }

    /// A diagnostic that concerns a file as a whole.
    pub fn file(code: Code, file: FileId, message: impl Into<String>) -> Self {
        Diagnostic::new(code, Span::file(file), message)
    }

    /// Adds the second place.
    pub fn related(mut self, span: Span) -> Self {
        self.related = Some(span);
        self
    }
}

macro_rules! catalogue {
    ($($variant:ident $text:literal $level:ident $doc:literal;)*) => {
        /// The kinds of diagnostics.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $(#[doc = $doc] $variant,)* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The code's name, as printed and as used in docwright.toml.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $text,)* }
            }

            /// What it means, in a sentence.
            pub fn explain(self) -> &'static str {
                match self { $(Code::$variant => $doc,)* }
            }

            /// Its level where docwright.toml does not set one.
            pub fn default_level(self) -> Level {
                match self { $(Code::$variant => Level::$level,)* }
            }

            /// Reads a code's name.
            pub fn parse(text: &str) -> Option<Code> {
                match text { $($text => Some(Code::$variant),)* _ => None }
            }
        }
    };
}

catalogue! {
    // source
    NotUtf8 "not-utf8" Error "A page is not UTF-8; it is skipped.";
    IncludeMissing "include-missing" Note "An include names a file that is not there; its text is left out.";
    IncludeCycle "include-cycle" Error "An include leads back to itself; its text is left out.";
    IncludeEscape "include-escape" Error "An include leaves the include root; its text is left out.";
    IncludeLimit "include-limit" Error "A page's includes nest too deep or make it too long; the rest is left out.";
    TagsLeftOut "tags-left-out" Note "A `[TAGS=]` block is left out because none of its tags is chosen.";
    UnclosedTags "unclosed-tags" Warning "A `[TAGS=]` block has no `[END]`; it runs to the end of the page.";
    FrontMatter "front-matter" Warning "The front matter cannot be read; it is passed over.";
    // blocks
    UnclosedFence "unclosed-fence" Error "A code fence is never closed; it runs to the end of the page.";
    UnclosedComment "unclosed-comment" Error "An HTML comment is never closed; it swallows the rest of the page.";
    AnnotationRelaxed "annotation-relaxed" Note "An annotation is not strict JSON; it was read all the same.";
    AnnotationUnreadable "annotation-unreadable" Warning "An annotation cannot be read as JSON; it is passed over.";
    AnnotationUnknown "annotation-unknown" Note "An annotation's blockType is none of the dialect's.";
    AnnotationStray "annotation-stray" Warning "An annotation stands before no code fence.";
    // routes
    RouteWithoutMethod "route-without-method" Error "A line in an HTTP request block looks like a route and has no method; it is left out.";
    RouteUnreadable "route-unreadable" Error "A route cannot be read; it is left out.";
    RouteOdd "route-odd" Note "A route was mended: spaces, a missing or trailing slash, a full URL.";
    RouteCollision "route-collision" Warning "Two routes of an operation would get one function name; both take their full form.";
    RouteOverview "route-overview" Note "A page among the resources shows requests and does not say that it documents an operation; they are no routes.";
    RouteElsewhere "route-elsewhere" Note "A page documents its routes outside an HTTP request section.";
    NoRoute "no-route" Warning "An API page documents no route; it is skipped.";
    // parameters and permissions
    TableUnreadable "table-unreadable" Warning "A table has none of the columns that its section needs; it is passed over.";
    PermissionsUndocumented "permissions-undocumented" Note "A permissions row holds a placeholder or nothing.";
    PermissionsUnreadable "permissions-unreadable" Warning "A permissions row names no known kind of account.";
    PermissionsAmbiguous "permissions-ambiguous" Note "A permissions cell reads `A, B and C`: B and C are taken to be needed together.";
    PermissionsBesides "permissions-besides" Note "A permissions cell lists what some requests need besides; it is left out.";
    PermissionsInProse "permissions-in-prose" Note "Permissions are told in prose, of no kind of account; only the documentation text has them.";
    ParameterList "parameter-list" Warning "A row of a body says one value where the resource's page, or the examples, have a list; it is taken for a list.";
    ParameterUnplaced "parameter-unplaced" Note "A documented path or function parameter stands in none of the routes.";
    // examples
    ExampleUnreadable "example-unreadable" Warning "An example request has no request line; it cannot be tested.";
    ExampleNoRoute "example-no-route" Warning "An example request matches no route that its page documents.";
    ExampleElsewhere "example-elsewhere" Warning "An example request is another page's; it is tested as an example of the operation that documents it.";
    ExampleOtherService "example-other-service" Note "An example request goes to another service than the API; it cannot be tested.";
    ExampleOption "example-option" Note "An example sends a query option or header that no table or list of options on its page has; the operation takes it.";
    ExampleValue "example-value" Warning "An example gives a value that its parameter does not take, or leaves out what its route always sends; it has no test.";
    ExampleBadJson "example-bad-json" Warning "An example's body is said to be JSON and is not.";
    ExampleHeader "example-header" Warning "An example request has several content types; the first counts.";
    ExampleType "example-type" Warning "An example shows a value that is not of its property's documented type.";
    ExampleForm "example-form" Warning "A response is not of the form that its operation returns: a page of items, one object.";
    ResponseUnpaired "response-unpaired" Warning "A response belongs to no request.";
    ResponseIgnored "response-ignored" Note "A response answers a request that is annotated as ignored; both are left out.";
    ResponseStatus "response-status" Warning "A response has no readable status line.";
    ResponseConflict "response-conflict" Warning "A response's annotation and the Response section name different types; the example's members decide.";
    ResponseBodyStray "response-body-stray" Warning "An example shows a body where the status says that there is none; it is passed over.";
    ResponseBodyMissing "response-body-missing" Note "An example leaves out the body that its page documents.";
    ExampleDuplicateName "example-duplicate-name" Warning "Two requests of a page have one name.";
    // types
    ResourceBadJson "resource-bad-json" Warning "A resource's JSON representation cannot be read; its table alone counts.";
    TypeUnknown "type-unknown" Warning "A type is referred to and documented nowhere; it becomes an empty open type.";
    TypeMisnamed "type-misnamed" Warning "A qualified type name is documented nowhere and links to a page about a type; that type is taken.";
    TypeNameless "type-nameless" Warning "A property table belongs to no type with a name; it is passed over.";
    TypeExpression "type-expression" Warning "A type cell cannot be read; the value stays untyped.";
    TypeAmbiguous "type-ambiguous" Note "A cell offers several types; the first counts.";
    PropertyTableOnly "property-table-only" Note "A property stands in the table and not in the JSON representation.";
    PropertyJsonOnly "property-json-only" Note "A property stands in the JSON representation and not in the table.";
    PropertyConflict "property-conflict" Warning "Two places disagree about a property; the table, else the earlier page, counts.";
    NameCase "name-case" Warning "A name is spelled in different cases: a type's is one name, as spelled first; of a property JSON's spelling counts.";
    BaseCycle "base-cycle" Error "A type derives from itself; the base is left out.";
    BaseMissing "base-missing" Note "The prose names a base type that the annotation does not.";
    EnumEmpty "enum-empty" Warning "An enumeration has no members; it takes any value.";
    EnumConflict "enum-conflict" Note "Two places give an enumeration different members; the union counts.";
    // names
    NameCollision "name-collision" Error "Two things would get one Rust name; the later in wire order is given another. A name given by hand that something else has is passed over.";
    NameEmpty "name-empty" Error "A name holds nothing that an identifier could be made of; the item is left out.";
    OperationMerged "operation-merged" Note "Several pages document one operation; it has the routes of all.";
    // configuration
    OverrideUnused "override-unused" Error "An entry of docwright.toml no longer applies to anything.";
    // pages
    DocTypeWrong "doc-type-wrong" Note "A page's doc_type does not fit what it documents.";
    TypePageEmpty "type-page-empty" Warning "A resource page documents no property, member or method; its type is empty.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
