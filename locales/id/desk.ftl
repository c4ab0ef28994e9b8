# The desk: queues, the request for those who serve, the counter.
desk-rail = Antrean
desk-rail-unit = Unit
desk-rail-mine = Untuk saya
desk-rail-queues = Antrean
desk-rail-office = Kantor
desk-conversations = Percakapan
desk-take-in = Terima surat
desk-failed-messages = Pesan gagal

desk-shelf-milik-saya = Milik saya
desk-shelf-terlambat = Terlambat
desk-shelf-semua-terbuka = Semua terbuka
desk-shelf-perlu-verifikasi = Perlu verifikasi
desk-shelf-dikembalikan = Dikembalikan
desk-shelf-perlu-disposisi = Perlu disposisi
desk-shelf-perlu-persetujuan = Perlu persetujuan
desk-shelf-diproses = Diproses
desk-shelf-selesai = Selesai

desk-tickets = { $n ->
   *[other] { $count } tiket
}
desk-of-these-late = { $count } terlambat
desk-live-one = 1 tiket baru.
desk-live-many = {"{"}n{"}"} tiket baru.
desk-reload = Muat ulang antrean
desk-search = Cari tiket
desk-search-title = Hasil pencarian
desk-search-hint = Kode, nama, atau alamat
desk-all-services = Semua layanan
desk-all-steps = Semua langkah
desk-step = Langkah
desk-apply = Terapkan
desk-remove-filter = , hapus saringan
desk-chip-service = Layanan { $id }
desk-col-person = Pemohon dan akun
desk-col-hands = Pemegang
desk-col-handled = Penggarap
desk-take = Ambil
desk-keys-in = Di dalam antrean:
desk-keys-rows = pindah baris
desk-keys-open = buka tiket
desk-keys-search = cari
desk-only-newest = Kata ini ada di sangat banyak tiket: hanya 5.000 tiket terbaru yang dicari. Tambahkan kata lain agar lebih tepat.
desk-newest-first = Terbaru di atas
desk-range-due = Batas waktu { $days }, terdekat di atas
desk-range-done = Selesai { $days }, terbaru di atas

desk-waits-for-applicant = Menunggu pemohon
desk-finished-on = Berakhir { $day }
desk-today = Hari ini, { $time }
desk-left = sisa { $what }
desk-left-days = sisa { $count } hari kerja
desk-late-days = Terlambat { $count } hari kerja
desk-late = Terlambat { $what }
desk-span-hours = { $hours } jam { $minutes } menit
desk-span-minutes = { $minutes } menit

desk-empty-milik-saya = Tidak ada tiket di tangan Anda
desk-empty-terlambat = Tidak ada tiket yang terlambat
desk-empty-semua-terbuka = Tidak ada tiket yang terbuka
desk-empty-perlu-verifikasi = Tidak ada surat yang perlu diverifikasi
desk-empty-dikembalikan = Tidak ada tiket yang menunggu perbaikan pemohon
desk-empty-perlu-disposisi = Tidak ada tiket yang menunggu pimpinan
desk-empty-diproses = Tidak ada tiket yang sedang diproses
desk-empty-selesai = Belum ada tiket yang selesai
desk-empty-filtered = Tidak ada tiket yang cocok
desk-empty-filtered-lead = Hapus salah satu saringan, atau cari dengan kata lain: sedikitnya dua huruf dari kode, nama, atau alamat.
desk-show-open = Lihat Semua yang Terbuka
desk-next-queue = Antrean berikutnya: { $queue }, { $count } tiket.
desk-open-queue = Buka “{ $queue }”
desk-all-quiet = Antrean lain juga kosong. Tiket baru muncul di sini begitu masuk.

desk-problem = Tidak tercatat.
desk-kept = Yang Anda tulis
desk-kept-lead = Belum tercatat di tiket. Salin bila masih perlu.
desk-yours = Anda memegang tiket ini
desk-in-hands = Di tangan { $who }
desk-release = Lepaskan
desk-instruction = Instruksi pimpinan
desk-instruction-none = Tanpa instruksi khusus.
desk-download = Unduh, { $size }
desk-request = Permintaan
desk-revision = revisi { $version }
desk-account = Akun
desk-account-active = Aktif
desk-account-blocked = Terblokir
desk-account-blocked-since = Terblokir sejak { $when }
desk-account-closed = Ditutup
desk-account-none = Belum ada di direktori akun
desk-account-known = Ada di direktori akun
desk-block-cause = Sebab blokir
desk-blocks-recent = Riwayat 90 hari
desk-block-repeat-hint = Blokir yang berulang berarti sebabnya belum ditangani. Sebutkan nasihatnya dalam catatan kepada pemohon.
desk-block-count = { $count ->
    [1] Blokir pertama dalam 90 hari.
   *[other] Blokir ke-{ $count } dalam 90 hari.
}
desk-verification = Verifikasi
desk-fitted = { $yes } dari { $all } sesuai
desk-owner = Pemilik
desk-now = Keadaan sekarang
desk-now-completed = Permintaan ini selesai. Pemohon diminta mengisi survei.
desk-now-closed = Permintaan ini selesai dan sudah dinilai pemohon.
desk-now-returned = Menunggu pemohon memperbaiki permintaannya.
desk-now-rejected = Permintaan ini ditolak.
desk-now-failed = Permintaan ini tidak dapat dilaksanakan.
desk-now-cancelled = Permintaan ini dibatalkan pemohon.
desk-now-submitted = Permintaan ini baru diajukan.
desk-now-verified = Permintaan ini sudah diverifikasi.
desk-now-disposed = Permintaan ini sudah didisposisikan.
desk-now-processing = Permintaan ini sedang diproses.
desk-waits-for-person = Menunggu { $who }.
desk-waits-for-office = Menunggu { $who } unit ini.
desk-result = Hasil
desk-told-count = { $count } kabar

