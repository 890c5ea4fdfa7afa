//! Permission tables.

use super::columns;
use super::markdown::{Row, Table};
use super::rich::RichText;
use super::section::Section;
use super::stems::Stems;
use crate::diagnostics::{Code, Diagnostic};
use crate::fold::lower;
use crate::model::draft::PermissionDraft;
use crate::model::{Account, Span};
use memchr::memmem;
use std::cell::LazyCell;
use std::ops::Range;

/// Whether a table tells permissions: by its header, or, in the Permissions section, by the account kinds in its first
/// column. A table of properties may have rows called `application`, and even a column called "Permission type".
pub(crate) fn is_permission_table(table: &Table<'_>, section: Option<&Section>) -> bool {
    let properties = table.column(|h| columns::is_name(h) || h == "type").is_some();
    let says_so = table.first_heading().is_some_and(|heading| heading.contains("permission type"));
    let first = || table.rows.first().and_then(|r| r.cells.first()).and_then(account);
    !properties
        && (says_so || account_columns(table).len() > 1 || section == Some(&Section::Permissions) && first().is_some())
}

/// Reads a permission table. `filter` is what tells it from others of its page.
pub(crate) fn read(
    table: &Table<'_>,
    filter: Option<&str>,
    span: impl Fn(&Row<'_>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PermissionDraft> {
    let accounts = account_columns(table);
    if accounts.len() > 1 {
        return by_column(table, &accounts, span, diagnostics);
    }
    let reversed = LazyCell::new(|| table.header.iter().any(|h| runs_from_most_to_least(&lower(&h.plain))));
    let of_rows: Vec<Option<Account>> = table.rows.iter().map(|row| row.cells.first().and_then(account)).collect();
    let mut rows: Vec<PermissionDraft> = Vec::new();
    let mut last: Option<Account> = None;
    for (at, (row, own)) in table.rows.iter().zip(of_rows.iter().copied()).enumerate() {
        let said = label(row);
        // A row below an account's, for one workflow of the same account: `| Device configuration | … |`.
        let workflow = (own.is_none() && !said.is_empty()).then(|| folded(said));
        let Some(account) = own.or(last.filter(|_| workflow.is_some())) else {
            report_label(said, span(row), diagnostics);
            continue;
        };
        last = Some(account);
        let of_cells: Vec<_> = row.cells.iter().skip(1).map(alternatives_in).collect();
        let mut documented = row.cells.iter().skip(1).any(cell_is_documented);
        let ambiguous: Vec<String> = of_cells.iter().filter_map(|of_cell| ambiguity(of_cell)).collect();
        let alternatives = joint(of_cells, || *reversed);
        if workflow.is_some() && alternatives.is_empty() {
            report_label(said, span(row), diagnostics);
            continue;
        }
        // "Varies by workflow": a heading of the rows below.
        let next = table.rows.get(at + 1).zip(of_rows.get(at + 1));
        if next.is_some_and(|(next, account)| account.is_none() && !label(next).is_empty()) {
            documented &= !alternatives.is_empty() || row.cells.iter().skip(1).any(says_none);
        }
        let at = span(row);
        diagnostics.extend(ambiguous.into_iter().map(|odd| Diagnostic::new(Code::PermissionsAmbiguous, at, odd)));
        row.cells.iter().skip(1).for_each(|cell| report_besides(cell, at, diagnostics));
        let route_filter = workflow.or_else(|| filter.map(str::to_owned));
        let besides = row.cells.iter().skip(1).flat_map(needed_besides).collect();
        rows.push(PermissionDraft { account, alternatives, besides, documented, route_filter, span: at });
    }
    // The account's own row is empty where its workflows follow.
    let followed: Vec<Account> = rows
        .windows(2)
        .filter(|w| matches!(w, [a, b] if !a.documented && a.account == b.account))
        .filter_map(|w| w.first())
        .map(|r| r.account)
        .collect();
    rows.retain(|r| r.documented || !followed.contains(&r.account));
    report_undocumented(&rows, diagnostics);
    rows
}

fn label<'t>(row: &'t Row<'_>) -> &'t str {
    row.cells.first().map(|cell| cell.plain.trim()).unwrap_or_default()
}

/// A label's words with one space between them: cells are indented with non-breaking ones.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn report_undocumented(rows: &[PermissionDraft], diagnostics: &mut Vec<Diagnostic>) {
    for row in rows.iter().filter(|r| !r.documented) {
        let message = format!("the permissions for `{}` are not documented", row.account.as_str());
        diagnostics.push(Diagnostic::new(Code::PermissionsUndocumented, row.span, message));
    }
}

