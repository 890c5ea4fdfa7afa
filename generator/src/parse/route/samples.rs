//! Sample values of arguments that a table documents as parameters: `getByInterval(start='2017-01-01')`.

use super::name::kebab;
use crate::model::draft::{ParameterDraft, RouteDraft};
use crate::model::{
    ArgValue, Argument, Location, Method, ParamIx, ParamKind, PathParam, PathTemplate, Piece, Segment, SegmentKind,
};

/// Makes parameters of the literal arguments that a page's parameter tables name. An `@alias` stays: its value stands in the
/// query.
pub(crate) fn open(routes: &mut [RouteDraft], parameters: &[ParameterDraft]) {
    let is_call = |segment: &Segment| matches!(segment.kind, SegmentKind::Function { .. });
    for route in routes.iter_mut().filter(|route| route.template.segments.iter().any(is_call)) {
        let documents = |parameter: &ParameterDraft| match parameter.location {
            Location::Function | Location::Path | Location::Query => true,
            Location::Body => route.method == Method::Get,
            Location::Header => false,
        };
        let names: Vec<&str> = parameters.iter().filter(|p| documents(p)).map(|p| p.name.as_str()).collect();
        open_in(&mut route.template, &|name| names.iter().any(|n| n.eq_ignore_ascii_case(name)));
    }
}

fn open_in(template: &mut PathTemplate, documented: &dyn Fn(&str) -> bool) {
    // Parameters are numbered in order of appearance: all are taken anew.
    let mut renewed = Renewed { old: std::mem::take(&mut template.params), params: Vec::new() };
    for segment in &mut template.segments {
        match &mut segment.kind {
            SegmentKind::Literal(_) => {}
            SegmentKind::Param(ix) => renewed.keep(ix),
            SegmentKind::Mixed(pieces) => {
                for piece in pieces {
                    if let Piece::Param(ix) = piece {
                        renewed.keep(ix);
                    }
                }
            }
            SegmentKind::Function { args, .. } => args.iter_mut().for_each(|arg| renewed.argument(arg, documented)),
        }
    }
    template.params = renewed.params;
}

struct Renewed {
    old: Vec<PathParam>,
    params: Vec<PathParam>,
}

impl Renewed {
    fn keep(&mut self, ix: &mut ParamIx) {
        if let Some(param) = self.old.get(*ix) {
            *ix = self.params.len();
            self.params.push(param.clone());
        }
    }

    fn argument(&mut self, argument: &mut Argument, documented: &dyn Fn(&str) -> bool) {
        let sample = match &mut argument.value {
            ArgValue::Param(ix) => return self.keep(ix),
            ArgValue::Literal(sample) => sample,
        };
        let Some(name) = argument.name.as_deref().filter(|name| documented(name) && !sample.starts_with('@')) else {
            return;
        };
        let kind = if sample.starts_with('\'') { ParamKind::QuotedArgument } else { ParamKind::BareArgument };
        let documented = sample.trim_matches('\'').to_owned();
        self.params.push(PathParam { documented, name: kebab(name), rust: String::new(), kind });
        argument.value = ArgValue::Param(self.params.len() - 1);
    }
}
