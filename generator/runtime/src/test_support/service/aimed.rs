//! Requests with the user's values in place of the docs' samples: rows are compiled with these.

use super::plan::Plan;
use crate::arg::Args;
use crate::{Payload, RouteTable, Transport, TransportError, TransportErrorKind, TransportFuture};
use http::{Request, Uri};
use std::collections::HashMap;
use std::sync::Arc;

/// A transport that fills in the values.
pub(super) struct Aimed {
    transport: Arc<dyn Transport>,
    routes: &'static RouteTable,
    base: Option<Uri>,
    values: HashMap<String, String>,
}

impl Aimed {
    pub(super) fn new(transport: Arc<dyn Transport>, routes: &'static RouteTable, plan: &Plan) -> Self {
        let base = plan.base_url.trim_end_matches('/').parse().ok();
        let templates = routes.entries().iter().flat_map(|entry| crate::template::pieces(entry.template));
        let names = templates.filter_map(|piece| match piece {
            crate::template::Piece::Param(param) => Some(param.name),
            crate::template::Piece::Text(_) => None,
        });
        let values = names.filter_map(|name| Some((name.to_owned(), plan.value(name)?.to_owned()))).collect();
        Aimed { transport, routes, base, values }
    }

    /// The address with the user's values; `None` if none of them has a place in it.
    ///
    /// # Errors
    /// What is wrong with a value, without the value.
    fn aim(&self, method: &str, uri: &Uri) -> Result<Option<Uri>, String> {
        let Some(base) = self.base.as_ref().filter(|base| base.authority() == uri.authority()) else { return Ok(None) };
        let prefix = base.path().trim_end_matches('/');
        let path = uri.path().strip_prefix(prefix).unwrap_or_default();
        let Some(found) = self.routes.find(method, path) else { return Ok(None) };
        if !found.params.iter().any(|(name, _)| self.values.contains_key(*name)) {
            return Ok(None);
        }
        let values: Vec<&str> = found
            .params
            .iter()
            .map(|(name, sample)| self.values.get(*name).map_or(sample.as_ref(), String::as_str))
            .collect();
        let mut target = prefix.to_owned();
        crate::template::expand(&mut target, found.template, Args::Text(&values))?;
        if let Some(query) = uri.query() {
            target.push('?');
            target.push_str(query);
        }
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = Some(target.parse().map_err(|_| "a value can't stand in an address".to_owned())?);
        Uri::from_parts(parts).map(Some).map_err(|e| e.to_string())
    }
}

impl Transport for Aimed {
    fn send(&self, mut request: Request<Payload>) -> TransportFuture<'_> {
        match self.aim(request.method().as_str(), request.uri()) {
            Ok(None) => {}
            Ok(Some(uri)) => *request.uri_mut() = uri,
            Err(problem) => {
                return Box::pin(async move { Err(TransportError::new(TransportErrorKind::Request, problem)) });
            }
        }
        self.transport.send(request)
    }
}
