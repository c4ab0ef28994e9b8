//! The first line: which column is where, and what stands between the cells.

use super::mistake::{Column, Mistake};
use csv::StringRecord;

/// What may stand between cells.
pub(super) const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Where each column is, in the order of [`Column::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    places: [Option<usize>; 8],
    /// How many columns the file has, those among them that nobody asked for.
    pub(super) width: usize,
}

/// What a column is called in Indonesian and in English, without spaces and signs.
fn names(column: Column) -> &'static str {
    match column {
        Column::Nim => {
            "nim nomorindukmahasiswa nomorinduk noinduk nomormahasiswa nomhs studentnumber studentid studentno"
        }
        Column::Name => {
            "nama namalengkap namamahasiswa namaresmi name fullname studentname officialname"
        }
        Column::Faculty => "fakultas namafakultas faculty",
        Column::Programme => {
            "prodi programstudi namaprodi jurusan program programme studyprogramme studyprogram programmeofstudy major"
        }
        Column::Intake => {
            "angkatan tahunangkatan tahunmasuk tahun intake intakeyear cohort entryyear year"
        }
        Column::Birth => "tanggallahir tgllahir lahir birthdate dateofbirth dob born",
        Column::Whatsapp => {
            "whatsapp wa nowa nomorwa nowhatsapp nomorwhatsapp whatsappnumber nohp nomorhp hp mobile mobilenumber"
        }
        Column::Pin => {
            "pin pinbank pinpembayaran pinkuitansi nomorpin bankpin paymentpin receiptpin"
        }
    }
}

fn column(cell: &str) -> Option<Column> {
    let plain: String = cell
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    Column::ALL
        .into_iter()
        .find(|column| names(*column).split(' ').any(|name| name == plain))
}

/// What stands between the cells of a first line: with it, most of them are columns that are known.
pub(super) fn delimiter(first: &str) -> u8 {
    let known = |delimiter: &u8| {
        let cells = first.split(char::from(*delimiter));
        cells
            .filter(|cell| column(cell.trim().trim_matches('"')).is_some())
            .count()
    };
    let mut best = DELIMITERS[0];
    for one in DELIMITERS {
        if known(&one) > known(&best) {
            best = one;
        }
    }
    best
}

impl Header {
    /// Reads the first line.
    ///
    /// # Errors
    /// What is wrong with it, all of it.
    pub(super) fn read(record: &StringRecord) -> Result<Self, Vec<Mistake>> {
        let (mut places, mut mistakes) = ([None; 8], Vec::new());
        for (at, cell) in record.iter().enumerate() {
            let Some(found) = column(cell) else { continue };
            let place = &mut places[found as usize];
            if place.replace(at).is_some() {
                mistakes.push(Mistake::TwoColumns(found));
            }
        }
        for one in Column::ALL {
            if places[one as usize].is_none() && !one.is_optional() {
                mistakes.push(Mistake::NoColumn(one));
            }
        }
        let width = record.len();
        if mistakes.is_empty() {
            Ok(Self { places, width })
        } else {
            Err(mistakes)
        }
    }

    /// The cell of a column.
    pub(super) fn cell<'r>(&self, record: &'r StringRecord, column: Column) -> &'r str {
        let place = self.places[column as usize];
        place
            .and_then(|at| record.get(at))
            .unwrap_or_default()
            .trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_makes_columns() {
        for (first, expected) in [
            ("NIM,Nama,Fakultas", b','),
            ("nim;nama;fakultas", b';'),
            ("NIM\tNama\tProgram Studi", b'\t'),
            ("\"NIM\"|\"Nama, gelar\"|Fakultas", b'|'),
            ("whatever", b','),
        ] {
            assert_eq!(delimiter(first), expected, "{first}");
        }
    }

    #[test]
    fn columns_are_found_in_any_order_and_language_and_what_lacks_is_said() {
        let record = |line: &str| StringRecord::from(line.split(',').collect::<Vec<_>>());
        let header = Header::read(&record(
            "PIN Bank,Catatan,Tanggal Lahir,Nama Lengkap,NIM,Fakultas,Prodi,Angkatan",
        ))
        .unwrap();
        let line = record("1234,x,2008-01-02,Rina, M0526001 ,F,P,2026");
        assert_eq!(header.cell(&line, Column::Nim), "M0526001");
        assert_eq!(header.cell(&line, Column::Whatsapp), "");
        assert!(
            Header::read(&record(
                "student_number,full name,faculty,programme,intake year,payment-pin"
            ))
            .is_ok()
        );
        assert_eq!(
            Header::read(&record("nim,nama,nama,fakultas,prodi,angkatan")),
            Err(vec![
                Mistake::TwoColumns(Column::Name),
                Mistake::NoColumn(Column::Pin)
            ])
        );
    }
}
