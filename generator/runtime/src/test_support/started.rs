//! Operations that are accepted now and done later: what `start()` makes of a documented `202 Accepted`.

use super::compare::{Difference, differ};
use super::message::Message;
use super::{Answer, Recorded};
use crate::Error;
use url::Url;

/// Where the docs say to look.
enum Monitor {
    /// The client gives a poller for this address.
    At(String),
    /// The client goes there neither with a token nor without.
    Refused(String),
    /// The docs don't show the header that a service must send.
    Untold,
}

/// Whether it is an answer that starts an operation.
pub(super) fn is_accepted(answer: &Answer) -> bool {
    Message::read(answer.text()).first.split_whitespace().nth(1) == Some("202")
}

/// What differs from what the docs say: the preference that was sent, and the address of the monitor.
pub(super) fn differences(
    answer: &Answer,
    base: &str,
    started: Result<Option<String>, Error>,
    received: &[Recorded],
) -> Vec<Difference> {
    let asked = received.first().and_then(|request| request.headers().get("prefer")).and_then(|v| v.to_str().ok());
    let asks = asked.is_some_and(|value| value.to_ascii_lowercase().contains("respond-async"));
    let preference = (!asks)
        .then(|| ("started with".to_owned(), "Prefer: respond-async".to_owned(), asked.unwrap_or_default().to_owned()));
    let monitor = match (Monitor::documented(answer, base), started) {
        (Monitor::At(url), Ok(Some(link))) => differ("monitor", &url, &link),
        (Monitor::Refused(_), Err(Error::RefusedLink(_))) | (Monitor::Untold, Err(Error::Decode(_))) => None,
        (monitor, started) => Some(("monitor".to_owned(), monitor.expected(), shown(started))),
    };
    preference.into_iter().chain(monitor).collect()
}

fn shown(started: Result<Option<String>, Error>) -> String {
    match started {
        Ok(Some(link)) => link,
        Ok(None) => "done at once".to_owned(),
        Err(error) => error.to_string(),
    }
}

impl Monitor {
    /// A path is below the base URL, be it written with the base URL's own path or without it.
    fn documented(answer: &Answer, base: &str) -> Monitor {
        let message = Message::read(answer.text());
        let header = message.header("operation-location").or_else(|| message.header("location"));
        let Some(location) = header.filter(|location| !location.is_empty()) else { return Monitor::Untold };
        let text = match location.starts_with('/') {
            true => format!("{base}{location}"),
            false => location.to_owned(),
        };
        match Url::parse(&text) {
            Ok(url) if url.scheme() == "https" || text.starts_with(base) => Monitor::At(url.into()),
            _ => Monitor::Refused(location.to_owned()),
        }
    }

    fn expected(self) -> String {
        match self {
            Monitor::At(url) => url,
            Monitor::Refused(location) => format!("{location}, which is refused"),
            Monitor::Untold => "no `Location`, which is an error".to_owned(),
        }
    }
}