fn report_label(label: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    if !label.is_empty() {
        diagnostics.push(Diagnostic::new(
            Code::PermissionsUnreadable,
            span,
            format!("`{label}` is no kind of account"),
        ));
    }
}

/// What a row's cells say suffices, least privileged first, each set once.
fn joint(of_cells: Vec<Vec<Vec<String>>>, reversed: impl Fn() -> bool) -> Vec<Vec<String>> {
    let mut alternatives: Vec<Vec<String>> = Vec::new();
    for mut of_cell in of_cells {
        if of_cell.len() > 1 && reversed() {
            of_cell.reverse();
        }
        of_cell.retain(|set| !alternatives.contains(set));
        alternatives.append(&mut of_cell);
    }
    alternatives
}

/// The sets of permissions of which any suffices: what a list in the cell asks for besides is none of them.
fn alternatives_in(cell: &RichText<'_>) -> Vec<Vec<String>> {
    if cell.items.is_empty() {
        return sets(&cell.plain);
    }
    let mut text = cell.plain.to_string();
    for item in besides(cell) {
        // Line breaks: what stands on both sides is not joined.
        text.replace_range(item.clone(), &"\n".repeat(item.len()));
    }
    sets(&text)
}

/// The items of a cell's lists that say what some requests need besides: "If reading shelves: Shelf.Read", or any below
/// "And:", "In addition:".
fn besides<'c>(cell: &'c RichText<'_>) -> impl Iterator<Item = &'c Range<usize>> {
    let mut list_is_besides = false;
    let mut end = None;
    cell.items.iter().filter(move |item| {
        let continues = end.and_then(|end| cell.plain.get(end..item.start)).is_some_and(|gap| gap.trim().is_empty());
        end = Some(item.end);
        if !continues {
            let lead = cell.plain.get(..item.start).unwrap_or_default().trim_end().to_lowercase();
            let words = ["and", "plus", "also", "additionally", "in addition"];
            let lead = lead.trim_end_matches(':');
            list_is_besides = words
                .iter()
                .any(|word| lead.strip_suffix(word).is_some_and(|before| !before.ends_with(char::is_alphanumeric)));
        }
        let text = cell.slice(item).trim_start().to_lowercase();
        let conditional = ["if ", "when "].iter().any(|word| text.starts_with(word));
        (list_is_besides || conditional) && !sets(cell.slice(item)).is_empty()
    })
}

fn needed_besides(cell: &RichText<'_>) -> impl Iterator<Item = String> {
    besides(cell).map(|item| cell.slice(item).trim().to_owned())
}

fn report_besides(cell: &RichText<'_>, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    for text in needed_besides(cell) {
        let message = format!("`{text}` is needed besides; it is left out");
        diagnostics.push(Diagnostic::new(Code::PermissionsBesides, span, message));
    }
}

/// "A, B and C" in one cell: the last two, or a list of three? All docs that write "and" elsewhere mean the former.
fn ambiguity(of_cell: &[Vec<String>]) -> Option<String> {
    let [before @ .., last] = of_cell else { return None };
    let is_ambiguous = !before.is_empty() && last.len() == 2 && before.iter().all(|set| set.len() == 1);
    is_ambiguous.then(|| format!("`{}` are read as needed together", last.join("` and `")))
}

