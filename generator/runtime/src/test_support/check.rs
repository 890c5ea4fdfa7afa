//! The checker of documented examples: each is sent through the typed client to a real server on loopback, once for
//! each documented response, and what is sent and returned is compared with the docs.

use super::answer::{differences, responses};
use super::call::{Call, Types};
use super::compare::{self, Difference};
use super::message::{Message, RequestLine};
use super::server::{Place, Server};
use super::service::Service;
use super::started;
use super::{Answer, Example, Recorded};
use crate::draft::Draft;
use crate::{Client, ClientBuilder, RetryPolicy, RouteTable};
use http::Uri;
use std::fmt;
use std::time::Duration;

/// What is wrong with one example.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Page and line.
    pub at: &'static str,
    /// The example's name.
    pub name: &'static str,
    /// Id of the operation that should document it.
    pub operation: &'static str,
    differences: Vec<Difference>,
}

impl Failure {
    /// What differs: `path`, `query`, `body`, `answer`….
    pub fn differs(&self) -> impl Iterator<Item = &str> {
        self.differences.iter().map(|(what, ..)| what.as_str())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.at, self.name, self.operation)?;
        for (what, docs, sent) in &self.differences {
            write!(f, "\n  {what}\n    docs say  {}\n    in truth  {}", shown(docs), shown(sent))?;
        }
        Ok(())
    }
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "(nothing)" } else { text }
}

/// Checks that every example finds its operation in the route table, that its call sends what the docs say, and that each
/// documented response becomes what it should. `test` says which examples of the operation with these types there are.
///
/// `cargo xtask check-service` sends the same examples to a real service instead, and reads the report that it asked for.
///
/// # Panics
/// If an example fails, with a report on all that do; if there are no examples; without a server on loopback.
#[track_caller]
pub fn check<C: From<Client>>(
    routes: &'static RouteTable,
    builder: ClientBuilder<C>,
    types: Types,
    test: impl FnOnce(&C, &mut Checker),
) {
    if let Err(report) = checked(routes, builder, types, test) {
        panic!("{report}");
    }
}

/// As [`check`], with the report as an error.
pub(super) fn checked<C: From<Client>>(
    routes: &'static RouteTable,
    builder: ClientBuilder<C>,
    types: Types,
    test: impl FnOnce(&C, &mut Checker),
) -> Result<(), String> {
    match Service::asked_for() {
        Some(service) => {
            service.examine(routes, types, |client, checker| test(&C::from(client), checker));
            Ok(())
        }
        None => examined(routes, builder, types, test).report(),
    }
}

/// The examples that [`check`] would report.
///
/// # Panics
/// Without a server on loopback, or if no client can be built.
pub fn failures<C: From<Client>>(
    routes: &'static RouteTable,
    builder: ClientBuilder<C>,
    types: Types,
    test: impl FnOnce(&C, &mut Checker),
) -> Vec<Failure> {
    examined(routes, builder, types, test).failures
}

fn examined<C: From<Client>>(
    routes: &'static RouteTable,
    builder: ClientBuilder<C>,
    types: Types,
    test: impl FnOnce(&C, &mut Checker),
) -> Checker {
    let (client, mut checker) = Checker::on_loopback(routes, builder.base(), types);
    test(&C::from(client), &mut checker);
    checker
}

/// Takes examples, one after the other, each with its typed call.
pub struct Checker {
    routes: &'static RouteTable,
    types: Types,
    asks: Asks,
    checked: usize,
    failures: Vec<Failure>,
}

/// Who answers.
enum Asks {
    /// A server on loopback says what the docs say. Its address, without a slash at the end.
    Loopback { base: String, place: Place },
    /// A real one.
    Service(&'static Service),
}

impl Checker {
    fn on_loopback(routes: &'static RouteTable, documented: &str, types: Types) -> (Client, Checker) {
        let place = Server::get().open();
        // The documented base URL's path stands below the place's.
        let path = documented.parse::<Uri>().map(|uri| uri.path().trim_end_matches('/').to_owned());
        let base = format!("{}{}", place.url(), path.unwrap_or_default());
        let builder = Client::builder(&base).transport(place.transport()).token("sample");
        let client = match builder.retry(RetryPolicy::none()).timeout(Duration::from_secs(30)).build() {
            Ok(client) => client,
            Err(e) => panic!("the client can't be built: {e}"),
        };
        (client, Checker::new(routes, types, Asks::Loopback { base, place }))
    }

    pub(super) fn of_service(routes: &'static RouteTable, types: Types, service: &'static Service) -> Checker {
        Checker::new(routes, types, Asks::Service(service))
    }

    fn new(routes: &'static RouteTable, types: Types, asks: Asks) -> Checker {
        Checker { routes, types, asks, checked: 0, failures: Vec::new() }
    }

    /// Checks an example. The request has everything but the body.
    pub fn check(&mut self, example: &Example, request: Draft) {
        self.checked += 1;
        let call = Call::new(request, self.types);
        match &self.asks {
            Asks::Loopback { base, place } => {
                let loopback = Loopback { routes: self.routes, types: self.types, base, place };
                self.failures.extend(loopback.failure(example, &call));
            }
            Asks::Service(service) => service.ask(self.routes, example, call),
        }
    }

