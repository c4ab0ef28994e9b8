//! From blocks to rows: one tall column, before it is cut into pages.

use std::rc::Rc;

use crate::{
    Align, Block, Document, Fact, Table, look,
    look::{Rule, Style},
    tags::{TagId, Tags},
    text::{Line, TypeSetter, in_one_line},
};

/// A document as rows, with its structure.
pub(crate) struct Flow {
    pub(crate) rows: Vec<Row>,
    pub(crate) tags: Tags,
}

/// Texts side by side. A paragraph is a row with one of them.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// Space to what stands above; none at the top of a page.
    pub(crate) gap: f32,
    pub(crate) rule_above: Option<Rule>,
    pub(crate) above: f32,
    pub(crate) cells: Vec<Cell>,
    pub(crate) below: f32,
    pub(crate) rule_below: Option<Rule>,
    /// Stands on the page on which the next row begins.
    pub(crate) keep: bool,
    /// May be cut between lines however short it is.
    pub(crate) running: bool,
    /// What a page repeats when it begins with this row.
    pub(crate) head: Option<Rc<Row>>,
    /// The entry of the outline that leads here.
    pub(crate) entry: Option<Entry>,
}

/// A text at its place in a row.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) x: f32,
    pub(crate) lines: Vec<Rc<Line>>,
    /// Nothing for what is repeated.
    pub(crate) tag: Option<TagId>,
}

/// An entry of the outline.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) level: u16,
    pub(crate) title: String,
}

/// The rows of a document.
pub(crate) fn lay(document: &Document, setter: &mut TypeSetter) -> Flow {
    let mut layer = Layer {
        setter,
        rows: Vec::new(),
        tags: Tags::default(),
        level: 0,
    };
    layer.heading(1, &document.title, look::TITLE);
    for block in &document.blocks {
        match block {
            Block::Heading(text) => layer.heading(2, text, look::HEADING),
            Block::Subheading(text) => layer.heading(3, text, look::SUBHEADING),
            Block::Paragraph(text) => layer.paragraph(text, look::BODY, 7.0),
            Block::Note(text) => layer.paragraph(text, look::NOTE, 6.0),
            Block::Facts(facts) => layer.facts(facts),
            Block::Table(table) => layer.table(table),
        }
    }
    Flow {
        rows: layer.rows,
        tags: layer.tags,
    }
}

struct Layer<'a> {
    setter: &'a mut TypeSetter,
    rows: Vec<Row>,
    tags: Tags,
    /// The level of the last heading.
    level: u16,
}

impl Layer<'_> {
    fn heading(&mut self, level: u16, text: &str, style: Style) {
        let lines = self.setter.set(text, style, look::WIDTH, Align::Left);
        if lines.is_empty() {
            return;
        }
        // A level must not be skipped: a subheading without a heading above it is one.
        let level = level.min(self.level + 1);
        self.level = level;
        let title = in_one_line(text);
        let tag = self.tags.heading(level, &title);
        let (gap, rule_above, above, below) = match level {
            1 => (0.0, None, 0.0, 4.0),
            2 => (26.0, Some(look::SECTION_RULE), 8.0, 4.0),
            _ => (14.0, None, 0.0, 2.0),
        };
        self.rows.push(Row {
            gap,
            rule_above,
            above,
            below,
            cells: vec![Cell {
                x: 0.0,
                lines,
                tag: Some(tag),
            }],
            keep: true,
            entry: Some(Entry { level, title }),
            ..Row::default()
        });
    }

    fn paragraph(&mut self, text: &str, style: Style, gap: f32) {
        let lines = self.setter.set(text, style, look::WIDTH, Align::Left);
        if !lines.is_empty() {
            let cells = vec![Cell {
                x: 0.0,
                lines,
                tag: Some(self.tags.paragraph()),
            }];
            self.rows.push(Row {
                gap,
                cells,
                running: true,
                ..Row::default()
            });
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        if facts.is_empty() {
            return;
        }
        let list = self.tags.list();
        let indent = look::LABEL + look::GAP;
        let left = Column {
            x: 0.0,
            width: look::LABEL,
            align: Align::Left,
        };
        let right = Column {
            x: indent,
            width: look::WIDTH - indent,
            align: Align::Left,
        };
        for (at, fact) in facts.iter().enumerate() {
            let (label, body) = self.tags.item(list);
            let cells = vec![
                self.cell(left, &fact.label, look::TERM, label),
                self.cell(right, &fact.value, look::VALUE, body),
            ];
            self.rows.push(Row {
                gap: if at == 0 { 8.0 } else { 0.0 },
                above: 5.0,
                below: 5.0,
                cells,
                rule_below: Some(look::HAIRLINE),
                ..Row::default()
            });
        }
    }

    fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            let style = Style {
                ink: look::Ink::Soft,
                ..look::VALUE
            };
            return self.paragraph(&table.empty, style, 6.0);
        }
        let columns = columns(table, self.setter);
        let (head, body) = self.tags.table();
        let again = Rc::new(self.head(&columns, table, head));
        for texts in &table.rows {
            let row = self.tags.row(body);
            let mut cells = Vec::with_capacity(columns.len());
            for (column, text) in columns.iter().zip(texts) {
                let tag = self.tags.cell(row);
                cells.push(self.cell(*column, text, look::CELL, tag));
            }
            self.rows.push(Row {
                above: 4.5,
                below: 4.5,
                cells,
                rule_below: Some(look::HAIRLINE),
                head: Some(again.clone()),
                ..Row::default()
            });
        }
    }

    /// Adds the heads of a table; returns them as the next pages repeat them.
    fn head(&mut self, columns: &[Column], table: &Table, part: TagId) -> Row {
        let row = self.tags.row(part);
        let mut cells = Vec::with_capacity(columns.len());
        for (column, of_table) in columns.iter().zip(&table.columns) {
            let tag = self.tags.head_cell(row);
            cells.push(self.cell(*column, &of_table.head, look::HEAD, tag));
        }
        let repeated = |cell: &Cell| Cell {
            x: cell.x,
            lines: cell.lines.clone(),
            tag: None,
        };
        let again = cells.iter().map(repeated).collect();
        let heads = |cells| Row {
            gap: 8.0,
            above: 4.0,
            below: 5.0,
            cells,
            rule_below: Some(look::HEAD_RULE),
            keep: true,
            ..Row::default()
        };
        self.rows.push(heads(cells));
        heads(again)
    }

    fn cell(&mut self, column: Column, text: &str, style: Style, tag: TagId) -> Cell {
        let mut lines = self.setter.set(text, style, column.width, column.align);
        if lines.is_empty() {
            // A cell without content would drop out of the structure and shift its row.
            lines = self.setter.blank(style);
        }
        Cell {
            x: column.x,
            lines,
            tag: Some(tag),
        }
    }
}

