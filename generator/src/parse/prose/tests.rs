use super::{BodyNeed, Language, announces_table, body_need, says_nothing_comes_back, sentences, speaks_of_content};

#[test]
fn sentences_of_a_paragraph() {
    let rows = [
        ("One. Two", vec!["One.", "Two"]),
        ("Use v1.0 here, e.g. `x`. Then stop.", vec!["Use v1.0 here, e.g. `x`.", "Then stop."]),
        ("  One!  Two?  ", vec!["One!", "Two?"]),
        ("请勿提供正文。提供书。", vec!["请勿提供正文。", "提供书。"]),
        ("", vec![]),
    ];
    for (text, expected) in rows {
        let found: Vec<&str> = sentences::of(text).filter_map(|range| text.get(range)).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn whether_a_body_is_sent() {
    let rows = [
        ("Do not supply a request body for this method.", BodyNeed::None),
        ("Do not supply a request body for this method. The request body will be ignored.", BodyNeed::None),
        ("Don\u{2019}t provide a request body.", BodyNeed::None),
        ("Do not specify a request body.", BodyNeed::None),
        ("None.", BodyNeed::None),
        ("N/A", BodyNeed::None),
        ("Empty", BodyNeed::None),
        ("No request body.", BodyNeed::None),
        ("There is no request body for this call.", BodyNeed::None),
        ("This operation has no request content.", BodyNeed::None),
        ("The method does not have a request body.", BodyNeed::None),
        ("No request body is required.", BodyNeed::Optional),
        ("Not required.", BodyNeed::Optional),
        ("This API does not require any request body.", BodyNeed::Optional),
        ("Specifying a request body is not necessary.", BodyNeed::Optional),
        ("The request body is optional.", BodyNeed::Optional),
        ("No request body is required. However, you can specify an item.", BodyNeed::Described),
        ("If you do not supply a request body, all of it is meant.", BodyNeed::Described),
        ("Do not supply values for properties that are read-only.", BodyNeed::Described),
        ("Do not include the body of the message.", BodyNeed::Described),
        ("None of these properties is required: supply those that change.", BodyNeed::Described),
        ("Provide an empty JSON {} as request body.", BodyNeed::Described),
        ("Existing properties that are not included in the request body keep their values.", BodyNeed::Described),
    ];
    for (text, expected) in rows {
        assert_eq!(body_need(text, Language::English), expected, "{text}");
    }
}

#[test]
fn whether_a_translated_page_has_a_body() {
    let rows = [
        ("Geben Sie für diese Methode keinen Anforderungstext an.", BodyNeed::None),
        ("请勿提供此方法的请求正文。", BodyNeed::None),
        (
            "Dans le corps de la demande, indiquez les valeurs à mettre à jour. Les propriétés existantes qui ne sont pas \
             incluses dans le corps de la demande conservent leurs valeurs.",
            BodyNeed::Described,
        ),
        ("在请求正文中，提供应更新的相关字段的值。请勿加入尚未更改的现有值。", BodyNeed::Described),
        (
            "要求本文で、更新する関連フィールドの値を指定します。変更されていない既存の値を含める必要はありません。",
            BodyNeed::Described,
        ),
    ];
    for (text, expected) in rows {
        assert_eq!(body_need(text, Language::Other), expected, "{text}");
    }
    let english = "Don\u{2019}t repeat values that didn\u{2019}t change \u{2013} the book\u{2019}s body keeps them.";
    assert_eq!(body_need(english, Language::English), BodyNeed::Described);
}

#[test]
fn what_announces_a_table() {
    let rows = [
        ("The following table lists the kinds of shelves.", true),
        ("Shelves of the following kinds:", true),
        ("Shelves hold books.", false),
        ("When following a book, the following counts: never lend it. You need a licence.", false),
    ];
    for (text, expected) in rows {
        assert_eq!(announces_table(text), expected, "{text}");
    }
}

#[test]
fn what_comes_back() {
    // text, nothing, content
    let rows = [
        ("it does not return anything in the response body.", true, false),
        ("this method does not return a response body.", true, false),
        ("it doesn't return any content.", true, false),
        ("there is no response body.", true, false),
        ("returns 204 with no content.", true, false),
        ("returns 200 ok and an empty response body.", true, false),
        ("it does not return data of deleted users.", false, false),
        ("it does not return objects of other tenants.", false, false),
        ("returns 200 ok and the binary data of the photo.", false, true),
        ("returns the mime content of the message.", false, true),
        ("if the request body has bad mime content, it is refused.", false, false),
    ];
    for (text, none, content) in rows {
        assert_eq!((says_nothing_comes_back(text), speaks_of_content(text)), (none, content), "{text}");
    }
}
