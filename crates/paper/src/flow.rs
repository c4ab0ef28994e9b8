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
                gap: if at == 0 { 4.0 } else { 0.0 },
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
        let columns = columns(&table.columns);
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

/// Shares the width among the columns of a table.
fn columns(columns: &[crate::Column]) -> Vec<Column> {
    let count = columns.len() as f32;
    let spare = look::WIDTH - look::GAP * (count - 1.0) - look::NARROWEST * count;
    let share = |column: &crate::Column| f32::from(column.share.max(1));
    let shares: f32 = columns.iter().map(share).sum();
    let mut x = 0.0;
    let place = |column: &crate::Column| {
        let width = look::NARROWEST + spare * share(column) / shares;
        let place = Column {
            x,
            width,
            align: column.align,
        };
        x += width + look::GAP;
        place
    };
    columns.iter().map(place).collect()
}
