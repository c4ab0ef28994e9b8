# Kotak surat bersama: penanggung jawab, wakil, undangan, masa berlaku.
mailboxes-news-offered-pic-subject = Undangan menjadi penanggung jawab: { $what }
mailboxes-news-offered-pic = { $who } mengundang Anda menjadi *penanggung jawab* (PIC) kotak surat { $what }. Baca apa artinya, lalu terima atau tolak paling lambat { $until }:
    { $url }
mailboxes-news-offered-deputy-subject = Undangan menjadi wakil: { $what }
mailboxes-news-offered-deputy = { $who } mengundang Anda menjadi *wakil* kotak surat { $what }. Terima atau tolak paling lambat { $until }:
    { $url }
mailboxes-news-declined-subject = Undangan ditolak: { $what }
mailboxes-news-declined = { $who } *menolak* undangan untuk kotak surat { $what }. Anda dapat mengundang orang lain:
    { $url }
mailboxes-news-unanswered-subject = Undangan tidak dijawab: { $what }
mailboxes-news-unanswered = { $who } *tidak menjawab* undangan untuk kotak surat { $what } dalam 14 hari. Undang sekali lagi, atau pilih orang lain:
    { $url }
mailboxes-news-deputy-added-subject = Wakil baru: { $what }
mailboxes-news-deputy-added = { $who } menerima undangan dan sekarang menjadi *wakil* kotak surat { $what }.

    { $url }
mailboxes-news-deputy-ended-subject = Tugas wakil berakhir: { $what }
mailboxes-news-deputy-ended = Tugas Anda sebagai *wakil* kotak surat { $what } *berakhir*. Sesi Anda di kotak surat itu diakhiri dan kata sandinya diganti.
mailboxes-news-password-due-subject = Buat kata sandi baru: { $what }
mailboxes-news-password-due = { $who } bukan wakil kotak surat { $what } lagi, sehingga *kata sandi lama tidak berlaku*. Buka tautan sekali pakai ini untuk membuat yang baru:
    {"{link}"}
mailboxes-news-handed-over-subject = Penanggung jawab berganti: { $what }
mailboxes-news-handed-over = Mulai sekarang { $who } adalah *penanggung jawab* kotak surat { $what }. Semua sesi diakhiri dan kata sandi lama tidak berlaku lagi.

    Ada yang keliru? Hubungi hotline.
mailboxes-news-in-charge-subject = Anda penanggung jawab sekarang: { $what }
mailboxes-news-in-charge = Anda sekarang *penanggung jawab* (PIC) kotak surat { $what }. Kata sandi lama tidak berlaku lagi; buka tautan sekali pakai ini untuk membuat yang baru:
    {"{link}"}

    Halaman kotak surat: { $url }
mailboxes-news-in-charge-by-request-subject = Anda penanggung jawab sekarang: { $what }
mailboxes-news-in-charge-by-request = Anda sekarang *penanggung jawab* (PIC) kotak surat { $what }, seperti tertulis dalam surat permohonan. Tautan untuk kata sandinya datang dalam pesan tersendiri.

    Halaman kotak surat: { $url }
mailboxes-news-successor-sought-subject = Pengganti Anda diundang: { $what }
mailboxes-news-successor-sought = Pengelola akun mengundang orang lain menjadi *penanggung jawab* kotak surat { $what }. Alasannya: { $who }

    Anda tetap penanggung jawab sampai undangan itu diterima. Ada yang keliru? Hubungi hotline.
mailboxes-news-end-set-subject = Masa berlaku kotak surat: { $what }
mailboxes-news-end-set = Kotak surat { $what } berlaku sampai *{ $until }*. Kami mengingatkan Anda 30, 7, dan 1 hari sebelumnya.

    { $url }
mailboxes-news-end-lifted-subject = Kotak surat tanpa batas waktu: { $what }
mailboxes-news-end-lifted = Kotak surat { $what } *tidak lagi berbatas waktu*.

    { $url }
mailboxes-news-ends-soon-subject = Kotak surat akan berakhir: { $what }
mailboxes-news-ends-soon = Kotak surat { $what } *berakhir pada { $until }*. Sesudah hari itu tidak ada yang dapat masuk. Masih diperlukan? Minta perpanjangan kepada pengelola akun sebelum tanggal itu; caranya ada di halaman ini:
    { $url }
