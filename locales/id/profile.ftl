# Akun Saya: kata sandi, kontak, jejak, data pribadi.
profile-crumbs = Letak halaman
profile-back = Kembali ke Akun Saya
profile-security = Keamanan dan kontak
profile-change-password = Ganti kata sandi
profile-second-step = Atur verifikasi 2 langkah
profile-whatsapp = WhatsApp
profile-recovery = Email pemulihan
profile-proven = terbukti
profile-unproven = belum dibuktikan
profile-none-yet = Belum ada.
profile-change-whatsapp = Ubah nomor WhatsApp
profile-change-recovery = Ubah email pemulihan
profile-contacts-why = Tautan kata sandi baru dan kabar keamanan dikirim ke kontak yang terbukti. Isilah keduanya: bila kata sandi lupa, hanya kontak ini yang dapat dipakai.
profile-wrong = Ada yang keliru? Minta perbaikan
profile-your-data = Data pribadi Anda
profile-language = Bahasa pesan
profile-lang-id = Indonesia
profile-lang-en = Inggris
profile-save = Simpan
profile-restricted = Pemrosesan data Anda dibatasi sejak { $when }.
flash-profile-language = Bahasa pesan tersimpan. Pesan berikutnya ditulis dalam bahasa itu.

profile-password-heading = Ganti kata sandi
profile-password-lead = Semua sesi lain diakhiri; Anda tetap masuk di perangkat ini.
profile-password-old = Kata sandi sekarang
profile-password-missing = Ketik kata sandi yang sekarang. Bila lupa, pakai Lupa kata sandi.
profile-password-same = Ini kata sandi yang sekarang. Pilih kata sandi lain.
profile-password-submit = Ganti Kata Sandi
profile-password-after = Anda mendapat kabar di semua kontak Anda. Ganti juga kata sandi yang tersimpan di ponsel dan aplikasi email.
flash-profile-password-changed = Kata sandi sudah diganti dan semua sesi lain diakhiri. Ganti juga di ponsel dan aplikasi email.

profile-whatsapp-heading = Nomor WhatsApp
profile-whatsapp-lead = Ke nomor ini dikirim kabar permintaan, kabar keamanan, dan tautan kata sandi baru.
profile-whatsapp-label = Nomor WhatsApp
profile-whatsapp-remove = Hapus Nomor WhatsApp
profile-recovery-heading = Email pemulihan
profile-recovery-lead = Alamat pribadi di luar akun ini. Ke sana dikirim tautan kata sandi baru bila Anda lupa, dan setiap kabar keamanan.
profile-recovery-label = Alamat email lain
profile-recovery-remove = Hapus Email Pemulihan
profile-recovery-own = Ini alamat akun itu sendiri: bila kata sandinya lupa, kotak suratnya tidak terbuka. Isi alamat email lain.
profile-contact-now = Sekarang
profile-contact-same = Kontak ini sudah terbukti. Isi yang lain, atau kembali ke Akun Saya.
profile-contact-after = Kami mengirim kode 6 angka ke sana. Baru setelah kode itu Anda ketik, kontaknya berlaku; kontak lama mendapat kabar.
profile-contact-remove-hint = Kontak yang dihapus tidak menerima apa-apa lagi, dan tidak dapat dipakai bila kata sandi lupa.
profile-send-code = Kirim Kode
profile-code-heading = Ketik kode dari pesan
profile-code-lead = Kode dikirim ke { $where }. Kode berlaku 10 menit.
profile-code-submit = Buktikan
profile-code-again = Kirim kode baru atau ubah kontaknya
profile-code-after = Setelah { $most } kali salah, kode tidak berlaku lagi. Kode hanya dapat dipakai sekali.
profile-code-wrong = Kode ini tidak cocok. Periksa pesan terbaru; sisa { $left } kali mencoba.
profile-code-subject = Kode untuk membuktikan kontak Anda
profile-code-letter = Kode Anda: *{"{code}"}*

    Ketik di Loket dalam 10 menit untuk memakai kontak ini bagi { $what }. Jangan berikan kode ini kepada siapa pun.

    Anda tidak memintanya? Abaikan pesan ini; tidak ada yang berubah.
