# Kabar tentang kata sandi dan verifikasi 2 langkah, percobaan yang salah.
credentials-news-password-changed-subject = Kata sandi sudah diganti
credentials-news-password-changed = Kata sandi { $what } diganti pada { $when } dan semua sesi lain diakhiri.

    Bukan Anda? Segera hubungi hotline.
credentials-news-second-step-enrolled-subject = Verifikasi 2 langkah aktif
credentials-news-second-step-enrolled = Verifikasi 2 langkah untuk { $what } diaktifkan pada { $when }. Masuk sekarang memerlukan aplikasi atau passkey itu.

    Bukan Anda? Segera hubungi hotline.
credentials-news-second-step-removed-subject = Langkah kedua dihapus
credentials-news-second-step-removed = Pada { $when } satu aplikasi atau passkey untuk { $what } dihapus dan semua sesi lain diakhiri.

    Bukan Anda? Segera hubungi hotline.
credentials-news-second-step-reset-subject = Verifikasi 2 langkah disetel ulang
credentials-news-second-step-reset = Pada { $when } semua aplikasi, passkey, dan kode pemulihan untuk { $what } diakhiri atas permohonan lewat loket. Daftarkan yang baru dari Akun Saya.

    Bukan Anda yang memohon? Segera hubungi hotline.
credentials-news-passkey-cloned-subject = Passkey diakhiri: mungkin disalin
credentials-news-passkey-cloned = Pada { $when } sebuah passkey untuk { $what } dipakai dengan tanda bahwa ada salinannya. Passkey itu dan semua sesi diakhiri.

    Masuklah dengan cara lain, ganti kata sandi, lalu daftarkan passkey baru.
credentials-news-codes-renewed-subject = Kode pemulihan baru dibuat
credentials-news-codes-renewed = Pada { $when } kode pemulihan baru dibuat untuk { $what }. Kode yang lama tidak berlaku lagi dan semua sesi lain diakhiri.

    Bukan Anda? Segera hubungi hotline.
credentials-news-code-used-subject = Kode pemulihan dipakai
credentials-news-code-used = Pada { $when } satu kode pemulihan dipakai untuk { $what }.

    Bukan Anda? Segera hubungi hotline.
credentials-news-many-attempts-subject = Banyak kata sandi salah
credentials-news-many-attempts = Sampai { $when } sudah 20 kali berturut-turut kata sandi yang salah dicoba untuk { $what }. Perangkat yang pernah Anda pakai untuk masuk tidak terpengaruh.

    Mungkin ponsel atau aplikasi email Anda masih menyimpan kata sandi lama: perbarui di sana. Bila bukan Anda, pastikan kata sandi ini tidak dipakai di situs lain.
credentials-news-password-disabled-subject = Kata sandi tidak berlaku di perangkat baru
credentials-news-password-disabled = Pada { $when } sudah 100 kali berturut-turut kata sandi yang salah dicoba untuk { $what }. Karena itu kata sandi lama tidak diterima lagi dari perangkat baru. Perangkat yang pernah Anda pakai untuk masuk tetap dapat dipakai.

    Buat kata sandi baru lewat Lupa kata sandi di halaman masuk, atau dari Akun Saya.
credentials-news-codes-blocked-subject = Akun diblokir: kode salah berulang
credentials-news-codes-blocked = Pada { $when } akun { $what } diblokir: seseorang mengetahui kata sandinya dan 100 kali mencoba kode yang salah.

    Ajukan pembukaan blokir di Loket; kata sandinya harus diganti.
credentials-news-blocked-subject = Akun diblokir
credentials-news-blocked = Pada { $when } akun { $what } diblokir oleh pengelola akun; semua sesinya berakhir.

    Masuk ke Loket dengan kata sandi Anda untuk membaca sebabnya dan mengajukan pembukaan blokir.
credentials-news-unblocked-subject = Blokir akun dibuka
credentials-news-unblocked = Pada { $when } blokir akun { $what } dibuka oleh pengelola akun. Akun dapat dipakai masuk lagi.

    Anda tidak tahu-menahu tentang blokir ini? Hubungi hotline.
