//! From a text to lines of glyphs: clean, shape, break.

use std::{borrow::Cow, ops::Range, rc::Rc, sync::Arc};

use krilla::text::{Font, Glyph, GlyphId};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, FontWeight, Layout,
    LayoutContext, LineBreakContext, LineHeight, OverflowWrap, Run, StyleProperty,
    fontique::{Blob, Collection, CollectionOptions, SourceCache},
};

use crate::{Align, Error, look::Style};

const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/Inter-Regular.ttf"),
    include_bytes!("../fonts/Inter-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
];
const FAMILIES: [FontFamilyName<'static>; 2] = [
    FontFamilyName::named("Inter"),
    FontFamilyName::named("Noto Sans Arabic"),
];
/// More text than this behind one glyph is no writing, but a tower of marks.
const LONGEST_CLUSTER: usize = 1024;

/// Which of the fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Face(usize);

/// The most characters of a name that is not set, but handed to the reader's program.
const LONGEST_NAME: usize = 250;
/// The font that has a box for what no font has.
const BOX: Face = Face(0);

/// A line, ready to be drawn at any place.
#[derive(Debug)]
pub(crate) struct Line {
    /// The whole text that the glyphs point into.
    pub(crate) text: Rc<str>,
    pub(crate) spans: Vec<Span>,
    /// From the top of the line to its baseline.
    pub(crate) baseline: f32,
    pub(crate) style: Style,
    /// The part of the text that stands on this line.
    pub(crate) range: Range<usize>,
}

/// Glyphs of one font.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) face: Face,
    /// From the left edge of the line.
    pub(crate) x: f32,
    pub(crate) glyphs: Vec<Mark>,
}

/// A glyph where it belongs; measures in parts of the size.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    id: u32,
    from: u32,
    to: u32,
    advance: f32,
    x: f32,
    y: f32,
}

impl Mark {
    fn new(glyph: &parley::layout::Glyph, id: u32, size: f32, text: Range<u32>) -> Self {
        let (from, to) = (text.start, text.end);
        // Layout counts downwards, fonts upwards.
        Self {
            id,
            from,
            to,
            advance: glyph.advance / size,
            x: glyph.x / size,
            y: -glyph.y / size,
        }
    }
}

impl Glyph for Mark {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id)
    }
    fn text_range(&self) -> Range<usize> {
        self.from as usize..self.to as usize
    }
    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }
    fn x_offset(&self, size: f32) -> f32 {
        self.x * size
    }
    fn y_offset(&self, size: f32) -> f32 {
        self.y * size
    }
    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }
    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}

/// Sets text in the fonts of this crate, and in no other.
pub(crate) struct TypeSetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    /// The name that parley gives to each of `FONTS`.
    names: [u64; 3],
    faces: [Font; 3],
    /// What stands for a character that no font has: a box.
    boxed: u32,
}

impl TypeSetter {
    pub(crate) fn new() -> Result<Self, Error> {
        let options = CollectionOptions {
            shared: false,
            system_fonts: false,
        };
        let mut fonts = FontContext {
            collection: Collection::new(options),
            source_cache: SourceCache::default(),
        };
        let blobs = FONTS.map(|data| Blob::new(Arc::new(data)));
        for blob in &blobs {
            fonts.collection.register_fonts(blob.clone(), None);
        }
        let unreadable = || Error::Written("a font of this crate is unreadable".to_owned());
        let [Some(regular), Some(bold), Some(arabic)] = FONTS.map(|data| Font::new(data.into(), 0))
        else {
            return Err(unreadable());
        };
        let mut setter = Self {
            fonts,
            layouts: LayoutContext::new(),
            names: blobs.map(|blob| blob.id()),
            faces: [regular, bold, arabic],
            boxed: 0,
        };
        let lines = setter.set("\u{25a1}", crate::look::BODY, 100.0, Align::Left);
        let id = lines
            .first()
            .and_then(|line| line.spans.first()?.glyphs.first())
            .map(|mark| mark.id);
        setter.boxed = id.filter(|id| *id != 0).ok_or_else(unreadable)?;
        Ok(setter)
    }

    /// The font of a face.
    pub(crate) fn font(&self, face: Face) -> Font {
        self.faces[face.0].clone()
    }

    /// The lines of a text in a column of this width. A blank text has none.
    pub(crate) fn set(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
        align: Align,
    ) -> Vec<Rc<Line>> {
        match clean(text) {
            text if text.is_empty() => Vec::new(),
            text => self.shape(text.into(), style, width, align),
        }
    }

    /// A line with nothing on it but a space.
    pub(crate) fn blank(&mut self, style: Style) -> Vec<Rc<Line>> {
        self.shape(" ".into(), style, style.size, Align::Left)
    }

    /// How wide a text is at least, when it breaks wherever it may, and at most, when it breaks nowhere.
    pub(crate) fn widths(&mut self, text: &str, style: Style) -> (f32, f32) {
        let widths = self.layout(&clean(text), style).calculate_content_widths();
        (widths.min, widths.max)
    }

