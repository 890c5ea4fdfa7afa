//! Changes since the last time: a walk over the pages of a delta function that ends with a link to the next changes.

mod change;

pub use change::{Change, RemovedReason};

use crate::draft::Draft;
use crate::error::ResyncError;
use crate::paging::{Pages, Walk};
use crate::{Error, Item, Link, Operation, Page};
use futures::stream::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A function whose docs say that it tells changes: its pages end with `@odata.deltaLink`.
pub trait DeltaFunction: Operation {}

/// What has changed, as a stream that ends with a [`delta_link`](Self::delta_link). Holds one page at a time.
///
/// The first time everything that there is comes as a change. Keep the link that the walk ends with; a walk that is resumed
/// from it gives only what has changed since.
///
/// ```no_run
/// use docwright_runtime::{Change, Client, Method, Value};
///
/// # async fn run(client: Client, stored: Option<String>) -> Result<(), docwright_runtime::Error> {
/// let mut changes = match stored {
///     None => client.request(Method::GET, "/me/drive/root/delta").delta::<Value>(),
///     Some(link) => client.resume_delta(&link.parse()?),
/// };
/// while let Some(change) = changes.try_next().await? {
///     match change {
///         Change::Updated(item) => println!("new or changed: {}", item["name"]),
///         Change::Removed { item, .. } => println!("gone: {}", item["id"]),
///     }
/// }
/// let stored = changes.delta_link().map(|link| link.to_string());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`Error::Resync`] if the service can't tell any more what has changed. After an error the stream ends; with
/// [`resume_link`](Self::resume_link) another one goes on.
pub struct Delta<T> {
    pages: Pages<Change<T>>,
    page: std::vec::IntoIter<Change<T>>,
    /// Where the page came from that is being handed out.
    here: Option<Link>,
    /// What it leads to: a next link or a delta link.
    after: Option<Link>,
    ended: bool,
}

/// Changes are handed out, never polled in place.
impl<T> Unpin for Delta<T> {}

impl<T: Item> Delta<T> {
    pub(crate) fn new(draft: Draft) -> Self {
        let after = draft.url().parse().ok();
        Delta::over(Walk::new(draft), after)
    }

    /// From a link that was kept, with the headers and settings of a draft.
    pub(crate) fn resume(draft: &Draft, link: &Link) -> Self {
        Delta::over(Walk::resume(draft, link.as_str()), Some(link.clone()))
    }

    fn over(walk: Walk, after: Option<Link>) -> Self {
        Delta { pages: Pages::over(walk), page: Vec::new().into_iter(), here: None, after, ended: false }
    }

    /// The next change; `None` after the last one. For those who don't have `TryStreamExt` at hand.
    ///
    /// # Errors
    /// What fetching a page failed with; [`Error::Resync`] if the walk has to start over.
    pub async fn try_next(&mut self) -> Result<Option<Change<T>>, Error> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await.transpose()
    }

    fn arrive(&mut self, page: Page<Change<T>>) {
        self.here = self.after.take();
        self.ended = page.next_link.is_none() && page.delta_link.is_some();
        let link = page.next_link.as_deref().or(page.delta_link.as_deref());
        match link.map(|link| self.pages.walk().client().home().follow(link)) {
            Some(Ok(url)) => self.after = Some(url.into()),
            // Of a next link the walk itself will say so.
            Some(Err(reason)) if self.ended => {
                self.pages.walk().fail(Error::RefusedLink(format!("the delta link {reason}")));
            }
            Some(Err(_)) | None => {}
        }
        self.page = page.value.into_iter();
    }
}

impl<T> Delta<T> {
    /// Where to ask later for what will have changed since. There once the stream has ended; `None` also if the service gave
    /// no link.
    pub fn delta_link(&self) -> Option<&Link> {
        self.after.as_ref().filter(|_| self.ended && self.page.len() == 0)
    }

    /// Where to go on if the walk stops here, and nothing is lost: with what comes after the changes that were handed out,
    /// or with the page that they are from, if more of it is left. In the end, the delta link. `None` if the request has no
    /// valid address.
    pub fn resume_link(&self) -> Option<&Link> {
        let after = self.after.as_ref().filter(|_| self.page.len() == 0);
        after.or(self.here.as_ref())
    }
}

impl<T: Item> Stream for Delta<T> {
    type Item = Result<Change<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(change) = self.page.next() {
                return Poll::Ready(Some(Ok(change)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => self.arrive(page),
                Some(Err(error)) => {
                    let home = self.pages.walk().client().home();
                    return Poll::Ready(Some(Err(ResyncError::or_error(error, home))));
                }
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Delta<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delta").field("resume_link", &self.resume_link()).finish_non_exhaustive()
    }
}
