//! Requests as generated crates make them.

use super::{DRIVE, FILTER, ITEM, PATH, Request, SELECT, TEXT};
use docwright_runtime::{self as runtime, Client, NoBody, Operation, Value};
use std::hint::black_box;

struct Get;

impl Operation for Get {
    type Body = NoBody;
    type Output = Value;
    const DOCS: &'static str = "
        driveItem.get
        api/driveitem-get.md:9
        GET /me/drive/items/{item-id}
        GET /drives/{drive-id}/items/{item-id}
        GET /me/drive/root:/{+item-path}:/children
        GET /me/drive/root/search(q='{search-text}')
        GET /me/drive/root/children
        work | Files.Read, Files.ReadWrite
    ";
}

struct Update;

impl Operation for Update {
    type Body = Value;
    type Output = Value;
    const DOCS: &'static str = "
        driveItem.update
        api/driveitem-update.md:9
        PATCH /me/drive/items/{item-id}
        work | Files.ReadWrite
    ";
}

fn get(client: &Client, route: usize, args: &[&str]) -> runtime::Request<Get> {
    runtime::Request::route(client.clone(), route, black_box(args))
}

pub(super) fn one_id(client: &Client) -> Request {
    get(client, 0, &[ITEM]).build().unwrap()
}

pub(super) fn two_ids(client: &Client) -> Request {
    get(client, 1, &[DRIVE, ITEM]).build().unwrap()
}

pub(super) fn path(client: &Client) -> Request {
    get(client, 2, &[PATH]).build().unwrap()
}

pub(super) fn function(client: &Client) -> Request {
    get(client, 3, &[TEXT]).build().unwrap()
}

pub(super) fn options(client: &Client) -> Request {
    get(client, 4, &[]).select(black_box(SELECT)).filter(black_box(FILTER)).build().unwrap()
}

pub(super) fn body(client: &Client) -> Request {
    let request = runtime::Request::<Update>::route(client.clone(), 0, black_box(&[ITEM]));
    request.body(&super::by_hand::new_name()).build().unwrap()
}
