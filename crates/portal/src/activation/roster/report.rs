//! The picture of the report: a bar a day, of accounts that were activated and of students who tried. Colours are classes.

use std::fmt::Write;

/// Height of the plot, and where its ground line is.
const HEIGHT: f64 = 172.0;
const GROUND: f64 = 196.0;

/// The highest line of the scale: a number that four parts make, and no bar passes.
fn scale(highest: i64) -> i64 {
    let mut step = 1;
    while step * 4 < highest {
        step = match step {
            one if one.to_string().starts_with('1') => one * 2,
            two if two.to_string().starts_with('2') => two / 2 * 5,
            five => five * 2,
        };
    }
    step * 4
}

/// The chart for one width; each day with what stands below it, how many were activated, and how many tried.
pub(super) fn draw(days: &[(String, (i64, i64))], (width, class): (i32, &str)) -> String {
    let highest = days
        .iter()
        .map(|(_, (activated, tried))| activated + tried)
        .max()
        .unwrap_or_default();
    let (top, slot) = (
        scale(highest),
        (f64::from(width) - 34.0) / days.len().max(1) as f64,
    );
    let bar = (slot * 0.6).min(32.0);
    let mut svg = format!(
        "<svg class=\"chart {class}\" viewBox=\"0 0 {width} 224\" role=\"img\" aria-labelledby=\"per-day\">"
    );
    for step in 0..=4 {
        let y = GROUND - HEIGHT * f64::from(step) / 4.0;
        let line = if step == 0 { "base" } else { "grid" };
        let _ = write!(
            svg,
            "<path class=\"{line}\" d=\"M34 {y:.0}H{width}\"/><text class=\"axis\" x=\"28\" y=\"{:.0}\" text-anchor=\"end\">{}</text>",
            y + 4.0,
            top * i64::from(step) / 4
        );
    }
    for (at, (label, (activated, tried))) in days.iter().enumerate() {
        let x = 34.0 + slot * at as f64 + (slot - bar) / 2.0;
        let (middle, mut y) = (x + bar / 2.0, GROUND - 1.0);
        for (count, class) in [(*activated, "c1"), (*tried, "c2")] {
            if count > 0 {
                let height = count as f64 / top as f64 * HEIGHT;
                y -= height;
                let _ = write!(
                    svg,
                    "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{bar:.1}\" height=\"{:.1}\"/>",
                    (height - 1.0).max(0.5)
                );
            }
        }
        if activated + tried > 0 {
            let _ = write!(
                svg,
                "<text class=\"total\" x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                y - 6.0,
                activated + tried
            );
        }
        // On a phone every second day has room for its name.
        if width > 400 || (days.len() - at) % 2 == 1 {
            let _ = write!(
                svg,
                "<text class=\"axis\" x=\"{middle:.1}\" y=\"214\" text-anchor=\"middle\">{label}</text>"
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bar_is_higher_than_the_scale() {
        for highest in 0..3_000 {
            assert!(
                scale(highest) >= highest && scale(highest) % 4 == 0,
                "{highest}"
            );
        }
    }

    #[test]
    fn the_picture_shows_every_day_with_something_on_it() {
        let days = [
            ("1".to_owned(), (3, 0)),
            ("2".to_owned(), (0, 0)),
            ("3".to_owned(), (4, 3)),
        ];
        let svg = draw(&days, (540, "on-wide"));
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(
            svg.contains(">7</text>") && svg.contains(">2</text>"),
            "{svg}"
        );
    }
}
