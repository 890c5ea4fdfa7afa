//! Walking over the pages of a collection: streams that fetch as they are asked.

mod seen;
mod walk;

use crate::draft::Draft;
use crate::{Error, Page};
use futures::stream::{FusedStream, Stream};
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
pub(crate) use walk::Walk;

/// What can be an item of a page: everything that decodes.
pub trait Item: DeserializeOwned + Send + 'static {}

impl<T: DeserializeOwned + Send + 'static> Item for T {}

/// The pages of a collection, as a stream.
///
/// After an error the stream ends. Next links to another origin are refused, so that the token stays where it belongs;
/// so are links that were followed before, in whatever spelling. The request's headers, timeout and retry policy hold for
/// every page.
pub struct Pages<T> {
    walk: Walk,
    item: PhantomData<fn() -> T>,
}

impl<T: Item> Pages<T> {
    pub(crate) fn new(draft: Draft) -> Self {
        Pages::over(Walk::new(draft))
    }

    pub(crate) fn over(walk: Walk) -> Self {
        Pages { walk, item: PhantomData }
    }

    pub(crate) fn walk(&mut self) -> &mut Walk {
        &mut self.walk
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
        self.walk.is_done()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("followed", &self.walk.followed()).finish_non_exhaustive()
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
