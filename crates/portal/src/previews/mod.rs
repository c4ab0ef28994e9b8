//! Every message that Loket writes, before anybody gets it: in both languages, on both channels, with the words of each
//! service as they are declared.

pub mod pages;