/// A column on the page.
#[derive(Debug, Clone, Copy)]
struct Column {
    x: f32,
    width: f32,
    align: Align,
}

/// How many rows say how wide the columns must be. The others are like them, or break.
const MEASURED: usize = 200;

/// Shares the width among the columns of a table.
fn columns(table: &Table, setter: &mut TypeSetter) -> Vec<Column> {
    let heads = table
        .columns
        .iter()
        .map(|column| setter.widths(&column.head, look::HEAD));
    let mut needs: Vec<_> = heads.collect();
    for row in table.rows.iter().take(MEASURED) {
        for (need, text) in needs.iter_mut().zip(row) {
            let (least, most) = setter.widths(text, look::CELL);
            *need = (need.0.max(least), need.1.max(most));
        }
    }
    let room = look::WIDTH - look::GAP * (needs.len() - 1) as f32;
    let widths = share(room, &needs);
    let mut x = 0.0;
    let place = |(column, width): (&crate::Column, f32)| {
        let place = Column {
            x,
            width,
            align: column.align,
        };
        x += width + look::GAP;
        place
    };
    table.columns.iter().zip(widths).map(place).collect()
}

/// Shares a width among columns by the least and the most that each can use. All are equal, but none gets less than
/// its longest word or, as long as another could use it, more than its longest line.
fn share(room: f32, needs: &[(f32, f32)]) -> Vec<f32> {
    // A hair more than measured, so that rounding breaks no line; what has no end must break.
    let needs = needs.iter().map(|(least, most)| {
        let least = least.clamp(look::NARROWEST, room / 3.0) + 0.1;
        (least, most + 0.2)
    });
    let needs: Vec<_> = needs.collect();
    let at = |level: f32| {
        needs
            .iter()
            .map(move |(least, most)| most.min(level).max(*least))
    };
    let (mut low, mut high) = (0.0, room);
    for _ in 0..24 {
        let level = f32::midpoint(low, high);
        if at(level).sum::<f32>() > room {
            high = level;
        } else {
            low = level;
        }
    }
    let total: f32 = at(low).sum();
    at(low).map(|width| width * room / total).collect()
}

#[cfg(test)]
mod tests {
    use super::share;

    fn rounded(room: f32, needs: &[(f32, f32)]) -> Vec<i32> {
        share(room, needs)
            .into_iter()
            .map(|width| width.round() as i32)
            .collect()
    }

    #[test]
    fn columns_with_room_to_spare_fill_the_width() {
        assert_eq!(rounded(300.0, &[(10.0, 100.0), (10.0, 50.0)]), [200, 100]);
    }

    #[test]
    fn narrow_columns_get_what_they_need_and_wide_ones_share_the_rest() {
        assert_eq!(
            rounded(300.0, &[(10.0, 60.0), (10.0, 900.0), (10.0, 400.0)]),
            [60, 120, 120]
        );
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word() {
        assert_eq!(
            rounded(
                300.0,
                &[(90.0, 120.0), (10.0, 900.0), (10.0, 900.0), (10.0, 900.0)]
            ),
            [90, 70, 70, 70]
        );
    }

    #[test]
    fn endless_words_share_the_width() {
        assert_eq!(
            rounded(300.0, &[(9_000.0, 9_000.0), (9_000.0, 9_000.0), (0.0, 0.0)]),
            [138, 138, 24]
        );
    }
}
