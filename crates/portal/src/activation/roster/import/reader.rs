//! A file, line by line. Only the line that is being read is in memory, and of those before it the NIMs.

use super::{
    Encoding, Line, Mistake,
    header::{self, Header},
    line,
    text::Decoded,
};
use crate::App;
use csv::{Reader, ReaderBuilder, StringRecord};
use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read},
};

/// Longer no line is: a quotation mark that is never closed would make the rest of the file one line.
const LONGEST_LINE: usize = 8_192;

/// Nothing can be taken from a file: why, each with the line that it is about.
pub type Refused = Vec<(u64, Mistake)>;

type Text = BufReader<Decoded<Box<dyn Read + Send>>>;

/// The lines of a file behind its header.
pub struct Lines {
    app: App,
    reader: Reader<Text>,
    header: Header,
    /// In which line each NIM stood first.
    seen: HashMap<String, u64>,
    record: StringRecord,
    /// Lines that stand before those that the reader counts.
    before: u64,
    /// The file could not be read to its end.
    is_broken: bool,
}

impl Lines {
    /// Reads the header.
    ///
    /// # Errors
    /// Why nothing can be taken from this file.
    pub fn open(
        app: &App,
        bytes: Box<dyn Read + Send>,
        encoding: Encoding,
    ) -> Result<Self, Refused> {
        if encoding == Encoding::Workbook {
            return Err(vec![(1, Mistake::Workbook)]);
        }
        let mut text = BufReader::with_capacity(65_536, Decoded::new(bytes, encoding));
        let (first, before) = first_line(&mut text);
        if first.trim().is_empty() {
            return Err(vec![(1, Mistake::Empty)]);
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(header::delimiter(&first))
            .has_headers(false)
            .flexible(true)
            .from_reader(text);
        let mut record = StringRecord::new();
        let is_read = reader.read_record(&mut record).unwrap_or_default();
        let line = before + 1;
        if !is_read {
            return Err(vec![(line, Mistake::Empty)]);
        }
        let header = Header::read(&record).map_err(|mistakes| {
            mistakes
                .into_iter()
                .map(|one| (line, one))
                .collect::<Vec<_>>()
        })?;
        Ok(Self {
            app: app.clone(),
            reader,
            header,
            seen: HashMap::new(),
            record,
            before,
            is_broken: false,
        })
    }

    /// In which line the record that was read last begins. What the reader calls its position was taken before the empty
    /// lines above it.
    fn line(&self) -> u64 {
        let within = self.record.as_slice().bytes().filter(|byte| *byte == b'\n');
        let next = self.reader.position().line() + self.before;
        next.saturating_sub(1 + within.count() as u64)
    }

    /// The same line twice: which of them is right, a person has to say.
    fn once(&mut self, at: u64, line: Line) -> Result<Line, Vec<Mistake>> {
        if let Some(first) = self.seen.get(&line.nim) {
            return Err(vec![Mistake::Twice(*first)]);
        }
        self.seen.insert(line.nim.clone(), at);
        Ok(line)
    }
}

/// The first line that says something, which is not taken off, and how many lines were taken off before it: `sep=;`, by
/// which spreadsheets tell each other the delimiter.
fn first_line(text: &mut Text) -> (String, u64) {
    let peek = |text: &mut Text| {
        let head = text.fill_buf().unwrap_or_default();
        let end = head.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        String::from_utf8_lossy(&head[..end.unwrap_or(head.len())]).into_owned()
    };
    let first = peek(text);
    if first.to_ascii_lowercase().starts_with("sep=") {
        let mut line = Vec::new();
        let _ = text.read_until(b'\n', &mut line);
        return (peek(text), 1);
    }
    (first, 0)
}

impl Iterator for Lines {
    type Item = (u64, Result<Line, Vec<Mistake>>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_broken {
            let is_read = self.reader.read_record(&mut self.record);
            let at = self.line();
            match is_read {
                Ok(true) => (),
                Ok(false) => return None,
                // Undecodable bytes have become U+FFFD long before: only the disk is left to fail, once.
                Err(_) => {
                    self.is_broken = true;
                    return Some((at, Err(vec![Mistake::Broken])));
                }
            }
            if self.record.as_slice().len() > LONGEST_LINE {
                return Some((at, Err(vec![Mistake::Quote])));
            }
            // What spreadsheets leave below the last line.
            if self.record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let read = line::read(&self.app, &self.header, &self.record);
            return Some((at, read.and_then(|line| self.once(at, line))));
        }
        None
    }
}
