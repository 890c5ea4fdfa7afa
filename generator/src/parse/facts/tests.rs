use super::{Facts, facts};
use crate::parse::rich::{Link, RichText};

/// A text in which `x` in backticks is code and `[name](target)` a link.
fn text(source: &str) -> RichText<'static> {
    let mut out = RichText::default();
    let mut rest = source;
    while let Some(at) = rest.find(['`', '[']) {
        out.plain.to_mut().push_str(&rest[..at]);
        let start = out.plain.len();
        if let Some((code, after)) = rest[at..].strip_prefix('`').and_then(|r| r.split_once('`')) {
            out.plain.to_mut().push_str(code);
            out.codes.push(start..out.plain.len());
            rest = after;
        } else if let Some(((name, target), after)) =
            rest[at + 1..].split_once(')').and_then(|(link, after)| Some((link.split_once("](")?, after)))
        {
            out.plain.to_mut().push_str(name);
            out.links.push(Link { range: start..out.plain.len(), target: target.to_owned().into() });
            rest = after;
        } else {
            out.plain.to_mut().push_str(&rest[at..=at]);
            rest = &rest[at + 1..];
        }
    }
    out.plain.to_mut().push_str(rest);
    out
}

fn of(source: &str) -> Facts {
    facts(&text(source))
}

#[test]
fn statements() {
    let none = Facts::default();
    let read_only = Facts { read_only: true, ..Facts::default() };
    let required = Facts { required: true, ..Facts::default() };
    let nullable = |nullable| Facts { nullable: Some(nullable), ..Facts::default() };
    let rows = [
        ("The name. Read-only.", read_only.clone()),
        ("The name. Read only", read_only.clone()),
        ("ReadOnly. The name.", read_only.clone()),
        ("The name (read-only).", read_only.clone()),
        ("The name. This property is read-only.", read_only.clone()),
        ("This is read-only and automatically generated.", read_only.clone()),
        ("Objects of the selection Read-only", read_only.clone()),
        ("(See the link.) Read-only.", read_only.clone()),
        ("Read-only, automatically generated.", read_only.clone()),
        ("This is a read-only attribute that is set by the service.", read_only.clone()),
        ("Supports `$filter` (`eq`).Read-only.", read_only.clone()),
        ("Indicates whether the file is read-only.", none.clone()),
        ("Read-only access to files.", none.clone()),
        ("This file system may hold items of which one is read-only", none.clone()),
        ("Write-only. The name.", Facts { write_only: true, ..Facts::default() }),
        ("This property is write-only.", Facts { write_only: true, ..Facts::default() }),
        ("Read-only. Nullable.", Facts { read_only: true, ..nullable(true) }),
        ("Not nullable, Read-only.", Facts { read_only: true, ..nullable(false) }),
        ("Read-only and not nullable", Facts { read_only: true, ..nullable(false) }),
        ("This property is read-only and is not nullable.", Facts { read_only: true, ..nullable(false) }),
        ("It can be null.", nullable(true)),
        ("This value cannot be null.", nullable(false)),
        ("A null value indicates that nothing is set.", none.clone()),
        ("Bearer {token}. Required.", required.clone()),
        ("Required. The name.", required.clone()),
        ("Required, the name of it.", required.clone()),
        ("The name (required).", required.clone()),
        ("This property is required.", required.clone()),
        ("This property is required when a user is created.", none.clone()),
        ("Required for users in the EU.", none.clone()),
        ("Required if x is set.", none.clone()),
        ("A password is required.", none.clone()),
        ("One of available, required, uninstall.", none.clone()),
        ("available, required, uninstall", none.clone()),
        ("Optional. The name.", none.clone()),
        ("Key. Not nullable.", Facts { key: true, ..nullable(false) }),
        ("Key of the entity.", Facts { key: true, ..Facts::default() }),
        ("Key of the vault.", none.clone()),
        ("", none),
    ];
    for (source, expected) in rows {
        assert_eq!(of(source), expected, "{source}");
    }
}

