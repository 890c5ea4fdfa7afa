//! Types as type cells, annotations and sentences write them.
//!
//! A cell is read as words: names (linked or not), `collection`, `or`, parentheses. What is linked is a name whatever it
//! is called (there are types called `list` and `json`); a bare word is a keyword first.

mod words;

use super::rich::RichText;
use crate::model::draft::TypeExpr;
use crate::model::{Edm, edm};
use words::{Mark, Word, words};

/// What a type cell says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct TypeCell {
    /// The type; `None` if the cell is empty or names none.
    pub(crate) expr: Option<TypeExpr>,
    /// Prose follows the type.
    pub(crate) trailing: bool,
}

/// Reads a cell of a type column.
pub(crate) fn read(cell: &RichText) -> TypeCell {
    let words = words(cell);
    let mut reader = Reader { words: &words, at: 0, expr: None, collection: false };
    reader.cell();
    let trailing = reader.words.iter().skip(reader.at).any(|word| word.mark == Mark::Name);
    let expr = reader.expr.filter(|expr| !names_nothing(cell.plain.trim()) && !is_none_in_a_namespace(expr));
    TypeCell { expr, trailing }
}

/// Reads a type in an annotation, or a name in a sentence: `Collection(microsoft.graph.x)`, `#microsoft.graph.x`, `stream`.
/// Text that goes on behind the type is none.
pub(crate) fn read_annotation_type(text: &str) -> Option<TypeExpr> {
    let cell = read(&RichText { plain: text.into(), ..RichText::default() });
    cell.expr.filter(|_| !cell.trailing)
}

