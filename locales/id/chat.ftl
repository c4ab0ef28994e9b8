# Percakapan: mesin penjawab, jendela di situs, meja helpdesk.
chat-title = Tanya
chat-lead = Tulis keperluan Anda dengan kata-kata sendiri, atau pilih salah satu tombol.
chat-conversation = Percakapan
chat-you = Anda
chat-applicant = Pemohon
chat-engine = Penjawab otomatis Loket
chat-your-words = Pesan Anda
chat-send = Kirim
chat-sending = Mengirim…
chat-no-words = (gambar atau suara, bukan tulisan)
chat-tapped = (memilih tombol)
chat-open-page = Buka halamannya
chat-reload = Muat ulang untuk melihat jawaban
chat-promise = Jangan menulis kata sandi atau PIN di sini; petugas pun tidak pernah memintanya.
chat-sign-in = Masuk supaya status tiket Anda dapat dibacakan
chat-with-waiting = Helpdesk { $unit } sudah diberi tahu. Penjawab otomatis diam sampai petugas menjawab.
chat-with-person = { $name }, { $unit }, sedang berbicara dengan Anda.
chat-empty = Tulis dahulu pesannya.
chat-too-long = Paling banyak 1.000 karakter. Persingkat pesannya; tulisan Anda masih ada di bawah ini.

chat-button-status = Status tiket saya
chat-button-hours = Jam layanan
chat-button-person = Bicara dengan orang
chat-button-terms = Syaratnya apa?
chat-button-link = Kirim ulang tautan
chat-button-leave = Batal

chat-hello = Halo! Saya penjawab otomatis Loket.
chat-hello-name = Halo { $name }! Saya penjawab otomatis Loket.
chat-can =
    Saya dapat membantu tiga hal:
    – status tiket Anda
    – layanan yang Anda perlukan, syarat, lama, dan biayanya
    – jam layanan kantor
    Selain itu, saya hubungkan Anda dengan petugas.
chat-welcome = Sama-sama. Tulis lagi kapan saja.
chat-unknown = Maaf, saya belum paham maksudnya. Coba tulis dengan kata lain.
chat-unknown-code = Itu belum nomor tiket. Nomornya 9 karakter, misalnya R4K-7MD-2Q3; tertulis di pesan yang Anda terima.
chat-unknown-service = Layanan itu tidak saya temukan. Coba tulis nama atau nomornya, misalnya “layanan 45”.
chat-left = Baik. Ada lagi yang Anda perlukan?
chat-speaks = Baik, saya memakai bahasa Indonesia.
chat-stopped = Anda tidak akan menerima pesan lagi dari Loket di nomor ini. Balas MULAI untuk menerimanya kembali.
chat-started = Baik, pesan Loket dikirim lagi ke nomor ini. Balas BERHENTI bila tidak mau.
chat-stop-here = BERHENTI dan MULAI mengatur pesan WhatsApp: balaslah pesan itu di WhatsApp.

chat-prove = Status tiket hanya saya sampaikan kepada pemohonnya. Masuk dahulu: { $url }
    Nomor WhatsApp yang sudah terbukti di akun Anda ({ $number }) juga dapat dipakai bertanya lewat WhatsApp.
chat-prove-number = Status tiket hanya saya sampaikan kepada nomor yang sudah terbukti milik akun pemohonnya, dan nomor ini belum.
    Buktikan nomor ini di { $number }, atau masuk: { $url }
chat-code-wrong = Nomor tiket itu ada salah ketiknya. Nomornya 9 karakter, misalnya R4K-7MD-2Q3, tanpa huruf I, O, U dan tanpa angka 0 dan 1. Coba tulis lagi.
chat-not-yours = Tiket { $code } tidak ada pada akun Anda. Periksa nomornya, atau masuk dengan akun yang mengajukannya.
chat-no-requests = Akun Anda belum mempunyai tiket. Tulis layanan yang Anda perlukan, misalnya “email terblokir”.
chat-which-request = Tiket yang mana?
chat-choose = Balas dengan angkanya.
chat-status = Tiket { $code}: *{ $status }*
    { $service }
