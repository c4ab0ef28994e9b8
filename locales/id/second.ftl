# Langkah kedua: aplikasi, passkey, kode pemulihan; milik sendiri dan kotak surat bersama.
second-title = Langkah kedua
second-lead = Selain kata sandi, masuk memerlukan sesuatu yang hanya Anda pegang. Siapa pun yang tahu kata sandi Anda tetap tidak dapat masuk.
second-lead-shared = Setiap orang yang bertanggung jawab atas kotak surat ini mendaftarkan miliknya sendiri. Tidak ada yang dipakai bersama.
second-owed = Daftarkan langkah kedua dulu.
second-owed-next = Akun ini wajib memakainya. Halaman lain terbuka sesudah Anda mendaftarkan passkey atau aplikasi.
second-list = Yang didaftarkan
second-is-on = Aktif
second-is-off = Belum aktif
second-none = Belum ada. Daftarkan passkey atau aplikasi; perlu sekitar dua menit.
second-name = Nama
second-since = Sejak
second-used = Terakhir dipakai
second-never = belum pernah
second-rename = Ganti nama
second-new-name = Nama baru
second-rename-submit = Simpan Nama
second-remove = Hapus
second-add-passkey = Daftarkan Passkey
second-add-app = Daftarkan Aplikasi
second-which = Passkey paling mudah dan tidak dapat dipancing situs palsu. Aplikasi cocok untuk ponsel lama. Daftarkan dua, agar satu yang hilang tidak mengunci Anda.
second-kind-totp = Aplikasi autentikator
second-kind-passkey = Passkey
second-codes = Kode pemulihan
second-codes-left = { $count ->
    [0] tidak ada
    [1] tinggal satu
   *[other] { $count } belum dipakai
}
second-codes-lead = Untuk masuk bila ponsel hilang. Setiap kode berlaku sekali; cetak dan simpan di tempat terkunci.
second-codes-open = Buat Kode Pemulihan
second-codes-what = Sepuluh kode tampil satu kali saja. Dengan satu kode Anda masuk tanpa ponsel.
second-codes-keep = Cetak, lalu simpan di laci terkunci: jangan di ponsel yang sama dan jangan di kotak surat.
second-codes-end = { $count ->
    [1] Satu kode lama yang belum dipakai tidak berlaku lagi.
   *[other] { $count } kode lama yang belum dipakai tidak berlaku lagi.
}
second-codes-make = Tampilkan Kode Baru
second-codes-once = Kode ini tampil sekarang dan tidak pernah lagi.
second-codes-once-next = Cetak atau salin sebelum meninggalkan halaman ini.
second-codes-made = Dibuat { $when }. Lembar sebelumnya tidak berlaku lagi.
second-codes-print = Cetak
second-codes-copy = Salin
second-codes-copied = Tersalin
second-codes-done = Sudah Saya Simpan
second-label = Nama perangkat
second-label-hint = Agar Anda mengenalinya nanti, misalnya Ponsel kantor.
second-back = Kembali ke langkah kedua
second-others-end = Semua sesi lain diakhiri dan Anda dikabari lewat semua saluran.
second-too-late = Waktu untuk pendaftaran ini habis. Pindai gambar yang baru di atas, lalu ketik kodenya.
second-passkey-lead = Kuncinya tersimpan di perangkat Anda dan hanya berlaku untuk alamat ini.
second-passkey-press = Tekan tombol di bawah.
second-passkey-finger = Perangkat meminta sidik jari, wajah, atau PIN. Loket tidak pernah menerimanya.
second-passkey-kept = Selesai. Lain kali tekan Masuk dengan passkey, tanpa kata sandi.
second-passkey-script = Passkey memerlukan JavaScript. Nyalakan JavaScript, atau daftarkan aplikasi.
second-passkey-make = Buat Passkey
second-passkey-not-made = Passkey ini tidak dapat dipakai, sudah terdaftar, atau waktunya habis. Tekan tombol sekali lagi.
second-remove-heading = Hapus dari langkah kedua?
second-remove-what = Sesudah dihapus, ini tidak dapat dipakai untuk masuk lagi.
second-remove-last = Ini yang terakhir. Sesudah dihapus, kata sandi saja cukup untuk masuk, dan kode pemulihan ikut berakhir.
second-remove-submit = Hapus
second-remove-not = Jangan Hapus
second-holders = Yang bertanggung jawab
second-holder-ready = sudah mendaftar
second-holder-not = belum mendaftar
second-mailboxes = Kotak surat bersama
second-mailboxes-lead = Kotak surat yang Anda pegang. Daftarkan langkah kedua Anda sendiri untuk masing-masing.
second-as-yourself = Kotak surat ini dipegang beberapa orang. Masuklah dengan akun sendiri, lalu daftarkan langkah kedua Anda untuk kotak surat ini dari sana.
second-not-proven = Alamat kotak surat ini belum dibuktikan. Buka tautan yang dikirim ke alamat itu; bila tidak ada, minta yang baru.
second-send-link = Kirim Tautan ke Kotak Surat
second-too-many = Sudah ada sepuluh yang terdaftar. Hapus satu yang tidak dipakai lagi, lalu daftarkan yang baru.
second-last = Akun ini wajib punya langkah kedua, dan ini yang terakhir. Daftarkan yang baru dulu, lalu hapus yang ini.
second-prove-heading = Buktikan alamat kotak surat
second-prove-lead = Tautan ini berlaku sekali, sampai { $until }.
second-prove-address = Alamatnya terbukti: tautan ini hanya dikirim ke kotak surat itu.
second-prove-person = Masuk dengan akun Anda sendiri. Yang dapat melanjutkan:
second-prove-own = Daftarkan aplikasi atau passkey di ponsel Anda sendiri. Wakil mendaftarkan miliknya sendiri kemudian.
second-prove-submit = Lanjutkan
second-prove-sign-in = Masuk dengan Akun Sendiri
second-prove-after = Tidak ada kata sandi atau kunci yang dipakai bersama: setiap orang memegang miliknya sendiri, dan Loket mencatat siapa yang membuka kotak surat.
flash-second-proven = Alamat kotak surat terbukti. Sekarang daftarkan langkah kedua Anda sendiri.
flash-second-link-sent = Tautan dikirim ke alamat kotak surat itu dan berlaku tiga hari.
flash-second-enrolled = Langkah kedua aktif. Sesi lain diakhiri.
flash-second-renamed = Nama baru tersimpan.
flash-second-removed = Sudah dihapus. Sesi lain diakhiri.
flash-second-no-codes = Kode pemulihan baru dapat dibuat setelah ada passkey atau aplikasi milik sendiri.
