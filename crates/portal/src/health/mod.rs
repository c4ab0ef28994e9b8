//! What machines ask of this node: whether it is alive, whether it can serve, how it is doing.

mod model;
pub mod pages;
