//! Draws a diagram. No fixed colour, no style, no id: everything comes from the page's tokens,
//! so dark mode, print and a strict content security policy need nothing more.

use std::fmt::Write as _;

use super::diagram::{Anchor, Diagram, Edge, Label, Node, Shape, diagram};
use super::narrow::diagram_narrow;
use crate::model::{Lang, Sop};

/// The diagram with lanes, as SVG. The table of steps is its equivalent.
pub fn diagram_svg(sop: &Sop, lang: Lang) -> String {
    draw(
        &diagram(sop, lang),
        "diagram diagram-wide",
        &caption(sop, lang),
        lang,
    )
}

/// The diagram in one column, for a phone.
pub fn diagram_svg_narrow(sop: &Sop, lang: Lang) -> String {
    draw(
        &diagram_narrow(sop, lang),
        "diagram diagram-narrow",
        &caption(sop, lang),
        lang,
    )
}

fn caption(sop: &Sop, lang: Lang) -> String {
    match lang {
        Lang::Id => format!(
            "Diagram alur {}. Langkahnya sama dengan tabel di bawah.",
            sop.number
        ),
        Lang::En => format!(
            "Flow diagram of {}. Its steps are those of the table below.",
            sop.number
        ),
    }
}

fn draw(diagram: &Diagram, class: &str, caption: &str, lang: Lang) -> String {
    let (width, height) = (diagram.width, diagram.height);
    let mut out = String::with_capacity(4096);
    let _ = write!(
        out,
        "<svg class=\"{class}\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-size=\"{}\" fill=\"none\">",
        escape(caption),
        diagram.font
    );
    lanes(&mut out, diagram, lang);
    diagram.edges.iter().for_each(|edge| arrow(&mut out, edge));
    diagram
        .nodes
        .iter()
        .for_each(|node| symbol(&mut out, node, diagram.font));
    diagram
        .labels
        .iter()
        .for_each(|words| label(&mut out, words));
    out.push_str("</svg>");
    out
}

fn lanes(out: &mut String, diagram: &Diagram, lang: Lang) {
    let (Some(first), Some(last)) = (diagram.lanes.first(), diagram.lanes.last()) else {
        return;
    };
    let bottom = diagram.height - 1;
    for (i, lane) in diagram.lanes.iter().enumerate() {
        let fill = if i % 2 == 0 {
            "var(--sunk)"
        } else {
            "var(--paper)"
        };
        let (x, width) = (lane.x, lane.width);
        let _ = write!(
            out,
            "<rect x=\"{x}\" y=\"0.5\" width=\"{width}\" height=\"{bottom}\" fill=\"{fill}\" stroke=\"var(--line)\"/>\
             <text x=\"{}\" y=\"25\" text-anchor=\"middle\" font-weight=\"700\" fill=\"var(--ink)\">{}</text>",
            x + width / 2,
            lane.actor.label(lang)
        );
    }
    let _ = write!(
        out,
        "<path d=\"M{} {head}H{}\" stroke=\"var(--ink)\" stroke-width=\"1.5\"/>",
        first.x,
        last.x + last.width,
        head = diagram.head
    );
}

fn arrow(out: &mut String, edge: &Edge) {
    let [.., before, tip] = edge.points.as_slice() else {
        return;
    };
    let mut path = String::new();
    for (i, (x, y)) in edge.points.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if i == 0 { 'M' } else { 'L' });
    }
    let dash = if edge.dashed {
        " stroke-dasharray=\"4 4\""
    } else {
        ""
    };
    let _ = write!(
        out,
        "<path d=\"{path}\" stroke=\"var(--ink)\" stroke-width=\"1.3\"{dash}/>"
    );
    let (dx, dy) = ((tip.0 - before.0).signum(), (tip.1 - before.1).signum());
    let (base_x, base_y) = (tip.0 - dx * 9, tip.1 - dy * 9);
    let _ = write!(
        out,
        "<path d=\"M{} {}L{} {}L{} {}Z\" fill=\"var(--ink)\"/>",
        tip.0,
        tip.1,
        base_x + dy * 4,
        base_y + dx * 4,
        base_x - dy * 4,
        base_y - dx * 4
    );
}

fn symbol(out: &mut String, node: &Node, font: i32) {
    let (left, top, width, height) = (node.left(), node.top(), node.width, node.height);
    let _ = match node.shape {
        Shape::Capsule => write!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"{}\" fill=\"var(--tint)\" stroke=\"var(--accent)\" stroke-width=\"1.5\"/>",
            height / 2
        ),
        Shape::Box => write!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"var(--sheet)\" stroke=\"var(--ink)\" stroke-width=\"1.5\"/>"
        ),
        Shape::Diamond => write!(
            out,
            "<path d=\"M{left} {y}L{x} {top}L{right} {y}L{x} {bottom}Z\" fill=\"var(--sheet)\" stroke=\"var(--ink)\" stroke-width=\"1.5\"/>",
            x = node.x,
            y = node.y,
            right = node.right(),
            bottom = node.bottom()
        ),
    };
    let line = font + 5;
    let first = node.y + font * 36 / 100 - (node.lines.len() as i32 - 1) * line / 2;
    for (i, words) in node.lines.iter().enumerate() {
        let y = first + i as i32 * line;
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{y}\" text-anchor=\"middle\" fill=\"var(--ink)\">{}</text>",
            node.x,
            escape(words)
        );
    }
}

fn label(out: &mut String, label: &Label) {
    let anchor = match label.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    let tone = if label.strong {
        "fill=\"var(--ink)\" font-weight=\"700\""
    } else {
        "fill=\"var(--soft)\""
    };
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" {tone}>{}</text>",
        label.x,
        label.y,
        escape(&label.text)
    );
}

fn escape(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
