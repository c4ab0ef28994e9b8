# Memutuskan tanpa masuk: pesan kepada petugas, tombol WhatsApp, tautan email.

remote-subject-verify = Perlu verifikasi: tiket { $code }
remote-subject-approve = Perlu persetujuan: tiket { $code }
remote-subject-dispose = Perlu disposisi: tiket { $code }
remote-subject-work = Tugas untuk Anda: tiket { $code }
remote-applicant = Pemohon: { $who }
remote-account = Akun: { $address }
remote-repeats = Blokir ke-{ $count } dalam 90 hari
remote-due = Paling lambat { $when }
remote-instruction = Instruksi: { $words }
remote-work = Kerjakan di meja kerja: { $url }
remote-tap = Jawab dengan tombol di bawah, atau buka di meja kerja: { $url }
remote-link = Lihat surat dan putuskan tanpa masuk:
remote-link-once = Tautan ini hanya untuk Anda, jadi jangan diteruskan. Berlaku sampai { $until }, untuk satu keputusan.
remote-desk = Atau masuk ke meja kerja: { $url }

remote-button-approve = Setujui
remote-button-approve-now = Ya, setujui
remote-button-return = Kembalikan
remote-button-return-now = Ya, kembalikan
remote-button-dispose = Disposisi ke…
remote-button-cancel = Batal

remote-approve-sure = Setujui tiket { $code }?
remote-approve-lines = Dengan “Ya, setujui” Anda menyatakan bahwa semua butir ini sesuai:
remote-letter = Surat dan lampirannya:
remote-why = Mengapa tiket { $code } dikembalikan? Tulis alasannya dalam satu pesan, paling lama 15 menit lagi. Pemohon akan membacanya.
remote-return-sure = Kembalikan tiket { $code } dengan alasan ini?

    { $reason }

    Untuk mengubahnya, kirim alasan yang baru.
remote-dispose-to = Disposisi tiket { $code } kepada siapa? Tenggatnya { $day }. Untuk staf lain, instruksi, atau tenggat lain:
remote-second-step = Keputusan atas tiket { $code } memerlukan langkah kedua. Buka halaman ini dan buktikan di sana:
remote-cancelled = Baik. Tidak ada yang diputuskan tentang tiket { $code }.
remote-done = Keputusan Anda tentang tiket { $code } tercatat.
remote-moved = Tiket { $code } sudah berubah sejak pesan itu dikirim. Ketukan Anda tidak mengubah apa pun.
remote-still-yours = Tiket ini masih menunggu keputusan Anda:
remote-held = Tiket ini sedang ditangani { $who }. Bila perlu, minta { $who } melepasnya, atau lihat di { $url }
remote-last = Terakhir: { $what } oleh { $who }, { $when }.
remote-now = Status sekarang: { $status }.
remote-see = Lihat di meja kerja: { $url }
remote-not-yours = Tiket ini tidak menunggu keputusan Anda. Antrean Anda ada di meja kerja: { $url }
remote-not-understood = Tombol itu tidak kami kenali lagi. Antrean Anda ada di meja kerja: { $url }
remote-unknown-number = Nomor ini tidak dapat dipakai untuk memutuskan: belum dibuktikan, atau dipakai lebih dari satu akun. Masuk ke meja kerja: { $url }

remote-you-are = Untuk { $who }.
remote-once = Halaman ini terbuka tanpa masuk, berlaku sampai { $until } dan untuk satu keputusan.
remote-to-desk = Buka di meja kerja
remote-sign-in = Masuk ke meja kerja
remote-changed = Ada yang terjadi pada tiket ini sejak halaman Anda dibuka. Keputusan Anda belum dicatat; periksa lagi, lalu putuskan.
remote-prove = Buktikan langkah kedua
remote-prove-lead = Keputusan ini menyangkut akun yang akan dimasuki orang. Tautan saja tidak cukup; buktikan bahwa ini Anda.
remote-prove-none = Keputusan ini menyangkut akun yang akan dimasuki orang, jadi tautan saja tidak cukup. Anda belum mempunyai langkah kedua; masuklah untuk memutuskan di meja kerja.
remote-prove-submit = Lanjutkan
remote-prove-first = Buktikan langkah kedua dahulu. Keputusan Anda belum dicatat.

remote-over-unknown = Tautan ini tidak dikenal
remote-over-unknown-next = Mungkin terpotong waktu disalin. Buka lagi dari email Anda, atau masuk ke meja kerja.
remote-over-used = Keputusan Anda sudah tercatat
remote-over-used-next = Tautan ini sudah dipakai: satu tautan hanya untuk satu keputusan. Selebihnya ada di meja kerja.
remote-over-expired = Tautan ini sudah kedaluwarsa
remote-over-expired-next = Masuk ke meja kerja untuk memutuskan.
remote-over-not-yours = Tiket ini tidak menunggu keputusan Anda
remote-over-not-yours-next = Peran atau akun Anda berubah sejak email itu dikirim. Masuk untuk melihat apa yang menjadi tugas Anda sekarang.
remote-over-moved = Tiket ini sudah ditangani
remote-over-moved-next = Ada yang lebih dahulu, atau pemohon memperbaikinya. Tautan ini tidak memutuskan apa pun lagi.

remote-via-whatsapp = Diputuskan lewat WhatsApp
remote-via-email = Diputuskan lewat tautan email