credentials-no-holder = Kotak surat ini tidak punya penanggung jawab yang aktif, jadi tautan kata sandi baru tidak akan sampai kepada siapa pun. Carikan dahulu penanggung jawabnya di halaman kotak suratnya, lalu buka blokir ini.
credentials-no-way = Pemilik akun ini belum membuktikan nomor WhatsApp atau alamat pemulihan, jadi tautan kata sandi baru tidak akan sampai kepada siapa pun. Minta ia mengajukan pembukaan blokir: lewat tiketnya tautan dikirim kepada orang yang disebut suratnya.
credentials-news-activated-subject = Email Anda sudah aktif
credentials-news-activated = Alamat { $what } diaktifkan pada { $when }. Alamat ini tetap milik Anda selama menjadi mahasiswa dan tidak dapat diganti.

    Langkah berikutnya: masuk ke Loket, buka Akun Saya, lalu buktikan nomor WhatsApp Anda supaya kata sandi yang terlupa dapat diganti. Bukan Anda yang mengaktifkan? Segera hubungi hotline.
credentials-news-tried-again-subject = Seseorang mencoba mengaktifkan akun Anda lagi
credentials-news-tried-again = Pada { $when } ada yang mencoba mengaktifkan akun dengan NIM Anda, padahal { $what } sudah aktif. Tidak ada yang berubah.

    Bila itu Anda: masuklah dengan alamat ini, atau pakai Lupa kata sandi. Bila bukan, Anda tidak perlu berbuat apa-apa; hubungi hotline bila terjadi lagi.

credentials-disabled-password = Terlalu banyak kata sandi salah untuk alamat ini. Masuklah dari perangkat yang pernah dipakai, atau buat kata sandi baru lewat Lupa kata sandi.
credentials-disabled-totp = Terlalu banyak kode salah. Kode dari aplikasi tidak diterima lagi sampai verifikasi 2 langkah didaftarkan ulang.
credentials-disabled-recovery-code = Terlalu banyak kode pemulihan salah. Kode pemulihan tidak diterima lagi sampai Anda membuat yang baru.
credentials-disabled-pin = Terlalu banyak PIN salah untuk NIM ini. Datanglah ke helpdesk dengan kartu identitas untuk mendapat PIN baru.
credentials-evidence = { $count } kode salah berturut-turut sesudah kata sandi yang benar, sejak { $since }, dari { $networks ->
    [1] satu jaringan
   *[other] { $networks } jaringan
}.

credentials-weak-short = Kata sandi ini baru { $count } dari paling sedikit { $least } karakter. Rangkaian empat kata yang tidak berkaitan mudah diingat.
credentials-weak-long = Kata sandi ini { $count } karakter. Paling banyak { $longest }; pendekkan sedikit.
credentials-weak-name = Kata sandi ini hanya tersusun dari nama atau alamat Anda. Tambahkan kata-kata yang tidak berkaitan dengan Anda.
credentials-weak-number = Kata sandi ini hanya tersusun dari NIM, NIP, atau nomor telepon Anda. Pilih kata-kata yang tidak berkaitan dengan Anda.
credentials-weak-campus = Kata sandi ini hanya tersusun dari kata-kata kampus. Orang yang menebak mencobanya lebih dulu; pilih kata lain.
credentials-weak-common = Kata sandi ini termasuk yang paling sering dipakai orang, juga dengan angka di ujungnya. Pilih kata-kata yang tidak berkaitan.
credentials-weak-keyboard = Kata sandi ini deretan tombol atau angka yang berurutan. Pilih beberapa kata yang tidak berkaitan.
credentials-weak-repeated = Kata sandi ini hanya mengulang bagian yang sama. Tambahkan kata yang berbeda.
credentials-weak-guess = Kata sandi ini mudah ditebak. Tambahkan satu atau dua kata yang tidak berkaitan.
credentials-news-contact-changed-subject = Kontak akun diubah
credentials-news-contact-changed = Nomor WhatsApp atau email pemulihan untuk { $what } diubah pada { $when }.

    Bukan Anda? Segera ganti kata sandi dan hubungi hotline.
