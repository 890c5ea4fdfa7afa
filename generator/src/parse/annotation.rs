//! Annotations: HTML comments that hold relaxed JSON with a `blockType`.

use super::{json, type_expr};
use crate::diagnostics::{Code, Diagnostic};
use crate::json::Json;
use crate::model::Span;
use crate::model::draft::TypeExpr;

/// What an annotation says of the block behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BlockType {
    Request,
    Response,
    Resource,
    Example,
    Samples,
    Ignored,
    SimulatedResponse,
    TestParams,
    Permissions,
    /// `"type": "#page.annotation"`.
    Page,
    /// It says something of a message and not what kind of block it is: the block tells.
    Unsaid,
}

/// An annotation.
#[derive(Clone, Debug)]
pub(crate) struct Annotation<'t> {
    pub block: BlockType,
    pub span: Span,
    value: Json<'t>,
}

impl<'t> Annotation<'t> {
    /// Reads a comment's text. `None` for a comment that is no annotation; what is wrong with one goes to `diagnostics`.
    pub(crate) fn read(comment: &'t str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let text = comment.trim();
        if !text.starts_with('{') {
            return None;
        }
        let relaxed = match json::read(text) {
            Ok(relaxed) => relaxed,
            Err(error) => {
                let message = format!("this annotation is not JSON: {}", error.message);
                diagnostics.push(Diagnostic::new(Code::AnnotationUnreadable, span, message));
                return None;
            }
        };
        if !relaxed.repairs.is_empty() {
            let message = format!("this annotation is not strict JSON: {}", relaxed.repairs.join(", "));
            diagnostics.push(Diagnostic::new(Code::AnnotationRelaxed, span, message));
        }
        let value = relaxed.value;
        let block = match block_type(&value) {
            Ok(block) => block?,
            Err(unknown) => {
                let message = format!("blockType `{unknown}` is none of the dialect's");
                diagnostics.push(Diagnostic::new(Code::AnnotationUnknown, span, message));
                return None;
            }
        };
        Some(Annotation { block, span, value })
    }

    /// The same, of a block of that kind.
    pub(crate) fn of(self, block: BlockType) -> Self {
        Annotation { block, ..self }
    }

    /// A member, whatever the casing of its key.
    fn get(&self, key: &str) -> Option<&Json<'t>> {
        let object = self.value.members()?;
        object.get(key).or_else(|| object.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, v)| v))
    }

    /// A string member, trimmed; empty ones count as absent.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Json::text).map(str::trim).filter(|s| !s.is_empty())
    }

    /// A member that is a string, or an array of them.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let own = |v: &Json<'_>| v.text().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
        match self.get(key) {
            Some(Json::List(items)) => items.iter().filter_map(own).collect(),
            Some(value) => own(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// A boolean member; `"true"` is one too.
    pub(crate) fn flag(&self, key: &str) -> bool {
        match self.get(key) {
            Some(Json::Bool(flag)) => *flag,
            Some(Json::Text(text)) => text.trim().eq_ignore_ascii_case("true"),
            _ => false,
        }
    }

    /// The type that the annotation gives its block: `@odata.type`, or `@type` as OneDrive writes it.
    pub(crate) fn ty(&self) -> Option<TypeExpr> {
        let mut expr = type_expr::read_annotation_type(self.text("@odata.type").or_else(|| self.text("@type"))?)?;
        expr.collection |= self.flag("isCollection");
        Some(expr)
    }
}

fn block_type<'v>(value: &'v Json<'_>) -> Result<Option<BlockType>, &'v str> {
    let text = |key: &str| {
        let object = value.members()?;
        object.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).and_then(|(_, v)| v.text())
    };
    let Some(name) = text("blockType") else {
        let page = text("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("#page.annotation"));
        let of_message = ["name", "@odata.type", "@type"].iter().any(|key| text(key).is_some());
        return Ok(page.then_some(BlockType::Page).or(of_message.then_some(BlockType::Unsaid)));
    };
    match name.trim().to_ascii_lowercase().as_str() {
        "request" => Ok(Some(BlockType::Request)),
        "response" => Ok(Some(BlockType::Response)),
        "resource" => Ok(Some(BlockType::Resource)),
        "example" => Ok(Some(BlockType::Example)),
        "samples" | "sample" => Ok(Some(BlockType::Samples)),
        "ignored" | "ignore" => Ok(Some(BlockType::Ignored)),
        "simulatedresponse" => Ok(Some(BlockType::SimulatedResponse)),
        "testparams" => Ok(Some(BlockType::TestParams)),
        "permissions" => Ok(Some(BlockType::Permissions)),
        _ => Err(name),
    }
}