    /// # Errors
    /// The report on the examples that fail; that there were none.
    pub(super) fn report(self) -> Result<(), String> {
        let Checker { checked, failures, .. } = self;
        if checked == 0 {
            return Err("no examples to check".to_owned());
        }
        if failures.is_empty() {
            return Ok(());
        }
        let list: Vec<_> = failures.iter().map(Failure::to_string).collect();
        Err(format!("{} of {checked} examples differ from the docs\n\n{}\n", failures.len(), list.join("\n\n")))
    }
}

/// Says of itself who it is, not what it has found.
impl fmt::Debug for Checker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checker({} checked, {} differ)", self.checked, self.failures.len())
    }
}

struct Loopback<'a> {
    routes: &'static RouteTable,
    types: Types,
    base: &'a str,
    place: &'a Place,
}

impl Loopback<'_> {
    fn failure(&self, example: &Example, call: &Call) -> Option<Failure> {
        let message = Message::read(example.request);
        let mut differences = self.route(example, call);
        match example.sends.with_body(call.clone(), message.body) {
            Ok(call) => differences.extend(self.exchanges(example, &message, &call)),
            Err(problem) => differences.push(("body".to_owned(), message.body.to_owned(), problem)),
        }
        let Example { at, name, operation, .. } = *example;
        (!differences.is_empty()).then_some(Failure { at, name, operation, differences })
    }

    /// Every documented response. An example without one is answered all the same: what it sends counts.
    fn exchanges(&self, example: &Example, message: &Message, call: &Call) -> Vec<Difference> {
        let unanswered = example.answers.is_empty();
        let answers = if unanswered { &[Answer::Ignored(0, "HTTP/1.1 204")] } else { example.answers };
        let mut differences = Vec::new();
        for (index, answer) in answers.iter().enumerate() {
            let mut found = self.exchange(message, call.clone(), answer, unanswered);
            found.extend(self.start(call.clone(), answer));
            let at = |what: String| if index == 0 { what } else { format!("{what} (line {})", answer.line()) };
            differences.extend(found.into_iter().map(|(what, docs, truth)| (at(what), docs, truth)));
        }
        differences
    }

    /// The route table knows the documented address, and the call is one of the operation's.
    fn route(&self, example: &Example, call: &Call) -> Vec<Difference> {
        let mut differences = Vec::new();
        let line = RequestLine::read(Message::read(example.request).first);
        let found = self.routes.find(line.method, line.path);
        let ids: Vec<_> = found.iter().flat_map(|m| m.operations).map(|spec| spec.id()).collect();
        if !ids.contains(&example.operation) {
            let found = found.map_or("no route".to_owned(), |m| format!("{} of {}", m.template, ids.join(", ")));
            let docs = format!("{} {} is a route of {}", line.method, line.path, example.operation);
            differences.push(("route table".to_owned(), docs, found));
        }
        differences.extend(compare::differ("operation", example.operation, call.operation()));
        differences.extend(compare::differ("types of operation", example.operation, self.types.operation()));
        differences
    }

    /// One call and one documented response.
    fn exchange(&self, message: &Message, call: Call, answer: &Answer, unanswered: bool) -> Vec<Difference> {
        match responses(answer, self.place) {
            Ok(responses) => self.place.answer(responses),
            Err(problem) => return vec![("answer".to_owned(), answer.text().to_owned(), problem)],
        }
        let outcome = self.place.run(call.send());
        let received = self.place.received();
        let Some(request) = received.first() else {
            let reason = outcome.err().map_or("nothing was sent".to_owned(), |error| error.to_string());
            return vec![("request".to_owned(), "is sent".to_owned(), reason)];
        };
        let mut found = self.sent(message, request);
        if !unanswered {
            found.extend(differences(answer, outcome, &received));
        }
        found
    }

    /// What is accepted first and done later gives a poller that looks where the docs say.
    fn start(&self, call: Call, answer: &Answer) -> Vec<Difference> {
        // What is wrong with the answer is reported where it is sent.
        let (true, Ok(responses)) = (started::is_accepted(answer), responses(answer, self.place)) else {
            return Vec::new();
        };
        let Some(starting) = call.start() else { return Vec::new() };
        self.place.answer(responses);
        let outcome = self.place.run(starting);
        started::differences(answer, self.base, outcome, &self.place.received())
    }

    /// What the call puts on the wire is what the docs say.
    fn sent(&self, message: &Message, request: &Recorded) -> Vec<Difference> {
        let line = RequestLine::read(message.first);
        let mut differences = Vec::new();
        differences.extend(compare::method(line.method, request));
        differences.extend(compare::path(line.path, request, self.base, self.routes));
        differences.extend(compare::query(line.query, request));
        differences.extend(compare::headers(message, request));
        differences.extend(compare::body(message, request));
        differences
    }
}
