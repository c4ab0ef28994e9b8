# Masuk, pendaftaran, kata sandi, sesi, peran.
signin-title = Masuk
signin-heading = Masuk ke Loket
signin-lead = Mencari layanan dan melacak tiket tidak perlu masuk.
signin-address = Alamat email
signin-own-address-missing = Isi alamat email kampus Anda.
signin-password = Kata sandi
signin-password-missing = Isi kata sandi Anda.
signin-show = Tampilkan
signin-hide = Sembunyikan
signin-submit = Masuk
signin-checking = Memeriksa…
signin-forgotten = Lupa kata sandi
signin-register = Daftar akun Loket
signin-back = Kembali ke halaman masuk
signin-wrong = Alamat atau kata sandi tidak cocok
signin-wrong-next = Periksa ejaan alamat serta huruf besar dan kecil, lalu coba lagi. Setelah lima kali gagal waktu tunggu makin lama; kata sandi salah yang sama tidak dihitung dua kali.
signin-blocked-hint = Akun Anda terblokir?
signin-blocked-hint-next = Masuklah seperti biasa: setelah kata sandi yang benar, Anda dapat langsung mengajukan
signin-demo = Coba sebagai
signin-demo-only = hanya pada mode demo
signin-demo-person = Orang
signin-demo-use = Pakai
signin-demo-password = Kata sandi semua orang: { $what }. Pesan WhatsApp dan email yang terkirim ada di
signin-demo-messages = kotak pesan demo

signin-code-heading = Verifikasi 2 langkah
signin-code-lead = Buka aplikasi autentikator di ponsel Anda, lalu ketik kode 6 angka untuk akun ini.
signin-code = Kode 6 angka
signin-code-wrong = Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu ketik kode itu.
signin-code-lost = Ponsel hilang atau diganti? Pakai kode pemulihan.
signin-again-gone = Anda tidak lagi punya langkah kedua untuk kotak surat ini. Keluar, masuk ke akun Anda sendiri, lalu daftarkan yang baru di halaman langkah kedua.
signin-code-services = Cari layanannya
signin-code-none = Tanpa kode pemulihan, ajukan penyetelan ulang verifikasi 2 langkah lewat loket; identitas Anda diperiksa lebih dulu.
signin-passkey-enter = Masuk dengan passkey
signin-passkey-use = Pakai passkey
signin-passkey-failed = Perangkat tidak memberi jawaban. Bila Anda membatalkannya, tekan tombol sekali lagi; bila perangkat ini belum punya passkey, pakai cara lain.
signin-passkey-wrong = Passkey ini tidak cocok atau waktunya habis. Tekan tombol sekali lagi, atau pakai cara lain.
signin-passkey-script = Passkey memerlukan JavaScript. Nyalakan JavaScript, atau pakai kode pemulihan.
signin-or = atau
signin-code-lead-passkey = Buktikan dengan passkey di perangkat Anda: sidik jari, wajah, atau PIN perangkat.
signin-recovery-use = Perangkat tidak ada? Pakai kode pemulihan
signin-recovery = Kode pemulihan
signin-recovery-hint = Dari lembar yang Anda cetak, misalnya 2KQ4M-9XWTB. Setiap kode hanya berlaku sekali.
signin-recovery-submit = Masuk dengan Kode Pemulihan
signin-recovery-wrong = Kode pemulihan ini tidak cocok atau sudah dipakai. Ketik kode lain dari lembar terbaru Anda.
signin-letter-enrol-subject = Tautan pendaftaran verifikasi 2 langkah
signin-letter-enrol = Buka tautan ini sebelum { $until } untuk membuktikan bahwa { $what } milik unit Anda, lalu masuk dengan akun sendiri:
    {"{link}"}

    Anda tidak mengenali permintaan ini? Abaikan pesan ini.
signin-again-heading = Buktikan sekali lagi bahwa ini Anda
signin-again-lead = Tindakan berikutnya mengubah keamanan akun. Karena itu Loket perlu memastikan bahwa Anda sendiri yang melakukannya.
signin-again-submit = Lanjutkan
signin-again-wrong = Kata sandi ini tidak cocok. Periksa huruf besar dan kecil, lalu ketik sekali lagi.
signin-again-after = Selama 15 menit sesudahnya Anda tidak ditanya lagi.
flash-signin-again = Terima kasih, ini memang Anda. Silakan lanjutkan; selama 15 menit Anda tidak ditanya lagi.
flash-signin-too-late = Waktu untuk mengetik kode sudah habis. Masuk sekali lagi.
flash-signin-changed = Kata sandi atau pengamanan akun ini baru saja diubah. Masuk sekali lagi.
flash-signin-mailbox = Anda sekarang masuk sebagai { $what }. Untuk kembali ke akun sendiri, keluar lalu masuk lagi.
flash-signin-out = Anda sudah keluar. Sesi di perangkat ini diakhiri.

