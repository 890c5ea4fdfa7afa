//! The checker of documented examples: every row is sent through the typed client and compared with the docs.

use super::compare::{self, Difference};
use super::{Call, Example, Recorded, RecordingTransport, Reply};
use crate::{Client, ClientBuilder, RouteTable};
use futures::FutureExt;
use std::fmt;

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
    /// What differs: `path`, `query`, `body`, `route`….
    pub fn differs(&self) -> impl Iterator<Item = &str> {
        self.differences.iter().map(|(what, ..)| what.as_str())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.at, self.name, self.operation)?;
        for (what, docs, sent) in &self.differences {
            write!(f, "\n  {what}\n    docs say  {}\n    was sent  {}", shown(docs), shown(sent))?;
        }
        Ok(())
    }
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "(nothing)" } else { text }
}

/// Checks that every example finds its operation in the route table, and that its call sends what the docs say.
///
/// # Panics
/// If an example fails, with a report on all that do; if there are no examples.
#[track_caller]
pub fn check<C: From<Client>>(routes: &'static RouteTable, builder: ClientBuilder<C>, examples: &[Example<C>]) {
    assert!(!examples.is_empty(), "no examples to check");
    let failures = failures(routes, builder, examples);
    if !failures.is_empty() {
        let list: Vec<_> = failures.iter().map(Failure::to_string).collect();
        panic!("{} of {} examples differ from the docs\n\n{}\n", failures.len(), examples.len(), list.join("\n\n"));
    }
}

/// The examples that [`check`] would report.
pub fn failures<C: From<Client>>(
    routes: &'static RouteTable,
    builder: ClientBuilder<C>,
    examples: &[Example<C>],
) -> Vec<Failure> {
    let wire = RecordingTransport::new().otherwise(Reply::new(204));
    let inner = match builder.transport(wire.clone()).build_inner() {
        Ok(client) => client,
        Err(e) => panic!("the client can't be built: {e}"),
    };
    let checker = Checker { routes, base: inner.base_url().to_owned(), wire };
    let client = C::from(inner);
    examples.iter().filter_map(|example| checker.failure(&client, example)).collect()
}

struct Checker {
    routes: &'static RouteTable,
    /// The base URL, without a slash at the end.
    base: String,
    wire: RecordingTransport,
}

impl Checker {
    fn failure<C>(&self, client: &C, example: &Example<C>) -> Option<Failure> {
        let call = (example.call)(client, example.body.text());
        let mut differences = self.route(example, &call);
        differences.extend(self.sent(example, call));
        let Example { at, name, operation, .. } = *example;
        (!differences.is_empty()).then_some(Failure { at, name, operation, differences })
    }

    /// The route table knows the documented address, and the call is one of the operation's.
    fn route<C>(&self, example: &Example<C>, call: &Call) -> Vec<Difference> {
        let mut differences = Vec::new();
        let found = self.routes.find(example.method, example.path);
        let ids: Vec<_> = found.iter().flat_map(|m| m.operations).map(|spec| spec.id()).collect();
        if !ids.contains(&example.operation) {
            let found = found.map_or("no route".to_owned(), |m| format!("{} of {}", m.template, ids.join(", ")));
            let docs = format!("{} {} is a route of {}", example.method, example.path, example.operation);
            differences.push(("route table".to_owned(), docs, found));
        }
        if call.operation != example.operation {
            differences.push(("operation".to_owned(), example.operation.to_owned(), call.operation.to_owned()));
        }
        differences
    }

    /// What the call puts on the wire is what the docs say.
    fn sent<C>(&self, example: &Example<C>, call: Call) -> Vec<Difference> {
        let failed = |reason: String| vec![("request".to_owned(), "is sent".to_owned(), reason)];
        if let Some(problem) = call.problem {
            return vec![("body".to_owned(), example.body.text().to_owned(), problem)];
        }
        // The recording transport never waits: one poll is a whole call.
        let outcome = call.response.now_or_never();
        match (outcome, &self.wire.take()[..]) {
            (Some(Ok(_)), [request]) => self.differences(example, request),
            (Some(Ok(_)), requests) => failed(format!("{} requests were sent", requests.len())),
            (Some(Err(e)), _) => failed(e.to_string()),
            (None, _) => failed("the call waits for something".to_owned()),
        }
    }

    fn differences<C>(&self, example: &Example<C>, request: &Recorded) -> Vec<Difference> {
        let mut differences = Vec::new();
        differences.extend(compare::method(example.method, request));
        differences.extend(compare::path(example.path, request, &self.base, self.routes));
        differences.extend(compare::query(example.query, request));
        differences.extend(compare::headers(example.headers, example.body, request));
        differences.extend(compare::body(example.body, request));
        differences
    }
}
