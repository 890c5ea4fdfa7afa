//! The checker of documented examples: who is asked, and what came of it.

use super::call::{Call, Types};
use super::loopback::Loopback;
use super::service::Service;
use super::{Example, Failure};
use crate::draft::Draft;
use crate::{Client, ClientBuilder, RouteTable};
use std::fmt;

/// Checks that every example finds its operation in the route table, that its call sends what the docs say, and that each
/// documented response becomes what it should. `test` says which examples of the operation with these types there are; of the
/// builder, the base URL counts.
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
    let (client, loopback) = Loopback::open(routes, builder.base(), types);
    let mut checker = Checker::new(types, Asks::Loopback(loopback));
    test(&C::from(client), &mut checker);
    checker
}

/// Takes examples, one after the other, each with its typed call.
pub struct Checker {
    types: Types,
    asks: Asks,
    checked: usize,
    failures: Vec<Failure>,
}

/// Who answers.
enum Asks {
    /// A server on loopback says what the docs say.
    Loopback(Loopback),
    /// A real one.
    Service(&'static RouteTable, &'static Service),
}

impl Checker {
    pub(super) fn of_service(routes: &'static RouteTable, types: Types, service: &'static Service) -> Checker {
        Checker::new(types, Asks::Service(routes, service))
    }

    fn new(types: Types, asks: Asks) -> Checker {
        Checker { types, asks, checked: 0, failures: Vec::new() }
    }

    /// Checks an example. The request has everything but the body.
    pub fn check(&mut self, example: &Example, request: Draft) {
        self.checked += 1;
        let call = Call::new(request, self.types);
        match &self.asks {
            Asks::Loopback(loopback) => self.failures.extend(loopback.failure(example, &call)),
            Asks::Service(routes, service) => service.ask(routes, example, call),
        }
    }

    /// # Errors
    /// The report on the examples that fail; that there were none.
    fn report(self) -> Result<(), String> {
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
