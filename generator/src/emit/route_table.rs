//! `src/routes.rs`: every documented address, with the operations documented for it.
//!
//! A large table becomes a folder with one file per first literal segment; what is still large is told apart by the
//! next segment. So a new route changes one file.

use super::context::Context;
use super::docs::Docs;
use super::literal::ident;
use super::print::{self, LARGE, Piece};
use super::scope::Scope;
use super::{EmitError, Files, Job, Part, spec};
use crate::model::{CRATES, OperationId, PathTemplate};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// One address: a method and a template, and its operations.
struct Entry<'a> {
    method: &'static str,
    path: &'a PathTemplate,
    template: String,
    operations: Vec<OperationId>,
}

/// One job: the table is sorted as a whole.
pub(super) fn jobs(_: &Context<'_>) -> Vec<Job<'static>> {
    vec![Box::new(files)]
}

fn files(context: &Context<'_>) -> Files {
    let entries = entries(context);
    if entries.iter().map(size).sum::<usize>() <= LARGE {
        let rows = entries.iter().map(|entry| row(context, entry));
        let text = top(context, "src/routes.rs", quote!(&[#(#rows),*]), &[])?;
        return Ok(Part::file("src/routes.rs", text));
    }
    let mut sections = BTreeMap::new();
    section(entries, 1, &mut sections);
    let names: Vec<_> = sections.keys().map(|name| ident(name)).collect();
    let text = top(context, "src/routes/mod.rs", quote!(#(#names::ROUTES),*), &names)?;
    let mut part = Part::file("src/routes/mod.rs", text);
    for (name, entries) in &sections {
        let file = format!("src/routes/{name}.rs");
        let text = section_file(context, &file, entries)?;
        part.files.push((file, text));
    }
    Ok(part)
}

/// All addresses, sorted by template and method. Spellings of one address are one entry.
fn entries<'a>(context: &'a Context<'_>) -> Vec<Entry<'a>> {
    let mut found: BTreeMap<(String, &'static str), Entry<'a>> = BTreeMap::new();
    for (_, group) in context.groups() {
        for (id, operation) in context.operations(group) {
            for route in &operation.routes {
                let method = route.method.as_str();
                let template = spec::template(&route.template);
                let entry = found.entry((route.template.shape(), method)).or_insert_with(|| Entry {
                    method,
                    path: &route.template,
                    template: template.clone(),
                    operations: Vec::new(),
                });
                if template < entry.template {
                    entry.template = template;
                    entry.path = &route.template;
                }
                if !entry.operations.contains(&id) {
                    entry.operations.push(id);
                }
            }
        }
    }
    let mut entries: Vec<Entry<'a>> = found.into_values().collect();
    entries.sort_by(|a, b| (&a.template, a.method).cmp(&(&b.template, b.method)));
    entries
}

/// Roughly the bytes of a printed row.
fn size(entry: &Entry<'_>) -> usize {
    20 + entry.template.len() + entry.operations.len() * 25
}

/// Divides entries by their first literals, `depth` of them, deeper where a section stays large.
fn section<'a>(entries: Vec<Entry<'a>>, depth: usize, sections: &mut BTreeMap<String, Vec<Entry<'a>>>) {
    let mut divided: BTreeMap<(usize, String), Vec<Entry<'a>>> = BTreeMap::new();
    for entry in entries {
        let literals: Vec<&str> = entry.path.literals().take(depth).collect();
        divided.entry((literals.len(), module(&literals))).or_default().push(entry);
    }
    for ((literals, name), entries) in divided {
        if literals == depth && depth < 4 && entries.iter().map(size).sum::<usize>() > LARGE {
            section(entries, depth + 1, sections);
        } else {
            sections.entry(name).or_default().extend(entries);
        }
    }
}

/// A module name for literal segments: `deviceManagement`, `reports` → `device_management_reports`.
fn module(literals: &[&str]) -> String {
    let separate = |name: &mut String| {
        if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    };
    let mut name = String::new();
    for literal in literals {
        separate(&mut name);
        for c in literal.chars() {
            if !c.is_ascii_lowercase() && !c.is_ascii_digit() {
                separate(&mut name);
            }
            name.extend(c.is_ascii_alphanumeric().then_some(c.to_ascii_lowercase()));
        }
    }
    name.truncate(name.trim_end_matches('_').len());
    if name.is_empty() {
        return "root".to_owned();
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    if syn::parse_str::<syn::Ident>(&name).is_err() || CRATES.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// `GET /me/drive/items/{item-id}: driveItem.get`.
fn row(context: &Context<'_>, entry: &Entry<'_>) -> String {
    let Entry { method, template, operations, .. } = entry;
    let ids: Vec<&str> = operations.iter().map(|&id| context.api.operations[id].id.as_str()).collect();
    format!("{method} {template}: {}", ids.join(", "))
}

/// The file that holds `ROUTES` and `find`.
fn top(
    context: &Context<'_>,
    file: &str,
    rows: TokenStream,
    sections: &[proc_macro2::Ident],
) -> Result<String, EmitError> {
    let nothing = BTreeSet::new();
    let scope = Scope::new(&nothing);
    let modules = sections.iter().map(|section| print::module(TokenStream::new(), "routes", &section.to_string()));
    let (ty, found) = (scope.runtime("RouteTable"), scope.runtime("RouteMatch"));
    let operations = context.groups().map(|(id, group)| {
        let (cfg, group) = (context.features.group(id), ident(&group.name.rust));
        // In full: an import would be unused where no group is there.
        quote!(#cfg crate::api::#group::operations)
    });
    let tokens = quote! {
        #(#modules)*
        /// Every documented address, sorted.
        pub static ROUTES: #ty = #ty::new(&[#rows], &[#(#operations),*]);
        /// The best-matching documented address for a method and a path below the base URL, literal segments first,
        /// with the values of its parameters and all operations documented for it.
        pub fn find<'p>(method: &str, path: &'p str) -> Option<#found<'p>> {
            ROUTES.find(method, path)
        }
    };
    let piece = Piece { text: print::items(file, tokens)?, uses: scope.into_uses() };
    let docs = Docs::new("The route table: which documented operations an address belongs to.").inner();
    print::file(file, &[], docs, [piece])
}

fn section_file(context: &Context<'_>, file: &str, entries: &[Entry<'_>]) -> Result<String, EmitError> {
    let rows = entries.iter().map(|entry| row(context, entry));
    let tokens = quote!(pub(super) static ROUTES: &[&str] = &[#(#rows),*];);
    let piece = Piece { text: print::items(file, tokens)?, ..Piece::default() };
    print::file(file, &[], Docs::new("Addresses that begin alike, sorted.").inner(), [piece])
}

#[cfg(test)]
mod tests {
    use super::module;

    #[test]
    fn sections_are_modules() {
        let rows: [(&[&str], &str); 7] = [
            (&["deviceManagement", "reports"], "device_management_reports"),
            (&["device__Manage$"], "device_manage"),
            (&["$batch", "microsoft.graph.x"], "batch_microsoft_graph_x"),
            (&["2fa"], "_2fa"),
            (&["std"], "std_"),
            (&["move"], "move_"),
            (&["日本"], "root"),
        ];
        for (literals, expected) in rows {
            assert_eq!(module(literals), expected);
        }
    }
}