flash-profile-contact-proven = Kontak terbukti dan tersimpan. Kabar tentang perubahan ini juga dikirim ke kontak lama.
flash-profile-contact-removed = Kontak dihapus. Kabar tentang penghapusan ini dikirim ke kontak itu.
flash-profile-code-over = Kode itu tidak berlaku lagi. Kirim kode baru.

profile-trail-heading = Siapa yang menyentuh akun ini
profile-trail-lead = Setiap petugas yang membuka atau mengubah sesuatu tercatat di sini, beserta yang Anda lakukan sendiri. Membaca hal yang sama dicatat sekali sehari.
profile-trail-empty = Belum ada yang menyentuh akun ini
profile-trail-empty-lead = Begitu petugas membuka akun atau permintaan Anda, catatannya muncul di sini.
profile-trail-what = Yang dilakukan
profile-trail-who = Oleh
profile-trail-why = Untuk tiket
profile-trail-when = Waktu
profile-trail-you = Anda sendiri
profile-trail-loket = Loket, otomatis
profile-newest-first = Yang terbaru lebih dulu.
profile-pages = Halaman
profile-to-start = Ke awal
profile-next = Berikutnya

profile-data-heading = Salinan data saya
profile-data-lead = Semua yang disimpan Loket tentang Anda dalam satu berkas. Setiap pengambilan tercatat di jejak akun.
profile-data-json = Unduh JSON
profile-data-proof = Sebelum berkas dibuat, Anda mungkin diminta membuktikan sekali lagi bahwa ini Anda. JSON dapat dibaca program lain.
profile-data-what = Isinya
profile-data-without = Tidak ikut: rahasia (kata sandi, kunci, kode) dan catatan internal petugas.
profile-part-account = Akun
profile-part-contacts = Kontak
profile-part-password = Kata sandi (kapan diganti, bukan isinya)
profile-part-authenticators = Langkah kedua
profile-part-recovery_codes = Kode pemulihan (kapan dibuat dan dipakai)
profile-part-sessions = Sesi
profile-part-browsers = Peramban yang dikenal
profile-part-roles = Peran
profile-part-mailboxes = Kotak surat bersama
profile-part-in_charge_of = Akun di bawah tanggung jawab Anda
profile-part-roster = Data induk mahasiswa
profile-part-slips = PIN yang diterbitkan ulang (kapan dan oleh siapa)
profile-part-requests = Permintaan dan jawaban formulir
profile-part-events = Riwayat setiap permintaan
profile-part-attachments = Lampiran (nama dan sidik jari)
profile-part-drafts = Draf
profile-part-surveys = Survei
profile-part-blocks = Blokir
profile-part-applications = Hak aplikasi
profile-part-receipts = Bukti tindakan pada akun
profile-part-links = Tautan sekali pakai (kapan dikirim dan dipakai)
profile-part-messages = Pesan tentang permintaan
profile-part-notices = Pesan tentang akun
profile-part-data_requests = Permintaan data pribadi
profile-part-trail = Siapa yang menyentuh akun ini

