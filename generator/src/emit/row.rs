//! One documented example as a step of its operation's test: what the docs show, and the typed call.

use super::context::Context;
use super::literal::{ident, text};
use super::row_headers;
use super::setters::{self, Setter};
use super::shown;
use crate::model::{
    ArgType, Binding, BodyKind, Example, ExampleResponse, Operation, QueryOption, Reading, Route, Verdict, argument,
    claims_json,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How the body goes into the call.
enum Sent {
    Nothing,
    Json,
    Text,
}

/// An example's row.
pub(super) struct Row {
    pub(super) tokens: TokenStream,
    /// Something is given raw: the body, a pair of the query, a header.
    pub(super) raw: bool,
}

/// The route that an example's row goes through; `None` if it has no row.
pub(super) fn fit<'a>(operation: &'a Operation, example: &'a Example) -> Option<(&'a Binding, &'a Route)> {
    let binding = example.binding.as_ref().filter(|_| !matches!(example.verdict, Verdict::Skipped(_)))?;
    Some((binding, operation.routes.get(binding.route)?))
}

/// The row; `None` if the example has none.
pub(super) fn row(context: &Context<'_>, operation: &Operation, example: &Example) -> Option<Row> {
    let (binding, route) = fit(operation, example)?;
    let at = format!("{}:{}", context.path(example.span), example.span.line);
    let (name, id) = (example.name.as_deref().unwrap_or_default(), &operation.id);
    let shown = text(&shown::request(example, route, binding));
    let answers = example.responses.iter().map(answer);
    let sent = sent(operation, example);
    let (request, raw_query) = request(context, operation, route, binding)?;
    let (headers_set, raw_header) = row_headers::calls(operation, example);
    let raw_body = matches!(sent, Sent::Text) && !matches!(operation.body.kind, BodyKind::Content);
    let sends = sent.tokens(example);
    let tokens = quote! {
        checker.check(
            &Example {
                at: #at,
                name: #name,
                operation: #id,
                request: #shown,
                sends: #sends,
                answers: &[#(#answers),*],
            },
            #request #headers_set.0.draft,
        );
    };
    Some(Row { tokens, raw: raw_query || raw_header || raw_body || is_bad_json(example) })
}

/// Bytes that are said to be JSON and aren't count as raw, too: nobody would send them like that.
fn is_bad_json(example: &Example) -> bool {
    let body = example.request.body.as_deref().filter(|body| claims_json(&example.request.headers, body));
    body.is_some_and(|body| serde_json::from_str::<serde_json::Value>(body).is_err())
}

/// A documented response, and what the client should make of it.
fn answer(response: &ExampleResponse) -> TokenStream {
    let (line, shown) = (Literal::u32_unsuffixed(response.span.line), text(&shown::response(response)));
    let unknown = beside(&response.undocumented);
    match &response.reading {
        Reading::Returned if unknown.is_empty() => quote!(Answer::Returned(#line, #shown)),
        Reading::Returned => quote!(Answer::Misfits(#line, #shown, &[#(#unknown),*])),
        Reading::Misfits(pointers) => quote!(Answer::Misfits(#line, #shown, &[#(#pointers,)* #(#unknown),*])),
        Reading::Ignored => quote!(Answer::Ignored(#line, #shown)),
        Reading::Undecodable => quote!(Answer::Undecodable(#line, #shown)),
        Reading::Failed => quote!(Answer::Failed(#line, #shown)),
        Reading::Moved => quote!(Answer::Moved(#line, #shown)),
    }
}

/// Members without documentation, as the checker knows them.
fn beside(undocumented: &[String]) -> Vec<String> {
    undocumented.iter().map(|pointer| format!("+{pointer}")).collect()
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

impl Sent {
    /// `Sends::Json`.
    fn tokens(&self, example: &Example) -> TokenStream {
        match self {
            Sent::Nothing => quote!(Sends::Nothing),
            Sent::Json => match beside(&example.undocumented).as_slice() {
                [] => quote!(Sends::Json),
                unknown => quote!(Sends::JsonBeside(&[#(#unknown),*])),
            },
            Sent::Text => {
                let media_type = row_headers::media_type(example).unwrap_or("application/octet-stream");
                quote!(Sends::Text(#media_type))
            }
        }
    }
}

/// `client.drive_item().checkin().drives_items_by_id("drive-id", "item-id")`, and the setters; whether a part of the query
/// has none. `None` if an argument is not of its type.
pub(super) fn request(
    context: &Context<'_>,
    operation: &Operation,
    route: &Route,
    binding: &Binding,
) -> Option<(TokenStream, bool)> {
    let group = ident(&context.names(operation.group).accessor);
    let (function, name) = (ident(&operation.name.rust), ident(&route.rust));
    let arguments = binding.args.iter().enumerate();
    let arguments = arguments.map(|(ix, text)| argument(operation, route, ix).value(text));
    let arguments: Vec<TokenStream> = arguments.collect::<Option<_>>()?;
    let (options, setters) = (operation.options(), setters::setters(operation));
    let pairs = binding.query.iter().filter(|(key, value)| !route.sends(key, value));
    let typed = |key: &str, value| pair(&options, &setters, key, value).filter(|_| !binding.repeats(key));
    let pairs = pairs.map(|(key, value)| typed(key, value).ok_or((key, value)));
    let pairs: Vec<Result<TokenStream, _>> = pairs.collect();
    let raw = pairs.iter().any(Result::is_err);
    let pairs = pairs.into_iter().map(|pair| pair.unwrap_or_else(|(key, value)| quote!(.query(#key, #value))));
    Some((quote!(client.#group().#function().#name(#(#arguments),*) #(#pairs)*), raw))
}

/// One pair of the query, through the option's function or the documented setter.
fn pair(options: &[QueryOption], setters: &[Setter<'_>], key: &str, value: &str) -> Option<TokenStream> {
    if let Some(option) = QueryOption::parse(key) {
        return options.contains(&option).then(|| option_call(option, value)).flatten();
    }
    let setter = setters.iter().find(|setter| !setter.header && setter.wire == key)?;
    let (name, value) = (ident(&setter.rust), exact(setter.ty, value)?);
    Some(quote!(.#name(#value)))
}

/// A value of the type, if it is written the way it will be sent.
fn exact(ty: ArgType, value: &str) -> Option<TokenStream> {
    if ty.writes(value) { ty.value(value) } else { None }
}

fn option_call(option: QueryOption, value: &str) -> Option<TokenStream> {
    if !option.takes(value) {
        return None;
    }
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
            let number = Literal::u32_unsuffixed(value.parse().ok()?);
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
