//! The parts of a request, as a server has seen it.

pub(crate) use crate::server::header;

/// Method and target of a request.
pub(crate) fn line(request: &str) -> &str {
    request.split(" HTTP/1.1").next().expect("a request line")
}

pub(crate) fn body(request: &str) -> &str {
    request.split_once("\r\n\r\n").expect("a body").1
}
