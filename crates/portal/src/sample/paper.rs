//! A letter of one page, signed and stamped, as a PDF; just enough of the format.

use sop::{Answers, Campus, FieldKind, Lang, Sop, project};
use std::fmt::Write;

/// A screenshot of an account that is blocked.
pub(super) const PICTURE: &[u8] = include_bytes!("blocked.png");

/// The words of a page.
pub(super) struct Text {
    campus: String,
    /// *Nomor*, *Perihal* and so on.
    head: Vec<(String, String)>,
    addressee: Vec<String>,
    opening: Vec<String>,
    details: Vec<(String, String)>,
    closing: Vec<String>,
    signer: String,
}

/// The letter of a service with these answers; for any other file, what its field asks for.
pub(super) fn text(sop: &Sop, campus: &Campus, field: &str, answers: &Answers) -> Text {
    let answers = &sop::normalise(sop, answers);
    let mut text = Text {
        campus: campus.name.get(Lang::Id).to_uppercase(),
        head: Vec::new(),
        addressee: Vec::new(),
        opening: Vec::new(),
        details: Vec::new(),
        closing: Vec::new(),
        signer: String::new(),
    };
    if let Some(letter) = project::letter(sop, campus, Lang::Id, answers) {
        let head = [
            ("Nomor", letter.number),
            ("Tanggal", letter.date),
            ("Perihal", Some(letter.subject)),
        ];
        text.head = head
            .into_iter()
            .map(|(label, value)| (label.to_owned(), value.unwrap_or_default()))
            .collect();
        text.addressee = letter.addressee;
        text.opening = letter.opening;
        text.details = letter
            .details
            .into_iter()
            .map(|line| (line.label, line.value.unwrap_or_default()))
            .collect();
        text.closing = letter.closing;
        text.signer = letter.signers.into_iter().next().unwrap_or_default();
        return text;
    }
    let asked = sop.field(field).map(|field| field.label.get(Lang::Id));
    text.head = vec![("Perihal".into(), asked.unwrap_or_default().to_owned())];
    let plain = sop.fields.iter().filter(|field| {
        use FieldKind::{Nim, NimOrNip, Text, Unit};
        matches!(field.kind, Text { .. } | Nim | NimOrNip | Unit)
    });
    text.details = plain
        .filter_map(|field| {
            Some((
                field.label.get(Lang::Id).to_owned(),
                answers.get(&field.key)?.clone(),
            ))
        })
        .collect();
    text
}

/// Left edge, and where values stand, in points.
const LEFT: i32 = 72;
const VALUE: i32 = 236;
/// Characters that a line takes.
const LINE: usize = 88;
const LABEL_LINE: usize = 24;
const VALUE_LINE: usize = 56;

/// A page under the pen.
struct Page {
    ink: String,
    y: i32,
}

impl Page {
    fn say(&mut self, x: i32, font: &str, words: &str) {
        let safe = words.replace('\\', "\\\\").replace('(', "\\(");
        let safe = safe.replace(')', "\\)");
        let _ = writeln!(
            self.ink,
            "BT /{font} Tf {x} {y} Td ({safe}) Tj ET",
            y = self.y
        );
    }

    fn paragraph(&mut self, words: &str) {
        for line in wrapped(words, LINE) {
            self.say(LEFT, "F1 11", &line);
            self.y -= 16;
        }
        self.y -= 8;
    }

    fn row(&mut self, label: &str, value: &str) {
        let top = self.y;
        let below = [(LEFT, label, LABEL_LINE), (VALUE, value, VALUE_LINE)].map(|column| {
            let (x, words, width) = column;
            self.y = top;
            for line in wrapped(words, width) {
                self.say(x, "F1 11", &line);
                self.y -= 16;
            }
            self.y
        });
        self.y = below.into_iter().min().unwrap_or(top);
    }
}

fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if !line.is_empty() && line.len() + word.len() >= width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// Sets the page on A4.
pub(super) fn pdf(text: &Text) -> Vec<u8> {
    let mut page = Page {
        ink: String::new(),
        y: 780,
    };
    page.say(LEFT, "F2 13", &text.campus);
    page.ink.push_str("72 768 m 523 768 l S\n");
    page.y = 738;
    for (label, value) in &text.head {
        page.row(label, value);
    }
    page.y -= 14;
    for line in &text.addressee {
        page.say(LEFT, "F1 11", line);
        page.y -= 16;
    }
    page.y -= 14;
    for words in &text.opening {
        page.paragraph(words);
    }
    for (label, value) in &text.details {
        page.row(label, value);
    }
    page.y -= 14;
    for words in &text.closing {
        page.paragraph(words);
    }
    page.y -= 8;
    page.say(340, "F1 11", &text.signer);
    sign(&mut page);
    file(&page.ink)
}

/// A signature in blue ink, and a round stamp over its beginning.
fn sign(page: &mut Page) {
    let y = page.y - 40;
    let _ = write!(
        page.ink,
        "0.1 0.2 0.6 RG 1.4 w 352 {a} m 366 {b} 372 {c} 380 {a} c 388 {b} 384 {c} 398 {a} c 410 {b} 420 {c} 452 {d} c S\n\
         0.45 0.25 0.55 RG 1.6 w {circle} S\n",
        a = y,
        b = y + 34,
        c = y - 22,
        d = y + 12,
        circle = circle(338, y - 2, 34),
    );
}

fn circle(x: i32, y: i32, r: i32) -> String {
    let k = r * 55 / 100;
    let (left, right, top, bottom) = (x - r, x + r, y + r, y - r);
    format!(
        "{right} {y} m {right} {up} {far} {top} {x} {top} c {near} {top} {left} {up} {left} {y} c \
         {left} {down} {near} {bottom} {x} {bottom} c {far} {bottom} {right} {down} {right} {y} c",
        up = y + k,
        down = y - k,
        far = x + k,
        near = x - k,
    )
}

/// The objects of a file with one page, and where each begins.
fn file(ink: &str) -> Vec<u8> {
    let font = |name: &str| {
        format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
    };
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
         /Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{ink}\nendstream", ink.len()),
        font("Times-Roman"),
        font("Times-Bold"),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        let _ = write!(pdf, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = pdf.len();
    let count = places.len() + 1;
    let _ = write!(pdf, "xref\n0 {count}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(pdf, "{place:010} 00000 n ");
    }
    let _ = write!(
        pdf,
        "trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    pdf.into_bytes()
}
