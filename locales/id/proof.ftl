# Langkah kedua: aplikasi, passkey, kode pemulihan; milik sendiri dan kotak surat bersama.
proof-title = Langkah kedua
proof-lead = Selain kata sandi, masuk memerlukan sesuatu yang hanya Anda pegang. Siapa pun yang tahu kata sandi Anda tetap tidak dapat masuk.
proof-lead-shared = Setiap orang yang bertanggung jawab atas kotak surat ini mendaftarkan miliknya sendiri. Tidak ada yang dipakai bersama.
proof-owed = Daftarkan langkah kedua dulu.
proof-owed-next = Akun ini wajib memakainya. Halaman lain terbuka sesudah Anda mendaftarkan passkey atau aplikasi.
proof-list = Yang didaftarkan
proof-is-on = Aktif
proof-is-off = Belum aktif
proof-none = Belum ada yang didaftarkan.
proof-none-next = Daftarkan passkey atau aplikasi; perlu sekitar dua menit.
proof-name = Nama
proof-since = Sejak
proof-used = Terakhir dipakai
proof-never = belum pernah
proof-rename = Ganti nama
proof-new-name = Nama baru
proof-rename-submit = Simpan Nama
proof-remove = Hapus
proof-add-passkey = Daftarkan Passkey
proof-add-app = Daftarkan Aplikasi
proof-which = Passkey paling mudah dan tidak dapat dipancing situs palsu. Aplikasi cocok untuk ponsel lama. Daftarkan dua, agar satu yang hilang tidak mengunci Anda.
proof-kind-totp = Aplikasi autentikator
proof-kind-passkey = Passkey
proof-codes = Kode pemulihan
proof-codes-left = { $count ->
    [0] tidak ada
    [1] tinggal satu
   *[other] { $count } belum dipakai
}
proof-codes-lead = Untuk masuk bila ponsel hilang. Setiap kode berlaku sekali; cetak dan simpan di tempat terkunci.
proof-codes-open = Buat Kode Pemulihan
proof-codes-what = Sepuluh kode tampil satu kali saja. Dengan satu kode Anda masuk tanpa ponsel.
proof-codes-keep = Cetak, lalu simpan di laci terkunci: jangan di ponsel yang sama dan jangan di kotak surat.
proof-codes-end = { $count ->
    [1] Satu kode lama yang belum dipakai tidak berlaku lagi.
   *[other] { $count } kode lama yang belum dipakai tidak berlaku lagi.
}
proof-codes-make = Tampilkan Kode Baru
proof-codes-once = Kode ini tampil sekarang dan tidak pernah lagi.
proof-codes-once-next = Cetak atau salin sebelum meninggalkan halaman ini.
proof-codes-made = Dibuat { $when }. Lembar sebelumnya tidak berlaku lagi.
proof-codes-print = Cetak
proof-codes-copy = Salin
proof-codes-copied = Tersalin
proof-codes-done = Sudah Saya Simpan
proof-label = Nama perangkat
proof-label-hint = Agar Anda mengenalinya nanti, misalnya Ponsel kantor.
proof-back = Kembali ke langkah kedua
proof-others-end = Semua sesi lain diakhiri dan Anda dikabari lewat semua saluran.
proof-too-late = Waktu untuk pendaftaran ini habis. Pindai gambar yang baru di atas, lalu ketik kodenya.
proof-passkey-lead = Kuncinya tersimpan di perangkat Anda dan hanya berlaku untuk alamat ini.
proof-passkey-press = Tekan tombol di bawah.
proof-passkey-finger = Perangkat meminta sidik jari, wajah, atau PIN. Loket tidak pernah menerimanya.
proof-passkey-kept = Selesai. Lain kali tekan Masuk dengan passkey, tanpa kata sandi.
proof-passkey-script = Passkey memerlukan JavaScript. Nyalakan JavaScript, atau daftarkan aplikasi.
proof-passkey-make = Buat Passkey
proof-passkey-not-made = Passkey ini tidak dapat dipakai, sudah terdaftar, atau waktunya habis. Tekan tombol sekali lagi.
proof-remove-heading = Hapus dari langkah kedua?
proof-remove-what = Sesudah dihapus, ini tidak dapat dipakai untuk masuk lagi.
proof-remove-last = Ini yang terakhir. Sesudah dihapus, kata sandi saja cukup untuk masuk, dan kode pemulihan ikut berakhir.
proof-remove-submit = Hapus
proof-remove-not = Jangan Hapus
proof-holders = Yang bertanggung jawab
proof-holder-ready = sudah mendaftar
proof-holder-not = belum mendaftar
proof-mailboxes = Kotak surat bersama
proof-mailboxes-lead = Kotak surat yang Anda pegang. Daftarkan langkah kedua Anda sendiri untuk masing-masing.
proof-as-yourself = Kotak surat ini dipegang beberapa orang. Masuklah dengan akun sendiri, lalu daftarkan langkah kedua Anda untuk kotak surat ini dari sana.
proof-not-proven = Alamat kotak surat ini belum dibuktikan. Buka tautan yang dikirim ke alamat itu; bila tidak ada, minta yang baru.
proof-send-link = Kirim Tautan ke Kotak Surat
proof-too-many = Sudah ada sepuluh yang terdaftar. Hapus satu yang tidak dipakai lagi, lalu daftarkan yang baru.
proof-last = Akun ini wajib punya langkah kedua, dan ini yang terakhir. Daftarkan yang baru dulu, lalu hapus yang ini.
proof-prove-heading = Buktikan alamat kotak surat
proof-prove-lead = Tautan ini berlaku sekali, sampai { $until }.
proof-prove-address = Alamatnya terbukti: tautan ini hanya dikirim ke kotak surat itu.
proof-prove-person = Masuk dengan akun Anda sendiri. Yang dapat melanjutkan:
proof-prove-own = Daftarkan aplikasi atau passkey di ponsel Anda sendiri. Wakil mendaftarkan miliknya sendiri kemudian.
proof-prove-submit = Lanjutkan
proof-prove-sign-in = Masuk dengan Akun Sendiri
proof-prove-after = Tidak ada kata sandi atau kunci yang dipakai bersama: setiap orang memegang miliknya sendiri, dan Loket mencatat siapa yang membuka kotak surat.
flash-second-proven = Alamat kotak surat terbukti. Sekarang daftarkan langkah kedua Anda sendiri.
flash-second-link-sent = Tautan dikirim ke alamat kotak surat itu dan berlaku tiga hari.
flash-second-enrolled = Langkah kedua aktif. Sesi lain diakhiri.
flash-second-renamed = Nama baru tersimpan.
flash-second-removed = Sudah dihapus. Sesi lain diakhiri.
flash-second-no-codes = Kode pemulihan baru dapat dibuat setelah ada passkey atau aplikasi milik sendiri.