signin-is-blocked = Akun ini sedang diblokir
signin-blocked-cause = Sebab
signin-blocked-since = Sejak
signin-blocked-code = Lanjut ke Langkah Kedua
signin-blocked-other = Tidak dapat melanjutkan dari sini?
signin-blocked-other-how = Permohonan yang sama dapat diajukan dengan akun Loket beralamat email pribadi:
signin-blocked-register = Daftar dengan Email Pribadi
signin-expired = Masa berlaku kotak surat ini sudah berakhir
signin-expired-next = Isinya tidak dihapus. Bila masih diperlukan, penanggung jawabnya (PIC) meminta perpanjangan kepada pengelola akun lewat hotline atau layanan di Loket; setelah diperpanjang Anda dapat masuk lagi.
signin-closed = Akun ini sudah ditutup
signin-closed-next = Akun yang ditutup tidak dapat dipakai lagi. Bila ini keliru, hubungi helpdesk di nomor pada kaki halaman.
signin-unconfirmed = Alamat email belum dikonfirmasi
signin-unconfirmed-next = Kami baru saja mengirim tautan konfirmasi yang baru ke alamat ini. Buka tautan itu, lalu masuk.
signin-not-enrolled = Verifikasi 2 langkah harus didaftarkan dulu
signin-not-enrolled-next = Kotak surat ini wajib memakai verifikasi 2 langkah dan belum ada yang mendaftarkannya. Penanggung jawab atau wakilnya masuk dengan akun sendiri, lalu membuka Akun Saya, Langkah kedua.

signin-repeat = Ulangi kata sandi
signin-rule-length = { $least } sampai 128 huruf, angka, atau tanda; spasi boleh
signin-rule-name = Bukan hanya nama, nomor, atau kata kampus
signin-rule-guess = Sulit ditebak, bukan kata sandi yang umum
signin-password-good = Kata sandi ini dapat dipakai.
signin-strength-0 = Belum diisi.
signin-strength-1 = Lemah.
signin-strength-2 = Kurang.
signin-strength-3 = Kuat.
signin-strength-4 = Sangat kuat.

signin-register-lead = Untuk pemohon yang tidak dapat masuk dengan akun kampus, misalnya karena akunnya terblokir.
signin-sending = Mengirim…
signin-saving = Menyimpan…
signin-name = Nama lengkap
signin-name-long = Nama ini terlalu panjang. Tulis paling banyak 120 huruf.
signin-private-address = Alamat email pribadi
signin-private-address-hint = Tautan konfirmasi dikirim ke alamat ini.
signin-campus-address = Alamat kampus tidak perlu didaftarkan: masuklah dengan alamat itu. Bila akun kampus Anda terblokir, daftarkan alamat email pribadi.
signin-whatsapp = Nomor WhatsApp
signin-whatsapp-hint = 10–13 angka, misalnya 0858-9000-1103
signin-repeat-differs = Kedua kata sandi tidak sama. Ketik sekali lagi di kedua kotak.
signin-register-submit = Daftar
signin-register-after = Setelah mendaftar, buka tautan konfirmasi di kotak surat Anda. Akun dapat dipakai sesudahnya.
signin-register-sent = Periksa kotak surat Anda
signin-register-sent-next = Kami mengirim pesan ke alamat yang Anda ketik. Buka tautan di dalamnya dalam 2 hari untuk mulai memakai akun Anda. Bila tidak ada dalam beberapa menit, periksa folder spam.
signin-sent-demo = Mode demo: pesannya ada di
signin-sent-again = Minta Sekali Lagi
signin-forgotten-lead = Kami mengirim tautan untuk membuat kata sandi baru. Kata sandi lama tetap berlaku sampai Anda menggantinya.
signin-forgotten-submit = Kirim Tautan
signin-forgotten-where = Akun mahasiswa dan staf: ke nomor WhatsApp dan email pemulihan yang terbukti di Akun Saya. Akun unit dan kegiatan: ke penanggung jawabnya. Akun Loket: ke alamat email pribadi.
signin-forgotten-sent = Bila alamat itu terdaftar, tautannya sudah dikirim
signin-forgotten-sent-next = Tautan berlaku satu jam dan hanya sekali. Bila dalam beberapa menit tidak ada pesan, periksa ejaan alamatnya, atau hubungi hotline di kaki halaman: mungkin belum ada nomor WhatsApp yang terdaftar.

