//! How pages look: every measure (in points, 72 to the inch) and colour in one place.

use krilla::color::rgb::Color;

/// A4.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);
/// Where text starts and how wide it is.
pub(crate) const LEFT: f32 = 62.0;
pub(crate) const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
/// Where the text of a page starts and ends.
pub(crate) const TOP: f32 = 82.0;
pub(crate) const BOTTOM: f32 = PAGE.1 - 74.0;
/// The baselines of the line above and of the line below the text, and their distance from the hairline.
pub(crate) const HEADER: f32 = 46.0;
pub(crate) const FOOTER: f32 = PAGE.1 - 40.0;
pub(crate) const MARGIN_RULE: f32 = 9.0;
/// The width of labels, and the gap between columns.
pub(crate) const LABEL: f32 = 142.0;
pub(crate) const GAP: f32 = 12.0;
/// The room for the number of the page.
pub(crate) const NUMBERING: f32 = 130.0;

/// No column is narrower, for rows that are not measured may have words in it.
pub(crate) const NARROWEST: f32 = 24.0;

/// A line that parts rows, and the one that opens a section.
pub(crate) const HAIRLINE: Rule = Rule {
    weight: 0.5,
    ink: Ink::Line,
};
pub(crate) const HEAD_RULE: Rule = Rule {
    weight: 0.75,
    ink: Ink::Full,
};
pub(crate) const SECTION_RULE: Rule = Rule {
    weight: 1.25,
    ink: Ink::Full,
};

/// A horizontal line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) weight: f32,
    pub(crate) ink: Ink,
}

/// The colours of the light theme; paper has no other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ink {
    /// Words.
    Full,
    /// Labels, second lines.
    Soft,
    /// Hairlines, never words.
    Line,
}

impl Ink {
    pub(crate) fn colour(self) -> Color {
        match self {
            Self::Full => Color::new(0x1c, 0x1b, 0x18),
            Self::Soft => Color::new(0x5c, 0x58, 0x50),
            Self::Line => Color::new(0xd2, 0xcd, 0xc2),
        }
    }
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) line: f32,
    pub(crate) bold: bool,
    /// Space between letters, in parts of the size.
    pub(crate) tracking: f32,
    pub(crate) ink: Ink,
}

const fn style(size: f32, line: f32, bold: bool, ink: Ink) -> Style {
    Style {
        size,
        line,
        bold,
        tracking: 0.0,
        ink,
    }
}

pub(crate) const TITLE: Style = Style {
    tracking: -0.022,
    ..style(25.0, 30.0, true, Ink::Full)
};
pub(crate) const HEADING: Style = Style {
    tracking: -0.012,
    ..style(14.0, 18.0, true, Ink::Full)
};
pub(crate) const SUBHEADING: Style = style(10.5, 15.0, true, Ink::Full);
pub(crate) const BODY: Style = style(10.0, 15.5, false, Ink::Full);
pub(crate) const NOTE: Style = style(8.5, 12.5, false, Ink::Soft);
pub(crate) const TERM: Style = style(9.5, 14.0, false, Ink::Soft);
pub(crate) const VALUE: Style = style(9.5, 14.0, false, Ink::Full);
pub(crate) const HEAD: Style = style(8.5, 12.0, true, Ink::Soft);
pub(crate) const CELL: Style = style(9.0, 13.0, false, Ink::Full);
pub(crate) const CAMPUS: Style = style(8.5, 11.0, true, Ink::Full);
pub(crate) const MARGIN: Style = style(8.0, 11.0, false, Ink::Soft);
