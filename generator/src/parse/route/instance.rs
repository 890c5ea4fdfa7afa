//! Whether one template is another with values in place of its parameters: `/books/emma/pages` is `/books/{book-id}/pages`.

use crate::model::{PathTemplate, Segment, SegmentKind};

/// Segment by segment. What holds paths, which take several segments, may be an instance of anything that does.
pub(crate) fn is_instance(sample: &PathTemplate, of: &PathTemplate) -> bool {
    let holds_path = |template: &PathTemplate| template.segments.iter().any(|segment| segment.colon);
    let alike = sample.segments.iter().zip(&of.segments).all(|(sample, of)| may_be(sample, of));
    holds_path(sample) && holds_path(of) || alike && sample.segments.len() == of.segments.len()
}

fn may_be(sample: &Segment, of: &Segment) -> bool {
    match (&sample.kind, &of.kind) {
        (_, SegmentKind::Param(_) | SegmentKind::Mixed(_)) => true,
        (SegmentKind::Literal(sample), SegmentKind::Literal(of)) => sample.eq_ignore_ascii_case(of),
        (SegmentKind::Function { name: sample, .. }, SegmentKind::Function { name: of, .. }) => {
            sample.eq_ignore_ascii_case(of)
        }
        // A placeholder says nothing of what stands there.
        (SegmentKind::Param(_), _) => true,
        _ => false,
    }
}
