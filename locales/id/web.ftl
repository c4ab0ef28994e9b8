# Words that every page shares.
layout-crumbs = Jejak
layout-skip = Langsung ke isi
layout-nav = Utama
layout-other-language = English
layout-sign-in = Masuk
layout-blocked = Akun diblokir
layout-sign-out = Keluar
layout-register = Daftar akun Loket
layout-my-account = Akun saya
layout-demo = Ini Loket demo: kampus contoh, tidak ada pesan yang benar-benar terkirim.
layout-demo-roles = Coba setiap peran
layout-demo-messages = Lihat pesan
layout-email = Email
layout-help = Bantuan
layout-how-to = Cara memakai Loket
layout-openness = Keterbukaan
layout-charter = Maklumat pelayanan
layout-satisfaction = Laporan kepuasan
layout-terms = Ketentuan
layout-privacy = Kebijakan privasi
layout-accessibility = Aksesibilitas
layout-ask = Tanya
layout-ask-title = Tanya Loket
layout-ask-close = Tutup
layout-search = Cari layanan
layout-search-button = Cari
layout-home = Halaman depan

nav-services = Layanan
nav-units = Unit
nav-search = Pencarian
nav-mine = Riwayat Saya
nav-desk = Meja kerja
nav-accounts = Akun
nav-students = Mahasiswa
nav-reports = Laporan
nav-panel = Admin Panel

form-errors = { $count ->
    [1] Satu isian perlu diperbaiki
   *[other] { $count } isian perlu diperbaiki
}
form-kept = Yang sudah Anda isi tetap ada.
form-kept-but-password = Yang sudah Anda isi tetap ada, kecuali kata sandi: ketik sekali lagi.
form-optional = (opsional)

error-not-found = Halaman tidak ditemukan
error-not-found-next = Alamat ini tidak ada, sudah dipindahkan, atau bukan untuk Anda. Periksa ejaannya, atau cari layanan yang Anda butuhkan.
error-forbidden = Anda tidak berhak membuka halaman ini
error-forbidden-next = Peran akun Anda tidak mencakup tindakan ini. Bila seharusnya mencakup, mintalah peran itu kepada super admin unit Anda.
error-restricted = Akun ini sedang diblokir
error-restricted-next = Selama akun diblokir, Anda hanya dapat mengajukan pembukaan blokir dan mengikuti tiketnya.
error-refused = Belum dapat dilakukan
error-conflict = Keadaan sudah berubah
error-too-large = Kiriman terlalu besar
error-too-large-next = Kiriman ini melebihi batas. Perkecil berkasnya, misalnya pindai ulang dengan mutu lebih rendah, lalu kirim lagi.
error-bad-request = Kiriman tidak dapat dibaca
error-bad-request-next = Data yang dikirim tidak lengkap atau rusak di jalan. Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi.
error-too-many = Terlalu banyak percobaan
error-too-many-seconds = { $seconds ->
    [1] Tunggu satu detik, lalu coba lagi.
   *[other] Tunggu { $seconds } detik, lalu coba lagi.
}
error-too-many-next = { $minutes ->
    [1] Tunggu satu menit, lalu coba lagi.
   *[other] Tunggu { $minutes } menit, lalu coba lagi.
}
error-unavailable = Layanan sedang tidak dapat melayani
error-unavailable-next = Tidak ada yang tersimpan setengah jalan. Coba lagi beberapa saat lagi; isian Anda masih ada di halaman sebelumnya.
error-internal = Terjadi kesalahan di pihak kami
error-internal-next = Kesalahan ini sudah tercatat. Coba lagi; bila berulang, sampaikan nomor rujukan ini kepada helpdesk.
error-reference = Nomor rujukan { $what }
