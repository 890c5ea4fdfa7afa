//! Changes made by hand, for tests of what is said about them.

use docwright::surface::{Change, Class, Diff, Kind, Place};

pub(super) fn diff(changes: impl IntoIterator<Item = Change>) -> Diff {
    Diff { changes: changes.into_iter().collect() }
}

/// A property of `sample.widget` that is gone.
pub(super) fn breaking(name: &str) -> Change {
    Change {
        kind: Kind::PropertyRemoved,
        key: format!("type sample.widget property {name}"),
        new_key: None,
        class: Class::Breaking,
        permissions: false,
        wire_only: false,
        sentence: format!("property `{name}` is gone"),
        base: Some(place("resources/widget.md", 12)),
        head: None,
    }
}

/// A property that is new.
pub(super) fn additive(name: &str) -> Change {
    let sentence = format!("property `{name}` is new");
    let head = Some(place("resources/widget.md", 14));
    Change { kind: Kind::PropertyAdded, class: Class::Additive, sentence, base: None, head, ..breaking(name) }
}

/// A property that is described in other words.
pub(super) fn docs_only(name: &str) -> Change {
    let sentence = format!("property `{name}` is described in other words");
    let head = Some(place("resources/widget.md", 15));
    Change { kind: Kind::TextChanged, class: Class::DocsOnly, sentence, head, ..breaking(name) }
}

/// A permission that an operation asks for now.
pub(super) fn permission(class: Class) -> Change {
    Change {
        kind: Kind::PermissionsWidened,
        key: "operation widget.get permission application".to_owned(),
        new_key: None,
        class,
        permissions: true,
        wire_only: class == Class::Breaking,
        sentence: "an application may also call with `Widget.Read.All`".to_owned(),
        base: Some(place("api/widget-get.md", 17)),
        head: Some(place("api/widget-read.md", 18)),
    }
}

pub(super) fn place(page: &str, line: u32) -> Place {
    Place { page: page.to_owned(), line, said: 0 }
}