#[test]
fn deprecation() {
    let rows = [
        ("Deprecated.", Some("")),
        ("[Deprecated] Configures it.", Some("")),
        ("Deprecated. Use `file` instead.", Some("Use file instead.")),
        ("This property is deprecated. Use <b>.", Some("Use \\<b\\>.")),
        ("This property is deprecated and will be removed.", Some("This property is deprecated and will be removed")),
        ("Deprecated -- use `driveItem` instead.", Some("Deprecated -- use driveItem instead")),
        (
            "This property is in the process of being deprecated.",
            Some("This property is in the process of being deprecated"),
        ),
        (
            "This property's use is told by the system's own default and is deprecated. Use `x` instead.",
            Some("This property's use is told by the system's own default and is deprecated Use x instead"),
        ),
        ("A deprecated version of TLS.", None),
        ("The app is deprecated by its owner.", None),
    ];
    for (source, expected) in rows {
        assert_eq!(
            of(source).deprecated.map(|d| d.trim_end_matches('.').to_owned()).as_deref(),
            expected.map(|e| e.trim_end_matches('.')),
            "{source}"
        );
    }
}

#[test]
fn inherited() {
    let rows = [
        ("The id. Inherited from [mobileApp](../resources/mobileapp.md)", Some("mobileApp")),
        ("Default is false Inherited from [a](a.md)", Some("a")),
        ("Inherited from `entity`.", Some("entity")),
        ("Inherited from microsoft.graph.entity and more", Some("microsoft.graph.entity")),
        ("Inherited from entity.", Some("entity")),
        ("The name (inherited from entity).", Some("entity")),
        ("Permissions inherited from the parent.", None),
        ("Inherited from the parent folder", None),
        ("Inherited from", None),
    ];
    for (source, expected) in rows {
        assert_eq!(of(source).inherited_from.map(|base| base.name).as_deref(), expected, "{source}");
    }
}

#[test]
fn lists_of_values() {
    let rows: &[(&str, &[&str])] = &[
        ("Possible values are: `a`, `b`, `unknownFutureValue`. Read-only.", &["a", "b", "unknownFutureValue"]),
        ("The possible values are `a`, `b` or `c`.", &["a", "b", "c"]),
        ("Possible values: a, b, and c.", &["a", "b", "c"]),
        ("Possible values are **all**, **some**", &["all", "some"]),
        ("Possible values are: 'viewer', 'sharer'", &["viewer", "sharer"]),
        ("Supported values for {period_value} are: `D7`, `D30`.", &["D7", "D30"]),
        ("Possible values are: `JIS B4`, `A4`", &["JIS B4", "A4"]),
        ("Possible values are: `null` (default value), `minor`, `adult`.", &["minor", "adult"]),
        ("Possible values are: `a` (the first), `b` (the second).", &["a", "b"]),
        ("Possible values are: `a`/`b`", &["a", "b"]),
        ("Possible values: `a` `b` `c`", &["a", "b", "c"]),
        ("The possible value is: `only`.", &["only"]),
        ("Can be one of the following values: x, y.", &["x", "y"]),
        ("Possible values are: Private, Public, or empty (which is Public).", &["Private", "Public"]),
        ("Possible values are: a, b, a.", &["a", "b"]),
        ("Possible values are: `a` - the first. `b` - the second.", &[]),
        ("Possible values are described in the following table.", &[]),
        ("See below for more possible values.", &[]),
        ("Valid values 4 to 16", &[]),
        ("Supported values are 1-500, where 100 = default", &[]),
        ("Possible values are: 0, 1, 2.", &[]),
        ("Possible values are: `true`, `false`.", &[]),
        ("Allowed values are 5 or 1000.", &[]),
        ("Possible values are low when it rains", &[]),
        ("Must be one of `a`, `b`, or `c`. See below.", &["a", "b", "c"]),
        ("Can be one of the following: a, b.", &["a", "b"]),
        ("Use one of the following valid string values: `a`, `b` (for all of it).", &["a", "b"]),
        ("Possible states are a, b, and c.", &["a", "b", "c"]),
        (
            "Possible values are: `a`, `unknownFutureValue`. Use the `Prefer: include-unknown-enum-members` request header \
             to get the following members in this [evolvable enum](/x#y): `b`, `c`. The default value is `a`.",
            &["a", "unknownFutureValue", "b", "c"],
        ),
        ("Possible values are: `a`, `b`. To get these values from this evolvable enumeration: `b`.", &["a", "b"]),
        ("Possible values are: `a`. This is an evolvable enum. Say: `b`.", &["a"]),
        ("Only one of each kind can be one of many.", &[]),
        ("Possible values", &[]),
    ];
    for (source, expected) in rows {
        assert_eq!(of(&source.replace("**", "")).constraints.values, *expected, "{source}");
    }
}

