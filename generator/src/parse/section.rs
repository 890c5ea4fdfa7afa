//! Which section of a page a block stands in, told by the headings above it.

use super::rich::RichText;

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
    /// Anything else, with its heading.
    Other(String),
}

impl Section {
    /// Whether it shows examples.
    pub(crate) fn is_example(&self) -> bool {
        matches!(self, Section::Example | Section::ExampleRequest | Section::ExampleResponse)
    }
}

/// The headings above the current block.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    open: Vec<(u8, Section, String)>,
    /// An H1 has been met.
    titled: bool,
}

impl Outline {
    /// Takes a heading. A localised heading keeps its English anchor, which then counts.
    pub(crate) fn enter(&mut self, level: u8, text: &RichText<'_>, anchor: Option<&str>) {
        self.open.retain(|(open, _, _)| *open < level);
        let title = unnumbered(text.plain.trim()).to_owned();
        // The first H1 is the page's title, whatever it begins with.
        if level == 1 && !std::mem::replace(&mut self.titled, true) {
            self.open.push((level, Section::Other(title.clone()), title));
            return;
        }
        let section = match anchor {
            Some(anchor) => match classify(&anchor.replace(['-', '_'], " "), self) {
                Section::Other(_) => classify(&title, self),
                // Anchors are in lower case, names in titles aren't.
                Section::Members(Some(name)) => {
                    Section::Members(Some(spelling(&title, &name).map_or(name, str::to_owned)))
                }
                section => section,
            },
            None => classify(&title, self),
        };
        self.open.push((level, section, title));
    }

    /// The section of the innermost heading that means something.
    pub(crate) fn section(&self) -> Option<&Section> {
        self.open.iter().rev().map(|(_, s, _)| s).find(|s| !matches!(s, Section::Other(_)))
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
    pub(crate) fn heading(&self) -> Option<&str> {
        self.open.last().map(|(_, _, title)| title.as_str())
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
    pub(crate) fn title(&self) -> Option<&str> {
        self.open.iter().find(|(level, _, _)| *level == 1).map(|(_, _, title)| title.as_str())
    }
}

fn classify(title: &str, above: &Outline) -> Section {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let has = |word: &str| words.contains(&word);
    // Whole words, be it in the plural: "errorCode values" says nothing of errors.
    let starts = |words: &str| {
        let rest = folded.strip_prefix(words).map(|rest| rest.strip_prefix('s').unwrap_or(rest));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    match words.as_slice() {
        ["request" | "requests"] | ["sample" | "example", "request"] | ["http", "request", "example"] => {
            Section::ExampleRequest
        }
        ["request", number] if is_number(number) => Section::ExampleRequest,
        _ if starts("response example") || starts("example response") => Section::ExampleResponse,
        ["response" | "responses"] | ["response", _] | ["sample" | "http", "response"] => response(above),
        _ if starts("http request") && !has("header") && !has("headers") || folded == "http" => Section::HttpRequest,
        ["url" | "uri"] | ["request" | "api", "url" | "uri"] => Section::HttpRequest,
        _ if starts("example") || starts("sample") || (has("example") && words.len() < 4) => Section::Example,
        _ if starts("permission") || folded == "prerequisites" => Section::Permissions,
        _ if starts("request body") || starts("request bodies") || folded == "body parameters" || folded == "body" => {
            Section::Body
        }
        _ if has("headers") || has("header") => Section::Headers,
        _ if has("query") && (has("parameters") || has("parameter") || has("options") || has("string")) => {
            Section::QueryParameters
        }
        _ if has("path") && (has("parameters") || has("parameter")) => Section::PathParameters,
        _ if (has("parameters") || has("parameter")) && URI_PARAMETERS.into_iter().any(starts) => {
            Section::UriParameters
        }
        _ if has("function") && has("parameters") || folded == "parameters" => Section::FunctionParameters,
        _ if starts("properties")
            || starts("instance attribute")
            || starts("instance annotation")
            || folded == "property" =>
        {
            Section::Properties
        }
        _ if starts("relationship") || starts("navigation properties") => Section::Relationships,
        _ if starts("json representation") || folded == "representation" => Section::Json,
        _ if starts("methods") || folded == "tasks" || folded == "functions" => Section::Methods,
        _ if starts("error") => Section::Errors,
        _ if starts("see also")
            || starts("next steps")
            || starts("related")
            || starts("remarks")
            || starts("notes")
            || starts("best practices") =>
        {
            Section::SeeAlso
        }
        _ => members(title, &words).unwrap_or_else(|| Section::Other(title.to_owned())),
    }
}

/// A heading without its number: "1.3 URL", "2. Export via files".
fn unnumbered(title: &str) -> &str {
    let (number, rest) = title.split_once(char::is_whitespace).unwrap_or((title, ""));
    let is_outline = number.contains('.') && number.split('.').all(|part| part.bytes().all(|c| c.is_ascii_digit()));
    if is_outline && !rest.trim().is_empty() { rest.trim_start() } else { title }
}

const URI_PARAMETERS: [&str; 4] = ["uri parameter", "url parameter", "request uri parameter", "request url parameter"];

/// `Request 2` in a page with several.
fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// "Response" under an example shows one; above the examples it describes what comes back.
fn response(above: &Outline) -> Section {
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

/// Lower case, punctuation to spaces.
fn fold(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