profile-ask-heading = Permintaan data pribadi
profile-ask-see = Lihat permintaan Anda
profile-ask-lead = Minta data Anda diperbaiki atau pemrosesannya dibatasi. Jawaban diberikan paling lambat 72 jam, termasuk hari libur (UU 27/2022).
profile-ask-new = Permintaan baru
profile-ask-yours = Permintaan Anda
profile-ask-none = Belum ada. Yang Anda ajukan muncul di sini dengan batas waktunya.
profile-ask-kind = Yang diminta
profile-ask-kind-correct = Perbaikan data
profile-ask-kind-restrict = Pembatasan pemrosesan
profile-ask-kind-lift = Pengakhiran pembatasan
profile-ask-kind-missing = Pilih yang diminta.
profile-ask-what = Data yang dimaksud
profile-ask-what-hint = Misalnya: nama tertulis "Galih Pratma", seharusnya "Galih Pratama".
profile-ask-what-missing = Tulis data mana yang dimaksud dan seharusnya bagaimana.
profile-ask-why = Alasan
profile-ask-why-hint = Misalnya: sesuai KTP atau surat keputusan.
profile-ask-why-missing = Tulis alasannya dengan singkat.
profile-ask-long = Teks ini terlalu panjang. Tulis paling banyak 2.000 huruf.
profile-ask-submit = Kirim Permintaan
profile-ask-restrict-means = Selama dibatasi, petugas melihat tanda pada akun Anda dan hanya memproses yang diperlukan untuk layanan yang Anda minta; Anda tidak diundang mengisi survei.
profile-ask-many = Tiga permintaan Anda masih menunggu jawaban. Tunggu salah satunya dijawab, lalu ajukan lagi.
profile-ask-unfit = Keadaan akun sudah berubah: muat ulang halaman ini untuk melihat yang dapat diminta.
profile-ask-own = Ini permintaan Anda sendiri. Rekan lain yang mengelola direktori yang menjawabnya.
profile-ask-answered = Permintaan ini sudah dijawab rekan Anda. Muat ulang untuk melihat jawabannya.
profile-ask-asked = Diajukan
profile-ask-due = Batas waktu
profile-ask-answer = Jawaban
profile-ask-answered-at = Dijawab
profile-ask-state-open = Menunggu
profile-ask-state-done = Dilaksanakan
profile-ask-state-refused = Ditolak
profile-ask-left = { $hours ->
    [0] sisa kurang dari satu jam
   *[other] sisa { $hours } jam
}
profile-ask-late = { $hours ->
    [0] baru saja terlambat
   *[other] terlambat { $hours } jam
}
profile-ask-told-subject = Jawaban permintaan data pribadi
profile-ask-told-correct = Data Anda sudah *diperbaiki*. Rinciannya ada di Akun Saya.
profile-ask-told-restrict = Pemrosesan data Anda *dibatasi* mulai sekarang.
profile-ask-told-lift = Pembatasan pemrosesan data Anda *diakhiri*.
profile-ask-told-refused = Permintaan data pribadi Anda *ditolak*. Alasannya:
flash-profile-asked = Permintaan terkirim. Jawabannya paling lambat 72 jam lagi; kabarnya dikirim ke kontak Anda.
flash-profile-answered = Jawaban tersimpan, tercatat, dan dikirim kepada pemiliknya.

profile-field-name = Nama
profile-field-number = NIM atau NIP
profile-field-organisation = Unit atau fakultas
profile-field-whatsapp = Nomor WhatsApp

profile-keep-heading = Permintaan data pribadi
profile-keep-lead = Dijawab paling lambat 72 jam sejak diajukan, menurut jam dinding. Yang paling mendesak lebih dulu.
profile-keep-none-open = Tidak ada permintaan yang menunggu
profile-keep-none-done = Belum ada yang dilaksanakan
profile-keep-none-refused = Belum ada yang ditolak
profile-keep-none-lead = Permintaan perbaikan atau pembatasan dari pemilik akun muncul di sini dengan sisa waktunya.
profile-keep-directory = Ke Daftar Akun
profile-keep-owner = Pemilik
profile-keep-too-late = terlambat
profile-keep-asked = Yang diminta
profile-keep-now = Data sekarang
profile-keep-do-correct = Perbaiki data
profile-keep-do-restrict = Batasi pemrosesan
profile-keep-do-lift = Akhiri pembatasan
profile-keep-means-restrict = Akun ditandai untuk semua petugas; undangan survei tidak lagi dikirim. Layanan yang diminta pemiliknya tetap berjalan.
profile-keep-means-lift = Tanda pada akun dihapus dan pemrosesan kembali seperti biasa.
profile-keep-submit-correct = Simpan Perbaikan
profile-keep-submit-restrict = Batasi Pemrosesan
profile-keep-submit-lift = Akhiri Pembatasan
profile-keep-refuse = Tolak dengan Alasan
profile-keep-answer = Kata-kata kepada pemilik
profile-keep-answer-hint = Wajib bila ditolak. Pemilik akun membacanya di Akun Saya dan di pesan.
profile-keep-reason-missing = Tulis alasan penolakan: pemilik akun harus dapat memahaminya.
profile-keep-nothing-changed = Belum ada yang diubah. Perbaiki datanya di kotak yang sesuai, atau tolak dengan alasan.
profile-keep-name-missing = Nama tidak boleh kosong. Isi nama lengkap pemilik akun.
