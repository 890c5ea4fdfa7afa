//! What table columns hold, told by their headings, in lower case. Localised docs sets translate headings; their pages keep
//! English only in names, code and anchors.

use memchr::memmem;

/// Names of properties, parameters, headers.
pub(crate) fn is_name(heading: &str) -> bool {
    let first = heading.split([' ', '/']).next().unwrap_or_default();
    // "Property type", "property value": not the names but what they have.
    let about =
        ["type", "types", "value", "values"].iter().any(|word| heading.len() > word.len() && heading.ends_with(word));
    !about
        && matches!(
            first,
            "name"
                | "parameter"
                | "parameters"
                | "property"
                | "properties"
                | "header"
                | "headers"
                | "argument"
                | "key"
                | "field"
                | "option"
                | "eigenschaft"
                | "kopfzeile"
                | "nom"
                | "propriété"
                | "paramètre"
                | "en-tête"
                | "nombre"
                | "propiedad"
                | "parámetro"
                | "encabezado"
                | "nome"
                | "propriedade"
                | "parâmetro"
                | "cabeçalho"
        )
        || matches!(
            heading,
            "request header" | "request headers" | "query parameter" | "path parameter" | "query option"
        )
}

/// Names of properties or relationships.
pub(crate) fn is_member_name(heading: &str) -> bool {
    is_name(heading)
        || ["relationship", "navigation", "attribute", "beziehung", "relation", "relación", "relação"]
            .iter()
            .any(|word| heading.starts_with(word))
}

/// Types of values.
pub(crate) fn is_type(heading: &str) -> bool {
    heading.starts_with("type (")
        || matches!(
            heading,
            "type"
                | "types"
                | "data type"
                | "value type"
                | "return type"
                | "typ"
                | "datentyp"
                | "tipo"
                | "tipo de datos"
                | "тип"
                | "型"
                | "种类"
                | "種類"
                | "类型"
        )
}

/// Prose.
pub(crate) fn is_description(heading: &str) -> bool {
    ["description", "beschreibung", "descripción", "descrição", "описание", "説明", "描述", "说明"]
        .iter()
        .any(|word| heading.starts_with(word))
}

/// A name without the marks of emphasis and code that Markdown left around it. Underscores belong to a name that only begins
/// with them: `__metadata`.
pub(crate) fn unmarked<'t>(text: &'t str, marks: &[char]) -> &'t str {
    let text = text.trim_matches(marks);
    if text.starts_with('_') && text.ends_with('_') { text.trim_matches('_').trim_matches(marks) } else { text }
}

/// What stands before a note in parentheses.
pub(crate) fn without_note(text: &str) -> &str {
    memmem::find(text.as_bytes(), b" (").and_then(|at| text.get(..at)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{unmarked, without_note};

    #[test]
    fn notes() {
        let rows = [
            ("name (required)", "name"),
            ("f(x) (a (b))", "f(x)"),
            ("name  (a)", "name "),
            ("f(x)", "f(x)"),
            (" (a)", ""),
            ("(a)", "(a)"),
            ("", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(without_note(text), expected, "{text}");
        }
    }

    #[test]
    fn names() {
        let rows = [
            ("name", "name"),
            ("*name*", "name"),
            ("_name_", "name"),
            ("_*name*_", "name"),
            ("`_name", "_name"),
            ("__metadata", "__metadata"),
            ("name_", "name_"),
            ("__", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(unmarked(text, &['*', '`']), expected, "{text}");
        }
    }
}
