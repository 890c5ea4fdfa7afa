//! Views as JSON text. As `serde_json` writes it, which still writes what is rare; but names of fields are copied as they
//! stand, and a text is looked through at once for what has to be escaped, of which most hold nothing.

use serde::de::value::Error;
use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

/// Appends a view. Views have text for keys and nothing that could fail.
pub(super) fn append(value: &impl Serialize, out: &mut Vec<u8>) {
    if let Err(error) = value.serialize(Json(out)) {
        out.extend(format!("{{\"error\":\"{error}\"}}").bytes());
    }
}

struct Json<'o>(&'o mut Vec<u8>);

impl Json<'_> {
    fn text(self, text: &str) -> Result<(), Error> {
        let is_odd = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        // All of it, instead of up to the first: many bytes are compared at once.
        if text.bytes().fold(false, |odd, byte| odd | is_odd(byte)) {
            return self.rare(text);
        }
        self.0.reserve(text.len() + 2);
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    /// What `serde_json` writes as quickly.
    fn rare(self, value: impl Serialize) -> Result<(), Error> {
        serde_json::to_writer(self.0, &value).map_err(Error::custom)
    }

    fn literal(self, text: &str) -> Result<(), Error> {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// Members or items.
struct Parts<'o> {
    out: &'o mut Vec<u8>,
    is_first: bool,
    close: u8,
}

impl<'o> Parts<'o> {
    fn open(out: &'o mut Vec<u8>, open: u8, close: u8) -> Result<Self, Error> {
        out.push(open);
        Ok(Parts { out, is_first: true, close })
    }

    fn next(&mut self) -> Json<'_> {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(b',');
        }
        Json(self.out)
    }

    fn close(self) -> Result<(), Error> {
        self.out.push(self.close);
        Ok(())
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(self.next())
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(self.next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        let Json(out) = self.next();
        out.reserve(name.len() + 3);
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        value.serialize(Json(out))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

/// Values of these types are none of a view's.
macro_rules! unseen {
    ($($name:ident($($arg:ty),*) -> $ok:ty;)*) => {
        $(fn $name(self, $(_: $arg),*) -> Result<$ok, Error> {
            Err(Error::custom("views hold no such value"))
        })*
    };
}

macro_rules! rare {
    ($($name:ident($arg:ty);)*) => {
        $(fn $name(self, value: $arg) -> Result<(), Error> {
            self.rare(value)
        })*
    };
}

impl<'o> Serializer for Json<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'o>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Parts<'o>;
    type SerializeStruct = Parts<'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.literal(if value { "true" } else { "false" })
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.literal("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Parts::open(self.0, b'[', b']')
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>, Error> {
        Parts::open(self.0, b'{', b'}')
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Error> {
        Parts::open(self.0, b'{', b'}')
    }

    rare! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
    }

    unseen! {
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(Error::custom("views hold no such value"))
    }
}

#[cfg(test)]
mod tests {
    use super::append;
    use serde::Serialize;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    struct View<'a> {
        #[serde(rename = "type")]
        name: &'a str,
        lines: Vec<u32>,
        nothing: Option<bool>,
        some: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<bool>,
        counts: BTreeMap<String, usize>,
    }

    #[test]
    fn is_what_serde_json_writes() {
        for name in ["", "plain", "ü", "a \"quoted\" \\ text", "line\nbreak", "\u{1}\u{7f}\u{2028}"] {
            let counts = [(name.to_owned(), 1), ("other".to_owned(), 2)].into();
            let view = View { name, lines: vec![1, 20], nothing: None, some: Some(-3), left_out: None, counts };
            let mut written = Vec::new();
            append(&view, &mut written);
            assert_eq!(written, serde_json::to_vec(&view).expect("JSON"), "{name}");
        }
    }
}
