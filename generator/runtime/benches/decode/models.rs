//! As the generator emits them.
#![allow(missing_docs, unreachable_pub, dead_code)]

use docwright_runtime::{DateTime, Extra, model};

pub struct Identity {
    pub display_name: Option<String>,
    pub id: Option<String>,
    pub extra: Extra,
    pub _more: (),
}
model! { Identity, "microsoft.graph.identity", [0 "displayName" => display_name, 1 "id" => id] }

pub struct IdentitySet {
    pub application: Option<Box<Identity>>,
    pub device: Option<Box<Identity>>,
    pub user: Option<Box<Identity>>,
    pub extra: Extra,
    pub _more: (),
}
model! { IdentitySet, "microsoft.graph.identitySet", [0 "application" => application, 1 "device" => device, 2 "user" => user] }

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
model! { ItemReference, "microsoft.graph.itemReference", [0 "driveId" => drive_id, 1 "driveType" => drive_type, 2 "id" => id, 3 "name" => name, 4 "path" => path, 5 "shareId" => share_id] }

pub struct File {
    pub mime_type: Option<String>,
    pub processing_metadata: Option<bool>,
    pub extra: Extra,
    pub _more: (),
}
model! { File, "microsoft.graph.file", [0 "mimeType" => mime_type, 1 "processingMetadata" => processing_metadata] }

pub struct Folder {
    pub child_count: Option<i32>,
    pub extra: Extra,
    pub _more: (),
}
model! { Folder, "microsoft.graph.folder", [0 "childCount" => child_count] }

pub struct FileSystemInfo {
    pub created_date_time: Option<DateTime>,
    pub last_accessed_date_time: Option<DateTime>,
    pub last_modified_date_time: Option<DateTime>,
    pub extra: Extra,
    pub _more: (),
}
model! { FileSystemInfo, "microsoft.graph.fileSystemInfo", [0 "createdDateTime" => created_date_time, 1 "lastAccessedDateTime" => last_accessed_date_time, 2 "lastModifiedDateTime" => last_modified_date_time] }

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
model! { DriveItem, "microsoft.graph.driveItem", [0 "id" => id, 1 "createdBy" => created_by, 2 "createdDateTime" => created_date_time, 3 "description" => description, 4 "eTag" => e_tag, 5 "lastModifiedBy" => last_modified_by, 6 "lastModifiedDateTime" => last_modified_date_time, 7 "name" => name, 8 "parentReference" => parent_reference, 9 "webUrl" => web_url, 10 "cTag" => c_tag, 11 "deleted" => deleted, 12 "file" => file, 13 "fileSystemInfo" => file_system_info, 14 "folder" => folder, 15 "size" => size, 16 "webDavUrl" => web_dav_url, 17 "children" => children] }

pub struct DriveItemPage {
    pub context: Option<String>,
    pub value: Option<Vec<DriveItem>>,
    pub next_link: Option<String>,
    pub extra: Extra,
    pub _more: (),
}
model! { DriveItemPage, "", [0 "@odata.context" => context, 1 "value" => value, 2 "@odata.nextLink" => next_link] }
