use super::rich::RichText;
#[derive(Default)]
pub(crate) struct Facts { pub read_only: bool, pub nullable: Option<bool>, pub required: bool, pub inherited_from: Option<String>, pub key: bool, pub default: Option<String>, pub max_length: Option<u32>, pub range: Option<(i64,i64)>, pub values: Vec<String>, pub flags: bool, pub deprecated: Option<String> }
pub(crate) fn facts(_: &RichText) -> Facts { Facts::default() }
