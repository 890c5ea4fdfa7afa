//! What a fence of a page is: a request, a response, a resource, routes, or nothing of these.

use super::PageReader;
use crate::diagnostics::{Code, Diagnostic};
use crate::json;
use crate::model::Span;
use crate::parse::annotation::{Annotation, BlockType};
use crate::parse::markdown::{Block, Fence};
use crate::parse::section::Section;
use crate::parse::{http, prose, resource, routes};
use std::ops::Range;

impl PageReader<'_> {
    pub(super) fn fence(&mut self, fence: &Fence<'_>, block: &Block<'_>) {
        let annotation = self.pending.take().and_then(|annotation| self.told(annotation, &fence.text));
        let document = self.document;
        let span = |range: Range<usize>| document.span(fence.document_range(range));
        let request = http::looks_like_request(&fence.text).is_some();
        match annotation.as_ref().map(|a| a.block) {
            Some(BlockType::Resource) => {
                let annotation = annotation.as_ref().filter(|a| a.block == BlockType::Resource);
                if let Some(draft) = annotation.and_then(|a| resource::resource(a, &fence.text, span, self.diagnostics))
                {
                    self.types.resource(draft, block.range.start);
                }
            }
            // Some requests are annotated as responses by mistake.
            Some(BlockType::Request) => self.request(fence, annotation.as_ref(), span),
            Some(BlockType::Response | BlockType::SimulatedResponse) if request => {
                self.request(fence, annotation.as_ref(), span)
            }
            Some(BlockType::Response | BlockType::SimulatedResponse) => {
                self.examples.response(&fence.text, annotation.as_ref(), &span, self.diagnostics);
            }
            Some(BlockType::Permissions | BlockType::Page) => self.pending = annotation,
            Some(BlockType::Ignored | BlockType::Example | BlockType::Samples | BlockType::TestParams) => {
                self.unannotated(fence, true, span)
            }
            Some(BlockType::Unsaid) | None => self.unannotated(fence, false, span),
        }
    }

    /// An annotation without a blockType counts as what its fence is, if that is a message.
    fn told<'t>(&mut self, annotation: Annotation<'t>, text: &str) -> Option<Annotation<'t>> {
        if annotation.block != BlockType::Unsaid {
            return Some(annotation);
        }
        let (block, what) = match http::looks_like_request(text) {
            Some(_) => (BlockType::Request, "request"),
            None if http::looks_like_response(text) => (BlockType::Response, "response"),
            None => return None,
        };
        let message = format!("this annotation has no blockType; what it stands before is a {what}");
        self.diagnostics.push(Diagnostic::new(Code::AnnotationUnknown, annotation.span, message));
        Some(annotation.of(block))
    }

    fn request(&mut self, fence: &Fence<'_>, annotation: Option<&Annotation<'_>>, span: impl Fn(Range<usize>) -> Span) {
        self.examples.request(&fence.text, annotation, &span, self.diagnostics);
        let place = match self.place() {
            routes::Place::Elsewhere => routes::Place::Scenario,
            routes::Place::Illustration => routes::Place::Example,
            place => place,
        };
        self.routes.fence(&fence.text, place, span);
    }

    /// What request lines mean where the page stands now. Below a heading of the page's own making, or none, they are routes
    /// of a scenario; below the headings of other sections they illustrate those.
    pub(super) fn place(&self) -> routes::Place {
        match (self.outline.section(), self.outline.innermost()) {
            _ if self.outline.in_example() => routes::Place::Example,
            (Some(Section::HttpRequest), _) => routes::Place::HttpRequest,
            (None | Some(Section::Permissions), _) => routes::Place::Elsewhere,
            (Some(Section::ExampleRequest), _) => routes::Place::Example,
            _ => routes::Place::Illustration,
        }
    }

    /// A fence that no annotation types, or one that is `ignored`: routes, or an example to infer.
    fn unannotated(&mut self, fence: &Fence<'_>, ignored: bool, span: impl Fn(Range<usize>) -> Span) {
        let http = matches!(
            fence.language.as_str(),
            "" | "http"
                | "https"
                | "json"
                | "msgraph-interactive"
                | "rest"
                | "text"
                | "html"
                | "httprequest"
                | "console"
        );
        let place = self.place();
        if place == routes::Place::HttpRequest {
            if http {
                self.routes.fence(&fence.text, place, span);
            }
        } else if http && http::looks_like_request(&fence.text).is_some() {
            if self.outline.section() == Some(&Section::Permissions) {
                self.permission_routes = Some(fence.text.lines().map(str::trim).collect::<Vec<_>>().join("; "));
            }
            if place == routes::Place::Example {
                self.examples.inferred(&fence.text, ignored, &span, self.diagnostics);
            } else if self.outline.section() == Some(&Section::QueryParameters) {
                self.illustrated.fence(&fence.text, &span);
            }
            self.routes.fence(&fence.text, place, span);
        } else if !ignored
            && http::looks_like_response(&fence.text)
            && (self.outline.in_example() || self.examples.awaits_response())
        {
            self.examples.response(&fence.text, None, &span, self.diagnostics);
        } else if self.take_body(fence, ignored, &span) {
            // Taken.
        } else if !ignored && self.is_bare_response(fence) {
            self.examples.bare_response(&fence.text, &span, self.diagnostics);
        } else if self.outline.innermost() == Some(&Section::Body) {
            let shown = resource::unannotated(&fence.text, span, &mut Vec::new()).json;
            self.shown_body.extend(shown.into_iter().flatten());
        } else if self.outline.innermost() == Some(&Section::Response) && fence.text.trim_start().starts_with('{') {
            self.draft.response.shown = true;
        } else if !ignored {
            self.headless(fence, &span);
            self.types.bare_json(fence, &self.outline, span, self.diagnostics);
        }
    }

    /// Takes JSON that stands behind a message among the examples as its body; tells whether it did. An annotation that types
    /// no message may be about a request's body: `example`.
    fn take_body(&mut self, fence: &Fence<'_>, annotated: bool, span: &dyn Fn(Range<usize>) -> Span) -> bool {
        let is_json =
            matches!(fence.language.as_str(), "" | "http" | "json") && fence.text.trim_start().starts_with(['{', '[']);
        let response = self.outline.innermost() == Some(&Section::ExampleResponse);
        // "The response is:" says what follows, whatever the heading.
        is_json
            && self.outline.in_example()
            && if response { !annotated } else { !prose::announces_response(self.above) }
            && self.examples.body_behind(&fence.text, response, span)
    }

    /// Whether a fence is the JSON that stands where the response to the request before it is shown.
    fn is_bare_response(&self, fence: &Fence<'_>) -> bool {
        self.outline.innermost() == Some(&Section::ExampleResponse)
            && self.examples.awaits_response()
            && fence.text.trim_start().starts_with('{')
            && (fence.language == "json" || json::check(&fence.text).is_ok())
    }

    /// Says of a body that is shown as a request that no request line stands before it.
    fn headless(&mut self, fence: &Fence<'_>, span: impl Fn(Range<usize>) -> Span) {
        let is_body = matches!(fence.language.as_str(), "http" | "https") && fence.text.trim_start().starts_with('{');
        if is_body && self.outline.innermost() == Some(&Section::ExampleRequest) {
            let message = "the body of a request is shown without its request line; it is passed over";
            let at = span(0..fence.text.lines().next().map_or(0, str::len));
            self.diagnostics.push(Diagnostic::new(Code::ExampleUnreadable, at, message));
        }
    }
}