signin-for = Untuk
signin-confirm-heading = Konfirmasi alamat email
signin-confirm-password = Kata sandi yang Anda pilih saat mendaftar
signin-confirm-submit = Konfirmasi dan Masuk
signin-confirm-wrong = Bukan kata sandi yang dipilih pada pendaftaran terakhir. Periksa huruf besar dan kecil, atau daftar sekali lagi.
signin-confirm-not-me = Anda tidak mendaftar? Tutup halaman ini; tanpa konfirmasi, akun itu tidak dapat dipakai.
flash-signin-confirmed = Alamat email Anda sudah dikonfirmasi. Selamat datang di Loket.
signin-set-heading = Buat kata sandi
signin-set-lead = Hanya Anda yang mengetahuinya. Tautan ini berlaku sekali, sampai { $until }.
signin-new-password = Kata sandi baru
signin-set-submit = Simpan Kata Sandi
signin-set-after = Setelah disimpan, semua sesi lama diakhiri. Petugas tidak pernah meminta kata sandi Anda.
signin-guide = Agar kata sandi ini aman
signin-guide-words = Rangkai empat kata atau lebih yang tidak berkaitan; panjang lebih kuat daripada rumit.
signin-guide-own = Jangan pakai kata sandi ini di situs lain.
signin-guide-keep = Simpan di pengelola kata sandi, jangan di kertas atau percakapan.
signin-guide-devices = Ganti juga kata sandi yang tersimpan di ponsel dan aplikasi email; perangkat yang terus mencoba kata sandi lama membuat akun terblokir.
flash-signin-password-set = Kata sandi baru tersimpan dan semua sesi lama diakhiri. Masuklah dengan kata sandi baru.
signin-enrol-heading = Daftarkan verifikasi 2 langkah
signin-enrol-lead = Mulai sekarang akun ini meminta kata sandi dan kode dari ponsel. Tautan ini berlaku sekali, sampai { $until }.
signin-enrol-app = Pasang aplikasi autentikator di ponsel, misalnya Aegis, Google Authenticator, atau Microsoft Authenticator.
signin-enrol-scan = Pindai gambar ini dengan aplikasi itu.
signin-enrol-type = Tidak dapat memindai? Ketik kunci ini di aplikasi:
signin-enrol-code = Ketik kode 6 angka yang tampak di aplikasi.
signin-enrol-submit = Aktifkan Verifikasi 2 Langkah
signin-enrol-after = Sesudahnya, buat kode pemulihan dari Akun Saya dan simpan cetakannya di tempat terkunci.
flash-signin-enrolled = Verifikasi 2 langkah aktif. Masuklah dengan kata sandi dan kode dari ponsel.

signin-link-used = Tautan ini sudah dipakai
signin-link-expired = Tautan ini sudah tidak berlaku
signin-link-unknown = Tautan ini tidak dikenal
signin-link-unknown-next = Alamatnya terpotong atau berubah. Buka tautan itu sekali lagi langsung dari pesan WhatsApp atau email Anda.
signin-link-confirm-next = Masuklah dengan alamat dan kata sandi Anda; bila alamatnya belum dikonfirmasi, tautan yang baru dikirim saat itu juga.
signin-link-password-next = Minta tautan baru lewat Lupa kata sandi. Hanya tautan terbaru yang berlaku.
signin-link-request-next = Minta tautan baru lewat Lupa kata sandi: tautan dikirim kepada penanggung jawab akun. Bila penanggung jawabnya berganti, ajukan layanannya sekali lagi.
signin-link-enrol-next = Penanggung jawab atau wakilnya dapat meminta tautan baru dari Akun Saya, Langkah kedua. Tautan dikirim ke alamat kotak surat itu.
signin-not-an-address = Alamat email ini belum lengkap. Tulis seperti nama@kampus.ac.id.

signin-letter-confirm-subject = Konfirmasi alamat email Anda
signin-letter-confirm = Buka tautan ini sebelum { $until } untuk mulai memakai akun Loket { $what }:
    {"{link}"}

    Anda tidak mendaftar? Abaikan pesan ini.
signin-letter-exists-subject = Alamat ini sudah terdaftar
signin-letter-exists = Seseorang, mungkin Anda, mendaftar di Loket dengan { $what }. Alamat ini sudah punya akun: masuklah dengan kata sandi yang lama, atau pakai Lupa kata sandi di halaman masuk.

    Bukan Anda? Tidak ada yang berubah; abaikan pesan ini.
signin-letter-released-subject = Blokir terbuka dengan kata sandi baru
signin-letter-released = Blokir akun { $what } dapat dibuka. Buka tautan sekali pakai ini sebelum { $until } dan buat kata sandi baru; begitu dibuat, akun dapat dipakai lagi:
    {"{link}"}

    Kata sandi lama tidak membuka akun ini lagi: orang lain mungkin mengetahuinya.

