//! The flow diagram of an SOP: one lane per actor, one row per step, the symbols of an SOP AP.

use super::{edges, measure};
use crate::model::{Actor, Lang, Sop, Step, StepKind};

/// A diagram, laid out: everything is a place in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
    /// Lanes from left to right; empty in the narrow form.
    pub lanes: Vec<Lane>,
    /// Height of the head of the lanes.
    pub head: i32,
    /// Symbols: start, one per step in order, end.
    pub nodes: Vec<Node>,
    /// Arrows.
    pub edges: Vec<Edge>,
    /// Words beside symbols and arrows.
    pub labels: Vec<Label>,
    /// Size of the letters.
    pub font: i32,
}

/// The column of an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Whose.
    pub actor: Actor,
    /// Left edge.
    pub x: i32,
    /// Width.
    pub width: i32,
}

impl Lane {
    const fn centre(&self) -> i32 {
        self.x + self.width / 2
    }
}

/// The form of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Start and end.
    Capsule,
    /// An activity.
    Box,
    /// A decision.
    Diamond,
}

/// A symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Number of the step as in the table; `None` for start and end.
    pub number: Option<usize>,
    /// Form.
    pub shape: Shape,
    /// Centre.
    pub x: i32,
    /// Centre.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// Words, by line.
    pub lines: Vec<String>,
}

impl Node {
    pub(super) const fn left(&self) -> i32 {
        self.x - self.width / 2
    }
    pub(super) const fn right(&self) -> i32 {
        self.x + self.width / 2
    }
    pub(super) const fn top(&self) -> i32 {
        self.y - self.height / 2
    }
    pub(super) const fn bottom(&self) -> i32 {
        self.y + self.height / 2
    }
}

/// An arrow of horizontal and vertical pieces; its head is at the last point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Corners.
    pub points: Vec<(i32, i32)>,
    /// The walk-in path.
    pub dashed: bool,
}

/// On which side of its place a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// To the right.
    Start,
    /// Centred.
    Middle,
    /// To the left.
    End,
}

/// Words beside a symbol or an arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Place.
    pub x: i32,
    /// Base line.
    pub y: i32,
    /// Side.
    pub anchor: Anchor,
    /// Words.
    pub text: String,
    /// Bold, in full ink.
    pub strong: bool,
}

impl Label {
    pub(super) fn soft(x: i32, y: i32, anchor: Anchor, text: impl Into<String>) -> Self {
        Self {
            x,
            y,
            anchor,
            text: text.into(),
            strong: false,
        }
    }
}

const WIDTH: i32 = 1080;
const WIDEST_LANE: i32 = 262;
const GUTTER: i32 = 32;
const HEAD: i32 = 40;
const GAP: i32 = 27;
const FONT: i32 = 13;
const LINE: i32 = 18;

/// Words for the two capsules.
pub(super) const fn ends(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Id => ("Mulai", "Selesai"),
        Lang::En => ("Start", "End"),
    }
}

/// Lays out the diagram with lanes.
pub fn diagram(sop: &Sop, lang: Lang) -> Diagram {
    let lanes = lanes(sop);
    let (start, end) = ends(lang);
    let mut nodes = Vec::new();
    let mut y = HEAD + 24;
    let first = sop
        .steps
        .first()
        .map_or(Actor::Applicant, |step| step.actor);
    let last = sop.steps.last().map_or(Actor::Applicant, |step| step.actor);
    nodes.push(capsule(start, column(&lanes, first), &mut y));
    for (index, step) in sop.steps.iter().enumerate() {
        nodes.push(symbol(
            step,
            index + 1,
            lang,
            column(&lanes, step.actor),
            &mut y,
        ));
    }
    nodes.push(capsule(end, column(&lanes, last), &mut y));
    let mut labels = Vec::new();
    for node in &nodes {
        if let Some(number) = node.number {
            labels.push(Label::soft(
                GUTTER - 14,
                node.y + 5,
                Anchor::End,
                number.to_string(),
            ));
        }
    }
    let (edges, mut words) = edges::wide(sop, &nodes, lang);
    labels.append(&mut words);
    let width = lanes.last().map_or(WIDTH, |lane| lane.x + lane.width + 2);
    Diagram {
        width,
        height: y + 8,
        lanes,
        head: HEAD,
        nodes,
        edges,
        labels,
        font: FONT,
    }
}

fn lanes(sop: &Sop) -> Vec<Lane> {
    let actors: Vec<Actor> = Actor::ALL
        .iter()
        .copied()
        .filter(|actor| sop.steps.iter().any(|step| step.actor == *actor))
        .collect();
    let width = (WIDTH - GUTTER - 2) / i32::try_from(actors.len().max(1)).unwrap_or(1);
    let width = width.min(WIDEST_LANE);
    (GUTTER..)
        .step_by(usize::try_from(width).unwrap_or(1))
        .zip(actors)
        .map(|(x, actor)| Lane { actor, x, width })
        .collect()
}

fn column(lanes: &[Lane], actor: Actor) -> &Lane {
    lanes
        .iter()
        .find(|lane| lane.actor == actor)
        .unwrap_or(&lanes[0])
}

fn capsule(words: &str, lane: &Lane, y: &mut i32) -> Node {
    let node = Node {
        number: None,
        shape: Shape::Capsule,
        x: lane.centre(),
        y: *y + 18,
        width: 110,
        height: 36,
        lines: vec![words.to_owned()],
    };
    *y += 36 + GAP;
    node
}

fn symbol(step: &Step, number: usize, lang: Lang, lane: &Lane, y: &mut i32) -> Node {
    let words = step.symbol_text(lang);
    let (shape, width, lines, height) = if step.kind == StepKind::Decide {
        let width = (lane.width - 8).min(200);
        let lines = measure::wrap(words, FONT, width * 58 / 100);
        let height = (lines.len() as i32 * LINE + 42).max(78);
        (Shape::Diamond, width, lines, height)
    } else {
        let width = (lane.width - 22).min(190);
        let lines = measure::wrap(words, FONT, width - 18);
        let height = (lines.len() as i32 * LINE + 20).max(56);
        (Shape::Box, width, lines, height)
    };
    let node = Node {
        number: Some(number),
        shape,
        x: lane.centre(),
        y: *y + height / 2,
        width,
        height,
        lines,
    };
    *y += height + GAP;
    node
}
