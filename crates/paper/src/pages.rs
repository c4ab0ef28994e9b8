//! From rows to pages.

use std::rc::Rc;

use crate::{
    Error, MAX_PAGES,
    flow::{Cell, Entry, Row},
    look,
    look::Rule,
    tags::TagId,
    text::Line,
};

/// The fewest lines of a text that stand alone at the foot or at the top of a page.
const FEWEST: usize = 2;

/// A row that is taller is cut rather than moved, for it would leave a hole.
const TALL: f32 = (look::BOTTOM - look::TOP) / 3.0;

/// All pages, with the places that the outline leads to.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    pub(crate) pages: Vec<Vec<Item>>,
    pub(crate) places: Vec<Place>,
}

/// What stands on a page. Nothing is tagged that only decorates or repeats.
#[derive(Debug)]
pub(crate) enum Item {
    Text {
        x: f32,
        y: f32,
        line: Rc<Line>,
        tag: Option<TagId>,
    },
    Rule {
        y: f32,
        rule: Rule,
    },
}

/// Where an entry of the outline leads.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) entry: Entry,
    pub(crate) page: usize,
    pub(crate) y: f32,
}

impl Row {
    fn height(&self) -> f32 {
        self.above + self.cells.iter().map(Cell::height).fold(0.0, f32::max) + self.below
    }

    /// What must fit before a page may begin this row.
    fn least(&self) -> f32 {
        if !self.running && self.height() < TALL {
            return self.height();
        }
        let lines = |cell: &Cell| {
            if cell.lines.len() < 2 * FEWEST {
                cell.lines.len()
            } else {
                FEWEST
            }
        };
        self.above
            + self
                .cells
                .iter()
                .map(|cell| cell.line() * lines(cell) as f32)
                .fold(0.0, f32::max)
    }
}

impl Cell {
    fn line(&self) -> f32 {
        self.lines.first().map_or(0.0, |line| line.style.line)
    }

    fn height(&self) -> f32 {
        self.line() * self.lines.len() as f32
    }
}

/// Cuts a column of rows into pages.
pub(crate) fn fill(rows: Vec<Row>) -> Result<Pages, Error> {
    let mut filler = Filler {
        done: Pages::default(),
        y: look::TOP,
    };
    filler.done.pages.push(Vec::new());
    // What must stand together: a row, and the rows that it keeps.
    let mut needs = vec![0.0; rows.len()];
    for at in (0..rows.len()).rev() {
        needs[at] = match (&rows[at], needs.get(at + 1)) {
            (row, Some(next)) if row.keep => row.height() + rows[at + 1].gap + next,
            (row, _) => row.least(),
        };
    }
    for (row, need) in rows.into_iter().zip(needs) {
        filler.place(row, need)?;
    }
    Ok(filler.done)
}

struct Filler {
    done: Pages,
    y: f32,
}

impl Filler {
    fn place(&mut self, mut row: Row, need: f32) -> Result<(), Error> {
        if self.y > look::TOP {
            if self.y + row.gap + need > look::BOTTOM {
                self.turn(row.head.as_deref())?;
            } else {
                self.y += row.gap;
            }
        }
        if let Some(rule) = row.rule_above.take() {
            self.push(Item::Rule { y: self.y, rule });
        }
        if let Some(entry) = row.entry.take() {
            self.done.places.push(Place {
                entry,
                page: self.done.pages.len() - 1,
                y: self.y,
            });
        }
        self.y += row.above;
        while self.y + row.cells.iter().map(Cell::height).fold(0.0, f32::max) > look::BOTTOM {
            self.cut(&mut row);
            self.turn(row.head.as_deref())?;
            self.y += row.above;
        }
        self.draw(&row.cells);
        self.y += row.cells.iter().map(Cell::height).fold(0.0, f32::max) + row.below;
        if let Some(rule) = row.rule_below {
            self.push(Item::Rule { y: self.y, rule });
        }
        Ok(())
    }

    /// Places the lines for which this page has room, and takes them off the row.
    fn cut(&mut self, row: &mut Row) {
        let room = look::BOTTOM - self.y;
        let first = row.cells.iter_mut().map(|cell| {
            let mut count = (room / cell.line().max(1.0)) as usize;
            // Rather one line less here than a single one on the next page.
            if count < cell.lines.len() && cell.lines.len() - count < FEWEST && count > FEWEST {
                count -= 1;
            }
            let lines = cell
                .lines
                .drain(..count.max(1).min(cell.lines.len()))
                .collect();
            Cell {
                x: cell.x,
                lines,
                tag: cell.tag,
            }
        });
        let first: Vec<_> = first.collect();
        self.draw(&first);
    }

    fn draw(&mut self, cells: &[Cell]) {
        for cell in cells {
            for (at, line) in cell.lines.iter().enumerate() {
                let y = self.y + cell.line() * at as f32 + line.baseline;
                self.push(Item::Text {
                    x: cell.x,
                    y,
                    line: line.clone(),
                    tag: cell.tag,
                });
            }
        }
    }

    /// Begins a page, with the head that it repeats.
    fn turn(&mut self, head: Option<&Row>) -> Result<(), Error> {
        if self.done.pages.len() == MAX_PAGES {
            return Err(Error::Pages);
        }
        self.done.pages.push(Vec::new());
        self.y = look::TOP;
        // A head that fills the page would leave no room for what it heads.
        if let Some(head) = head.filter(|head| head.height() < (look::BOTTOM - look::TOP) / 2.0) {
            self.y += head.above;
            self.draw(&head.cells);
            self.y += head.height() - head.above;
            if let Some(rule) = head.rule_below {
                self.push(Item::Rule { y: self.y, rule });
            }
        }
        Ok(())
    }

    fn push(&mut self, item: Item) {
        if let Some(page) = self.done.pages.last_mut() {
            page.push(item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_PAGES, Row, fill, look};
    use crate::Error;

    fn tall() -> Row {
        Row {
            above: (look::BOTTOM - look::TOP) * 0.6,
            ..Row::default()
        }
    }

    #[test]
    fn a_page_ends_where_the_next_row_has_no_room() {
        let pages = fill(vec![
            tall(),
            tall(),
            Row {
                above: 9.0,
                ..Row::default()
            },
        ])
        .unwrap();
        assert_eq!(pages.pages.len(), 2);
    }

    #[test]
    fn a_row_stands_with_the_one_that_it_keeps() {
        let kept = Row {
            above: 40.0,
            keep: true,
            entry: None,
            ..Row::default()
        };
        let rule = Row {
            rule_above: Some(look::HAIRLINE),
            ..kept
        };
        let pages = fill(vec![tall(), rule, tall()]).unwrap();
        assert!(pages.pages[0].is_empty(), "the kept row is left behind");
        assert_eq!(pages.pages[1].len(), 1);
    }

    #[test]
    fn there_is_an_end_to_pages() {
        let rows = |count: usize| (0..count).map(|_| tall()).collect();
        assert!(fill(rows(MAX_PAGES)).is_ok());
        assert!(matches!(fill(rows(MAX_PAGES + 1)), Err(Error::Pages)));
    }
}
