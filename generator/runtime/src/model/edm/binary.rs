//! `Edm.Binary`.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose};

super::spelled! {
    /// Bytes, `Edm.Binary`: base64 on the wire, of either alphabet, padded or not.
    Binary
}

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

impl Binary {
    /// The bytes; `None` if the text isn't base64.
    pub fn to_vec(&self) -> Option<Vec<u8>> {
        let engine = if self.as_str().contains(['-', '_']) { URL_SAFE } else { STANDARD };
        engine.decode(self.as_str()).ok()
    }
}

/// In the standard alphabet, padded, as Microsoft Graph writes it.
impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Binary::from_wire(general_purpose::STANDARD.encode(bytes))
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Binary::from(&*bytes)
    }
}

impl<const N: usize> From<&[u8; N]> for Binary {
    fn from(bytes: &[u8; N]) -> Self {
        Binary::from(&bytes[..])
    }
}