chat-status-open = Paling lambat { $due }.
chat-status-returned = Ada yang perlu Anda perbaiki; buka tiketnya untuk membaca apa.
chat-status-done = Sudah selesai. Hasilnya dikirim kepada penanggung jawab.
chat-status-refused = Alasannya ada di halaman tiket.
chat-status-cancelled = Tiket ini Anda batalkan.

chat-which-link = Tautan dari tiket yang mana?
chat-link-sent = Tautan baru untuk tiket { $code } dikirim ke { $to }. Tautan yang lama tidak berlaku lagi.
chat-link-none = Tidak ada tautan yang masih menunggu: sudah dipakai, atau tiket itu tidak memerlukannya.
chat-link-late = Tiket itu selesai lebih dari 14 hari yang lalu, jadi tautannya tidak dapat dikirim ulang. Ajukan layanan itu sekali lagi.
chat-link-often = Tautan untuk tiket itu sudah dikirim ulang tiga kali hari ini. Coba lagi besok.
chat-link-forgotten = Lupa kata sandi akun sendiri? Minta tautan di { $url }

chat-others = Atau yang ini? Balas dengan angkanya:
chat-terms-which = Syarat layanan apa? Tulis nama atau nomornya, misalnya “syarat email jurnal”.
chat-terms = *Syarat { $service }*
chat-terms-facts = Lamanya: { $time }. Biaya: { $cost }.
chat-terms-more = Selengkapnya, dan formulirnya:

chat-hours-open-on = { $day }: buka
chat-hours-closed-on = { $day }: tutup
chat-hours-others = Unit lain: { $units }. Tulis namanya untuk melihat jamnya.

chat-person = Baik, helpdesk { $unit } saya beri tahu.
chat-person-number = Tulis pertanyaan Anda sekarang; jawabannya datang di sini.
chat-person-account = Tulis pertanyaan Anda sekarang. Jawabannya ada di halaman ini, dan dikirim lewat email bila Anda sudah pergi.
chat-person-visitor = Tulis pertanyaan Anda sekarang. Jawabannya ada di halaman ini, di peramban ini; jangan hapus cookie-nya.
chat-person-back = Tulis “batal” untuk kembali ke penjawab otomatis.
chat-closed = Percakapan dengan petugas selesai. Penjawab otomatis melayani Anda lagi; tulis kapan saja.
chat-passed-on = Percakapan diteruskan ke helpdesk { $unit }; jawabannya datang dari sana.
chat-mail-subject = Jawaban helpdesk { $unit }
chat-mail-more = Balas di { $url }

chat-desk-title = Percakapan
chat-desk-lead = Mereka yang minta bicara dengan orang; yang paling lama menunggu di atas.
chat-desk-none = Tidak ada yang menunggu
chat-desk-none-next = Siapa yang minta bicara dengan orang, lewat WhatsApp atau di situs, muncul di sini dengan sendirinya.
chat-desk-to-queue = Ke antrean tiket
chat-desk-who = Dari
chat-desk-channel = Lewat
chat-desk-last = Kata-kata terakhir
chat-desk-since = Sejak
chat-desk-unit = Unit
chat-desk-state = Keadaan
chat-desk-waits = Menunggu jawaban
chat-desk-talks = Dijawab { $name }
chat-desk-visitor = Pengunjung situs
chat-desk-site = Situs, halaman Tanya
chat-desk-proven = Orang ini terbukti pemilik akunnya. Hanya tiket akun itu yang boleh dibicarakan.
chat-desk-number = Nomor ini belum terbukti milik akun mana pun: jangan menyebut apa pun tentang tiket, juga tidak apakah tiketnya ada.
chat-desk-unknown = Pengunjung ini belum masuk: jangan menyebut apa pun tentang tiket, juga tidak apakah tiketnya ada.
chat-desk-answer = Jawaban
chat-desk-answer-hint = Paling banyak 1.000 karakter. Jangan pernah meminta atau menulis kata sandi.
chat-desk-send = Kirim jawaban
chat-desk-close = Akhiri percakapan
chat-desk-close-means = Setelah diakhiri, penjawab otomatis melayani orang ini lagi.
chat-desk-pass-on-to = Urusan unit lain?
chat-desk-pass-on = Teruskan
flash-chat-closed = Percakapan diakhiri.
flash-chat-passed-on = Percakapan diteruskan.
