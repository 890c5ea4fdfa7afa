//! The three pages that the project began with: each alone, and all together.

use crate::{corpus, inspect, items, text};
use serde_json::{Value, json};

fn operation<'a>(inspected: &'a Value, id: &str) -> &'a Value {
    // No page here says how the resource is cased.
    let found = items(&inspected["operations"]).iter().find(|op| text(&op["id"]).eq_ignore_ascii_case(id));
    found.unwrap_or_else(|| panic!("no {id} in {:#}", inspected["operations"]))
}

fn routes(operation: &Value) -> Vec<&str> {
    let mut routes: Vec<&str> = items(&operation["routes"]).iter().map(|route| text(&route["documented"])).collect();
    routes.sort_unstable();
    routes
}

fn is_checkin(operation: &Value) {
    assert_eq!(
        routes(operation),
        [
            "/drives/{driveId}/items/{itemId}/checkin",
            "/groups/{groupId}/drive/items/{itemId}/checkin",
            "/me/drive/items/{item-id}/checkin",
            "/sites/{siteId}/drive/items/{itemId}/checkin",
            "/users/{userId}/drive/items/{itemId}/checkin",
        ]
    );
    let body: Vec<_> = items(&operation["parameters"]).iter().filter(|parameter| parameter["in"] == "body").collect();
    let mut names: Vec<&str> = body.iter().map(|parameter| text(&parameter["name"])).collect();
    names.sort_unstable();
    assert_eq!(names, ["checkInAs", "comment"]);
    assert!(body.iter().all(|parameter| parameter["required"] == false && parameter["type"] == "Edm.String"));
    assert_eq!(operation["responses"][0]["status"], 204);
    let permissions = items(&operation["permissions"]);
    let accounts: Vec<&str> = permissions.iter().map(|set| text(&set["account"])).collect();
    assert_eq!(accounts, ["delegated-work", "delegated-personal", "application"]);
    assert_eq!(permissions[0]["names"][0], "Files.ReadWrite", "least privileged first");
}

#[test]
fn each_page_alone() {
    let Some(seeds) = corpus("seeds") else { return };
    let place = tempfile::tempdir().unwrap();
    let alone = |page: &str| {
        let docs = place.path().join(page.replace('/', "-"));
        std::fs::create_dir(&docs).unwrap();
        let name = page.rsplit('/').next().unwrap();
        std::fs::copy(seeds.join(page), docs.join(name)).unwrap();
        inspect(&docs)
    };
    is_checkin(operation(&alone("pages/driveitem-checkin.md"), "driveItem.checkin"));
    let page = alone("pages/driveitem-checkout.md");
    assert_eq!(routes(operation(&page, "driveItem.checkout")).len(), 5);
    let stub = alone("stub/driveitem-checkout.md");
    assert_eq!(routes(operation(&stub, "driveItem.checkout")).len(), 8);
}

#[test]
fn all_three_together() {
    let Some(seeds) = corpus("seeds") else { return };
    let inspected = inspect(&seeds);
    is_checkin(operation(&inspected, "driveItem.checkin"));
    let checkout = operation(&inspected, "driveItem.checkout");
    assert_eq!(checkout["pages"], json!(["pages/driveitem-checkout.md", "stub/driveitem-checkout.md"]));
    assert_eq!(routes(checkout).len(), 13);
    assert_eq!(checkout["responses"][0]["status"], 204);
    let undocumented = items(&checkout["permissions"]).iter().filter(|set| set["documented"] == false);
    assert!(undocumented.clone().all(|set| text(&set["page"]).starts_with("stub/")));
    assert_eq!(undocumented.count(), 3, "placeholders say nothing");
}
