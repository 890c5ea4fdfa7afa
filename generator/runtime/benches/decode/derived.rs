//! As one would write them by hand.
#![allow(missing_docs, unreachable_pub, dead_code)]

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Identity {
    #[serde(rename = "displayName")]
    pub display_name: Option<String>,
    #[serde(rename = "id")]
    pub id: Option<String>,
}

#[derive(Deserialize)]
pub struct IdentitySet {
    #[serde(rename = "application")]
    pub application: Option<Box<Identity>>,
    #[serde(rename = "device")]
    pub device: Option<Box<Identity>>,
    #[serde(rename = "user")]
    pub user: Option<Box<Identity>>,
}

#[derive(Deserialize)]
pub struct ItemReference {
    #[serde(rename = "driveId")]
    pub drive_id: Option<String>,
    #[serde(rename = "driveType")]
    pub drive_type: Option<String>,
    #[serde(rename = "id")]
    pub id: Option<String>,
    #[serde(rename = "name")]
    pub name: Option<String>,
    #[serde(rename = "path")]
    pub path: Option<String>,
    #[serde(rename = "shareId")]
    pub share_id: Option<String>,
}

#[derive(Deserialize)]
pub struct File {
    #[serde(rename = "mimeType")]
    pub mime_type: Option<String>,
    #[serde(rename = "processingMetadata")]
    pub processing_metadata: Option<bool>,
}

#[derive(Deserialize)]
pub struct Folder {
    #[serde(rename = "childCount")]
    pub child_count: Option<i32>,
}

#[derive(Deserialize)]
pub struct FileSystemInfo {
    #[serde(rename = "createdDateTime")]
    pub created_date_time: Option<String>,
    #[serde(rename = "lastAccessedDateTime")]
    pub last_accessed_date_time: Option<String>,
    #[serde(rename = "lastModifiedDateTime")]
    pub last_modified_date_time: Option<String>,
}

#[derive(Deserialize)]
pub struct DriveItem {
    #[serde(rename = "id")]
    pub id: Option<String>,
    #[serde(rename = "createdBy")]
    pub created_by: Option<Box<IdentitySet>>,
    #[serde(rename = "createdDateTime")]
    pub created_date_time: Option<String>,
    #[serde(rename = "description")]
    pub description: Option<String>,
    #[serde(rename = "eTag")]
    pub e_tag: Option<String>,
    #[serde(rename = "lastModifiedBy")]
    pub last_modified_by: Option<Box<IdentitySet>>,
    #[serde(rename = "lastModifiedDateTime")]
    pub last_modified_date_time: Option<String>,
    #[serde(rename = "name")]
    pub name: Option<String>,
    #[serde(rename = "parentReference")]
    pub parent_reference: Option<Box<ItemReference>>,
    #[serde(rename = "webUrl")]
    pub web_url: Option<String>,
    #[serde(rename = "cTag")]
    pub c_tag: Option<String>,
    #[serde(rename = "deleted")]
    pub deleted: Option<bool>,
    #[serde(rename = "file")]
    pub file: Option<Box<File>>,
    #[serde(rename = "fileSystemInfo")]
    pub file_system_info: Option<Box<FileSystemInfo>>,
    #[serde(rename = "folder")]
    pub folder: Option<Box<Folder>>,
    #[serde(rename = "size")]
    pub size: Option<i64>,
    #[serde(rename = "webDavUrl")]
    pub web_dav_url: Option<String>,
    #[serde(rename = "children")]
    pub children: Option<Vec<DriveItem>>,
}

#[derive(Deserialize)]
pub struct DriveItemPage {
    #[serde(rename = "@odata.context")]
    pub context: Option<String>,
    #[serde(rename = "value")]
    pub value: Option<Vec<DriveItem>>,
    #[serde(rename = "@odata.nextLink")]
    pub next_link: Option<String>,
}
