//! Documents to look at.

use paper::{Block, Column, Document, Fact, Margins, Table};

/// A document of these blocks.
pub fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Data saya pada Loket".into(),
        language: "id".into(),
        author: "Universitas Contoh".into(),
        created: 1_795_600_000_000,
        margins: Margins {
            header: "Universitas Contoh".into(),
            footer: "Dibuat 25 November 2026 pukul 14.19 WIB untuk Siti Nur’aini Ångström".into(),
            numbering: "Halaman {page} dari {pages}".into(),
        },
        blocks,
    }
}

/// What a person gets who asks for their data, with so many sign-ins.
pub fn my_data(signins: usize) -> Document {
    let intro = "Dokumen ini memuat semua data pribadi Anda yang disimpan Loket: siapa Anda, akun dan langkah kedua \
        Anda, permintaan yang pernah Anda kirim, dan petugas yang pernah membuka data Anda.";
    let rights = "Anda berhak meminta perbaikan, pembatasan, dan penghapusan data. Kami menjawab dalam 3 × 24 jam.";
    document(vec![
        Block::Paragraph(intro.into()),
        Block::Heading("Akun".into()),
        Block::Facts(vec![
            Fact::new("Nama", "Siti Nur’aini Ångström"),
            Fact::new("NIM", "M0521001"),
            Fact::new(
                "Surel",
                "siti.nuraini.dengan.nama.yang.sangat.panjang.sekali@student.contoh.ac.id",
            ),
            Fact::new("Alamat", "Jl. Ir. Sutami 36A\nKentingan, Surakarta 57126"),
            Fact::new("Nama dalam aksara lain", "ستي نور عيني · 李小龍"),
            Fact::new("Nomor WhatsApp", ""),
        ]),
        Block::Heading("Riwayat masuk".into()),
        Block::Note("Dua belas bulan terakhir, yang terbaru lebih dulu.".into()),
        Block::Table(signed_in(signins)),
        Block::Subheading("Permintaan".into()),
        Block::Table(Table {
            rows: Vec::new(),
            ..signed_in(0)
        }),
        Block::Heading("Hak Anda".into()),
        Block::Paragraph(rights.into()),
    ])
}

/// A table of sign-ins.
pub fn signed_in(rows: usize) -> Table {
    let row = |at: usize| {
        let device = if at.is_multiple_of(7) {
            "Chrome di Android, alamat 2001:db8:85a3:0000:0000:8a2e:0370:7334, Surakarta"
        } else {
            "Firefox di Windows"
        };
        vec![
            format!(
                "{:02}/11/2026 {:02}.{:02} WIB",
                at % 28 + 1,
                at % 24,
                at % 60
            ),
            "Masuk dengan kata sandi".to_owned(),
            device.to_owned(),
            (at * 137).to_string(),
        ]
    };
    Table {
        columns: vec![
            Column::new("Waktu", 4),
            Column::new("Peristiwa", 5),
            Column::new("Perangkat", 6),
            Column::numbers("Ke-", 1),
        ],
        rows: (0..rows).map(row).collect(),
        empty: "Belum ada yang tercatat.".into(),
    }
}