mailboxes-news-ended-subject = Kotak surat sudah berakhir: { $what }
mailboxes-news-ended = Kotak surat { $what } *berakhir pada { $until }* dan semua sesinya diakhiri. Isinya tidak dihapus. Bila masih diperlukan, minta perpanjangan kepada pengelola akun:
    { $url }
mailboxes-news-asked-subject = Masih diperlukan? { $what }
mailboxes-news-asked = Apakah kotak surat { $what } *masih diperlukan*? Sekali setahun kami menanyakannya kepada penanggung jawab. Jawab di halaman ini:
    { $url }
mailboxes-news-reminded-subject = Masih diperlukan? (pengingat): { $what }
mailboxes-news-reminded = Kami belum menerima jawaban Anda: apakah kotak surat { $what } *masih diperlukan*? Tanpa jawaban, pengelola akun akan memutuskannya. Jawab di halaman ini:
    { $url }
mailboxes-news-closed-subject = Kotak surat ditutup: { $what }
mailboxes-news-closed = Kotak surat { $what } *ditutup* oleh pengelola akun. Alasannya: { $who }

    Ada yang keliru? Hubungi hotline.

mailboxes-pic-gone = { $what } tidak lagi memegang akun kampus yang aktif, sehingga tidak dapat menjadi PIC. Kembalikan permintaan agar pemohon menulis penanggung jawab lain.
mailboxes-no-holder = { $what } sudah bukan wakil kotak surat ini. Muat ulang halamannya.
mailboxes-too-many = Kotak surat ini sudah punya 10 wakil atau undangan. Akhiri salah satu, lalu undang lagi.
mailboxes-nobody = Tidak ada akun kampus perorangan yang aktif dengan alamat { $what }. Periksa ejaannya; pakai alamat staf atau mahasiswa.
mailboxes-holds-already = { $what } sudah memegang tugas itu. Pilih orang lain.
mailboxes-offered-already = { $what } sudah diundang dan belum menjawab. Tunggu jawabannya, atau tarik dahulu undangan itu.
mailboxes-answered = Undangan ini sudah dijawab, ditarik, atau lewat waktunya. Minta undangan baru bila masih perlu.
mailboxes-superseded = { $what } sudah lebih dahulu menerima tugas penanggung jawab. Tidak ada yang perlu Anda lakukan.
mailboxes-not-asked = Tidak ada pertanyaan yang menunggu jawaban; mungkin sudah dijawab. Muat ulang halamannya.

