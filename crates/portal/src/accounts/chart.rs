//! The picture of the report: stacked bars, a month each. Colours are classes, so that dark mode needs nothing.

use super::{frequency::Frequency, model::Cause};
use crate::web::{Lang, format::month};
use std::fmt::Write;

/// Height of the plot, and where its ground line is.
const HEIGHT: f64 = 172.0;
const GROUND: f64 = 196.0;

/// A bar's parts in the order of the legend: the three most frequent causes, and all others together.
pub(super) struct Series {
    /// Place in [`Cause::ALL`]; several: all others.
    pub(super) causes: Vec<usize>,
    /// Class of its colour.
    pub(super) class: &'static str,
}

/// At most four colours: accent, second, hatched, grey.
pub(super) fn series(report: &Frequency) -> Vec<Series> {
    let causes = report.causes();
    let (named, others) = causes.split_at(causes.len().min(if causes.len() == 4 { 4 } else { 3 }));
    let classes = ["c1", "c2", "c3", "c4"];
    let mut all: Vec<_> = named
        .iter()
        .zip(classes)
        .map(|(cause, class)| Series {
            causes: vec![*cause],
            class,
        })
        .collect();
    if !others.is_empty() {
        all.push(Series {
            causes: others.to_vec(),
            class: "c4",
        });
    }
    all
}

impl Series {
    /// Its name in the legend.
    pub(super) fn label(&self, lang: Lang) -> String {
        match self.causes.as_slice() {
            [one] => Cause::ALL[*one].label(lang),
            _ => crate::web::text::t(lang, "accounts-report-others").into_owned(),
        }
    }
}

/// The highest line of the scale: a round number that no bar passes.
pub(super) fn scale(highest: i64) -> i64 {
    let steps = [
        4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 60, 80, 100, 120, 160, 200, 240, 320, 400, 600, 800,
        1_000,
    ];
    steps
        .into_iter()
        .find(|top| *top >= highest)
        .unwrap_or_else(|| (highest + 999) / 1_000 * 1_000)
}

/// The chart for one width; `months` are the numbers of the months.
pub(super) fn draw(
    report: &Frequency,
    months: &[i8],
    (width, class): (i32, &str),
    lang: Lang,
) -> String {
    let count = months.len() as f64;
    let highest = (0..months.len())
        .map(|index| report.in_month(index))
        .max()
        .unwrap_or_default();
    let (top, slot) = (scale(highest), (f64::from(width) - 28.0) / count);
    let bar = (slot * 0.52).min(44.0);
    let mut svg = format!(
        "<svg class=\"chart {class}\" viewBox=\"0 0 {width} 224\" role=\"img\" aria-labelledby=\"per-month\">"
    );
    let _ = write!(
        svg,
        "<pattern id=\"hatch-{width}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <path class=\"hatch\" d=\"M0 0V6\"/></pattern>"
    );
    grid(&mut svg, width, top);
    let series = series(report);
    for (index, number) in months.iter().enumerate() {
        let x = 28.0 + slot * index as f64 + (slot - bar) / 2.0;
        let middle = x + bar / 2.0;
        let mut y = GROUND - 1.0;
        for part in &series {
            let times: i64 = part
                .causes
                .iter()
                .map(|cause| report.blocks[index][*cause])
                .sum();
            let height = times as f64 / top as f64 * HEIGHT;
            if times == 0 {
                continue;
            }
            y -= height;
            let hatch = if part.class == "c3" {
                format!(" fill=\"url(#hatch-{width})\"")
            } else {
                String::new()
            };
            let _ = write!(
                svg,
                "<rect class=\"{}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{bar:.1}\" height=\"{:.1}\"{hatch}/>",
                part.class,
                (height - 1.0).max(0.5)
            );
        }
        let _ = write!(
            svg,
            "<text class=\"total\" x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>\
             <text class=\"axis\" x=\"{middle:.1}\" y=\"214\" text-anchor=\"middle\">{}</text>",
            y - 6.0,
            report.in_month(index),
            month(*number, lang).get(..3).unwrap_or_default()
        );
    }
    svg.push_str("</svg>");
    svg
}

fn grid(svg: &mut String, width: i32, top: i64) {
    for step in 0..=4 {
        let y = GROUND - HEIGHT * f64::from(step) / 4.0;
        let class = if step == 0 { "base" } else { "grid" };
        let _ = write!(
            svg,
            "<path class=\"{class}\" d=\"M28 {y:.0}H{width}\"/><text class=\"axis\" x=\"22\" y=\"{:.0}\" text-anchor=\"end\">{}</text>",
            y + 4.0,
            top * i64::from(step) / 4
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Kind;

    #[test]
    fn no_bar_is_higher_than_the_scale_and_its_lines_are_whole_numbers() {
        for highest in 0..3_000 {
            let top = scale(highest);
            assert!(top >= highest && top % 4 == 0, "{highest}: {top}");
        }
    }

    #[test]
    fn the_picture_shows_what_the_table_says() {
        let counts: Vec<_> = Cause::ALL
            .iter()
            .map(|cause| (0, true, *cause, Kind::Student, 2))
            .collect();
        let report = Frequency::of(vec![0, 1, 2], &counts, None);
        assert_eq!(series(&report).len(), 4);
        assert_eq!(
            series(&report)
                .iter()
                .map(|part| part.causes.len())
                .sum::<usize>(),
            Cause::ALL.len()
        );
        let svg = draw(&report, &[1, 2], (328, "on-narrow"), Lang::Id);
        assert!(
            svg.contains(&format!(">{}</text>", 2 * Cause::ALL.len()))
                && svg.contains(">Jan</text>"),
            "{svg}"
        );
        assert_eq!(svg.matches("<rect").count(), 4);
    }
}
