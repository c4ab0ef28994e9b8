# Public pages: home, services, units, search.
catalog-home-title = Layanan { $campus }
catalog-question = Apa yang Anda butuhkan?
catalog-example = mis. email keblokir
catalog-often = Sering dicari:
catalog-ticket = Sudah punya nomor tiket?
catalog-ticket-where = Tertulis di WhatsApp, email, atau tanda terima Anda.
catalog-ticket-find = Lacak
catalog-ticket-wrong = Nomor tiket berisi sembilan huruf dan angka, misalnya R4K-7MD-2QX. Periksa kembali pesan Anda.
catalog-most-used = Paling sering digunakan
catalog-all = { $count ->
   *[other] Semua { $count } layanan
}
catalog-count = { $count ->
   *[other] { $count } layanan
}
catalog-unit-count = { $count ->
   *[other] { $count } unit
}
catalog-categories = Kategori
catalog-other-categories = Kategori lain
catalog-alone = Tanpa surat
catalog-visit = Datang langsung
catalog-hotline = Hotline
catalog-hotline-when = Telepon dan WhatsApp pada jam kerja
catalog-phone = Telepon
catalog-hours = Jam layanan
catalog-office = Kantor
catalog-today-at = pukul { $time }
catalog-tomorrow = besok
catalog-day-at = { $day } pukul { $time }
catalog-open-until = Buka sampai pukul { $time }
catalog-open-break = Istirahat, buka lagi pukul { $time }
catalog-closed = Tutup, buka lagi { $when }
catalog-closed-holiday = Tutup hari ini: { $name }. Buka lagi { $when }
catalog-closed-always = Tidak ada jam layanan
catalog-season = Jam { $name }, sampai { $until }
catalog-at-once = Seketika
catalog-services-lead = Setiap layanan bernomor. Sebutkan nomornya bila Anda menelepon.
catalog-units-lead = Unit yang membuka layanan di Loket.
catalog-trail = Jejak
catalog-none = Belum ada layanan di sini
catalog-none-next = Layanan muncul di sini setelah SOP-nya terbit. Sementara itu, lihat layanan yang sudah ada.
catalog-see-all = Lihat Semua Layanan
catalog-search-how = Cari dengan kata sehari-hari
catalog-search-how-text = Tulis keadaan Anda (“lupa password”), nama layanan, nama unit, atau nomor layanan. Salah ketik tidak menjadi soal.
catalog-found = { $count ->
   *[other] { $count } layanan untuk “{ $question }”
}
catalog-found-units = { $count ->
   *[other] { $count } unit yang cocok
}
catalog-best-first = yang paling cocok di atas
catalog-nothing = Belum ada layanan untuk “{ $question }”
catalog-nothing-next = Coba kata yang lebih umum, misalnya “akun” atau “email”, atau tanyakan ke hotline

catalog-service = Layanan
catalog-result = Hasil
catalog-completion = Waktu penyelesaian
catalog-due-short = ajukan sekarang, paling lambat { $date }
catalog-due-now = Bila diajukan sekarang:
catalog-due = paling lambat { $date }
catalog-skipped = Tidak dihitung: { $names }.
catalog-cost-short = Biaya
catalog-new-request = Buat Permintaan
catalog-new-complaint = Buat Keluhan
catalog-same-desk = Formulir cetak menyebut “Buat Keluhan”? Keduanya sampai di meja yang sama.
catalog-related = Mungkin yang Anda cari:
catalog-alone-closed = “{ $label }” belum dapat dilakukan sendiri di Loket
catalog-alone-closed-next = Sampai halamannya dibuka, petugas { $unit } membantu Anda di kantor atau lewat hotline
catalog-standard = Standar pelayanan
catalog-tab-product = Produk
catalog-tab-requirements = Persyaratan
catalog-tab-procedure = Prosedur
catalog-tab-time = Waktu
catalog-tab-cost = Biaya
catalog-tab-complaints = Pengaduan
catalog-tab-files = Berkas
catalog-tab-sop = SOP dan diagram
catalog-product = Produk layanan
catalog-for = Untuk { $who }.
catalog-by = Diselenggarakan oleh
catalog-requirements = Persyaratan
catalog-signed-by = Surat ditandatangani oleh
catalog-signed-by-one = Surat ditandatangani oleh { $who }.
catalog-procedure = Sistem, mekanisme, dan prosedur
catalog-cost = Biaya layanan
catalog-complaints = Pengaduan, saran, dan masukan
catalog-files = Berkas layanan

catalog-revision = revisi { $version }
catalog-sop-purpose = Tujuan
catalog-sop-scope = Ruang lingkup
catalog-sop-rules = Aturan
catalog-history = Riwayat revisi
catalog-version = Versi
catalog-date = Tanggal
catalog-prepared = Disusun oleh
catalog-reviewed = Diperiksa oleh
catalog-approved = Disahkan oleh
catalog-diagram = Diagram alur
catalog-diagram-hint = Langkah yang sama tertulis pada tabel di bawah.
catalog-steps = Langkah dan mutu baku
catalog-swipe = Geser tabel ke samping untuk melihat semua kolom.
catalog-step-number = No.
catalog-step-activity = Kegiatan
catalog-step-actor = Pelaksana
catalog-step-inputs = Kelengkapan
catalog-step-time = Waktu
catalog-step-output = Keluaran
