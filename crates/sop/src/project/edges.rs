//! Arrows of the diagram with lanes. Between two rows there is only air, so an arrow that leaves
//! sideways and then falls into the next row meets no symbol.

use super::diagram::{Anchor, Edge, Label, Node};
use super::measure;
use crate::model::{Lang, Sop, StepKind};

/// Words on arrows.
pub(super) struct Words {
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    /// Long and short.
    pub(super) returned: [&'static str; 2],
    pub(super) online: &'static str,
    pub(super) brought: &'static str,
}

pub(super) const fn words(lang: Lang, alone: bool) -> Words {
    match lang {
        Lang::Id => Words {
            yes: "Ya",
            no: "Tidak",
            returned: if alone {
                ["Coba lagi"; 2]
            } else {
                ["Dikembalikan dengan alasan", "Dikembalikan"]
            },
            online: "lewat Loket",
            brought: "diantar",
        },
        Lang::En => Words {
            yes: "Yes",
            no: "No",
            returned: if alone {
                ["Try again"; 2]
            } else {
                ["Returned with reasons", "Returned"]
            },
            online: "through Loket",
            brought: "brought in",
        },
    }
}

/// All arrows and their words. `nodes` are start, the steps, end.
pub(super) fn wide(sop: &Sop, nodes: &[Node], lang: Lang) -> (Vec<Edge>, Vec<Label>) {
    let words = words(lang, sop.self_service.is_some());
    let kind = |node: usize| {
        node.checked_sub(1)
            .and_then(|step| sop.steps.get(step))
            .map(|step| step.kind)
    };
    let mut edges = Vec::new();
    let mut labels = Vec::new();
    let mut back = nodes
        .get(1)
        .map_or((0, 0), |submit| (submit.x, submit.bottom()));
    for (i, pair) in nodes.windows(2).enumerate() {
        let (from, to) = (&pair[0], &pair[1]);
        let walk_in = kind(i) == Some(StepKind::Submit) && kind(i + 1) == Some(StepKind::Receive);
        if kind(i) == Some(StepKind::Receive) {
            edges.push(Edge {
                points: beside(from, to),
                dashed: true,
            });
        } else if walk_in && let Some(next) = nodes.get(i + 2) {
            fork(from, to, next, &words, &mut edges, &mut labels);
        } else if kind(i) == Some(StepKind::Decide) {
            labels.push(yes(from, to, words.yes));
            edges.push(Edge {
                points: onward(from, to, true),
                dashed: false,
            });
            refuse(from, back, &words, &mut edges, &mut labels);
            back.1 = from.y;
        } else {
            edges.push(Edge {
                points: onward(from, to, false),
                dashed: false,
            });
        }
    }
    (edges, labels)
}

/// To the next row: straight down, or sideways and then down.
fn onward(from: &Node, to: &Node, decision: bool) -> Vec<(i32, i32)> {
    if from.x == to.x {
        vec![(from.x, from.bottom()), (to.x, to.top())]
    } else if to.x > from.x {
        vec![(from.right(), from.y), (to.x, from.y), (to.x, to.top())]
    } else if decision {
        // The left corner of a decision belongs to "no".
        let middle = from.bottom() + (to.top() - from.bottom()) / 2 - 3;
        vec![
            (from.x, from.bottom()),
            (from.x, middle),
            (to.x, middle),
            (to.x, to.top()),
        ]
    } else {
        vec![(from.left(), from.y), (to.x, from.y), (to.x, to.top())]
    }
}

fn yes(from: &Node, to: &Node, word: &str) -> Label {
    if to.x > from.x {
        Label::soft(from.right() + 12, from.y - 8, Anchor::Start, word)
    } else {
        Label::soft(from.x + 8, from.bottom() + 15, Anchor::Start, word)
    }
}

/// From a submission there are two ways: through Loket, or by hand to the helpdesk (dashed).
fn fork(
    from: &Node,
    receive: &Node,
    next: &Node,
    words: &Words,
    edges: &mut Vec<Edge>,
    labels: &mut Vec<Label>,
) {
    let (upper, lower) = (from.y - 8, from.y + 12);
    edges.push(Edge {
        points: vec![(from.right(), upper), (next.x, upper), (next.x, next.top())],
        dashed: false,
    });
    edges.push(Edge {
        points: vec![
            (from.right(), lower),
            (receive.x, lower),
            (receive.x, receive.top()),
        ],
        dashed: true,
    });
    labels.push(Label::soft(
        receive.x,
        upper - 6,
        Anchor::Middle,
        words.online,
    ));
    labels.push(Label::soft(
        receive.x + 8,
        lower + 19,
        Anchor::Start,
        words.brought,
    ));
}

/// Into the upper left edge of a decision (or the top of a box), beside the arrow from above.
fn beside(from: &Node, to: &Node) -> Vec<(i32, i32)> {
    let offset = to.width / 6;
    let rise = match to.shape {
        super::Shape::Diamond => to.height * offset / to.width,
        super::Shape::Box | super::Shape::Capsule => 0,
    };
    let x = to.x - offset;
    vec![(from.right(), from.y), (x, from.y), (x, to.top() + rise)]
}

/// "No" leaves to the left and goes back up to the submission, or joins the way of an earlier one.
fn refuse(
    from: &Node,
    back: (i32, i32),
    words: &Words,
    edges: &mut Vec<Edge>,
    labels: &mut Vec<Label>,
) {
    edges.push(Edge {
        points: vec![(from.left(), from.y), (back.0, from.y), back],
        dashed: false,
    });
    labels.push(Label::soft(
        from.left() - 14,
        from.y + 17,
        Anchor::End,
        words.no,
    ));
    let room = from.left() - back.0 - 20;
    let [long, short] = words.returned;
    let said = if measure::width(long, 13) <= room {
        long
    } else {
        short
    };
    labels.push(Label::soft(back.0 + 10, from.y - 8, Anchor::Start, said));
}
