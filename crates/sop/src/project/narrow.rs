//! The same diagram for a phone: one column, the actor named at each step.

use super::diagram::{Anchor, Diagram, Edge, Label, Node, Shape, ends};
use super::{edges, measure};
use crate::model::{Lang, Sop, Step, StepKind};

const WIDTH: i32 = 328;
const CENTRE: i32 = 158;
const COLUMN: i32 = 228;
const ONLINE: i32 = 16;
const BACK: i32 = 314;
const GAP: i32 = 46;
const FONT: i32 = 14;
const LINE: i32 = 19;

/// Lays out the diagram in one column, at most 328 wide.
pub fn diagram_narrow(sop: &Sop, lang: Lang) -> Diagram {
    let (start, end) = ends(lang);
    let mut y = 4;
    let mut nodes = vec![capsule(start, &mut y)];
    let mut labels = Vec::new();
    for (index, step) in sop.steps.iter().enumerate() {
        let above = step.kind == StepKind::Receive;
        y += if above { GAP + 20 } else { GAP };
        let node = symbol(step, index + 1, lang, y);
        y = node.bottom();
        let text = format!("{}. {}", index + 1, step.actor.label(lang));
        let strong = Label {
            x: CENTRE - COLUMN / 2,
            y: node.top() - 8,
            anchor: Anchor::Start,
            text,
            strong: true,
        };
        labels.push(strong);
        nodes.push(node);
    }
    y += 30;
    nodes.push(capsule(end, &mut y));
    let edges = arrows(sop, &nodes, lang, &mut labels);
    Diagram {
        width: WIDTH,
        height: y + 4,
        lanes: Vec::new(),
        head: 0,
        nodes,
        edges,
        labels,
        font: FONT,
    }
}

fn capsule(words: &str, y: &mut i32) -> Node {
    let node = Node {
        number: None,
        shape: Shape::Capsule,
        x: CENTRE,
        y: *y + 18,
        width: 110,
        height: 36,
        lines: vec![words.to_owned()],
    };
    *y += 36;
    node
}

fn symbol(step: &Step, number: usize, lang: Lang, top: i32) -> Node {
    let words = step.symbol_text(lang);
    let (shape, lines, height) = if step.kind == StepKind::Decide {
        let lines = measure::wrap(words, FONT, COLUMN * 60 / 100);
        let height = lines.len() as i32 * LINE + 48;
        (Shape::Diamond, lines, height)
    } else {
        let lines = measure::wrap(words, FONT, COLUMN - 24);
        let height = lines.len() as i32 * LINE + 22;
        (Shape::Box, lines, height)
    };
    Node {
        number: Some(number),
        shape,
        x: CENTRE,
        y: top + height / 2,
        width: COLUMN,
        height,
        lines,
    }
}

fn arrows(sop: &Sop, nodes: &[Node], lang: Lang, labels: &mut Vec<Label>) -> Vec<Edge> {
    let words = edges::words(lang, sop.self_service.is_some());
    let kind = |node: usize| {
        node.checked_sub(1)
            .and_then(|step| sop.steps.get(step))
            .map(|step| step.kind)
    };
    let mut edges = Vec::new();
    let mut refused: Option<&Node> = None;
    for (i, pair) in nodes.windows(2).enumerate() {
        let (from, to) = (&pair[0], &pair[1]);
        let by_hand = kind(i) == Some(StepKind::Receive) || kind(i + 1) == Some(StepKind::Receive);
        edges.push(Edge {
            points: vec![(from.x, from.bottom()), (to.x, to.top())],
            dashed: by_hand,
        });
        let mut beside = |x: i32, words: &str| {
            labels.push(Label::soft(x, from.bottom() + 18, Anchor::Start, words));
        };
        if kind(i + 1) == Some(StepKind::Receive)
            && let Some(next) = nodes.get(i + 2)
        {
            beside(CENTRE + 8, words.brought);
            beside(ONLINE + 8, words.online);
            edges.push(Edge {
                points: past(from, next),
                dashed: false,
            });
        }
        if kind(i) == Some(StepKind::Decide) {
            beside(CENTRE + 8, words.yes);
            labels.push(Label::soft(BACK - 5, from.y - 7, Anchor::End, words.no));
            edges.push(Edge {
                points: back(from, &nodes[1], refused.replace(from)),
                dashed: false,
            });
        }
    }
    edges
}

/// On the left, past the helpdesk.
fn past(from: &Node, to: &Node) -> Vec<(i32, i32)> {
    vec![
        (from.left(), from.y),
        (ONLINE, from.y),
        (ONLINE, to.y),
        (to.left(), to.y),
    ]
}

/// On the right, back up to the submission, or to the way of an earlier decision.
fn back(from: &Node, submit: &Node, earlier: Option<&Node>) -> Vec<(i32, i32)> {
    let mut points = vec![(from.right(), from.y), (BACK, from.y)];
    match earlier {
        Some(node) => points.push((BACK, node.y)),
        None => points.extend([(BACK, submit.y), (submit.right(), submit.y)]),
    }
    points
}
