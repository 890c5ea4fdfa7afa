//! An example, sent through the typed client to a real server on loopback, once for each documented response: what is sent
//! and returned is compared with the docs.

use super::answer::{differences, responses};
use super::call::{Call, Types};
use super::compare::{self, Difference};
use super::message::{Message, RequestLine};
use super::server::{Place, Server};
use super::started;
use super::{Answer, Example, Failure, Recorded};
use crate::{Client, RetryPolicy, RouteTable};
use http::Uri;
use std::time::Duration;

/// A server on loopback that says what the docs say.
pub(super) struct Loopback {
    routes: &'static RouteTable,
    types: Types,
    /// Without a slash at the end.
    base: String,
    place: Place,
}

impl Loopback {
    /// A place on the server, and a client that sends to it. The documented base URL's path stands below the place's.
    ///
    /// # Panics
    /// Without a server, or if no client can be built.
    pub(super) fn open(routes: &'static RouteTable, documented: &str, types: Types) -> (Client, Loopback) {
        let place = Server::get().open();
        let path = documented.parse::<Uri>().map(|uri| uri.path().trim_end_matches('/').to_owned());
        let base = format!("{}{}", place.url(), path.unwrap_or_default());
        let builder = Client::builder(&base).transport(place.transport()).token("sample");
        let client = match builder.retry(RetryPolicy::none()).timeout(Duration::from_secs(30)).build() {
            Ok(client) => client,
            Err(e) => panic!("the client can't be built: {e}"),
        };
        (client, Loopback { routes, types, base, place })
    }

    /// What differs from the docs, if something does.
    pub(super) fn failure(&self, example: &Example, call: &Call) -> Option<Failure> {
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
        // What is wrong with the answer is reported where it is sent.
        let (true, Ok(responses)) = (started::is_accepted(answer), responses(answer, &self.place)) else {
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
