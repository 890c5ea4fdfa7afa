//! What localised docs sets make of the sentences that every operation's page has. Their translations are all but fixed; what
//! else prose tells is read in English alone.

use crate::parse::markdown::{Block, BlockKind};
use crate::parse::rich::RichText;
use crate::parse::section::{Outline, Section};

/// What a page's prose is written in. Only a whole page tells: English sentences, too, hold dashes and curly apostrophes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Language {
    English,
    /// Any other: which one does not matter.
    Other,
}

impl Language {
    /// What a page's headings tell of it: its title and sections have letters that English has not, or open their sections by
    /// English anchors alone.
    pub(crate) fn of(blocks: &[Block<'_>]) -> Language {
        let translated = blocks.iter().any(|block| match &block.kind {
            BlockKind::Heading { level, text, anchor } => is_translated(*level, text, anchor.as_deref()),
            _ => false,
        });
        if translated { Language::Other } else { Language::English }
    }

    /// Whether a sentence in lower case denies something, in a language other than English.
    pub(super) fn denies(self, folded: &str) -> bool {
        let unspaced =
            ["ません", "ないで", "不支持", "不支援", "不提供", "不需要", "勿", "无需", "無需", "지 않", "지 마"];
        self == Language::Other
            && (behind_words(folded, DENIALS).next().is_some() || unspaced.iter().any(|word| folded.contains(word)))
    }

    /// "Geben Sie für diese Methode keinen Anforderungstext an.", in lower case; not "Wenn Sie keinen angeben, …".
    pub(super) fn denies_body(self, folded: &str) -> bool {
        let conditional = ["wenn ", "falls ", "si ", "se ", "если ", "如果", "若"];
        self == Language::Other
            && !conditional.iter().any(|word| folded.starts_with(word))
            && (denies_right_before(folded) || denies_before(folded) || denies_behind(folded))
    }

    /// Words, in lower case, that speak of a collection in a language other than English.
    pub(super) fn collections(self) -> &'static [&'static str] {
        match self {
            Language::English => &[],
            Language::Other => &["sammlung", "auflistung", "colección", "coleção", "коллекци", "コレクション", "集合"],
        }
    }

    /// How many bytes before a link may say that it is to many: letters beyond ASCII take several.
    pub(super) fn reach(self) -> usize {
        match self {
            Language::English => 24,
            Language::Other => 48,
        }
    }
}

/// Whether a heading says nothing in English, and is in another language by its letters or by its anchor's English.
fn is_translated(level: u8, text: &RichText<'_>, anchor: Option<&str>) -> bool {
    let opens_section = |anchor| {
        let mut outline = Outline::default();
        outline.enter(2, text, anchor);
        !matches!(outline.innermost(), None | Some(Section::Other))
    };
    // Headings further down may quote what examples are about.
    let foreign = level <= 2 && text.plain.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    (foreign || anchor.is_some_and(|anchor| opens_section(Some(anchor)))) && !opens_section(None)
}

/// Whether it is what "Namespace" is called in any language. None of these words means anything else.
pub(super) fn means_namespace(label: &str) -> bool {
    const NAMES: &[&str] = &[
        "namespace",
        "namensraum",
        "espace de noms",
        "espacio de nombres",
        "spazio dei nomi",
        "naamruimte",
        "namnrymd",
        "navneområde",
        "navnerom",
        "nimiavaruus",
        "przestrzeń nazw",
        "obor názvů",
        "névtér",
        "ad alanı",
        "пространство имен",
        "пространство имён",
        "простір імен",
        "命名空间",
        "命名空間",
        "名前空間",
        "네임스페이스",
    ];
    let words: Vec<&str> = label.split_whitespace().collect();
    NAMES.contains(&words.join(" ").to_lowercase().as_str())
}

/// Words that deny. The Spanish "no" does so before a verb; in Portuguese it means "in the".
const DENIALS: &[&str] = &[
    "kein",
    "keine",
    "keinen",
    "keiner",
    "nicht",
    "pas",
    "aucun",
    "aucune",
    "no admite",
    "no admiten",
    "no es",
    "no son",
    "no se",
    "no está",
    "no están",
    "no permite",
    "no proporcione",
    "no incluya",
    "no especifique",
    "não",
    "non",
    "не",
    "nie",
    "niet",
    "geen",
];

/// What follows each of some words, or phrases, in a text.
fn behind_words<'t>(text: &'t str, words: &'t [&str]) -> impl Iterator<Item = &'t str> {
    words.iter().flat_map(move |word| text.match_indices(word)).filter_map(move |(at, word)| {
        let rest = text.get(at + word.len()..)?;
        let before = text.get(..at)?.chars().next_back();
        let whole = !before.into_iter().chain(rest.chars().next()).any(char::is_alphanumeric);
        whole.then_some(rest.trim_start())
    })
}

/// "Keinen Anforderungstext", "ne fournissez pas de corps": nothing but an article stands between.
fn denies_right_before(folded: &str) -> bool {
    let denials = [
        "kein",
        "keinen",
        "pas",
        "aucun",
        "ningún",
        "no proporcione",
        "no incluya",
        "no especifique",
        "nenhum",
        "não forneça",
        "não inclua",
        "não especifique",
        "nessun",
        "non fornire",
        "non includere",
        "non specificare",
        "не указывайте",
        "не предоставляйте",
        "не включайте",
    ];
    let articles = ["de ", "un ", "le ", "el ", "il ", "um ", "o "];
    let nouns = ["anforderungstext", "textkörper", "corps", "cuerpo", "corpo", "текст запроса", "тело запроса"];
    behind_words(folded, &denials).any(|rest| {
        let rest = articles.iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest);
        nouns.iter().any(|noun| rest.starts_with(noun))
    })
}