    fn shape(&mut self, text: Rc<str>, style: Style, width: f32, align: Align) -> Vec<Rc<Line>> {
        let mut layout = self.layout(&text, style);
        layout.break_all_lines(Some(width));
        let alignment = match align {
            Align::Left => Alignment::Left,
            Align::Right => Alignment::Right,
        };
        layout.align(alignment, AlignmentOptions::default());
        layout
            .lines()
            .map(|line| {
                let metrics = line.metrics();
                Rc::new(Line {
                    text: text.clone(),
                    spans: self.spans(line.runs(), &text, metrics.offset),
                    baseline: metrics.baseline - metrics.block_min_coord,
                    style,
                    range: line.text_range(),
                })
            })
            .collect()
    }

    /// The first line of a text, with an ellipsis where it had more.
    pub(crate) fn set_one_line(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
        align: Align,
    ) -> Option<Rc<Line>> {
        let lines = self.set(text, style, width, align);
        let first = lines.first()?.clone();
        if lines.len() == 1 {
            return Some(first);
        }
        // The ellipsis needs room of its own, so the line is broken again, narrower.
        let narrow = self.set(text, style, width - style.size, align);
        let kept = narrow
            .first()
            .map_or("", |line| line.text[line.range.clone()].trim_end());
        self.set(&format!("{kept}…"), style, width, align)
            .into_iter()
            .next()
    }

    fn layout(&mut self, text: &str, style: Style) -> Layout<()> {
        let weight = FontWeight::new(if style.bold { 600.0 } else { 400.0 });
        let families = FontFamily::List(Cow::Borrowed(&FAMILIES));
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.set_line_break_override(Some(&breaks));
        builder.push_default(StyleProperty::FontFamily(families));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(weight));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(style.line)));
        builder.push_default(StyleProperty::LetterSpacing(style.tracking * style.size));
        builder.push_default(StyleProperty::FontFeatures("\"tnum\" 1".into()));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        builder.build(text)
    }

    fn spans<'a>(
        &self,
        runs: impl Iterator<Item = Run<'a, ()>>,
        text: &str,
        mut x: f32,
    ) -> Vec<Span> {
        let mut spans = Vec::<Span>::new();
        for run in runs {
            let of_run = self.face(&run);
            // The other clusters of a ligature follow its first one, or precede it where text runs to the left.
            let mut reach = 0;
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                if cluster.is_ligature_continuation() {
                    if run.is_rtl() {
                        reach = reach.max(range.end);
                    } else if let Some(mark) =
                        spans.last_mut().and_then(|span| span.glyphs.last_mut())
                    {
                        mark.to = end(text, mark.from as usize, range.end);
                    }
                    continue;
                }
                let to = end(text, range.start, range.end.max(reach));
                reach = 0;
                if cluster.is_hard_line_break() {
                    continue;
                }
                let mut boxed = false;
                for glyph in cluster.glyphs() {
                    // One box for what is one character to its reader, of however many pieces.
                    if boxed && (glyph.id == 0 || glyph.advance == 0.0) {
                        continue;
                    }
                    boxed |= glyph.id == 0;
                    let (face, id) = if glyph.id == 0 {
                        (BOX, self.boxed)
                    } else {
                        (of_run, glyph.id)
                    };
                    let mark = Mark::new(&glyph, id, run.font_size(), range.start as u32..to);
                    match spans.last_mut() {
                        Some(span) if span.face == face => span.glyphs.push(mark),
                        _ => spans.push(Span {
                            face,
                            x,
                            glyphs: vec![mark],
                        }),
                    }
                    x += glyph.advance;
                }
            }
        }
        spans
    }

    fn face(&self, run: &Run<'_, ()>) -> Face {
        let name = run.font().data.id();
        Face(
            self.names
                .iter()
                .position(|other| *other == name)
                .unwrap_or_default(),
        )
    }
}

/// Where the text of a glyph ends, so that no glyph stands for more than a reader can hold.
fn end(text: &str, from: usize, to: usize) -> u32 {
    text.floor_char_boundary(to.min(from + LONGEST_CLUSTER)) as u32
}

/// Addresses may break before the @; codes, dates and numbers hold together.
fn breaks(at: LineBreakContext) -> Option<bool> {
    match (at.before, at.after) {
        (before, '@') => Some(!before.is_whitespace()),
        ('-', after) if after.is_ascii_digit() || after.is_ascii_uppercase() => Some(false),
        _ => None,
    }
}

/// A text without what cannot be written: ends of line are line feeds, other controls and code points without a
/// meaning become the replacement character, which shows. A space before a line feed keeps words apart for machines.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut last = '\0';
    for c in text.trim().chars() {
        match c {
            '\n' if last == '\r' => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                clean.push_str(" \n");
            }
            '\t' => clean.push(' '),
            '\u{feff}' => {}
            _ if c.is_control() || is_meaningless(c) => clean.push('\u{fffd}'),
            _ => clean.push(c),
        }
        last = c;
    }
    clean
}

/// A text in one line, for where nothing breaks: the window's title, the outline. PDF/A bounds such strings.
pub(crate) fn in_one_line(text: &str) -> String {
    let line = clean(text).replace(" \n", " ");
    match line.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Whether Unicode gives the code point no meaning for good: non-characters, and the private areas.
fn is_meaningless(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
        || (c as u32) & 0xfffe == 0xfffe
}