mailboxes-title = Kotak surat bersama
mailboxes-lead = Kotak surat unit, jurnal, atau kegiatan yang menjadi tanggung jawab Anda.
mailboxes-invited-as = Undangan menjadi { $part }
mailboxes-invited-by = Dari { $who }. Jawab paling lambat { $until }.
mailboxes-read-invitation = Baca Undangan
mailboxes-none = Anda belum memegang kotak surat bersama
mailboxes-none-next = Kotak surat yang Anda pegang sebagai PIC atau wakil muncul di sini, begitu pula undangannya. Kotak surat baru diminta lewat layanan.
mailboxes-mine = Yang Anda pegang
mailboxes-mailbox = Kotak surat
mailboxes-as = Sebagai
mailboxes-works-until = Berlaku sampai
mailboxes-no-end = Tanpa batas waktu
mailboxes-to-confirm = Perlu konfirmasi
mailboxes-trail = Jejak persetujuan
mailboxes-trail-none = Belum ada. Setiap undangan, persetujuan, dan pergantian akan tercatat di sini.
mailboxes-agreed-pic = Setuju menjadi penanggung jawab (PIC)
mailboxes-agreed-deputy = Setuju menjadi wakil
mailboxes-has-left = Mengundurkan diri sebagai wakil
mailboxes-still-needed = Apakah kotak surat ini masih diperlukan?
mailboxes-still-needed-lead = Sekali setahun kami menanyakannya kepada penanggung jawab. Tidak diperlukan lagi? Beri tahu pengelola akun lewat hotline; tidak ada yang ditutup tanpa keputusan mereka.
mailboxes-confirm = Ya, Masih Diperlukan
mailboxes-holders = Penanggung jawab dan wakil
mailboxes-holders-none = Belum ada penanggung jawab. Undang seseorang dengan formulir di bawah.
mailboxes-since = Sejak
mailboxes-away = akunnya tidak aktif
mailboxes-leave = Mengundurkan Diri
mailboxes-invited = Diundang: { $part }
mailboxes-until-answer = menunggu jawaban sampai { $day }
mailboxes-withdraw = Tarik
mailboxes-end-effect = Bila tugas wakil berakhir, sesinya berakhir dan kata sandi lama tidak berlaku lagi. PIC menerima tautan untuk membuat yang baru.
mailboxes-invite-deputy = Undang wakil
mailboxes-invite-deputy-lead = Wakil ikut memakai kotak surat ini dan menerima kabarnya. Tugasnya mulai setelah undangan diterima.
mailboxes-campus-address = Alamat email kampus
mailboxes-invite = Kirim Undangan
mailboxes-hand-over = Serahkan kotak surat
mailboxes-hand-over-lead = Penerus menjadi penanggung jawab setelah menerima undangan. Saat itu semua sesi berakhir, kata sandi lama tidak berlaku lagi, dan Anda bukan pemegang kotak surat ini lagi.
mailboxes-invite-successor = Undang Penerus
mailboxes-facts = Data kotak surat
mailboxes-need = Konfirmasi tahunan
mailboxes-confirmed = Dikonfirmasi { $when }
mailboxes-confirmed-not-yet = Belum waktunya
mailboxes-asked-since = Ditanyakan { $when }, belum dijawab
mailboxes-unconfirmed-since = Belum dikonfirmasi; ditanyakan { $when }
mailboxes-more-time = Perlu waktu lebih lama?
mailboxes-more-time-how = Minta perpanjangan kepada pengelola akun sebelum tanggal itu lewat, di hotline { $hotline } atau lewat layanan. Sesudah tanggal itu tidak ada yang dapat masuk, tetapi isinya tidak dihapus.
mailboxes-password-how = Hanya PIC yang dapat meminta tautan kata sandi baru untuk kotak surat ini.
mailboxes-password-link = Minta tautan kata sandi
mailboxes-until = Sampai { $day }
mailboxes-invitation = Undangan
mailboxes-offer-pic = Menjadi penanggung jawab kotak surat ini?
mailboxes-offer-deputy = Menjadi wakil kotak surat ini?
mailboxes-offered-by = Diundang oleh
mailboxes-ground = Alasan
mailboxes-answer-by = Jawab paling lambat
mailboxes-agree-to = Dengan menerima, Anda setuju:
mailboxes-agree-pic-1 = Anda bertanggung jawab atas isi dan pemakaian kotak surat ini, dan menjadi tujuan segala kabar tentangnya.
mailboxes-agree-pic-2 = Anda membuat kata sandi baru dari tautan yang dikirim kepada Anda; semua sesi lama berakhir.
mailboxes-agree-pic-3 = Sekali setahun Anda menjawab apakah kotak surat ini masih diperlukan.
mailboxes-agree-deputy-1 = Anda ikut memakai kotak surat ini bersama penanggung jawabnya, dengan langkah kedua milik Anda sendiri.
mailboxes-agree-deputy-2 = Anda menerima kabar tentang keamanan dan masa berlakunya, dan dapat mengundurkan diri kapan saja.
mailboxes-agree-recorded = Persetujuan ini dicatat dengan nama Anda dan waktunya, dan dapat dibaca pemegang kotak surat dan pengelola akun.
mailboxes-accept = Terima
mailboxes-decline = Tolak
mailboxes-offer-accepted = Undangan ini sudah Anda terima
mailboxes-offer-declined = Undangan ini sudah Anda tolak
mailboxes-offer-superseded = Orang lain sudah menerima tugas ini
mailboxes-offer-withdrawn = Undangan ini sudah ditarik
mailboxes-offer-expired = Waktu undangan ini sudah lewat
mailboxes-offer-over-next = Tidak ada yang perlu Anda jawab. Bila masih perlu, minta undangan baru kepada yang mengundang.
mailboxes-list-lead = Yang memerlukan keputusan pengelola akun. Tidak ada kotak surat yang ditutup dengan sendirinya.
mailboxes-concerns = Perihal
mailboxes-concern-ending = Akan berakhir
mailboxes-concern-message-subject = Kotak surat yang memerlukan keputusan Anda
mailboxes-concern-message = Kotak surat bersama tanpa penanggung jawab yang aktif: { $orphaned }. Tanpa jawaban atas pertanyaan tahunan: { $unanswered }. Carikan penanggung jawab, nyatakan masih dipakai, atau tutup yang tidak dipakai lagi.
mailboxes-concern-unconfirmed = Belum dikonfirmasi
mailboxes-concern-orphaned = Tanpa PIC
mailboxes-concern-endless = Kegiatan tanpa batas waktu
mailboxes-concern-ending-none = Tidak ada kotak surat yang berakhir dalam 30 hari
mailboxes-concern-unconfirmed-none = Semua pertanyaan tahunan dijawab pada waktunya
mailboxes-concern-orphaned-none = Setiap kotak surat punya penanggung jawab yang aktif
mailboxes-concern-endless-none = Setiap kotak surat jurnal dan kegiatan punya batas waktu
mailboxes-concern-none-next = Yang memerlukan perhatian Anda akan muncul di sini.
mailboxes-all-units = Semua Kotak Surat Unit
mailboxes-asked = Ditanyakan
mailboxes-by-address = Urut alamat
mailboxes-keep = Nyatakan Masih Diperlukan
mailboxes-keep-lead = Atas nama penanggung jawab, dengan alasan yang dapat dibaca semua pemegangnya.
mailboxes-last-day = Hari terakhir
mailboxes-last-day-hint = Hari itu masih berlaku. Kosongkan untuk tanpa batas waktu. Kotak surat yang sudah berakhir hidup lagi dengan tanggal baru.
mailboxes-set-end = Simpan Masa Berlaku
mailboxes-seek-lead = Untuk kotak surat yang penanggung jawabnya pindah atau tidak aktif. Yang diundang harus menerima; penanggung jawab sekarang diberi tahu.
mailboxes-close = Tutup Kotak Surat
mailboxes-close-lead = Tidak dapat dibatalkan. Semua sesi berakhir, alamatnya tidak dapat dipakai lagi, dan semua pemegangnya diberi tahu alasannya.
mailboxes-pic-stays = Penanggung jawab tidak dapat mengundurkan diri begitu saja. Undang penerus; tugas Anda berakhir setelah ia menerima.
mailboxes-own = Anda tidak dapat mengundang diri sendiri ({ $what }). Pilih orang lain.
mailboxes-ground-missing = Tulis alasannya, misalnya nomor surat atau tiket.
mailboxes-address-missing = Isi alamat email kampus orang yang diundang.
mailboxes-day-unreadable = Tanggal ini tidak terbaca. Pilih tanggal dari kalender.
mailboxes-day-past = Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.
mailboxes-directory-link = Kelola pemegang dan masa berlaku
flash-mailboxes-invited = Undangan terkirim. Tugas dimulai setelah diterima.
flash-mailboxes-ended = Tugas wakil berakhir. Tautan untuk kata sandi baru dikirim kepada Anda.
flash-mailboxes-left = Anda bukan wakil kotak surat itu lagi.
flash-mailboxes-confirmed = Tercatat: kotak surat ini masih diperlukan.
flash-mailboxes-accepted = Undangan diterima. Kotak surat ini sekarang tanggung jawab Anda.
flash-mailboxes-declined = Undangan ditolak. Yang mengundang diberi tahu.
flash-mailboxes-withdrawn = Undangan ditarik.
flash-mailboxes-end-set = Masa berlaku disimpan dan pemegangnya diberi tahu.
flash-mailboxes-closed = Kotak surat ditutup dan pemegangnya diberi tahu.
mailboxes-open = Buka Kotak Surat Ini
mailboxes-open-heading = Tanpa kata sandi bersama
mailboxes-open-lead = Cukup buktikan diri dengan akun Anda sendiri. Di perangkat ini Anda lalu masuk sebagai kotak surat, dan catatannya menyebut nama Anda.
