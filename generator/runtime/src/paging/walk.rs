//! Going from page to page, whatever is on them.

use super::seen::Seen;
use crate::content::JSON;
use crate::draft::Draft;
use crate::request::{Sending, send};
use crate::{Client, Error, Response};
use std::task::{Context, Poll};
use url::Url;

pub(crate) struct Walk {
    /// What every page is asked with: operation, headers, settings.
    first: Box<Draft>,
    seen: Seen,
    state: State,
}

enum State {
    /// Nothing is sent before the first poll.
    Ready(Box<Draft>),
    Waiting(Sending),
    /// The last page was fine, what it leads to isn't.
    Failed(Error),
    Done,
}

impl Walk {
    pub(crate) fn new(draft: Draft) -> Self {
        let mut seen = Seen::default();
        let url = Url::parse(draft.url()).ok();
        if let Some(url) = &url {
            seen.insert(url);
        }
        // Without the body, which only the first page is asked with.
        let first = url.map_or_else(|| draft.clone(), |url| draft.follow(&url));
        Walk { first: Box::new(first), seen, state: State::Ready(Box::new(draft)) }
    }

    /// From a link that was kept, with what the draft asks for.
    pub(crate) fn resume(draft: &Draft, link: &str) -> Self {
        match draft.client().home().follow(link) {
            Ok(url) => Walk::new(draft.follow(&url)),
            Err(reason) => {
                let mut walk = Walk::new(draft.clone());
                walk.fail(Error::RefusedLink(format!("the stored link {reason}")));
                walk
            }
        }
    }

    pub(crate) fn client(&self) -> &Client {
        self.first.client()
    }

    pub(crate) fn is_done(&self) -> bool {
        matches!(self.state, State::Done)
    }

    pub(crate) fn followed(&self) -> usize {
        self.seen.len()
    }

    /// What comes next is this error.
    pub(crate) fn fail(&mut self, error: Error) {
        self.state = State::Failed(error);
    }

    pub(crate) fn poll_response(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Response, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Ready(draft) => self.state = State::Waiting(send(*draft, Some(JSON))),
                State::Waiting(mut sending) => {
                    let polled = sending.as_mut().poll(cx);
                    if polled.is_pending() {
                        self.state = State::Waiting(sending);
                    }
                    return polled.map(Some);
                }
                State::Failed(error) => return Poll::Ready(Some(Err(error))),
                State::Done => return Poll::Ready(None),
            }
        }
    }

    /// What comes after a page with this next link.
    pub(crate) fn go_on(&mut self, next_link: Option<&str>) {
        let Some(link) = next_link else { return };
        match self.next(link) {
            Ok(draft) => self.state = State::Ready(Box::new(draft)),
            Err(reason) => self.fail(Error::RefusedLink(format!("the next link {reason}"))),
        }
    }

    fn next(&mut self, link: &str) -> Result<Draft, String> {
        let url = self.client().home().follow(link)?;
        if !self.seen.insert(&url) {
            return Err("leads to a page that was there before".to_owned());
        }
        Ok(self.first.follow(&url))
    }
}
