use super::{members, read};
use serde_json::json;

#[test]
fn strict_json_needs_no_repair() {
    for text in
        ["{}", "[1, 2.5, -3e2]", "{\"a\": {\"b\": [null, true, \"x\\u00e9\\n\"]}}", "  {\"a\": 1}  ", "\"text\""]
    {
        let relaxed = read(text).expect(text);
        assert_eq!(relaxed.value.tree(), serde_json::from_str::<serde_json::Value>(text).expect(text));
        assert!(relaxed.repairs.is_empty(), "{text}");
    }
}

#[test]
fn relaxed_json() {
    let rows = [
        ("line comment", "{ // one\n \"a\": 1 }", json!({"a": 1}), "a comment"),
        ("comment after a bare word", "{ \"a\": word // one\n }", json!({"a": "word"}), "an unquoted value, a comment"),
        ("block comment", "{ /* one\n two */ \"a\": 1 }", json!({"a": 1}), "a comment"),
        ("trailing comma in an object", "{\"a\": 1,}", json!({"a": 1}), "a trailing comma"),
        ("trailing comma in an array", "[1, 2,\n]", json!([1, 2]), "a trailing comma"),
        ("comma twice", "{\"a\": 1,, \"b\": 2}", json!({"a": 1, "b": 2}), "a comma too many"),
        ("comma first", "{, \"a\": 1}", json!({"a": 1}), "a comma too many"),
        (
            "missing comma",
            "{\"a\": 1\n \"b\": \"x\"\n \"c\": {}\n \"d\": 2}",
            json!({"a": 1, "b": "x", "c": {}, "d": 2}),
            "a missing comma",
        ),
        ("missing comma in an array", "[{}\n{}]", json!([{}, {}]), "a missing comma"),
        ("single quotes", "{'a': 'it is'}", json!({"a": "it is"}), "other quotes than `\"`"),
        ("apostrophe in single quotes", "{'a': 'it's'}", json!({"a": "it's"}), "other quotes than `\"`"),
        ("curly quotes", "{“a”: “x”}", json!({"a": "x"}), "other quotes than `\"`"),
        ("one curly quote", "{\"a\": \"GET”,\n \"b\": 1}", json!({"a": "GET", "b": 1}), ""),
        ("unquoted names", "{a: 1, b-c: 2}", json!({"a": 1, "b-c": 2}), "an unquoted name"),
        ("line break in a string", "{\"a\": \"one\n two\"}", json!({"a": "one\n two"}), "a line break in a string"),
        (
            "string without end",
            "{\"a\": \"one,\n \"b\": 2}",
            json!({"a": "one", "b": 2}),
            "a string without end, a missing comma",
        ),
        (
            "unescaped quotes",
            "{\"a\": \"say \"hi\" now\"}",
            json!({"a": "say \"hi\" now"}),
            "an unescaped quote in a string",
        ),
        ("wrong escape", "{\"a\": \"C:\\dir\"}", json!({"a": "C:\\dir"}), "a wrong escape in a string"),
        ("half a surrogate", "{\"a\": \"\\ud83d\"}", json!({"a": "\u{fffd}"}), "a wrong escape in a string"),
        ("ellipsis as member", "{\"a\": 1, ...}", json!({"a": 1}), "an ellipsis"),
        ("ellipsis without comma", "{\"a\": 1\n ...\n}", json!({"a": 1}), "an ellipsis"),
        ("ellipsis as element", "[{\"a\": 1}, …]", json!([{"a": 1}]), "an ellipsis"),
        ("ellipsis as value", "{\"a\": ... }", json!({"a": null}), "an ellipsis"),
        (
            "bare words",
            "{\"a\": DateTimeOffset (timestamp), \"b\": True}",
            json!({"a": "DateTimeOffset (timestamp)", "b": true}),
            "an unquoted value",
        ),
        (
            "placeholder",
            "{\"a\": {item-id}, \"b\": <id>}",
            json!({"a": "{item-id}", "b": "<id>"}),
            "a placeholder as value, an unquoted value",
        ),
        ("missing value", "{\"a\": , \"b\": }", json!({"a": null, "b": null}), "a missing value"),
        (
            "alternatives",
            "{\"a\": \"x\" | \"y\", \"b\": \"x\" or \"y\"}",
            json!({"a": "x", "b": "x"}),
            "alternative values",
        ),
        ("byte order mark", "\u{feff}{\"a\": 1}", json!({"a": 1}), ""),
        ("hard spaces", "{\u{a0}\"a\":\u{a0}1 }", json!({"a": 1}), ""),
        ("text after the value", "{\"a\": 1} and more", json!({"a": 1}), "text after the value"),
        ("two values", "{\"a\": 1}\n{\"b\": 2}", json!({"a": 1}), "text after the value"),
        ("missing braces", "\"a\": 1,\n\"b\": 2", json!({"a": 1, "b": 2}), "no braces around the members"),
        ("cut short", "{\"a\": [{\"b\": 1", json!({"a": [{"b": 1}]}), "a missing `}`, a missing `]`"),
        ("array closed by a brace", "{\"a\": [1, 2}", json!({"a": [1, 2]}), "a missing `]`"),
    ];
    for (name, text, value, repairs) in rows {
        let relaxed = read(text).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        assert_eq!(relaxed.value.tree(), value, "{name}");
        assert_eq!(relaxed.repairs.join(", "), repairs, "{name}");
    }
}

#[test]
fn no_json() {
    let rows = [
        ("nothing", "", 0),
        ("white space", " \n", 2),
        ("prose", "Binary data", 0),
        ("HTML", "<!DOCTYPE html>", 0),
        ("a member without colon", "{\"a\" 1}", 1),
        ("a semicolon", "{\"a\": \"x\";}", 9),
        ("a bracket too many", "{\"a\": 1]}", 7),
        ("nested too deep", &"[".repeat(500), 129),
    ];
    for (name, text, offset) in rows {
        let error = read(text).expect_err(name);
        assert_eq!(error.offset, offset, "{name}: {}", error.message);
    }
}

#[test]
fn top_level_members() {
    let text = "{\n  \"b\": 1, // first\n  a: [1],\n  'b': {\"c\": null},\n}";
    let found: Vec<(String, &str)> = members(text)
        .expect("members")
        .into_iter()
        .map(|m| (format!("{}={}", m.key, m.value.tree()), &text[m.offset..m.offset + 1]))
        .collect();
    assert_eq!(found, [("b=1".to_owned(), "b"), ("a=[1]".to_owned(), "a"), ("b={\"c\":null}".to_owned(), "b")]);
    assert_eq!(members("[{\"a\": 1}]").expect("in an array").len(), 1);
    assert_eq!(members("\"a\": 1").expect("no braces").len(), 1);
    assert!(members("[1]").is_err());
}

#[test]
fn any_text_ends() {
    let pieces = ["{", "}", "[", "]", "\"", "'", "“", ",", ":", "\\", "\n", "a", "...", "//", "/*", "é", "|", "\\u12"];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                let text = format!("{{{a}{b}{c}{a}");
                let _ = (read(&text), members(&text), read(&format!("{a}{b}{c}")));
            }
        }
    }
}