/// "请勿提供此方法的请求正文": the noun comes last, and nothing is "in" it.
fn denies_before(folded: &str) -> bool {
    let denials = ["请勿", "請勿", "不要", "不提供", "不需要", "无需", "無需", "没有", "沒有"];
    let mut behind = denials.iter().flat_map(|word| folded.match_indices(word));
    behind.any(|(at, word)| {
        let rest = folded.get(at + word.len()..).unwrap_or_default();
        let clause = rest.split(['，', '、', '：', ',']).next().unwrap_or_default();
        let noun = ["正文", "本文"].iter().find_map(|noun| clause.split_once(noun));
        noun.is_some_and(|(between, after)| {
            between.chars().count() <= NEAR && !after.starts_with(['中', '内', '內', '的'])
        })
    })
}

/// "要求本文を指定しません": the noun is what is denied, and the verb follows.
fn denies_behind(folded: &str) -> bool {
    let nouns = ["本文を", "本文は", "본문을", "본문은"];
    let mut behind = nouns.iter().flat_map(|noun| folded.match_indices(noun));
    behind.any(|(at, noun)| {
        let rest = folded.get(at + noun.len()..).unwrap_or_default();
        let clause = rest.split(['、', ',']).next().unwrap_or_default();
        let denial = ["ません", "ないで", "지 마", "지 않"].iter().find_map(|denial| clause.split_once(denial));
        denial.is_some_and(|(between, _)| between.chars().count() <= NEAR)
    })
}

/// How many characters, in scripts without blanks, may stand between a noun and its denial.
const NEAR: usize = 12;

#[cfg(test)]
mod tests {
    use super::{Language, means_namespace};

    fn read(language: Language, text: &str) -> (bool, bool, bool) {
        let collection = language.collections().iter().any(|word| text.contains(word));
        (language.denies(text), language.denies_body(text), collection)
    }

    #[test]
    fn standard_sentences() {
        // sentence, whether it denies, whether it denies a body, whether it speaks of a collection
        let rows = [
            ("geben sie für diese methode keinen anforderungstext an.", true, true, false),
            ("ne fournissez pas de corps de requête pour cette méthode.", true, true, false),
            ("no proporcione un cuerpo de solicitud para este método.", true, true, false),
            ("não forneça um corpo de solicitação para esse método.", true, true, false),
            ("non specificare il corpo della richiesta per questo metodo.", true, true, false),
            ("не указывайте текст запроса для этого метода.", true, true, false),
            ("このメソッドには、要求本文を指定しません。", true, true, false),
            ("请勿提供此方法的请求正文。", true, true, false),
            ("請勿提供此方法的要求本文。", true, true, false),
            ("이 메서드에 대한 요청 본문을 제공하지 마세요.", true, true, false),
            ("geben sie im anforderungstext ein json-objekt für das buch an.", false, false, false),
            ("dans le corps de la demande, indiquez la présentation json.", false, false, false),
            ("gibt eine sammlung von objekten zurück", false, false, true),
            ("do not supply a request body for this method.", false, false, false),
            ("diese methode unterstützt keine odata-abfrageparameter.", true, false, false),
            ("diese methode unterstützt odata-abfrageparameter.", false, false, false),
            // A denial of something else.
            ("wenn sie keinen anforderungstext angeben, gilt das für alle.", true, false, false),
            ("vorhandene eigenschaften, die nicht im anforderungstext enthalten sind, bleiben.", true, false, false),
            ("les propriétés qui ne sont pas incluses dans le corps de la demande restent.", true, false, false),
            ("las propiedades que no se incluyan en el cuerpo de la solicitud quedan.", true, false, false),
            ("as propriedades não incluídas no corpo da solicitação ficam.", true, false, false),
            ("свойства, не включенные в текст запроса, сохраняются.", true, false, false),
            ("要求本文で、更新する値を指定します。", false, false, false),
            ("要求本文に含まれない値は変更されません。", true, false, false),
            ("要求本文で、更新する値を指定し、変更されていない値を含める必要はありません。", true, false, false),
            ("在请求正文中，提供应更新的相关字段的值。", false, false, false),
            ("请勿加入尚未更改的现有值。", true, false, false),
            ("请勿在请求正文中提供书的标识。", true, false, false),
            // Not words of their own, or not in this language.
            ("el método del casino admite filtros.", false, false, false),
            ("esse método dá suporte a filtros no odata.", false, false, false),
            ("此方法支持不同的查询参数。", false, false, false),
        ];
        for (text, denied, body, collection) in rows {
            assert_eq!(read(Language::Other, text), (denied, body, collection), "{text}");
            assert_eq!(read(Language::English, text), (false, false, false), "{text}");
        }
    }

    #[test]
    fn labels_of_a_namespace() {
        let rows = [
            ("Namespace", true),
            ("Espace\u{a0}de noms\u{a0}", true),
            ("Пространство имен", true),
            ("名前空間", true),
            ("Version", false),
            ("Applies to", false),
            ("版本", false),
        ];
        for (label, expected) in rows {
            assert_eq!(means_namespace(label), expected, "{label}");
        }
    }
}