fn names_nothing(text: &str) -> bool {
    !text.contains(char::is_alphabetic)
        || ["none", "n/a", "na", "tbd", "null"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `microsoft.graph.None`, as tools write where they have no type. One that is linked is documented.
fn is_none_in_a_namespace(expr: &TypeExpr) -> bool {
    const NONE: &str = ".none";
    let end = expr.name.len().checked_sub(NONE.len()).and_then(|at| expr.name.get(at..));
    expr.link.is_none() && end.is_some_and(|end| end.eq_ignore_ascii_case(NONE))
}

struct Reader<'w, 't> {
    words: &'w [Word<'t>],
    at: usize,
    expr: Option<TypeExpr>,
    /// A word for a collection stood before the name: `collection of x`.
    collection: bool,
}

impl<'w, 't> Reader<'w, 't> {
    fn cell(&mut self) {
        self.lead();
        let Some(first) = self.peek(0).filter(|w| w.mark == Mark::Name) else {
            self.lone_collection();
            return;
        };
        // `application/json` is a media type, `string/number` are two types.
        let slash = self.peek(1).is_some_and(|w| w.mark == Mark::Slash);
        if slash && first.link.is_none() && edm(first.text).is_none() {
            return;
        }
        self.name(first);
        self.tail();
        self.elements();
        self.alternatives();
        let mut behind = self.words.iter().skip(self.at).skip_while(|w| w.mark == Mark::Of);
        if behind.next().is_some_and(|w| w.mark == Mark::Name) && !self.is_certain(first) {
            self.expr = None;
        }
    }

    fn peek(&self, ahead: usize) -> Option<&'w Word<'t>> {
        self.words.get(self.at + ahead)
    }

    fn mark(&self) -> Option<Mark> {
        self.peek(0).map(|w| w.mark)
    }

    /// What may stand before a name: `(optional)`, `collection of`, `Collection(`, `an`.
    fn lead(&mut self) {
        loop {
            match self.mark() {
                Some(Mark::Open)
                    if self.parenthesised().is_some_and(|inner| inner.iter().all(|w| w.mark == Mark::Aside)) =>
                {
                    self.skip_parenthesis();
                }
                Some(Mark::Collection) => {
                    self.collection = true;
                    self.at += 1;
                }
                Some(Mark::Open | Mark::Of | Mark::Aside) => self.at += 1,
                Some(Mark::Close) if self.peek(0).is_some_and(|w| w.text == "[") => self.at += 1,
                Some(Mark::Name) if self.at_generic_list() || self.at_list_of() => {
                    self.collection = true;
                    self.at += 2;
                }
                // "JSON object" names JSON; alone, "object" is a name.
                Some(Mark::Kind) if self.peek(1).is_some_and(|w| w.mark == Mark::Name) => self.at += 1,
                _ => return,
            }
        }
    }

    /// `List<`, as programmers write it.
    fn at_generic_list(&self) -> bool {
        let is_list =
            |w: &&Word<'_>| w.link.is_none() && ["List", "Set", "IEnumerable", "ICollection"].contains(&w.text);
        self.peek(0).filter(is_list).is_some() && self.peek(1).is_some_and(|w| w.text == "<")
    }

    /// `List of`, in prose. What follows counts if it is a name and nothing else: "list of alert comments" has no name.
    fn at_list_of(&self) -> bool {
        let is_list = |w: &&Word<'_>| w.link.is_none() && w.text.eq_ignore_ascii_case("list");
        let named = || match self.words.get(self.at + 2..) {
            Some([word]) => word.mark == Mark::Name,
            Some([word, ..]) => word.link.is_some() || edm(word.text).is_some(),
            _ => false,
        };
        self.peek(0).filter(is_list).is_some() && self.peek(1).is_some_and(|w| w.text == "of") && named()
    }

    /// `string list`: the cell's last word, behind a type beyond doubt.
    fn at_list(&self) -> bool {
        let certain = self.expr.as_ref().is_some_and(|e| e.link.is_some() || edm(&e.name).is_some());
        let is_list = |w: &Word<'_>| w.link.is_none() && w.text == "list";
        certain && self.peek(0).is_some_and(is_list) && self.peek(1).is_none()
    }

    /// `Collection`, `object`, `entity collection` on their own.
    fn lone_collection(&mut self) {
        let kind = self.peek(0).filter(|w| w.mark == Mark::Kind);
        if self.collection && self.at >= self.words.len() || kind.is_some() {
            let name = kind.map_or("Edm.Untyped", |w| w.text);
            self.at += 1;
            let behind = self.mark().is_some_and(|mark| matches!(mark, Mark::Collection | Mark::Array));
            self.at += usize::from(behind);
            self.expr = Some(TypeExpr { collection: self.collection || behind, ..TypeExpr::named(name) });
        }
    }

    fn name(&mut self, word: &Word<'t>) {
        self.at += 1;
        let name = word.text.trim_start_matches('#').to_owned();
        let link = word.link.map(str::to_owned);
        self.expr = Some(TypeExpr { name, link, collection: self.collection, alternatives: Vec::new() });
    }

    /// `Collection(string) of library.shelfKind`: the texts are values of that. Any other word, or one that goes on, says what
    /// the texts are about: `Collection(string) of book ids`.
    fn elements(&mut self) {
        let are_texts = self.expr.as_ref().is_some_and(|e| e.collection && edm(&e.name) == Some(Edm::String));
        let named = self.peek(1).filter(|w| w.mark == Mark::Name && w.text.contains('.') && self.peek(2).is_none());
        if let Some(word) = named.filter(|_| are_texts && self.mark() == Some(Mark::Of)) {
            self.at += 1;
            self.collection = true;
            self.name(word);
            self.tail();
        }
    }

    /// What may stand behind a name: `collection`, `[]`, `object`, `(url)`, closing parentheses.
    fn tail(&mut self) {
        loop {
            match self.mark() {
                Some(Mark::Array) => {
                    self.at += 1;
                    self.set_collection(true);
                }
                Some(Mark::Collection) => {
                    self.at += 1;
                    self.set_collection(false);
                }
                Some(Mark::Kind | Mark::Close | Mark::Aside) => self.at += 1,
                Some(Mark::Open) => self.parenthesis(),
                Some(Mark::Name) if self.at_list() => {
                    self.at += 1;
                    self.set_collection(false);
                }
                _ => return,
            }
        }
    }

    fn set_collection(&mut self, array: bool) {
        let Some(expr) = &mut self.expr else { return };
        // `byte[]` is one value.
        if array && edm(&expr.name) == Some(Edm::Byte) {
            expr.name = Edm::Binary.name().to_owned();
        } else {
            expr.collection = true;
        }
    }

    /// `string (timestamp)`, `x (collection)`; other remarks say nothing about the type.
    fn parenthesis(&mut self) {
        let inner: Vec<&Word<'t>> = self.parenthesised().unwrap_or_default().iter().collect();
        self.skip_parenthesis();
        let Some(expr) = &mut self.expr else { return };
        if inner.iter().any(|w| w.mark == Mark::Collection) {
            expr.collection = true;
        }
        let is_text = expr.link.is_none() && edm(&expr.name) == Some(Edm::String);
        let narrower = match inner.as_slice() {
            [only] if is_text && only.link.is_none() => edm(only.text).filter(|edm| is_written_as_text(*edm)),
            _ => None,
        };
        if let Some(edm) = narrower {
            expr.name = edm.name().to_owned();
        }
    }

    /// The words between the parenthesis that stands here and its end.
    fn parenthesised(&self) -> Option<&'w [Word<'t>]> {
        let rest = self.words.get(self.at + 1..)?;
        let end = rest.iter().position(|w| w.mark == Mark::Close).unwrap_or(rest.len());
        rest.get(..end)
    }

    fn skip_parenthesis(&mut self) {
        self.at += 1 + self.parenthesised().map_or(0, <[_]>::len);
        if self.mark() == Some(Mark::Close) {
            self.at += 1;
        }
    }

    /// `[A] or [B]`, `String/Number`, `A | B`.
    fn alternatives(&mut self) {
        while matches!(self.mark(), Some(Mark::Or | Mark::Slash)) {
            let Some(word) = self.peek(1).filter(|w| w.mark == Mark::Name) else { return };
            self.at += 2;
            let other = Some(word.text.trim_start_matches('#')).filter(|text| !text.eq_ignore_ascii_case("null"));
            if let (Some(expr), Some(other)) = (&mut self.expr, other) {
                expr.alternatives.push(other.to_owned());
            }
            self.tail();
        }
    }

    /// Whether a name is one beyond doubt; else prose behind it means that the cell is prose.
    fn is_certain(&self, word: &Word<'t>) -> bool {
        let inner_capital = word.text.chars().skip(1).any(char::is_uppercase);
        let collection = self.expr.as_ref().is_some_and(|e| e.collection);
        word.link.is_some() || edm(word.text).is_some() || word.text.contains('.') || inner_capital || collection
    }
}

/// Types whose values are strings in JSON.
fn is_written_as_text(edm: Edm) -> bool {
    matches!(edm, Edm::DateTimeOffset | Edm::Date | Edm::TimeOfDay | Edm::Duration | Edm::Binary | Edm::Guid)
}

#[cfg(test)]
mod tests;
