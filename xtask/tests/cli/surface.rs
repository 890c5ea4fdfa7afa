//! `surface`, and what `regenerate` says about it.

use crate::support::{GET_WIDGET, Place, page};
use serde_json::Value;

#[test]
fn as_the_file_has_it() {
    let place = Place::widgets();
    assert_eq!(place.run("regenerate", &["--out", "out"]).code, 0);
    let ran = place.run("surface", &[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(ran.stdout, place.read("out/SURFACE.txt"));
    assert!(ran.stdout.contains("\ntype sample.widget property label | Edm.String"), "{}", ran.stdout);
}

#[test]
fn for_programs() {
    let place = Place::widgets();
    let ran = place.run("surface", &["--format", "json"]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let text = place.run("surface", &[]).stdout;
    let things = json["things"].as_array().expect("things");
    assert_eq!(things.len() + 1, text.lines().count());
    let label = things.iter().find(|thing| thing["key"] == "type sample.widget property label").expect("the property");
    assert_eq!((&label["page"], &label["line"]), (&Value::from("resources/widget.md"), &Value::from(15)));
}

#[test]
fn docs_that_are_not_there() {
    let place = Place::empty();
    let ran = place.run("surface", &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("no page (*.md)"), "{ran:?}");
}

/// The lines that `regenerate` prints about the surface.
fn said(place: &Place, args: &[&str]) -> Vec<String> {
    let ran = place.run("regenerate", &[&["--out", "out"], args].concat());
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let from = lines.iter().position(|line| line.starts_with("surface ")).expect("a line");
    let to = lines.iter().position(|line| line.starts_with("time ")).expect("a line");
    lines[from..to].iter().map(|line| line[13..].to_owned()).collect()
}

#[test]
fn regenerate_tells_in_three_lines() {
    let place = Place::widgets();
    let things = place.run("surface", &[]).stdout.lines().count() - 1;
    assert_eq!(said(&place, &[]), [format!("{things} things, the first that are told of")]);
    assert_eq!(said(&place, &[]), [format!("{things} things, as they were")]);

    place.write("docs/api/widget-purge.md", page("Purge widgets", "POST /widgets/purge"));
    place.edit("docs/resources/widget.md", "|label|String|What it is called.|\n", "");
    place.edit("docs/resources/widget.md", ", \"label\": \"String\"", "");
    place.write("docs/api/widget-get.md", GET_WIDGET.replace("|Widget.Read.All|", "|Widget.Read.All, Widget.All|"));
    let lines = said(&place, &["--check"]);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("1 breaking: ") && lines[0].contains("label"), "{lines:?}");
    assert!(lines[1].starts_with("1 of permissions: "), "{lines:?}");
    assert!(lines[2].ends_with(" additive, 0 docs-only"), "{lines:?}");
    assert_eq!(said(&place, &[]), lines, "nothing was written by --check");
    assert_eq!(said(&place, &[]).len(), 1);
}

#[test]
fn regenerate_does_not_compare_with_what_it_cannot_read() {
    let place = Place::widgets();
    said(&place, &[]);
    place.edit("out/SURFACE.txt", "surface format 1", "surface format 9");
    let lines = said(&place, &[]);
    assert_eq!(lines.len(), 1);
    assert!(lines[0].contains("it has surface format 9"), "{lines:?}");
}
