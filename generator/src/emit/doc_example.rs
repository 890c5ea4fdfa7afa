//! The example in an operation's documentation: a documented request as the call that a reader copies.
//!
//! Of the examples that are sent through the typed call those count that take the route which most of them take; the
//! first of these is shown, with its own values. It is compiled with the crate's doc tests and never run.

use super::api_names::field_names;
use super::context::Context;
use super::lib_rs::crate_name;
use super::literal::ident;
use super::names::OperationNames;
use super::row::{self, fit};
use super::struct_literal::Literals;
use super::{EmitError, print, row_headers};
use crate::model::{Binding, BodyKind, Example, NamedType, Operation, ResponseType, Route, Type, TypeRef, Verdict};
use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// How many lines a body may have, as printed; it is cut to fit.
const LINES: usize = 12;

/// How many more it may have, rather than nothing.
const MORE: usize = 5;

/// Text that is sent is shown up to this length.
const SHORT: usize = 60;

/// The example as a Markdown fence; empty if none goes through the typed call.
pub(super) fn fence(
    context: &Context<'_>,
    file: &str,
    operation: &Operation,
    names: &OperationNames,
) -> Result<String, EmitError> {
    let Some((example, binding, route)) = chosen(operation) else { return Ok(String::new()) };
    let Some((request, _)) = row::request(context, operation, route, binding) else { return Ok(String::new()) };
    let (headers, _) = row_headers::calls(operation, example);
    let request = quote!(#request #headers);
    let sent = fitting(context, file, operation, names, example)?;
    let Some((Sent { call, hidden, uses, left_out, .. }, body)) = sent else { return Ok(String::new()) };
    let krate = crate_name(context);
    let imports = match uses.into_iter().map(ident).collect::<Vec<_>>().as_slice() {
        [] => String::new(),
        [one] => print::items(file, quote!(use #krate::#one;))? + "\n",
        many => print::items(file, quote!(use #krate::{#(#many),*};))? + "\n",
    };
    let calls = statements(file, &ending(context, operation, example, &quote!(#request #call)))?;
    let cut = match left_out {
        0 => String::new(),
        1 => "// The documented body has one more value.\n".to_owned(),
        many => format!("// The documented body has {many} more values.\n"),
    };
    Ok(format!(
        "```no_run\n# async fn example(client: &{krate}::Client{hidden}) -> Result<(), Box<dyn std::error::Error>> {{\n\
         {imports}{cut}{body}{calls}# Ok(())\n# }}\n```"
    ))
}

/// The first of the examples that take the most frequent route.
fn chosen(operation: &Operation) -> Option<(&Example, &Binding, &Route)> {
    // Some stand on the page of another operation.
    let own = operation.examples.iter().filter(|example| operation.pages.contains(&example.page));
    let typed = own.filter(|example| example.verdict == Verdict::Typed);
    let typed: Vec<_> =
        typed.filter_map(|example| fit(operation, example).map(|(binding, route)| (example, binding, route))).collect();
    let times = |binding: &Binding| typed.iter().filter(|(_, other, _)| other.route == binding.route).count();
    // Of equals `max_by_key` takes the last.
    typed.iter().rev().max_by_key(|(_, binding, _)| times(binding)).copied()
}

/// The members of a JSON object, in the order of the docs.
type Members = IndexMap<String, Value>;

/// How the body goes into the call.
#[derive(Default)]
struct Sent {
    /// Statements before the call.
    before: TokenStream,
    call: TokenStream,
    /// Arguments of the function around the example, which the reader doesn't see.
    hidden: String,
    /// Names at the root of the crate.
    uses: Vec<&'static str>,
    /// How many values of the body there was no room for.
    left_out: usize,
    /// There was room for none.
    is_empty: bool,
}

/// The body with as many values as fit, and its printed lines. How many a value takes is known when it
/// is printed: what is nested is indented, and broken at the margin. Where not even one fits, a few more lines will do, or
/// the caller has the body.
fn fitting(
    context: &Context<'_>,
    file: &str,
    operation: &Operation,
    names: &OperationNames,
    example: &Example,
) -> Result<Option<(Sent, String)>, EmitError> {
    let mut best: Option<(Sent, String)> = None;
    for values in (1..=LINES).rev() {
        let Some(sent) = sent(context, operation, names, example, values) else { return Ok(best) };
        if best.is_some() && sent.is_empty {
            break;
        }
        // With fewer lines to spend, the same values may be left.
        if best.as_ref().is_some_and(|(best, _)| best.left_out == sent.left_out) {
            continue;
        }
        let body = statements(file, &sent.before)?;
        let fits = body.lines().count() <= LINES;
        best = Some((sent, body));
        if fits {
            return Ok(best);
        }
    }
    let too_long = best.as_ref().is_some_and(|(_, body)| body.lines().count() > LINES + MORE);
    let caller = body_type(context, operation, names).filter(|_| too_long);
    Ok(caller.map(|ty| (of_caller(&ty), String::new())).or(best))
}

/// `None` if the example's body can't be written as the operation takes it.
fn sent(
    context: &Context<'_>,
    operation: &Operation,
    names: &OperationNames,
    example: &Example,
    lines: usize,
) -> Option<Sent> {
    let text = example.request.body.as_deref().unwrap_or_default();
    if text.is_empty() {
        return Some(Sent::default());
    }
    if matches!(operation.body.kind, BodyKind::Content) {
        return Some(content(example, text));
    }
    let json: Value = serde_json::from_str(text).ok()?;
    // In the order of the docs, should there not be room for all.
    let members = serde_json::from_str::<Members>(text).unwrap_or_default();
    let mut literals = Literals::new(context.api, lines);
    let body = match (&operation.body.kind, &names.body) {
        (BodyKind::Parameters, Some(name)) if json.is_object() => literals.parameters(operation, name, members.iter()),
        (BodyKind::Json(TypeRef { named: NamedType::Type(id), collection: false }), _) if json.is_object() => {
            literals.model(*id, members.iter())
        }
        _ => match literals.untyped(&json) {
            Some(body) => body,
            // Too long to be shown: the caller has one.
            None => {
                return Some(of_caller("docwright_runtime::Value"));
            }
        },
    };
    let Literals { uses, left_out, shown, .. } = literals;
    let uses = uses.into_iter().collect();
    Some(Sent {
        before: quote!(let body = #body;),
        call: quote!(.body(&body)),
        uses,
        left_out,
        is_empty: shown == 0,
        hidden: String::new(),
    })
}

/// A body that the caller has.
fn of_caller(ty: &str) -> Sent {
    Sent { call: quote!(.body(body)), hidden: format!(", body: &{ty}"), ..Sent::default() }
}

/// The path of a typed body.
fn body_type(context: &Context<'_>, operation: &Operation, names: &OperationNames) -> Option<String> {
    let krate = crate_name(context);
    match (&operation.body.kind, &names.body) {
        (BodyKind::Parameters, Some(name)) => {
            Some(format!("{krate}::api::{}::{name}", context.api.groups[operation.group].name.rust))
        }
        (BodyKind::Json(TypeRef { named: NamedType::Type(id), collection: false }), _) => {
            Some(format!("{krate}::models::{}", context.api.types[*id].name.rust))
        }
        _ => None,
    }
}

/// Text that is short is sent as it is; in place of all else stand bytes that the caller has.
fn content(example: &Example, text: &str) -> Sent {
    let media_type = row_headers::media_type(example).unwrap_or("application/octet-stream");
    if text.len() <= SHORT && !text.contains('\n') {
        return Sent { call: quote!(.content(#media_type, #text)), ..Sent::default() };
    }
    Sent { call: quote!(.content(#media_type, bytes)), hidden: ", bytes: Vec<u8>".to_owned(), ..Sent::default() }
}

/// Sends, and does with what comes back what one does with such.
fn ending(context: &Context<'_>, operation: &Operation, example: &Example, request: &TokenStream) -> TokenStream {
    if let Some(result) = operation.long_running {
        let wait = match result {
            ResponseType::None => quote!(operation.wait().await?;),
            _ => quote!(let result = operation.wait().await?; println!("{result:?}");),
        };
        return quote!(let mut operation = #request.start().await?; #wait);
    }
    match operation.output {
        ResponseType::None => quote!(#request.send().await?;),
        ResponseType::Page(_) if operation.delta && !operation.optional_output => quote! {
            let mut changes = #request.delta();
            while let Some(change) = changes.try_next().await? { println!("{change:?}"); }
            let next_time = changes.delta_link();
        },
        ResponseType::Page(_) if !operation.optional_output => quote! {
            let mut items = #request.items();
            while let Some(item) = items.try_next().await? { println!("{item:?}"); }
        },
        ResponseType::Content if !operation.optional_output => quote! {
            let content = #request.download().await?.bytes().await?;
            println!("{} bytes", content.len());
        },
        output => {
            let shown = match output {
                ResponseType::One(TypeRef { named: NamedType::Type(id), collection: false })
                    if !operation.optional_output =>
                {
                    first_field(&context.api.types[id], example).map(|field| ident(&field))
                }
                _ => None,
            };
            let print = match shown {
                Some(field) => quote!(println!("{:?}", answer.#field);),
                None => quote!(println!("{answer:?}");),
            };
            quote!(let answer = #request.send().await?; #print)
        }
    }
}

/// The field for the first plain value that the documented response has.
fn first_field(ty: &Type, example: &Example) -> Option<String> {
    let success = example.responses.iter().find(|response| (200..300).contains(&response.status))?;
    let members: Members = serde_json::from_str(success.body.as_deref()?).ok()?;
    let plain = members.iter().filter(|(_, value)| value.is_string() || value.is_number());
    let mut places = plain.filter_map(|(name, _)| ty.properties.iter().position(|p| p.name.wire == *name));
    let names = field_names(ty.properties.iter().map(|property| &property.name));
    names.into_iter().nth(places.next()?)
}

/// Printed statements, a line each or several.
fn statements(file: &str, tokens: &TokenStream) -> Result<String, EmitError> {
    let function = print::items(file, quote!(async fn example() { #tokens }))?;
    // Strings are single lines: no line is part of one.
    let lines = function.lines().filter_map(|line| line.strip_prefix("    "));
    Ok(lines.map(|line| format!("{line}\n")).collect())
}
