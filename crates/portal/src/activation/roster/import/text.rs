//! The text of a file, whatever it is encoded in, read piece by piece: how long it is does not matter.

use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::{
    fs::File,
    io::{self, Read},
    path::PathBuf,
};

/// Where the bytes of a file are; they are read more than once.
#[derive(Clone, Debug)]
pub enum Source {
    /// On this machine.
    File(PathBuf),
    /// Sent by a browser.
    Bytes(std::sync::Arc<Vec<u8>>),
}

impl Source {
    /// The bytes from the start.
    ///
    /// # Errors
    /// As the file says.
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(io::Cursor::new(Shared(bytes.clone()))),
        })
    }
}

struct Shared(std::sync::Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// What a file is encoded in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16, the lower byte first, as Excel writes it.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// The code page of Western Windows, which is what a file is that is none of the others: UTF-8 with a few bytes that are
    /// broken stays UTF-8, and those lines are mistakes.
    Windows1252,
    /// Not text: a workbook.
    Workbook,
}

impl Encoding {
    /// Finds out, reading the file once.
    ///
    /// # Errors
    /// As the file says.
    pub fn of(source: &Source) -> io::Result<Self> {
        let mut reader = source.open()?;
        let mut head = Vec::new();
        reader.by_ref().take(4_096).read_to_end(&mut head)?;
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xd0\xcf\x11\xe0") {
            return Ok(Self::Workbook);
        }
        if head.starts_with(b"\xff\xfe") {
            return Ok(Self::Utf16Le);
        }
        if head.starts_with(b"\xfe\xff") {
            return Ok(Self::Utf16Be);
        }
        // Letters of a header have one byte of zero each.
        let zeros = |odd: usize| {
            head.iter()
                .skip(odd)
                .step_by(2)
                .filter(|byte| **byte == 0)
                .count()
        };
        let many = head.len() / 4;
        if head.len() > 8 && zeros(1) > many {
            return Ok(Self::Utf16Le);
        }
        if head.len() > 8 && zeros(0) > many {
            return Ok(Self::Utf16Be);
        }
        Ok(if is_utf8(head, reader)? {
            Self::Utf8
        } else {
            Self::Windows1252
        })
    }

    fn decoder(self) -> Decoder {
        match self {
            Self::Utf8 | Self::Workbook => UTF_8.new_decoder(),
            Self::Utf16Le => UTF_16LE.new_decoder(),
            Self::Utf16Be => UTF_16BE.new_decoder(),
            Self::Windows1252 => WINDOWS_1252.new_decoder(),
        }
    }
}

/// Whether as many letters beyond ASCII are written as UTF-8 writes them as bytes are that it never writes so.
fn is_utf8(head: Vec<u8>, mut rest: impl Read) -> io::Result<bool> {
    if head.starts_with(b"\xef\xbb\xbf") {
        return Ok(true);
    }
    let (mut bytes, mut letters, mut broken) = (head, 0, 0);
    loop {
        let mut last: &[u8] = &[];
        for chunk in bytes.utf8_chunks() {
            letters += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
            broken += usize::from(!chunk.invalid().is_empty());
            last = chunk.invalid();
        }
        let left = unfinished(last);
        let all = bytes.len();
        bytes.drain(..all - left);
        let read = rest.by_ref().take(65_536).read_to_end(&mut bytes)?;
        // What the end of a piece breaks off is not broken, unless nothing follows.
        broken -= usize::from(left > 0 && read > 0);
        if read == 0 {
            return Ok(letters >= broken);
        }
    }
}

/// How many bytes at the end of a piece begin a letter that ends in the next one.
fn unfinished(invalid: &[u8]) -> usize {
    match std::str::from_utf8(invalid) {
        Err(error) if error.error_len().is_none() => invalid.len(),
        Ok(_) | Err(_) => 0,
    }
}

