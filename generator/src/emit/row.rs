//! One documented example as a row of the tests.

use super::context::Context;
use super::literal::{ident, text};
use super::row_headers;
use super::setters::{self, Setter};
use super::shown;
use super::types::{ArgType, argument};
use crate::model::{
    Binding, BodyKind, Example, ExampleResponse, Operation, QueryOption, QueryValue, Reading, Route, Verdict,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How the body goes into the call.
enum Sent {
    Nothing,
    Json,
    Text,
}

/// Whether an example can have a row.
pub(super) enum Fit<'a> {
    /// It is not to be tested, or matches no route.
    No,
    /// A value isn't of the type that its parameter is documented with: parameter and value.
    Misfit(&'a str, &'a str),
    /// Through this route.
    Yes(&'a Binding, &'a Route),
}

/// Whether an example has a row.
pub(super) fn fit<'a>(operation: &'a Operation, example: &'a Example) -> Fit<'a> {
    let Some(binding) = &example.binding else { return Fit::No };
    let Some(route) = operation.routes.get(binding.route) else { return Fit::No };
    let params = &route.template.params;
    if matches!(example.verdict, Verdict::Skipped(_)) || binding.args.len() != params.len() {
        return Fit::No;
    }
    for (ix, (param, value)) in params.iter().zip(&binding.args).enumerate() {
        if argument(operation, route, ix).value(value).is_none() {
            return Fit::Misfit(&param.documented, value);
        }
    }
    Fit::Yes(binding, route)
}

