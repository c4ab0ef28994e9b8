//! From pages to bytes.

use krilla::{
    Document as Pdf, SerializeSettings,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag},
};

use crate::{
    Align, Document, Error, Margins,
    look::{self, Ink, Rule},
    pages::{Item, Pages, Place},
    tags::{TagId, Tags},
    text::{Line, TypeSetter, in_one_line},
};

/// Writes pages, their structure and their outline.
pub(crate) fn write(
    document: &Document,
    pages: &Pages,
    mut tags: Tags,
    setter: &mut TypeSetter,
) -> Result<Vec<u8>, Error> {
    let mut pdf = Pdf::new_with(settings()?);
    pdf.set_metadata(metadata(document));
    let mut pen = Pen {
        setter,
        tags: &mut tags,
    };
    for (at, items) in pages.pages.iter().enumerate() {
        let size = PageSettings::from_wh(look::PAGE.0, look::PAGE.1)
            .ok_or_else(|| unwritten("page size"))?;
        let mut page = pdf.start_page_with(size);
        let mut surface = page.surface();
        pen.margins(&mut surface, document, at + 1, pages.pages.len());
        pen.items(&mut surface, items);
        surface.finish();
        page.finish();
    }
    pdf.set_outline(outline(&pages.places));
    pdf.set_tag_tree(tags.finish(&document.language));
    pdf.finish()
        .map_err(|error| unwritten(&format!("{error:?}")))
}

fn unwritten(what: &str) -> Error {
    Error::Written(what.chars().take(500).collect())
}

/// Both standards at once: what is read aloud correctly, and still opens in thirty years.
fn settings() -> Result<SerializeSettings, Error> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| unwritten(&format!("{error:?}")))?;
    Ok(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    })
}

fn metadata(document: &Document) -> Metadata {
    let made = jiff::Timestamp::from_millisecond(document.created).unwrap_or_default();
    let made = jiff::tz::Offset::UTC.to_datetime(made);
    let two = |number: i8| number.unsigned_abs();
    let date = DateTime::new(u16::try_from(made.year()).unwrap_or_default())
        .month(two(made.month()))
        .day(two(made.day()))
        .hour(two(made.hour()))
        .minute(two(made.minute()))
        .second(two(made.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    let metadata = Metadata::new()
        .title(in_one_line(&document.title))
        .language(document.language.clone())
        .creator("Loket".to_owned())
        .creation_date(date);
    match in_one_line(&document.author) {
        author if author.is_empty() => metadata,
        author => metadata.authors(vec![author]),
    }
}

/// The headings as a tree; the title holds the others.
fn outline(places: &[Place]) -> Outline {
    let mut outline = Outline::new();
    let mut open = Vec::<(u16, OutlineNode)>::new();
    let close = |open: &mut Vec<(u16, OutlineNode)>, level: u16, outline: &mut Outline| {
        while let Some((_, node)) = open.pop_if(|(above, _)| *above >= level) {
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for place in places {
        close(&mut open, place.entry.level, &mut outline);
        let there = XyzDestination::new(place.page, Point::from_xy(0.0, place.y - 12.0));
        open.push((
            place.entry.level,
            OutlineNode::new(place.entry.title.clone(), there).with_open(true),
        ));
    }
    close(&mut open, 0, &mut outline);
    outline
}

struct Pen<'a> {
    setter: &'a mut TypeSetter,
    tags: &'a mut Tags,
}

impl Pen<'_> {
    /// What every page repeats: no part of the text, so readers pass over it.
    fn margins(&mut self, surface: &mut Surface, document: &Document, page: usize, pages: usize) {
        let Margins {
            header,
            footer,
            numbering,
        } = &document.margins;
        let numbering = numbering
            .replace("{page}", &page.to_string())
            .replace("{pages}", &pages.to_string());
        let half = (look::WIDTH - look::GAP) / 2.0;
        let right = look::LEFT + look::WIDTH - half;

        surface.start_tagged(artifact(ArtifactType::Header));
        if let Some(line) = self
            .setter
            .set_one_line(header, look::CAMPUS, half, Align::Left)
        {
            self.line(surface, look::LEFT, look::HEADER, &line);
        }
        // The first page says its title itself.
        let title = if page == 1 { "" } else { &document.title };
        if let Some(line) = self
            .setter
            .set_one_line(title, look::MARGIN, half, Align::Right)
        {
            self.line(surface, right, look::HEADER, &line);
        }
        draw_rule(surface, look::HEADER + look::MARGIN_RULE, look::HAIRLINE);
        surface.end_tagged();

        surface.start_tagged(artifact(ArtifactType::Footer));
        draw_rule(
            surface,
            look::FOOTER - look::MARGIN.line - look::MARGIN_RULE,
            look::HAIRLINE,
        );
        let wide = look::WIDTH - look::NUMBERING - look::GAP;
        if let Some(line) = self
            .setter
            .set_one_line(footer, look::MARGIN, wide, Align::Left)
        {
            self.line(surface, look::LEFT, look::FOOTER, &line);
        }
        let at = look::LEFT + look::WIDTH - look::NUMBERING;
        if let Some(line) =
            self.setter
                .set_one_line(&numbering, look::MARGIN, look::NUMBERING, Align::Right)
        {
            self.line(surface, at, look::FOOTER, &line);
        }
        surface.end_tagged();
    }

    fn items(&mut self, surface: &mut Surface, items: &[Item]) {
        // Lines that follow each other and belong together are one piece.
        let mut open: Option<Option<TagId>> = None;
        for item in items {
            match item {
                Item::Text { x, y, line, tag } => {
                    if open != Some(*tag) {
                        if open.is_some() {
                            surface.end_tagged();
                        }
                        match tag {
                            Some(tag) => self
                                .tags
                                .place(*tag, surface.start_tagged(ContentTag::Other)),
                            None => {
                                surface.start_tagged(artifact(ArtifactType::PaginationOther));
                            }
                        }
                        open = Some(*tag);
                    }
                    self.line(surface, look::LEFT + x, *y, line);
                }
                Item::Rule { y, rule } => {
                    if open.take().is_some() {
                        surface.end_tagged();
                    }
                    surface.start_tagged(artifact(ArtifactType::Layout));
                    draw_rule(surface, *y, *rule);
                    surface.end_tagged();
                }
            }
        }
        if open.is_some() {
            surface.end_tagged();
        }
    }

    fn line(&self, surface: &mut Surface, x: f32, y: f32, line: &Line) {
        surface.set_fill(Some(fill(line.style.ink)));
        for span in &line.spans {
            let font = self.setter.font(span.face);
            surface.draw_glyphs(
                Point::from_xy(x + span.x, y),
                &span.glyphs,
                font,
                &line.text,
                line.style.size,
                false,
            );
        }
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn fill(ink: Ink) -> Fill {
    Fill {
        paint: ink.colour().into(),
        ..Fill::default()
    }
}

fn draw_rule(surface: &mut Surface, y: f32, rule: Rule) {
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(look::LEFT, y, look::WIDTH, rule.weight) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(rule.ink)));
        surface.draw_path(&path);
    }
}