signin-letter-forgotten-subject = Tautan untuk kata sandi baru
signin-letter-forgotten = Buka tautan ini sebelum { $until } untuk membuat kata sandi baru bagi { $what }:
    {"{link}"}

    Anda tidak memintanya? Abaikan pesan ini; kata sandi lama tetap berlaku.

signin-sessions = Sesi
signin-sessions-count = { $count ->
    [1] satu perangkat
   *[other] { $count } perangkat
}
signin-device = Perangkat
signin-device-unknown = Perangkat lain
signin-since-when = Masuk sejak
signin-last-used = Terakhir dipakai
signin-this-session = Sesi ini
signin-action = Tindakan
signin-end = Akhiri
signin-end-others = Akhiri Semua Sesi Lain
signin-roles = Peran
signin-profile = Data diri
signin-profile-name = Nama
signin-profile-address = Email
signin-profile-number = NIM atau NIP
signin-sign-out = Keluar dari Loket
flash-signin-session-ended = Sesi itu diakhiri. Perangkatnya harus masuk lagi.
flash-signin-others-ended = Semua sesi lain diakhiri. Anda tetap masuk di perangkat ini.

signin-people = Orang dan peran
signin-people-lead = Peran berlaku per unit. Perubahan berlaku pada permintaan halaman berikutnya dan tercatat.
signin-failed-messages = Pesan yang gagal terkirim
signin-nobody-here = Belum ada orang di unit ini. Tambahkan dengan formulir di bawah.
signin-whole-campus = Seluruh kampus
signin-role = Peran
signin-unit = Unit
signin-in-force = Berlaku
signin-since = sejak { $when }
signin-period = { $first } sampai { $last }
signin-give-role = Beri Peran
signin-staff-address = Alamat email staf
signin-choose = Pilih…
signin-name-missing = Isi nama lengkap Anda.
signin-address-missing = Isi alamat email orang yang diberi peran.
signin-role-missing = Pilih perannya.
signin-capacity-missing = Pilih Plh. atau Plt.
signin-person-missing = Pilih orang yang ditunjuk.
signin-capacity = Sebagai pejabat
signin-capacity-plt = Plt.
signin-capacity-plh = Plh.
signin-capacity-definitive-long = Definitif
signin-capacity-plt-long = Plt. (pelaksana tugas, jabatan kosong)
signin-capacity-plh-long = Plh. (pelaksana harian, pejabat berhalangan)
signin-from = Mulai
signin-until = Sampai
signin-until-hint = Hari terakhir ikut berlaku. Tanpa tanggal akhir hanya untuk pejabat definitif.
signin-term-date = Tanggal ini tidak terbaca. Pilih tanggal dari kalender.
signin-term-acting = Plt. dan Plh. memerlukan tanggal akhir.
signin-term-order = Tanggal akhir mendahului tanggal mulai. Tukar keduanya atau pilih tanggal lain.
signin-term-past = Masa ini sudah lewat. Pilih tanggal akhir hari ini atau sesudahnya.
signin-unit-of-role = Super admin berlaku untuk seluruh kampus; peran lain berlaku di satu unit. Pilih unit yang sesuai.
signin-acting-leader-only = Plt. dan Plh. hanya untuk pimpinan. Pilih Definitif untuk peran lain.
signin-nobody = Tidak ada akun { $what }. Periksa ejaannya di daftar akun.
signin-not-staff = { $what } bukan akun staf yang aktif. Peran hanya untuk dosen dan staf.
signin-has-role = { $what } sudah memegang peran itu pada masa tersebut. Akhiri dulu yang lama atau pilih tanggal lain.
signin-own-role = Anda tidak dapat mengakhiri peran super admin Anda sendiri. Minta super admin lain melakukannya.
signin-acting-cannot = Pejabat sementara tidak dapat menunjuk pejabat sementara lain. Minta pimpinan definitif atau super admin melakukannya.
signin-not-of-unit = Pejabat sementara dipilih dari orang lain di unit yang sama. Pilih nama dari daftar.
flash-signin-role-given = Peran diberikan dan tercatat.
flash-signin-role-ended = Peran diakhiri dan tercatat.
signin-acting-title = Pejabat sementara
signin-acting-now = Yang ditunjuk
signin-acting-none = Belum ada. Yang Anda tunjuk menerima antrean disposisi Anda selama masa tugasnya.
signin-acting-appoint = Tunjuk pejabat sementara
signin-acting-as = Sebagai
signin-acting-person = Pejabat
signin-acting-submit = Tunjuk Pejabat
flash-signin-acting-given = Pejabat sementara ditunjuk. Wewenangnya berlaku hanya pada masa tugasnya.
flash-signin-acting-ended = Masa tugas pejabat sementara diakhiri.