/// A table with a row per resource and a column per kind of account.
fn by_column(
    table: &Table<'_>,
    accounts: &[(usize, Account)],
    span: impl Fn(&Row<'_>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PermissionDraft> {
    let mut rows = Vec::new();
    for row in &table.rows {
        let filter = row.cells.first().map(|c| folded(&c.plain)).filter(|f| !f.is_empty());
        for (column, account) in accounts {
            let Some(cell) = row.cells.get(*column) else { continue };
            let alternatives = alternatives_in(cell);
            let at = span(row);
            let ambiguous = ambiguity(&alternatives);
            diagnostics.extend(ambiguous.map(|odd| Diagnostic::new(Code::PermissionsAmbiguous, at, odd)));
            report_besides(cell, at, diagnostics);
            rows.push(PermissionDraft {
                account: *account,
                alternatives,
                besides: needed_besides(cell).collect(),
                documented: cell_is_documented(cell),
                route_filter: filter.clone(),
                span: at,
            });
        }
    }
    report_undocumented(&rows, diagnostics);
    rows
}

fn account_columns(table: &Table<'_>) -> Vec<(usize, Account)> {
    table.header.iter().enumerate().filter_map(|(i, h)| Some((i, account(h)?))).collect()
}

/// How the languages of localised sets say "delegated", "application" and "personal".
const DELEGATED: [&str; 7] = ["delegated", "delegiert", "délégué", "delegad", "делегированн", "委任", "委"];
const APPLICATION: [&str; 8] =
    ["application", "anwendung", "aplicación", "aplicativo", "приложение", "アプリケーション", "应用", "應用"];
const PERSONAL: [&str; 8] = ["personal", "persönlich", "personnel", "pessoal", "личн", "個人", "个人", "個人用"];

fn account(cell: &RichText<'_>) -> Option<Account> {
    let text = lower(cell.plain.trim());
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    if starts(&DELEGATED) {
        let personal = PERSONAL.iter().any(|word| text.contains(word));
        Some(if personal { Account::DelegatedPersonal } else { Account::DelegatedWork })
    } else {
        starts(&APPLICATION).then_some(Account::Application)
    }
}

/// Whether a header (in lower case) names the most privileged end first. One that names no end means the usual order.
fn runs_from_most_to_least(header: &str) -> bool {
    const MOST: [&str; 9] =
        ["from most", "meisten", "le plus", "más", "com mais", "наиболее", "大きい", "最高", "最多"];
    const LEAST: [&str; 9] =
        ["to least", "from least", "wenigsten", "le moins", "menos", "наименее", "小さい", "最低", "最少"];
    static SAYS_MOST: Stems = Stems::new(&MOST);
    if !SAYS_MOST.are_in(header) {
        return false;
    }
    let first = |words: &[&str]| words.iter().filter_map(|word| memmem::find(header.as_bytes(), word.as_bytes())).min();
    first(&MOST).is_some_and(|most| first(&LEAST).is_some_and(|least| most < least))
}

/// A cell that names permissions or says that there are none; not a placeholder, nor "varies by context".
fn cell_is_documented(cell: &RichText<'_>) -> bool {
    let text = lower(cell.plain.trim());
    !(text.is_empty() || text.contains("todo") || text.starts_with("varies"))
}

/// "Not supported", "None": a cell that says that there are none.
fn says_none(cell: &RichText<'_>) -> bool {
    let text = lower(cell.plain.trim());
    ["not ", "none", "no ", "n/a", "unsupported"].iter().any(|word| text.starts_with(word))
}

/// The sets of permissions in a text, in order, each once: "A and B, C" is A with B, or C alone. Footnote marks, links and
/// prose around the names are passed over.
fn sets(text: &str) -> Vec<Vec<String>> {
    let mut sets: Vec<Vec<String>> = Vec::new();
    let mut end = 0;
    for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))) {
        let name = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if !is_permission(name) {
            continue;
        }
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let joined = text.get(end..start).is_some_and(joins);
        end = start + word.len();
        match sets.last_mut().filter(|_| joined) {
            Some(set) if set.iter().any(|known| known == name) => {}
            Some(set) => set.push(name.to_owned()),
            None => sets.push(vec![name.to_owned()]),
        }
    }
    let mut once: Vec<Vec<String>> = Vec::with_capacity(sets.len());
    for set in sets {
        if !once.contains(&set) {
            once.push(set);
        }
    }
    once
}