/// The row; `None` if the example has none.
pub(super) fn row(context: &Context<'_>, operation: &Operation, example: &Example) -> Option<TokenStream> {
    let Fit::Yes(binding, route) = fit(operation, example) else { return None };
    let at = format!("{}:{}", context.path(example.span), example.span.line);
    let (name, id) = (example.name.as_deref().unwrap_or_default(), &operation.id);
    let shown = text(&shown::request(example, route, binding));
    let answers = example.responses.iter().map(answer);
    let sent = sent(operation, example);
    let request = request(context, operation, route, binding);
    let headers_set = row_headers::calls(operation, example);
    let call = call(&sent, example, &quote!(#request #headers_set));
    Some(quote! {
        Example {
            at: #at,
            name: #name,
            operation: #id,
            request: #shown,
            answers: &[#(#answers),*],
            call: #call,
        }
    })
}

/// A documented response, and what the client should make of it.
fn answer(response: &ExampleResponse) -> TokenStream {
    let (line, shown) = (Literal::u32_unsuffixed(response.span.line), text(&shown::response(response)));
    match &response.reading {
        Reading::Returned => quote!(Answer::Returned(#line, #shown)),
        Reading::Misfits(pointers) => quote!(Answer::Misfits(#line, #shown, &[#(#pointers),*])),
        Reading::Ignored => quote!(Answer::Ignored(#line, #shown)),
        Reading::Undecodable => quote!(Answer::Undecodable(#line, #shown)),
        Reading::Failed => quote!(Answer::Failed(#line, #shown)),
        Reading::Moved => quote!(Answer::Moved(#line, #shown)),
    }
}

fn sent(operation: &Operation, example: &Example) -> Sent {
    if example.request.body.as_deref().unwrap_or_default().is_empty() {
        return Sent::Nothing;
    }
    // A typed body is sent as JSON; an example that says otherwise is sent as it says.
    let media_type = row_headers::media_type(example).unwrap_or("application/json");
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let typed = example.verdict == Verdict::Typed && essence.eq_ignore_ascii_case("application/json");
    match operation.body.kind {
        BodyKind::Parameters | BodyKind::Json(_) | BodyKind::Untyped if typed => Sent::Json,
        _ => Sent::Text,
    }
}

/// `|client, body| support::json(client.…, body)`.
fn call(sent: &Sent, example: &Example, request: &TokenStream) -> TokenStream {
    match sent {
        Sent::Nothing => quote!(|client, _| support::plain(#request)),
        Sent::Json => quote!(|client, body| support::json(#request, body)),
        Sent::Text => {
            let media_type = row_headers::media_type(example).unwrap_or("application/octet-stream");
            quote!(|client, body| support::text(#request, #media_type, body))
        }
    }
}

/// `client.drive_item().checkin().drives_items_by_id("drive-id", "item-id")`, and the setters.
pub(super) fn request(context: &Context<'_>, operation: &Operation, route: &Route, binding: &Binding) -> TokenStream {
    let group = ident(&context.names(operation.group).accessor);
    let (function, name) = (ident(&operation.name.rust), ident(&route.rust));
    let arguments = binding.args.iter().enumerate();
    let arguments = arguments.filter_map(|(ix, text)| argument(operation, route, ix).value(text));
    let (options, setters) = (setters::options(operation), setters::setters(operation));
    let pairs = binding.query.iter().filter(|(key, value)| !is_fixed(route, key, value));
    let pairs = pairs.map(|(key, value)| pair(&options, &setters, key, value));
    quote!(client.#group().#function().#name(#(#arguments),*) #(#pairs)*)
}

/// The route itself sends this pair.
fn is_fixed(route: &Route, key: &str, value: &str) -> bool {
    let fixed = QueryValue::Literal(value.to_owned());
    route.query.iter().any(|part| part.required && part.name.wire == key && part.value == fixed)
}

/// One pair of the query: through the option's function or the documented setter, else as it is.
fn pair(options: &[QueryOption], setters: &[Setter<'_>], key: &str, value: &str) -> TokenStream {
    let option = setters::option(key).filter(|option| option.wire() == key && options.contains(option));
    if let Some(tokens) = option.and_then(|option| option_call(option, value)) {
        return tokens;
    }
    let setter = setters.iter().find(|setter| !setter.header && setter.wire == key);
    if let Some((setter, value)) = setter.and_then(|setter| Some((setter, exact(setter.ty, value)?))) {
        let name = ident(&setter.rust);
        return quote!(.#name(#value));
    }
    quote!(.query(#key, #value))
}

/// A value of the type, if it is written the way it will be sent.
fn exact(ty: ArgType, value: &str) -> Option<TokenStream> {
    let canonical = match ty {
        ArgType::Str => true,
        ArgType::Bool => value == "true" || value == "false",
        ArgType::I32 | ArgType::I64 => value.parse::<i64>().is_ok_and(|n| n.to_string() == value),
        ArgType::F64 => value.parse::<f64>().is_ok_and(|n| n.to_string() == value),
    };
    if canonical { ty.value(value) } else { None }
}

fn option_call(option: QueryOption, value: &str) -> Option<TokenStream> {
    let name = ident(setters::option_function(option));
    Some(match option {
        QueryOption::Select | QueryOption::Expand | QueryOption::OrderBy => {
            let items = list(value);
            quote!(.#name([#(#items),*]))
        }
        QueryOption::Filter | QueryOption::Search | QueryOption::SkipToken | QueryOption::Format => {
            quote!(.#name(#value))
        }
        QueryOption::Top | QueryOption::Skip => {
            let number = value.parse::<u32>().ok().filter(|n| n.to_string() == value)?;
            let number = Literal::u32_unsuffixed(number);
            quote!(.#name(#number))
        }
        QueryOption::Count => {
            let value = exact(ArgType::Bool, value)?;
            quote!(.#name(#value))
        }
    })
}

/// The items of a plain comma list; anything else (`children($select=id,name)`, spaces after commas) is one item.
fn list(value: &str) -> Vec<&str> {
    let plain =
        !value.contains(['(', ')', '\'', '"']) && value.split(',').all(|item| !item.is_empty() && item.trim() == item);
    if plain { value.split(',').collect() } else { vec![value] }
}