#[test]
fn flags() {
    assert!(of("Possible values are: `a`, `b`. This enumeration allows multiple members.").flags);
    assert!(of("Flags enum. Possible values: a, b.").flags);
    assert!(!of("Possible values are: `a`, `b`.").flags);
}

#[test]
fn defaults() {
    let rows = [
        ("Default value is `false`.", Some("false")),
        ("The default is 10 minutes.", Some("10")),
        ("Default is NotAllow. Possible values are: `a`, `b`.", Some("NotAllow")),
        ("Default is false Inherited from [a](a.md)", Some("false")),
        ("It defaults to 'en-us'.", Some("en-us")),
        ("Default is the single value `all`.", None),
        ("Possible values are: `a`, `b` (default) and `c`.", Some("b")),
        ("Possible values are: `null` (default value), `a`.", Some("null")),
        ("Without it, this has the default value `PT0S`.", Some("PT0S")),
        ("`true` if it is one and `false` if it is none (default).", None),
        ("If left out, it defaults to the `general` shelf.", Some("general")),
        ("By default, it is in UTC.", None),
        ("The default role for a user.", None),
    ];
    for (source, expected) in rows {
        assert_eq!(of(source).constraints.default.as_deref(), expected, "{source}");
    }
}

#[test]
fn lengths() {
    let rows = [
        ("Maximum length is 64 characters.", Some(64)),
        ("The maximum length of 1,024 characters.", Some(1024)),
        ("string, maximum size 20", Some(20)),
        ("Max length: 128", Some(128)),
        ("It cannot exceed 256 characters.", Some(256)),
        ("Up to 15 characters long.", Some(15)),
        ("Maximum size is 4 MB.", None),
        ("The maximum length of the company name is 64 characters.", Some(64)),
        ("Maximum 32 characters.", Some(32)),
        ("The maximum allowed size is 1024 characters.", Some(1024)),
        ("Must be between 3 and 32 characters in length.", Some(32)),
        ("Between 3 and 32 items.", None),
        ("Maximum length of the PIN.", None),
        ("Up to 5 items.", None),
        ("Maximum length 99999999999.", None),
    ];
    for (source, expected) in rows {
        assert_eq!(of(source).constraints.max_length, expected, "{source}");
    }
}

#[test]
fn ranges() {
    let rows = [
        ("Valid values 4 to 16", (Some(4), Some(16))),
        ("Valid values 0 to 1,000.", (Some(0), Some(1000))),
        ("Valid values are -5 to 5", (Some(-5), Some(5))),
        ("The value must be between 1 and 100.", (Some(1), Some(100))),
        ("Supported values are 11-1800.", (Some(11), Some(1800))),
        ("Valid range is from 0 to 9.", (Some(0), Some(9))),
        ("Range is an integer X where 0 <= X <= 999.", (Some(0), Some(999))),
        (
            "The largest number you can choose is 730. The lowest number you can choose is 0. Default: 4.",
            (Some(0), Some(730)),
        ),
        ("Here 4 <= X <= 16 and there 0 <= X <= 999.", (None, None)),
        ("The minimum value is 1.", (Some(1), None)),
        ("Minimum value: 0; maximum value: 10", (Some(0), Some(10))),
        ("The minimum value is 5 minutes; the maximum value is 1 day.", (None, None)),
        ("A value between 8 and 64 characters.", (None, None)),
        ("Valid values 16 to 4", (None, None)),
        ("Valid values 0.5 to 1", (None, None)),
        ("Valid values 4 to some", (None, None)),
    ];
    for (source, expected) in rows {
        let constraints = of(source).constraints;
        assert_eq!((constraints.minimum, constraints.maximum), expected, "{source}");
    }
}

#[test]
fn any_text_ends() {
    let pieces = [
        "possible values are: ",
        "`",
        "'",
        "a",
        ", ",
        " or ",
        "(",
        ")",
        ".",
        "default is ",
        "valid values ",
        "9",
        "-",
        "é",
        "Inherited from ",
        "[",
        "[Deprecated] ",
    ];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                let _ = of(&format!("{a}{b}{c}{a}"));
            }
        }
    }
}
