//! What is made of a declaration. Plain functions of [`crate::Sop`]; none of them reads TOML.

mod diagram;
mod edges;
mod letter;
mod measure;
mod narrow;
mod svg;
mod table;
mod words;

pub use diagram::{Anchor, Diagram, Edge, Label, Lane, Node, Shape, diagram};
pub use letter::{LetterDetail, LetterText, letter};
pub use narrow::diagram_narrow;
pub use svg::{diagram_svg, diagram_svg_narrow};
pub use table::{PlanStep, SignatureRule, StepRow, plan, signature_rules, steps_table};
pub use words::{answer, date_in_words, fill, phone_in_words};
