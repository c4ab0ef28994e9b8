# Every message before it is sent.
previews-index = Contoh pesan
previews-lead = Semua pesan yang ditulis Loket, dengan nama dan tautan karangan. Kata-kata tambahan suatu layanan diubah dalam berkas layanannya, bagian notice.
previews-about = Tentang
previews-about-akun = Akun dan kata sandi
previews-about-kotak = Kotak surat bersama
previews-reason = Contoh alasan: stempel pada surat tidak terbaca.
previews-note = Contoh keterangan dari petugas.
previews-about-pengelola = Pengelola Loket
previews-why = Contoh alasan: token sudah tidak berlaku
previews-applicant = Contoh Pemohon