/// Whether what stands between two names says that both are needed. An "and" behind a comma only ends a list.
fn joins(between: &str) -> bool {
    let words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let listed = between.contains([',', ';', '\n']);
    let plus = matches!(between.trim_matches(|c: char| c.is_whitespace() || c == '*'), "+" | "&");
    !listed && (plus || words.eq(["and"]))
}

/// Whether prose speaks of permissions by their general name.
pub(crate) fn are_spoken_of(prose: &str) -> bool {
    let lower = prose.to_ascii_lowercase();
    ["permission", "scope", "privilege"].iter().any(|word| lower.contains(word))
}

/// Whether prose names a permission. Only names with a dot and capitals count: `email` and `profile` are words, too. Where
/// nothing has spoken of permissions, a name has to say what it allows: `Microsoft.Graph` is no permission.
pub(crate) fn are_named(prose: &str, spoken_of: bool) -> bool {
    let capital = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
    let allows = |part: &str| ["Read", "Write", "Send", "Manage", "All"].iter().any(|verb| part.starts_with(verb));
    sets(prose).iter().flatten().any(|name| {
        let mut parts = name.split('.');
        name.contains('.') && parts.all(capital) && (spoken_of || name.split('.').skip(1).any(allows))
    })
}

/// `Files.Read.All`, or one of the few OpenID scopes, which have no dot.
fn is_permission(word: &str) -> bool {
    if matches!(word, "openid" | "email" | "profile" | "offline_access") {
        return true;
    }
    let Some((first, rest)) = word.split_once('.') else { return false };
    first.len() > 1 && rest.split('.').all(|part| part.len() > 1 && part.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::{are_named, sets};

    #[test]
    fn prose_names_permissions_by_dots_and_capitals() {
        let rows = [
            ("One of the following is required: Books.Read; Books.ReadWrite", true, true),
            ("Rooms.Open.All", true, true),
            ("Books.Lend", false, true),
            ("Use the Library.Desk module.", false, true),
            ("Update the profile", false, false),
            ("See docs.library.example or README.md.", false, false),
        ];
        for (text, alone, spoken_of) in rows {
            assert_eq!((are_named(text, false), are_named(text, true)), (alone, spoken_of), "{text}");
        }
    }

    #[test]
    fn names_are_found_between_prose_and_footnotes() {
        let rows: &[(&str, &[&[&str]])] = &[
            ("Files.Read, Files.ReadWrite.All", &[&["Files.Read"], &["Files.ReadWrite.All"]]),
            ("Not supported.", &[]),
            ("None.", &[]),
            ("**TODO: Provide applicable permissions.**", &[]),
            ("Group.Read.All*, User.Read.All¹", &[&["Group.Read.All"], &["User.Read.All"]]),
            ("openid, e.g. for sign-in", &[&["openid"]]),
            ("Mail.Read Mail.Read", &[&["Mail.Read"]]),
        ];
        for (text, expected) in rows {
            assert_eq!(sets(text), *expected, "{text}");
        }
    }

    #[test]
    fn what_is_joined_by_and_is_needed_together() {
        let rows: &[(&str, &[&[&str]])] = &[
            ("Group.Read and User.Read, Site.All", &[&["Group.Read", "User.Read"], &["Site.All"]]),
            ("User.Read and User.Write; or Site.All", &[&["User.Read", "User.Write"], &["Site.All"]]),
            ("Group.Read\u{a0}**and** User.Read", &[&["Group.Read", "User.Read"]]),
            ("Group.Read* + User.Read", &[&["Group.Read", "User.Read"]]),
            ("Group.Read, User.Read, and Site.All", &[&["Group.Read"], &["User.Read"], &["Site.All"]]),
            ("Group.Read or User.Read and Site.All", &[&["Group.Read"], &["User.Read", "Site.All"]]),
        ];
        for (text, expected) in rows {
            assert_eq!(sets(text), *expected, "{text}");
        }
    }
}
