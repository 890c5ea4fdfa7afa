//! What localised docs sets make of the sentences that every operation's page has. Their translations are all but fixed; what else
//! prose tells is read in English alone.

/// Whether a sentence in lower case denies something, in a language other than English.
pub(super) fn denies(folded: &str) -> bool {
    let words = ["kein", "nicht", " pas ", "no ", "não", "не ", "ません", "不", "勿", "无需"];
    !folded.is_ascii() && words.iter().any(|word| folded.contains(word))
}

/// "Geben Sie für diese Methode keinen Anforderungstext an."
pub(super) fn denies_body(folded: &str) -> bool {
    let nouns =
        ["anforderungstext", "textkörper", "corps", "cuerpo", "corpo", "текст запроса", "тело запроса", "本文", "正文"];
    let verbs = ["kein", "pas ", "no proporcione", "no incluya", "não forneça", "не указывайте", "не предоставляйте"];
    let alone = ["ません", "しないで", "不要", "不提供", "请勿", "無需", "无需"];
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    !folded.is_ascii() && holds(&nouns) && (holds(&verbs) || holds(&alone))
}

/// "eine Sammlung von".
pub(super) fn speaks_of_collection(lower: &str) -> bool {
    let words = ["sammlung", "auflistung", "colección", "coleção", "коллекци", "コレクション", "集合"];
    !lower.is_ascii() && words.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{denies, denies_body, speaks_of_collection};

    #[test]
    fn standard_sentences() {
        // sentence, whether it denies, whether it denies a body, whether it speaks of a collection
        let rows = [
            ("geben sie für diese methode keinen anforderungstext an.", true, true, false),
            ("ne fournissez pas de corps de requête pour cette méthode.", true, true, false),
            ("no proporcione un cuerpo de solicitud para este método.", true, true, false),
            ("não forneça um corpo de solicitação para esse método.", true, true, false),
            ("не указывайте текст запроса для этого метода.", true, true, false),
            ("このメソッドには、要求本文を指定しません。", true, true, false),
            ("请勿提供此方法的请求正文。", true, true, false),
            ("geben sie im anforderungstext ein json-objekt für das buch an.", false, false, false),
            ("dans le corps de la demande, indiquez la présentation json.", false, false, false),
            ("gibt eine sammlung von objekten zurück", false, false, true),
            ("do not supply a request body for this method.", false, false, false),
        ];
        for (text, denied, body, collection) in rows {
            assert_eq!(
                (denies(text), denies_body(text), speaks_of_collection(text)),
                (denied, body, collection),
                "{text}"
            );
        }
    }
}
