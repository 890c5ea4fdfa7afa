//! Which section of a page a block stands in, told by the headings above it.

use super::rich::RichText;
use crate::fold::lower;

/// The sections that mean something to the parser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Section {
    Permissions,
    HttpRequest,
    QueryParameters,
    Headers,
    PathParameters,
    /// Parameters in the path or the query.
    UriParameters,
    FunctionParameters,
    Body,
    Response,
    Example,
    ExampleRequest,
    ExampleResponse,
    Properties,
    Relationships,
    Json,
    Methods,
    /// Members of an enumeration: of the page's own, or of the one named.
    Members(Option<String>),
    /// See also, remarks, notes: nothing that is generated.
    SeeAlso,
    Errors,
    /// Anything else.
    Other,
}

impl Section {
    /// Whether it shows examples.
    pub(crate) fn is_example(&self) -> bool {
        matches!(self, Section::Example | Section::ExampleRequest | Section::ExampleResponse)
    }
}

/// The headings above the current block.
#[derive(Debug, Default)]
pub(crate) struct Outline<'t> {
    open: Vec<(u8, Section, &'t str)>,
    /// An H1 has been met.
    titled: bool,
}

impl<'t> Outline<'t> {
    /// Takes a heading. A localised heading keeps its English anchor, which then counts.
    pub(crate) fn enter(&mut self, level: u8, text: &'t RichText<'_>, anchor: Option<&str>) {
        self.open.retain(|(open, _, _)| *open < level);
        let title = unnumbered(text.plain.trim());
        // The first H1 is the page's title, whatever it begins with.
        if level == 1 && !std::mem::replace(&mut self.titled, true) {
            self.open.push((level, Section::Other, title));
            return;
        }
        let section = match anchor {
            Some(anchor) => match classify(&anchor.replace(['-', '_'], " "), self) {
                Section::Other => classify(title, self),
                // Anchors are in lower case, names in titles aren't.
                Section::Members(Some(name)) => {
                    Section::Members(Some(spelling(title, &name).map_or(name, str::to_owned)))
                }
                section => section,
            },
            None => classify(title, self),
        };
        self.open.push((level, section, title));
    }

    /// The section of the innermost heading that means something.
    pub(crate) fn section(&self) -> Option<&Section> {
        self.open.iter().rev().map(|(_, s, _)| s).find(|s| **s != Section::Other)
    }

    /// The section of the innermost heading, meaningful or not.
    pub(crate) fn innermost(&self) -> Option<&Section> {
        self.open.last().map(|(_, s, _)| s)
    }

    /// Whether any heading above shows examples.
    pub(crate) fn in_example(&self) -> bool {
        self.open.iter().any(|(_, s, _)| s.is_example())
    }

    /// The innermost heading's text.
    pub(crate) fn heading(&self) -> Option<&'t str> {
        self.open.last().map(|(_, _, title)| *title)
    }

    /// All heading texts above, outermost first, in lower case.
    pub(crate) fn path(&self) -> Vec<String> {
        self.open.iter().map(|(_, _, title)| title.to_lowercase()).collect()
    }

    /// Whether a heading above the innermost one opens the section.
    pub(crate) fn within(&self, section: &Section) -> bool {
        self.open.split_last().is_some_and(|(_, above)| above.iter().any(|(_, s, _)| s == section))
    }

    /// The innermost heading's level; 0 before any.
    pub(crate) fn depth(&self) -> u8 {
        self.open.last().map_or(0, |(level, _, _)| *level)
    }

    /// Whether only the H1, or nothing at all, stands above.
    pub(crate) fn at_top(&self) -> bool {
        self.open.iter().all(|(level, _, _)| *level == 1)
    }

    /// The text of the H1.
    pub(crate) fn title(&self) -> Option<&'t str> {
        self.open.iter().find(|(level, _, _)| *level == 1).map(|(_, _, title)| *title)
    }
}

