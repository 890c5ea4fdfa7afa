//! The checker of documented examples: every row is sent through the typed client to a real server on loopback, once for
//! each documented response, and what is sent and returned is compared with the docs.

use super::answer::{differences, responses};
use super::compare::{self, Difference};
use super::message::{Message, RequestLine};
use super::server::{Place, Server};
use super::service::Service;
use super::started;
use super::{Answer, Call, Example, Recorded};
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
/// documented response becomes what it should.
///
/// `cargo xtask check-service` sends the same examples to a real service instead, and reads the report that it asked for.
///
/// # Panics
/// If an example fails, with a report on all that do; if there are no examples; without a server on loopback.
#[track_caller]
pub fn check<C: From<Client>>(routes: &'static RouteTable, builder: ClientBuilder<C>, examples: &[Example<C>]) {
    assert!(!examples.is_empty(), "no examples to check");
    if let Some(service) = Service::asked_for() {
        return service.examine(routes, builder, examples);
    }
    let failures = failures(routes, builder, examples);
    if !failures.is_empty() {
        let list: Vec<_> = failures.iter().map(Failure::to_string).collect();
        panic!("{} of {} examples differ from the docs\n\n{}\n", failures.len(), examples.len(), list.join("\n\n"));
    }
}

/// The examples that [`check`] would report.
///
/// # Panics
/// Without a server on loopback, or if no client can be built.
pub fn failures<C: From<Client>>(
    routes: &'static RouteTable,
    builder: ClientBuilder<C>,
    examples: &[Example<C>],
) -> Vec<Failure> {
    let place = Server::get().open();
    // The documented base URL's path stands below the place's.
    let path = builder.base().parse::<Uri>().map(|uri| uri.path().trim_end_matches('/').to_owned());
    let base = format!("{}{}", place.url(), path.unwrap_or_default());
    let builder = builder.base_url(&base).transport(place.transport()).token("sample");
    let builder = builder.retry(RetryPolicy::none()).timeout(Duration::from_secs(30));
    let client = match builder.build() {
        Ok(client) => client,
        Err(e) => panic!("the client can't be built: {e}"),
    };
    let checker = Checker { routes, base, place };
    examples.iter().filter_map(|example| checker.failure(&client, example)).collect()
}

struct Checker {
    routes: &'static RouteTable,
    /// Without a slash at the end.
    base: String,
    place: Place,
}

impl Checker {
    fn failure<C>(&self, client: &C, example: &Example<C>) -> Option<Failure> {
        let message = Message::read(example.request);
        let mut differences = self.route(example, &(example.call)(client, message.body));
        // An example without a response is answered all the same: what it sends counts.
        let answers = if example.answers.is_empty() { &[Answer::Ignored(0, "HTTP/1.1 204")] } else { example.answers };
        for (index, answer) in answers.iter().enumerate() {
            let call = (example.call)(client, message.body);
            let mut found = self.exchange(&message, call, answer, example.answers.is_empty());
            found.extend(self.start((example.call)(client, message.body), answer));
            let at = |what: String| if index == 0 { what } else { format!("{what} (line {})", answer.line()) };
            differences.extend(found.into_iter().map(|(what, docs, truth)| (at(what), docs, truth)));
        }
        let Example { at, name, operation, .. } = *example;
        (!differences.is_empty()).then_some(Failure { at, name, operation, differences })
    }

    /// The route table knows the documented address, and the call is one of the operation's.
    fn route<C>(&self, example: &Example<C>, call: &Call) -> Vec<Difference> {
        let mut differences = Vec::new();
        let line = RequestLine::read(Message::read(example.request).first);
        let found = self.routes.find(line.method, line.path);
        let ids: Vec<_> = found.iter().flat_map(|m| m.operations).map(|spec| spec.id()).collect();
        if !ids.contains(&example.operation) {
            let found = found.map_or("no route".to_owned(), |m| format!("{} of {}", m.template, ids.join(", ")));
            let docs = format!("{} {} is a route of {}", line.method, line.path, example.operation);
            differences.push(("route table".to_owned(), docs, found));
        }
        differences.extend(compare::differ("operation", example.operation, call.operation));
        differences
    }

    /// One call and one documented response.
    fn exchange(&self, message: &Message, call: Call, answer: &Answer, unanswered: bool) -> Vec<Difference> {
        if let Some(problem) = call.problem {
            return vec![("body".to_owned(), message.body.to_owned(), problem)];
        }
        match responses(answer, &self.place) {
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
        // What is wrong with the call or the answer is reported where it is sent.
        let (None, true, Ok(responses)) = (&call.problem, started::is_accepted(answer), responses(answer, &self.place))
        else {
            return Vec::new();
        };
        let Some(starting) = call.start() else { return Vec::new() };
        self.place.answer(responses);
        let outcome = self.place.run(starting);
        started::differences(answer, &self.base, outcome, &self.place.received())
    }

    /// What the call puts on the wire is what the docs say.
    fn sent(&self, message: &Message, request: &Recorded) -> Vec<Difference> {
        let line = RequestLine::read(message.first);
        let mut differences = Vec::new();
        differences.extend(compare::method(line.method, request));
        differences.extend(compare::path(line.path, request, &self.base, self.routes));
        differences.extend(compare::query(line.query, request));
        differences.extend(compare::headers(message, request));
        differences.extend(compare::body(message, request));
        differences
    }
}
