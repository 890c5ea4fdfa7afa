//! Operations: which there are, and what is said of each as a whole.

use super::rust_type::same_output;
use super::side::{OperationLines, both};
use super::told::{Effect, Flag, Told};
use super::words::{call, id, output};
use super::{Compared, bodies, parameters, permissions, routes, unions};
use crate::surface::Kind;

pub(super) fn compare(compared: &Compared<'_>, told: &mut Told) {
    for (name, base, head) in both(&compared.base.operations, &compared.head.operations) {
        match (base, head) {
            (Some(base), Some(head)) => {
                let operation = Both { compared, base, head };
                operation.names(told);
                bodies::compare(compared, (base, head), told);
                operation.returns(told);
                operation.long_running(told);
                operation.flags(told);
                parameters::options((base, head), told);
                parameters::compare((base, head), told);
                permissions::compare((base, head), told);
                routes::compare(compared, (base, head), told);
            }
            (Some(base), None) => gone(compared, name, base, told),
            (None, Some(head)) => come(compared, name, head, told),
            (None, None) => {}
        }
    }
    unions::compare(compared, told);
    routes::moved(compared, told);
}

/// An operation that is gone, unless others have its routes.
fn gone(compared: &Compared<'_>, name: &str, base: &OperationLines<'_>, told: &mut Told) {
    let into = compared.moves.merged.get(name).and_then(|to| compared.head.operations.get(to));
    if let Some(head) = into {
        let calls = [call(compared.base, base), call(compared.head, head)];
        let sentence = format!("{name} is part of {} now: `{}` was `{}`", head.line.is.id, calls[1], calls[0]);
        told.differs(Kind::OperationMerged, Effect::Code, (base.line, head.line), sentence);
    } else if !compared.moves.gone.contains(name) {
        let sentence = format!("{name} is gone: `{}`", call(compared.base, base));
        told.tell(Kind::OperationRemoved, Effect::Code, (Some(base.line), None), sentence);
    }
}

/// A new operation, unless it has the routes of others.
fn come(compared: &Compared<'_>, name: &str, head: &OperationLines<'_>, told: &mut Told) {
    let from = compared.moves.split.get(name).and_then(|from| compared.base.operations.get(from));
    if let Some(base) = from {
        let calls = [call(compared.base, base), call(compared.head, head)];
        let sentence =
            format!("{name} is no longer part of {}: some of `{}` is `{}`", base.line.is.id, calls[0], calls[1]);
        told.differs(Kind::OperationSplit, Effect::Code, (base.line, head.line), sentence);
    } else if !compared.moves.come.contains(name) {
        let sentence = format!("{name} is new: `{}`", call(compared.head, head));
        told.tell(Kind::OperationAdded, Effect::More, (None, Some(head.line)), sentence);
    }
}

/// An operation that both sides have.
struct Both<'c, 'a> {
    compared: &'c Compared<'a>,
    base: &'c OperationLines<'a>,
    head: &'c OperationLines<'a>,
}

impl Both<'_, '_> {
    fn names(&self, told: &mut Told) {
        let lines = (self.base.line, self.head.line);
        let (base, head) = lines;
        let calls = [call(self.compared.base, self.base), call(self.compared.head, self.head)];
        let is_same_code = calls[0] == calls[1] && base.marker == head.marker;
        if id(base) != id(head) {
            let effect = if is_same_code { Effect::Docs } else { Effect::Code };
            let sentence = format!("{} is {} now: `{}` was `{}`", id(base), id(head), calls[1], calls[0]);
            told.differs(Kind::OperationRenamed, effect, lines, sentence);
        } else if base.rust != head.rust || base.marker != head.marker {
            let path = |call: &str, marker: &str| format!("`{call}` (`{marker}`)");
            let (old, new) = (path(&calls[0], &base.marker), path(&calls[1], &head.marker));
            let sentence = format!("{} was {old} and is {new}", id(head));
            told.differs(Kind::OperationPathChanged, Effect::Code, lines, sentence);
        }
    }

    fn returns(&self, told: &mut Told) {
        let (base, head) = (self.base.line, self.head.line);
        let sides = (self.compared.base, self.compared.head);
        let id = &head.is.id;
        if base.returns != head.returns {
            let same = same_output((sides.0, &base.is.returns), (sides.1, &head.is.returns));
            let effect = if same { Effect::Wire } else { Effect::Code };
            let sentence =
                format!("{id} returned {} and returns {}", output(&base.is.returns), output(&head.is.returns));
            told.differs(Kind::OperationReturnsChanged, effect, (base, head), sentence);
        }
    }

    fn long_running(&self, told: &mut Told) {
        let lines = (self.base.line, self.head.line);
        let id = &lines.1.is.id;
        match (&lines.0.is.long_running, &lines.1.is.long_running) {
            (None, Some(result)) => {
                let sentence = format!("{id} is long-running now, with {} at its end", output(result));
                told.differs(Kind::OperationLongRunning, Effect::More, lines, sentence);
            }
            (Some(_), None) => {
                let sentence = format!("{id} is no longer long-running");
                told.differs(Kind::OperationNotLongRunning, Effect::Code, lines, sentence);
            }
            (Some(old), Some(new)) if old != new => {
                let same = same_output((self.compared.base, old), (self.compared.head, new));
                let effect = if same { Effect::Wire } else { Effect::Code };
                let sentence = format!("the end of {id} brought {} and brings {}", output(old), output(new));
                told.differs(Kind::OperationResultChanged, effect, lines, sentence);
            }
            _ => {}
        }
    }

    fn flags(&self, told: &mut Told) {
        let lines = (self.base.line, self.head.line);
        let (base, head) = lines;
        let id = &head.is.id;
        told.flag(
            lines,
            (base.optional, head.optional),
            [
                Flag(Kind::OperationMayReturnNothing, Effect::Code, format!("{id} may return nothing now")),
                Flag(Kind::OperationAlwaysReturns, Effect::Code, format!("{id} never returns nothing any more")),
            ],
        );
        told.flag(
            lines,
            (base.delta, head.delta),
            [
                Flag(Kind::OperationDelta, Effect::More, format!("{id} tells what has changed since the last time")),
                Flag(Kind::OperationNoDelta, Effect::Code, format!("{id} no longer tells what has changed")),
            ],
        );
        told.flag(
            lines,
            (base.deprecated, head.deprecated),
            [
                Flag(Kind::OperationDeprecated, Effect::More, format!("{id} is deprecated now")),
                Flag(Kind::OperationUndeprecated, Effect::More, format!("{id} is no longer deprecated")),
            ],
        );
    }
}