fn classify(title: &str, above: &Outline<'_>) -> Section {
    let lower = lower(title);
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |word: &str| words.contains(&word);
    match words.as_slice() {
        ["request" | "requests"] | ["sample" | "example", "request"] | ["http", "request", "example"] => {
            Section::ExampleRequest
        }
        ["request", number] if is_number(number) => Section::ExampleRequest,
        ["response", "example" | "examples", ..] | ["example", "response" | "responses", ..] => {
            Section::ExampleResponse
        }
        ["response" | "responses"] | ["response", _] | ["response", "for", ..] | ["sample" | "http", "response"] => {
            response(above)
        }
        ["http"] | ["request" | "api", "url" | "uri"] => Section::HttpRequest,
        // Below another section it is about a property or a parameter that is called so.
        ["url" | "uri"] if above.section().is_none() => Section::HttpRequest,
        ["http", "request" | "requests", ..] if !has("header") && !has("headers") => Section::HttpRequest,
        ["example" | "examples" | "sample" | "samples", ..] => Section::Example,
        [_, "example", ..] | [_, _, "example"] if words.len() < 4 => Section::Example,
        ["permission" | "permissions", ..] | ["prerequisites"] => Section::Permissions,
        ["request", "body" | "bodies", ..] | ["body"] | ["body", "parameters"] => Section::Body,
        _ if has("headers") || has("header") => Section::Headers,
        _ if has("query") && (has("parameters") || has("parameter") || has("options") || has("string")) => {
            Section::QueryParameters
        }
        _ if has("path") && (has("parameters") || has("parameter")) => Section::PathParameters,
        ["uri" | "url", "parameter" | "parameters", ..]
        | ["request", "uri" | "url", "parameter" | "parameters", ..] => Section::UriParameters,
        _ if has("function") && has("parameters") => Section::FunctionParameters,
        ["parameters"] => Section::FunctionParameters,
        ["property"]
        | ["properties", ..]
        | ["instance", "attribute" | "attributes" | "annotation" | "annotations", ..] => Section::Properties,
        ["relationship" | "relationships", ..] | ["navigation", "properties", ..] => Section::Relationships,
        ["representation"] | ["json", "representation" | "representations", ..] => Section::Json,
        ["methods", ..] | ["tasks"] | ["functions"] => Section::Methods,
        ["error" | "errors", ..] => Section::Errors,
        ["related" | "remarks" | "notes", ..]
        | ["see", "also", ..]
        | ["next", "steps", ..]
        | ["best", "practices", ..] => Section::SeeAlso,
        _ => members(title, &words).unwrap_or(Section::Other),
    }
}

/// A heading without its number: "1.3 URL", "2. Export via files".
fn unnumbered(title: &str) -> &str {
    let (number, rest) = title.split_once(char::is_whitespace).unwrap_or((title, ""));
    let is_outline = number.starts_with(|c: char| c.is_ascii_digit())
        && number.contains('.')
        && number.split('.').all(|part| part.bytes().all(|c| c.is_ascii_digit()));
    if is_outline && !rest.trim().is_empty() { rest.trim_start() } else { title }
}

/// `Request 2` in a page with several.
fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// "Response" under an example shows one; above the examples it describes what comes back.
fn response(above: &Outline<'_>) -> Section {
    if above.in_example() { Section::ExampleResponse } else { Section::Response }
}

/// `Members`, `changeType values`, `Values of x`.
fn members(title: &str, words: &[&str]) -> Option<Section> {
    match words {
        ["members"] | ["values"] | ["enum", "members"] | ["enumeration", "members"] => Some(Section::Members(None)),
        [.., "values" | "members"] if words.len() == 2 => {
            let name =
                title.split_whitespace().next()?.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '_');
            Some(Section::Members(Some(name.to_owned())))
        }
        [_, "enum" | "enumeration", "values" | "members"]
        | [_, "enum" | "enumeration" | "enumerations"]
        | [_, "enum" | "enumeration", "type"] => {
            let name =
                title.split_whitespace().next()?.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '_');
            Some(Section::Members(Some(name.to_owned())))
        }
        _ => None,
    }
}

/// How a title spells a name.
fn spelling<'t>(title: &'t str, name: &str) -> Option<&'t str> {
    let mut words = title.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_')));
    words.find(|word| word.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::{Outline, Section, classify, unnumbered};

    #[test]
    fn numbers_say_nothing() {
        for (title, expected) in [("1.3 URL", "URL"), ("2. Files", "Files"), ("... properties", "... properties")] {
            assert_eq!(unnumbered(title), expected);
        }
    }

    #[test]
    fn sections_by_their_headings() {
        let members = |name: &str| Section::Members(Some(name.to_owned()));
        let rows = [
            ("HTTP request", Section::HttpRequest),
            ("http-requests to send", Section::HttpRequest),
            ("Request 2", Section::ExampleRequest),
            ("Request body", Section::Body),
            ("Request Headers:", Section::Headers),
            ("Optional query parameters", Section::QueryParameters),
            ("URL", Section::HttpRequest),
            ("URL parameters", Section::UriParameters),
            ("Path parameters", Section::PathParameters),
            ("Function parameters", Section::FunctionParameters),
            ("Parameters", Section::FunctionParameters),
            ("Response", Section::Response),
            ("Response (200)", Section::Response),
            ("Response for reading the photo", Section::Response),
            ("Sample response", Section::Response),
            ("Examples", Section::Example),
            ("A short example", Section::Example),
            ("What a long example shows", Section::Other),
            ("Permission", Section::Permissions),
            ("Properties", Section::Properties),
            ("Instance attributes", Section::Properties),
            ("Navigation properties", Section::Relationships),
            ("JSON representation", Section::Json),
            ("Error responses", Section::Errors),
            ("errorCode values", members("errorCode")),
            ("changeType values", members("changeType")),
            ("Members", Section::Members(None)),
            ("See also", Section::SeeAlso),
            ("Über Bücher", Section::Other),
            ("…", Section::Other),
        ];
        for (title, expected) in rows {
            assert_eq!(classify(title, &Outline::default()), expected, "{title}");
        }
        let open = vec![(2, Section::Body, "Request body")];
        let below_body = Outline { open, titled: true };
        assert_eq!(classify("url", &below_body), Section::Other);
    }
}
