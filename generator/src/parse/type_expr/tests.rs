use super::{read, read_annotation_type};
use crate::model::Edm;
use crate::model::draft::TypeExpr;
use crate::model::edm;
use crate::parse::rich::{Link, RichText};

/// A cell from text in which `[name](target)` is a link.
fn cell(text: &str) -> RichText<'static> {
    let mut cell = RichText::default();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("[") {
        let Some(((name, target), after)) =
            link.split_once(')').and_then(|(l, after)| Some((l.split_once("](")?, after)))
        else {
            break;
        };
        cell.plain.to_mut().push_str(before);
        let start = cell.plain.len();
        cell.plain.to_mut().push_str(name);
        cell.links.push(Link { range: start..cell.plain.len(), target: target.to_owned().into() });
        rest = after;
    }
    cell.plain.to_mut().push_str(rest);
    cell
}

/// `name`, `name@link`, `name[]`, `name|alternative`.
fn shown(expr: &TypeExpr) -> String {
    let link = expr.link.as_ref().map_or(String::new(), |link| format!("@{link}"));
    let many = if expr.collection { "[]" } else { "" };
    let others: String = expr.alternatives.iter().map(|a| format!("|{a}")).collect();
    format!("{}{link}{many}{others}", expr.name)
}

#[test]
fn cells() {
    let rows = [
        ("String", "String", false),
        ("string", "string", false),
        (" DateTimeOffset ", "DateTimeOffset", false),
        ("String collection", "String[]", false),
        ("Collection(String)", "String[]", false),
        ("collection(string)", "string[]", false),
        ("Collection of String", "String[]", false),
        ("collection of strings", "strings[]", false),
        ("array of integers", "integers[]", false),
        ("An array of [user](user.md) objects", "user@user.md[]", false),
        ("[user](user.md)", "user@user.md", false),
        ("[user](user.md) collection", "user@user.md[]", false),
        ("[user collection](user.md)", "user@user.md[]", false),
        ("Collection([user](user.md))", "user@user.md[]", false),
        ("Collection of [user](user.md)", "user@user.md[]", false),
        ("Collection([user][])", "user[]", false),
        ("[user][]", "user", false),
        ("[user][] collection", "user[]", false),
        ("[user][userpage] collection", "user[]", false),
        ("[Security groups](#security-groups)", "", true),
        ("[status](#status-values)", "status@#status-values", false),
        ("[user][] resource", "user", false),
        ("[list](list.md)", "list@list.md", false),
        ("[json](json.md) collection", "json@json.md[]", false),
        ("[String](https://x.test/string)", "String", false),
        ("user[]", "user[]", false),
        ("byte[]", "Edm.Binary", false),
        ("Byte array", "Byte[]", false),
        ("List<user>", "user[]", false),
        ("microsoft.graph.user", "microsoft.graph.user", false),
        ("microsoft.graph.user collection", "microsoft.graph.user[]", false),
        ("(microsoft.graph.user)", "microsoft.graph.user", false),
        ("#microsoft.graph.user", "microsoft.graph.user", false),
        ("Edm.Int32", "Edm.Int32", false),
        ("string (url)", "string", false),
        ("string (readonly)", "string", false),
        ("string (timestamp)", "Edm.DateTimeOffset", false),
        ("String (optional)", "String", false),
        ("(Optional) String", "String", false),
        ("String (enum)", "String", false),
        ("user (collection)", "user[]", false),
        ("[a](a.md) or [b](b.md)", "a@a.md|b", false),
        ("[a](a.md) | [b](b.md)", "a@a.md|b", false),
        ("string/number", "string|number", false),
        ("String or null", "String", false),
        ("[a](a.md) or [b](b.md) collection", "a@a.md[]|b", false),
        ("Json", "Json", false),
        ("JSON object", "JSON", false),
        ("Untyped JSON object", "JSON", false),
        ("object", "object", false),
        ("Collection", "Edm.Untyped[]", false),
        ("entity collection", "entity[]", false),
        ("string, maximum size 20", "string", true),
        ("[a](a.md) collection. Holds grades", "a@a.md[]", true),
        ("String. Required", "String", false),
        ("[a](a.md) (optional)", "a@a.md", false),
        ("userStatus enumeration", "userStatus", false),
        ("Enum", "Enum", false),
        ("** Unknown Type `microsoft.x.operation` ** collection", "microsoft.x.operation[]", false),
        ("String コレクション", "String[]", false),
        ("[user](user.md", "user", false),
        ("application/json", "", true),
        ("Absolute monthly", "", true),
        ("None", "", false),
        ("-", "", false),
        ("", "", false),
    ];
    for (text, expected, trailing) in rows {
        let read = read(&cell(text));
        assert_eq!(read.expr.as_ref().map(shown).unwrap_or_default(), expected, "{text}");
        assert_eq!(read.trailing, trailing, "{text}");
    }
}

#[test]
fn annotation_types() {
    let rows = [
        ("microsoft.graph.user", Some("microsoft.graph.user")),
        ("#microsoft.graph.user", Some("microsoft.graph.user")),
        ("Collection(microsoft.graph.user)", Some("microsoft.graph.user[]")),
        ("collection(microsoft.graph.user)", Some("microsoft.graph.user[]")),
        ("#Collection(microsoft.graph.user)", Some("microsoft.graph.user[]")),
        ("microsoft.graph.user collection", Some("microsoft.graph.user[]")),
        ("Collection(string) of library.shelfKind", Some("library.shelfKind[]")),
        ("string collection of library.shelfKind", Some("library.shelfKind[]")),
        ("string of library.shelfKind", None),
        ("Collection(string) of names", None),
        ("Collection(string) of library.shelf ids", None),
        ("Edm.Stream", Some("Edm.Stream")),
        ("stream", Some("stream")),
        ("string", Some("string")),
        ("String (timestamp)", Some("Edm.DateTimeOffset")),
        ("Contoso Ltd", None),
        ("", None),
    ];
    for (text, expected) in rows {
        assert_eq!(read_annotation_type(text).as_ref().map(shown).as_deref(), expected, "{text}");
    }
}

#[test]
fn primitives() {
    for edm_type in Edm::ALL {
        let name = edm_type.name();
        assert_eq!(edm(name), Some(edm_type), "{name}");
        assert_eq!(edm(&name.to_uppercase()), Some(edm_type), "{name}");
        assert_eq!(edm(name.trim_start_matches("Edm.")), Some(edm_type), "{name}");
    }
    let rows = [
        ("bool", Some(Edm::Boolean)),
        ("int", Some(Edm::Int32)),
        ("Integer", Some(Edm::Int32)),
        ("long", Some(Edm::Int64)),
        ("number", Some(Edm::Double)),
        ("GUID", Some(Edm::Guid)),
        ("dateTimeOffset", Some(Edm::DateTimeOffset)),
        ("DateTime", Some(Edm::DateTimeOffset)),
        ("Timestamp", Some(Edm::DateTimeOffset)),
        ("Url", Some(Edm::String)),
        ("Json", Some(Edm::Untyped)),
        ("list", None),
        ("location", None),
        ("driveItem", None),
        ("Edm.", None),
        ("é", None),
    ];
    for (name, expected) in rows {
        assert_eq!(edm(name), expected, "{name}");
    }
}
