//! As the generator emits them.
#![allow(missing_docs, unreachable_pub, dead_code)]

use docwright_runtime::{DateTime, Extra, model};

#[derive(Default)]
pub struct Identity {
    pub display_name: Option<String>,
    pub id: Option<String>,
    pub extra: Extra,
    pub _more: (),
}
model! { Identity, "microsoft.graph.identity", ["displayName" => display_name, "id" => id] }

#[derive(Default)]
pub struct IdentitySet {
    pub application: Option<Box<Identity>>,
    pub device: Option<Box<Identity>>,
    pub user: Option<Box<Identity>>,
    pub extra: Extra,
    pub _more: (),
}
model! { IdentitySet, "microsoft.graph.identitySet", ["application" => application, "device" => device, "user" => user] }

#[derive(Default)]
pub struct ItemReference {
    pub drive_id: Option<String>,
    pub drive_type: Option<String>,
    pub id: Option<String>,
    pub name: Option<String>,
    pub path: Option<String>,
    pub share_id: Option<String>,
    pub extra: Extra,
    pub _more: (),
}
model! { ItemReference, "microsoft.graph.itemReference", ["driveId" => drive_id, "driveType" => drive_type, "id" => id, "name" => name, "path" => path, "shareId" => share_id] }

#[derive(Default)]
pub struct File {
    pub mime_type: Option<String>,
    pub processing_metadata: Option<bool>,
    pub extra: Extra,
    pub _more: (),
}
model! { File, "microsoft.graph.file", ["mimeType" => mime_type, "processingMetadata" => processing_metadata] }

#[derive(Default)]
pub struct Folder {
    pub child_count: Option<i32>,
    pub extra: Extra,
    pub _more: (),
}
model! { Folder, "microsoft.graph.folder", ["childCount" => child_count] }

#[derive(Default)]
pub struct FileSystemInfo {
    pub created_date_time: Option<DateTime>,
    pub last_accessed_date_time: Option<DateTime>,
    pub last_modified_date_time: Option<DateTime>,
    pub extra: Extra,
    pub _more: (),
}
model! { FileSystemInfo, "microsoft.graph.fileSystemInfo", ["createdDateTime" => created_date_time, "lastAccessedDateTime" => last_accessed_date_time, "lastModifiedDateTime" => last_modified_date_time] }

#[derive(Default)]
pub struct DriveItem {
    pub id: Option<String>,
    pub created_by: Option<Box<IdentitySet>>,
    pub created_date_time: Option<DateTime>,
    pub description: Option<String>,
    pub e_tag: Option<String>,
    pub last_modified_by: Option<Box<IdentitySet>>,
    pub last_modified_date_time: Option<DateTime>,
    pub name: Option<String>,
    pub parent_reference: Option<Box<ItemReference>>,
    pub web_url: Option<String>,
    pub c_tag: Option<String>,
    pub deleted: Option<bool>,
    pub file: Option<Box<File>>,
    pub file_system_info: Option<Box<FileSystemInfo>>,
    pub folder: Option<Box<Folder>>,
    pub size: Option<i64>,
    pub web_dav_url: Option<String>,
    pub children: Option<Vec<DriveItem>>,
    pub extra: Extra,
    pub _more: (),
}
model! { DriveItem, "microsoft.graph.driveItem", ["id" => id, "createdBy" => created_by, "createdDateTime" => created_date_time, "description" => description, "eTag" => e_tag, "lastModifiedBy" => last_modified_by, "lastModifiedDateTime" => last_modified_date_time, "name" => name, "parentReference" => parent_reference, "webUrl" => web_url, "cTag" => c_tag, "deleted" => deleted, "file" => file, "fileSystemInfo" => file_system_info, "folder" => folder, "size" => size, "webDavUrl" => web_dav_url, "children" => children] }

#[derive(Default)]
pub struct DriveItemPage {
    pub context: Option<String>,
    pub value: Option<Vec<DriveItem>>,
    pub next_link: Option<String>,
    pub extra: Extra,
    pub _more: (),
}
model! { DriveItemPage, "", ["@odata.context" => context, "value" => value, "@odata.nextLink" => next_link] }