desk-take-lead = Ambil tiket ini supaya tidak dikerjakan dua orang. Pemohon dikabari bahwa permintaannya diproses.
desk-take-ticket = Ambil Tiket
desk-claim = Ambil dahulu, agar tidak diperiksa dua orang
desk-sending = Mengirim…
desk-finishing = Menyelesaikan…

desk-choices-kept = Yang sudah Anda pilih dan tulis masih ada di bawah.
desk-checklist = Daftar periksa
desk-lines = { $count } butir
desk-fit-count = {"{"}yes{"}"} dari {"{"}all{"}"} sesuai
desk-fits = Sesuai
desk-misfits = Tidak
desk-reason = Alasan yang dibaca pemohon
desk-line-open = Butir ini belum dinilai.
desk-line-misfits = Butir ini tidak sesuai.
desk-choose = Pilih keputusan Anda dahulu.
desk-verify = Verifikasi
desk-approve = Setujui
desk-approve-hint = Baru dapat dipilih bila semua butir sesuai.
desk-then = Langkah berikutnya: { $step }.
desk-return = Kembalikan
desk-return-submit = Kembalikan ke Pemohon
desk-return-hint = Pemohon memperbaiki yang tidak sesuai; isiannya tetap ada.
desk-return-why = Tulis apa yang harus diperbaiki pemohon, atau tandai butir yang tidak sesuai.
desk-reject = Tolak
desk-reject-submit = Tolak Permintaan
desk-reject-hint = Tiket berakhir. Alasan wajib ditulis.
desk-words = Catatan untuk pemohon
desk-words-hint = Dibaca pemohon. Wajib bila permintaan ditolak.
desk-decide = Kirim Keputusan
desk-told-at-once = WhatsApp dan email terkirim begitu Anda memutuskan.

desk-dispose-to = Disposisikan kepada
desk-choose-staff = Pilih staf yang akan mengerjakan.
desk-no-staff = Unit ini belum punya staf. Mintalah super admin menetapkan peran staf.
desk-running = { $count ->
    [0] Belum ada tiket berjalan
   *[other] { $count } tiket berjalan
}
desk-running-late = { $count } terlambat
desk-instruction-field = Instruksi
desk-deadline = Selesai paling lambat
desk-promise = Sampai akhir jam kerja. Batas layanan: { $when }
desk-deadline-missing = Pilih tanggal, misalnya 2027-03-18.
desk-deadline-closed = Unit tidak bekerja pada hari itu. Pilih hari kerja.
desk-dispose = Disposisikan
desk-disposition = Disposisi
desk-recall = Tarik Disposisi
desk-recall-no = Jangan Tarik
desk-recall-hint = Tiket kembali kepada Anda untuk didisposisikan lagi.
desk-recall-question = Tarik disposisi ini?
desk-recall-consequence = Tiket { $code } lepas dari staf yang ditunjuk dan kembali ke antrean disposisi.

