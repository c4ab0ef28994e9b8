# Aktivasi akun oleh mahasiswa baru: daftar mahasiswa, nama pengguna, kata sandi.
activation-username-empty = Nama pengguna belum diisi. Ketik yang Anda inginkan, atau pilih salah satu usulan.
activation-username-address = Ketik hanya bagian sebelum @. Bagian sesudahnya sama untuk semua mahasiswa.
activation-username-blank = Nama pengguna tidak boleh berisi spasi. Sambung bagian-bagiannya, atau pisahkan dengan titik.
activation-username-invisible = Ada tanda yang tidak terlihat di dalamnya, biasanya karena disalin dari tempat lain. Ketik sekali lagi dengan papan ketik.
activation-username-look-alike = Huruf “{ $what }” mirip huruf Latin tetapi bukan. Gantilah dengan huruf a–z dari papan ketik.
activation-username-letter = Huruf “{ $what }” tidak dapat dipakai. Yang dapat dipakai hanya a–z, angka, dan titik.
activation-username-sign = Tanda “{ $what }” tidak dapat dipakai. Yang dapat dipakai hanya a–z, angka, dan titik.
activation-username-short = Terlalu pendek. Nama pengguna berisi paling sedikit { $what } tanda.
activation-username-long = Terlalu panjang. Nama pengguna berisi paling banyak { $what } tanda.
activation-username-dots = Titik tidak boleh di awal, di akhir, atau dua berturut-turut. Hapus titik yang berlebih.
activation-username-digit-place = Angka hanya boleh di akhir, sesudah bagian nama. Pindahkan atau hapus angkanya.
activation-username-digits = Paling banyak { $what } angka di akhir. Hapus sebagian angkanya.
activation-username-reserved = “{ $what }” adalah nama jabatan atau layanan, sehingga penerima surat bisa keliru. Pakai bagian nama Anda yang lain.
activation-username-rude = Kata ini tidak pantas untuk alamat kampus. Pakai bagian nama Anda yang lain.
activation-username-title = “{ $what }” adalah gelar, bukan bagian nama. Nama pengguna dibuat dari nama tanpa gelar.
activation-username-initials = Inisial saja tidak cukup untuk mengenali Anda. Tulis paling sedikit satu bagian nama secara utuh.
activation-username-not-the-name = Nama pengguna harus dibuat dari bagian nama resmi Anda. Pakai bagian nama, inisialnya, titik, dan paling banyak empat angka.
