//! Made-up surfaces, compared.