desk-choose-result = Pilih hasilnya dahulu.
desk-confirm = Buktikan Bahwa Ini Anda
desk-confirm-late = Belum disimpan: sudah lebih dari 15 menit sejak Anda terakhir membuktikan diri.
desk-confirm-lead = Menyelesaikan langkah ini mengakhiri verifikasi 2 langkah sebuah akun. Karena itu Loket memastikan dahulu bahwa Anda sendiri yang melakukannya.
desk-do-unblock = Buka blokir akun ini
desk-do-unblock-effect = Loket membuka blokir dan mencatat tanda terimanya. Akun dapat dipakai masuk seketika.
desk-do-reset-second-step = Akhiri verifikasi 2 langkah yang hilang
desk-do-reset-second-step-effect = Semua aplikasi, passkey, dan kode pemulihan akun ini berakhir, juga semua sesinya. Pemiliknya dikabari dan mendaftar ulang.
desk-do-unblock-waits = Kata sandi lama mungkin diketahui orang lain. Loket mengirim tautan sekali pakai kepada pemiliknya; blokir terbuka begitu kata sandi baru dibuat.
desk-conditions = Sebelum blokir dibuka
desk-condition-password = Belum. Loket mengirim tautannya begitu tiket ini Anda selesaikan.
desk-do-change-password = Kirim tautan kata sandi baru
desk-do-change-password-effect = Tautan sekali pakai terkirim kepada penanggung jawab. Semua sesi akun berakhir sekarang; kata sandi lama diganti lewat tautan itu.
desk-do-require-second-step = Wajibkan verifikasi 2 langkah
desk-do-require-second-step-effect = Akun tidak dapat dipakai dengan kata sandi saja. Tautan pemasangan terkirim kepada penanggung jawab.
desk-do-open-application = Buka akses aplikasi
desk-do-open-application-effect = Akun langsung dapat memakai aplikasi yang dimohon.
desk-do-create-mailbox = Buat akun email ini
desk-do-create-mailbox-effect = Akun dibuat tanpa kata sandi. Tautan sekali pakai terkirim kepada penanggung jawab untuk membuatnya.
desk-do-nothing = Selesai: { $step }
desk-do-nothing-effect = Pemohon dikabari bahwa langkah ini selesai.
desk-finish = Selesaikan
desk-cannot-back = Tidak dapat dilaksanakan, kembalikan
desk-cannot-end = Tidak dapat dilaksanakan, akhiri tiket
desk-cannot-end-hint = Tiket berakhir.
desk-back-to-leader = Kembali ke Pimpinan
desk-back-to-admin = Kembali ke Admin
desk-end-ticket = Akhiri Tiket
desk-reason-read = Alasan dibaca pemohon.
desk-result-words-hint = Dibaca pemohon. Wajib bila tidak dapat dilaksanakan.
desk-remark = Keterangan pelaksanaan
desk-save-result = Simpan Hasil
desk-never-a-password = Kata sandi tidak pernah ditulis di sini. Pemilik menyetelnya sendiri lewat tautan sekali pakai.

desk-notes = Catatan dan pesan
desk-note = Catatan internal
desk-note-hint = Hanya petugas yang membacanya.
desk-note-save = Simpan Catatan
desk-message = Pesan kepada pemohon
desk-message-hint = Terkirim lewat WhatsApp dan email, tampil di halaman tiketnya.
desk-message-send = Kirim Pesan

desk-take-in-aside = untuk orang yang datang ke kantor
desk-take-in-lead = Pilih layanan yang dimohon, lalu pindai suratnya. Pengantar surat pulang dengan tanda terima.
desk-take-in-none = Unit ini belum punya layanan dengan surat yang diserahkan di kantor.
desk-take-in-next = Terima Surat Berikutnya
desk-counter-title = Terima surat: { $service }
desk-counter-lead = Isi menurut surat yang diserahkan. Kabar status terkirim kepada pemohon, bukan kepada Anda.
desk-counter-send = Catat dan Cetak Tanda Terima
desk-caller-name = Nama paling panjang 120 huruf, dalam satu baris.
desk-caller-closed = Akun dengan alamat ini sudah ditutup. Minta alamat lain kepada pemohon.
desk-applicant = Pemohon
desk-received = Diterima
desk-receipt = Tanda terima
desk-receipt-again = Cetak Tanda Terima Lagi
desk-receipt-of-letter = Tanda terima surat
desk-receipt-qr = Kode QR alamat status tiket
desk-receipt-scan = Pindai untuk melihat status, atau buka
desk-receipt-hotline = Hotline { $number }. Petugas tidak pernah meminta kata sandi Anda.
desk-receipt-print = Cetak Tanda Terima

refused-long = Tulisan ini lebih dari 2.000 huruf. Ringkas, lalu kirim lagi.

desk-restricted = Atas permintaan pemiliknya, pemrosesan data { $address } dibatasi sejak { $when }. Lakukan hanya yang diperlukan untuk layanan yang diminta.
flash-desk-taken = Tiket ada di tangan Anda.
flash-desk-released = Tiket kembali ke antrean.
flash-desk-approved = Keputusan tercatat. Pemohon sudah dikabari.
flash-desk-returned = { $what ->
    [0] Permintaan dikembalikan kepada pemohon.
    [1] Surat dikembalikan kepada pemohon dengan satu perbaikan.
   *[other] Surat dikembalikan kepada pemohon dengan { $what } perbaikan.
}
flash-desk-rejected = Permintaan ditolak. Pemohon sudah dikabari.
flash-desk-disposed = Tiket didisposisikan. Staf yang ditunjuk melihatnya di antreannya.
flash-desk-recalled = Disposisi ditarik. Tiket menunggu disposisi baru.
flash-desk-completed = Selesai. Pemohon sudah dikabari dan diminta mengisi survei.
flash-desk-sent-back = Tiket dikembalikan bersama alasannya.
flash-desk-ended = Tiket berakhir. Pemohon membaca alasannya.
flash-desk-noted = Catatan tersimpan. Hanya petugas yang membacanya.
flash-desk-messaged = Pesan terkirim kepada pemohon.
flash-desk-received = Permintaan tercatat. Serahkan tanda terima ini kepada pengantar surat.
desk-after-resubmit = Setelah pemohon kirim ulang
