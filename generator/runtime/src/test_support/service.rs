//! The documented examples against a real service: what `cargo xtask check-service` has the example tests do in place of
//! checking them on loopback.
//!
//! It asks by a file, named in the environment, that says which service and which examples; each example leaves a line in
//! the report. The token is read from a variable of the caller's choice and goes nowhere but into requests. Values of
//! the service's answers stay here: the report tells names and kinds.

mod aimed;
mod finding;
mod plan;
mod shape;

use super::call::{Call, Types};
use super::message::{Message, RequestLine};
use super::{Checker, Example};
use crate::{Client, Error, ReqwestTransport, RouteTable, Transport};
use aimed::Aimed;
use finding::Finding;
use plan::Plan;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

/// Where the plan is.
const PLAN: &str = "DOCWRIGHT_SERVICE_PLAN";

/// How long an example may take, with its repeats.
const TIMEOUT: Duration = Duration::from_secs(200);

/// The service that the process asks instead of the server on loopback.
pub(super) struct Service {
    plan: Plan,
    transport: Arc<dyn Transport>,
    /// One request at a time, whatever the number of test threads.
    runtime: Mutex<Runtime>,
    /// `None` if none can be built.
    client: OnceLock<Option<Client>>,
}

impl Service {
    /// `None` if nobody has asked.
    ///
    /// # Panics
    /// If what was asked can't be read.
    pub(super) fn asked_for() -> Option<&'static Service> {
        static SERVICE: OnceLock<Option<Service>> = OnceLock::new();
        let asked = || {
            let path = std::env::var_os(PLAN)?;
            match Service::new(path.as_ref()) {
                Ok(service) => Some(service),
                Err(problem) => panic!("the service can't be asked: {problem}"),
            }
        };
        SERVICE.get_or_init(asked).as_ref()
    }

    fn new(path: &std::path::Path) -> Result<Service, Box<dyn std::error::Error>> {
        let plan = Plan::read(path)?;
        let transport = Arc::new(ReqwestTransport::new()?);
        let runtime = Mutex::new(Builder::new_current_thread().enable_all().build()?);
        Ok(Service { plan, transport, runtime, client: OnceLock::new() })
    }

    /// Gives the test a client and what takes its examples. That no client can be built is reported, once.
    pub(super) fn examine(
        &'static self,
        routes: &'static RouteTable,
        types: Types,
        test: impl FnOnce(Client, &mut Checker),
    ) {
        let client = self.client.get_or_init(|| match self.build(routes) {
            Ok(client) => Some(client),
            Err(error) => {
                self.report(&json!({ "problem": error.to_string() }));
                None
            }
        });
        if let Some(client) = client {
            test(client.clone(), &mut Checker::of_service(routes, types, self));
        }
    }

    fn build(&self, routes: &'static RouteTable) -> Result<Client, Error> {
        let transport = Aimed::new(self.transport.clone(), routes, &self.plan);
        let builder = Client::builder(&self.plan.base_url).transport(transport).timeout(TIMEOUT);
        builder.token(self.plan.token()?).build()
    }

    /// Sends an example that the plan names, and adds what it finds to the report.
    ///
    /// # Panics
    /// If the report can't be written.
    pub(super) fn ask(&self, routes: &'static RouteTable, example: &Example, call: Call) {
        if self.plan.names(example.at) {
            self.report(&self.finding(routes, example, call).to_json());
        }
    }

    fn report(&self, line: &Value) {
        if let Err(error) = self.plan.report(line) {
            panic!("the report can't be written: {error}");
        }
    }

    fn finding(&self, routes: &'static RouteTable, example: &Example, call: Call) -> Finding {
        let message = Message::read(example.request);
        let line = RequestLine::read(message.first);
        let finding = Finding::new(example, line.method);
        if !self.plan.allows(line.method) {
            return finding.skipped("writes, and --allow-writes is not given");
        }
        let Some(documented) = finding::Documented::of(example.answers) else {
            return finding.skipped("documents no success");
        };
        if call.operation() != call.types().operation() {
            return finding.skipped("is sent by another operation than the types are of");
        }
        let call = match example.sends.with_body(call, message.body) {
            Ok(call) => call,
            Err(problem) => return finding.skipped(&format!("can't be sent: {problem}")),
        };
        let samples = self.plan.samples(routes, line.method, line.path);
        // Another example's panic has nothing to do with this one.
        let runtime = self.runtime.lock().unwrap_or_else(PoisonError::into_inner);
        finding.compare(&documented, runtime.block_on(call.send()), samples)
    }
}
