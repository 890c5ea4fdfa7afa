//! Rules that one small API each shows.