/// A file as UTF-8. What cannot be read in its encoding becomes U+FFFD; lines end with a line feed alone, also the last.
pub(super) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    /// The last character was a carriage return, which became a line feed.
    is_return: bool,
    is_over: bool,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(inner: R, encoding: Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.decoder(),
            raw: vec![0; 16_384],
            text: Vec::new(),
            at: 0,
            is_return: false,
            is_over: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let read = self.inner.read(&mut self.raw)?;
        self.is_over = read == 0;
        let most = self.decoder.max_utf8_buffer_length(read).unwrap_or(65_536);
        self.text.resize(most, 0);
        let raw = &self.raw[..read];
        let (_, _, written, _) = self
            .decoder
            .decode_to_utf8(raw, &mut self.text, self.is_over);
        self.text.truncate(written);
        self.end_lines();
        if self.is_over {
            self.text.push(b'\n');
        }
        self.at = 0;
        Ok(())
    }

    /// The reader of records counts line feeds, and where Windows has put two signs ends a record between them.
    fn end_lines(&mut self) {
        let is_return = &mut self.is_return;
        self.text.retain_mut(|byte| {
            let is_second = *byte == b'\n' && *is_return;
            *is_return = *byte == b'\r';
            if *is_return {
                *byte = b'\n';
            }
            !is_second
        });
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.is_over {
            self.refill()?;
        }
        let piece = &self.text[self.at..];
        let length = piece.len().min(into.len());
        into[..length].copy_from_slice(&piece[..length]);
        self.at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: Vec<u8>) -> (Encoding, String) {
        let source = Source::Bytes(std::sync::Arc::new(bytes));
        let encoding = Encoding::of(&source).unwrap();
        let mut text = String::new();
        let mut decoded = Decoded::new(source.open().unwrap(), encoding);
        decoded.read_to_string(&mut text).unwrap();
        (encoding, text)
    }

    #[test]
    fn the_encoding_is_found_and_the_text_is_the_same() {
        // Longer than one piece, with letters that lie across its end.
        let text = format!(
            "NIM;Nama;Fakultas\n{}",
            "M0526001;José Ñandú;FT\n".repeat(9_000)
        );
        let wide = |big: bool, mark: bool| {
            let units = mark
                .then_some(0xfeff)
                .into_iter()
                .chain(text.encode_utf16());
            let bytes = |unit: u16| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            };
            units.flat_map(bytes).collect::<Vec<u8>>()
        };
        let narrow = text.chars().map(|c| c as u8).collect::<Vec<u8>>();
        for (bytes, encoding) in [
            (text.clone().into_bytes(), Encoding::Utf8),
            (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
            (wide(false, true), Encoding::Utf16Le),
            (wide(true, true), Encoding::Utf16Be),
            (wide(false, false), Encoding::Utf16Le),
            (wide(true, false), Encoding::Utf16Be),
            (narrow, Encoding::Windows1252),
        ] {
            let (found, decoded) = read(bytes);
            assert_eq!(found, encoding);
            assert!(decoded == format!("{text}\n"), "{encoding:?}");
        }
        assert_eq!(read(b"PK\x03\x04rest".to_vec()).0, Encoding::Workbook);
        assert_eq!(read(Vec::new()), (Encoding::Utf8, "\n".into()));
    }

    #[test]
    fn a_broken_byte_makes_no_other_encoding_of_a_whole_file() {
        let lines = "M0526001;José Ñandú;FT\n".repeat(9_000).into_bytes();
        let broken = [lines.as_slice(), b"M0526002;Ad\xe9;FT\n", &lines].concat();
        let (found, text) = read(broken);
        assert_eq!(found, Encoding::Utf8);
        assert!(text.contains("M0526002;Ad\u{fffd};FT\n") && text.contains("José Ñandú"));
        // The mark says what it is; a letter that the end of the file breaks off is broken.
        assert_eq!(read(b"\xef\xbb\xbfNIM;Ad\xe9".to_vec()).0, Encoding::Utf8);
        assert_eq!(
            read(b"NIM;Ad\xe9".to_vec()),
            (Encoding::Windows1252, "NIM;Adé\n".into())
        );
        assert_eq!(
            read("NIM;José;Ñandú".as_bytes()[..16].to_vec()).0,
            Encoding::Utf8
        );
        // As many broken as not: a mistake of its line, not letters that nobody wrote.
        let even = b"NIM;Jos\xc3\xa9\n1;Ad\xe9\n".to_vec();
        assert_eq!(read(even).0, Encoding::Utf8);
    }

    #[test]
    fn lines_end_alike_wherever_the_file_was_made() {
        let text = "NIM;Nama\n\n1;A\n";
        for end in ["\n", "\r\n", "\r"] {
            let bytes = text.replace('\n', end).into_bytes();
            assert_eq!(read(bytes).1, format!("{text}\n"), "{end:?}");
        }
        // Across the end of a piece.
        let long = "x".repeat(16_383);
        let bytes = format!("{long}\r\ny").into_bytes();
        assert_eq!(read(bytes).1, format!("{long}\ny\n"));
    }
}
