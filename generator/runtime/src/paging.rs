//! Walking over the pages of a collection: streams that fetch as they are asked.

use crate::content::JSON;
use crate::draft::Draft;
use crate::request::{Sending, send};
use crate::{Client, Error, Page, Response};
use futures::stream::{FusedStream, Stream};
use http::{HeaderMap, Method};
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use url::Url;

/// What can be an item of a page: everything that decodes.
pub trait Item: DeserializeOwned + Send + 'static {}

impl<T: DeserializeOwned + Send + 'static> Item for T {}

/// The pages of a collection, as a stream.
///
/// After an error the stream ends. Next links to another origin are refused, so that the token stays where it belongs;
/// so are links that were followed before.
pub struct Pages<T> {
    walk: Walk,
    item: PhantomData<fn() -> T>,
}

impl<T: Item> Pages<T> {
    pub(crate) fn new(draft: Draft) -> Self {
        Pages { walk: Walk::new(draft), item: PhantomData }
    }

    /// The items of the pages.
    pub fn into_items(self) -> Items<T> {
        Items { pages: self, page: Vec::new().into_iter(), count: None, delta_link: None }
    }

    /// The next page; `None` after the last one. For those who don't have `TryStreamExt` at hand.
    ///
    /// # Errors
    /// What fetching the page failed with.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await.transpose()
    }
}

impl<T: Item> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(response) = ready!(self.walk.poll_response(cx)) else { return Poll::Ready(None) };
        let page = response.and_then(|r| r.json::<Page<T>>());
        self.walk.go_on(page.as_ref().ok().and_then(|p| p.next_link.as_deref()));
        Poll::Ready(Some(page))
    }
}

impl<T: Item> FusedStream for Pages<T> {
    fn is_terminated(&self) -> bool {
        matches!(self.walk.state, State::Done)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("followed", &self.walk.seen.len()).finish_non_exhaustive()
    }
}

/// The items of all pages, as a stream. Holds one page at a time.
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
    count: Option<i64>,
    delta_link: Option<String>,
}

/// Items are handed out, never polled in place.
impl<T> Unpin for Items<T> {}

impl<T: Item> Items<T> {
    /// The next item; `None` after the last one. For those who don't have `TryStreamExt` at hand.
    ///
    /// # Errors
    /// What fetching a page failed with.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await.transpose()
    }

    /// How many items there are on all pages, once a page has told.
    pub fn total(&self) -> Option<i64> {
        self.count
    }

    /// Where to ask later for what has changed since, once the last page has told.
    pub fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }
}

impl<T: Item> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => {
                    self.count = page.count.or(self.count);
                    self.delta_link = page.delta_link;
                    self.page = page.value.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}

/// Going from page to page, whatever is on them.
struct Walk {
    client: Client,
    /// Repeated for every page: `Prefer` and `ConsistencyLevel` hold for all of them.
    headers: HeaderMap,
    /// Hashes of the links that were followed: eight bytes a page.
    seen: HashSet<u64>,
    hasher: RandomState,
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
    fn new(draft: Draft) -> Self {
        Walk {
            client: draft.client().clone(),
            headers: draft.headers().clone(),
            seen: HashSet::new(),
            hasher: RandomState::new(),
            state: State::Ready(Box::new(draft)),
        }
    }

    fn poll_response(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Response, Error>>> {
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
    fn go_on(&mut self, next_link: Option<&str>) {
        let Some(link) = next_link else { return };
        self.state = match self.follow(link) {
            Ok(draft) => State::Ready(Box::new(draft)),
            Err(reason) => State::Failed(Error::RefusedLink(format!("the next link {reason}"))),
        };
    }

    fn follow(&mut self, link: &str) -> Result<Draft, String> {
        let home = self.client.home();
        let url = home.base().join(link).ok_or("isn't a URL")?;
        if !home.holds(&url) {
            return Err(format!("leads to another origin, {}", origin(&url)));
        }
        if !self.seen.insert(self.hasher.hash_one(url.as_str())) {
            return Err("leads to a page that was there before".to_owned());
        }
        let mut draft = Draft::raw(self.client.clone(), Method::GET, url.as_str());
        draft.set_headers(self.headers.clone());
        Ok(draft)
    }
}

/// Without path and query: those may hold a token.
fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
