//! The lists: what people write, by what it means. Lower case, without accents, in the spelling of the first list.

use sop::Lang;

/// Everyday spellings, and the word that is meant.
pub const EVERYDAY: &[(&[&str], &str)] = &[
    (&["sy", "gw", "gue", "gua", "ak", "aq", "aku", "ane", "sya", "sayah"], "saya"),
    (&["gmn", "gmna", "gimana", "gimna", "bgmn", "bgmna", "bgaimana", "gmana"], "bagaimana"),
    (&["brp", "brapa", "berp", "brpa"], "berapa"),
    (&["ngmg", "ngmng", "ngomong", "ngobrol", "ngobrl", "berbicara", "bcr", "bcra", "curhat", "chat", "chatting", "ngechat"], "bicara"),
    (&["org", "orng", "orangnya"], "orang"),
    (&["sm", "ama", "sama", "dgn", "dg"], "dengan"),
    (&["pswd", "pwd", "pasword", "passwd", "pass", "sandi"], "password"),
    (&["tkt", "tike", "tikt", "tiketku", "tiketnya"], "tiket"),
    (&["stts", "sts", "statusnya", "statsu"], "status"),
    (&["udh", "udah", "sdh", "dah", "uda"], "sudah"),
    (&["blm", "belom", "blom", "blum"], "belum"),
    (&["mn"], "mana"),
    (&["dmn", "dmna", "dimna", "dimana"], "dimana"),
    (&["kpn", "kpan"], "kapan"),
    (&["lg", "lgi"], "lagi"),
    (&["skrg", "skrng", "skr", "skg"], "sekarang"),
    (&["bsk", "bsok"], "besok"),
    (&["hr"], "hari"),
    (&["mw", "mo", "pgn", "pengen", "pingin", "pengin", "pgen"], "mau"),
    (&["bs", "bsa"], "bisa"),
    (&["ga", "gak", "gk", "g", "nggak", "ngga", "enggak", "engga", "tdk", "tak", "kagak"], "tidak"),
    (&["dpt", "dapet"], "dapat"),
    (&["utk", "buat2", "bwt"], "untuk"),
    (&["yg"], "yang"),
    (&["apaan", "ap"], "apa"),
    (&["aja", "aj", "doang"], "saja"),
    (&["sampe", "smp", "smpai", "sampek", "nyampe"], "sampai"),
    (&["gabisa", "gabs", "gbs", "gabisaa"], "tidak"),
    (&["mksh", "mksih", "makasi", "makasih", "mkasih", "trimakasih", "terimakasih", "trims", "tks", "thx", "tq", "ty", "thankyou", "thanx", "nuwun", "nuhun"], "terimakasih"),
    (&["tlg", "tlng", "tulung"], "tolong"),
    (&["jm"], "jam"),
    (&["bk", "bka", "bukanya"], "buka"),
    (&["ttp", "tutupnya"], "tutup"),
    (&["syrt", "syart", "sarat", "persaratan", "syaratnya", "persyratan", "prasyarat"], "syarat"),
    (&["dok", "dokumennya"], "dokumen"),
    (&["krm", "kirimin", "kirimkan", "ngirim"], "kirim"),
    (&["linknya", "tautannya", "url", "lnk"], "link"),
    (&["ilang", "hlg"], "hilang"),
    (&["ptgs", "petugasnya"], "petugas"),
    (&["pls", "plz", "plis"], "please"),
    (&["u"], "you"),
    (&["r"], "are"),
    (&["wats", "whats"], "what"),
    (&["wheres"], "where"),
    (&["hrs"], "hours"),
    (&["req", "reqs"], "request"),
    (&["perpus"], "perpustakaan"),
];

/// What may be said around anything and means nothing by itself.
pub const CHATTER: &[&str] = &[
    "halo", "hallo", "hai", "hay", "hi", "hii", "hello", "helo", "hey", "pagi", "siang", "sore", "malam", "selamat",
    "slmt", "met", "assalamualaikum", "assalamu", "asalamualaikum", "alaikum", "wr", "wb", "ass", "salam", "permisi",
    "punten", "good", "morning", "afternoon", "evening", "min", "admin", "kak", "kaka", "kakak", "bang", "pak",
    "bapak", "bu", "ibu", "mas", "mbak", "mba", "gan", "sis", "om", "there", "dear", "tes", "test", "ping", "p", "ya",
    "yah", "dong", "deh", "sih", "nih", "loh", "lho", "kok", "kah", "tanya", "nanya", "bertanya", "please", "tolong",
    "mohon", "maaf", "sorry", "just", "ini", "itu", "the", "a", "an", "saya", "kami", "dengan", "tidak", "bisa",
    "mau", "ingin", "hendak", "ada", "apa", "apakah", "bagaimana", "belum", "sudah", "lagi", "dulu", "juga", "yang",
    "untuk", "dari", "ke", "di", "dimana", "mana", "kapan", "kalau", "kalo", "klo", "jika", "karena", "krn", "perlu",
    "butuh", "i", "im", "my", "me", "we", "our", "to", "of", "for", "on", "in", "is", "are", "am", "was", "do",
    "does", "did", "can", "could", "would", "will", "with", "how", "what", "which", "where", "when", "who", "want",
    "need", "like", "it", "this", "that", "so", "and", "or", "dan", "atau", "saja", "should", "have", "has", "had", "get",
    "if", "but", "at", "be", "by", "about", "tentang", "soal", "mengenai", "terkait", "cara", "caranya", "layanan",
    "service", "yuk", "wkwk", "wkwkwk", "hehe", "haha", "any", "some", "there", "gan", "sist", "bro", "gitu", "gini",
    "banget", "layanannya", "services", "nomor", "nomer", "no", "number", "minta", "pengajuan", "ajukan",
    "mengajukan",
    "harus", "sir", "madam", "miss", "mr", "mrs", "langsung",
];

/// What a greeting needs at least one of.
pub const GREETINGS: &[&str] = &[
    "halo", "hallo", "hai", "hay", "hi", "hii", "hello", "helo", "hey", "pagi", "siang", "sore", "malam", "selamat",
    "assalamualaikum", "asalamualaikum", "assalamu", "ass", "salam", "permisi", "punten", "morning", "afternoon",
    "evening", "tes", "test", "ping", "p", "min", "admin", "kak",
];

/// What thanks needs at least one of.
pub const THANKS: &[&str] = &[
    "terimakasih", "thanks", "thank", "suwun", "oke", "ok", "okay", "okey", "siap", "sip", "mantap", "bye", "dadah",
    "noted",
];

/// What may stand beside thanks.
pub const BESIDE_THANKS: &[&str] = &[
    "terima", "kasih", "banyak", "baik", "very", "much", "you", "so", "got", "great", "good", "matur", "sangat",
    "membantu", "atas", "bantuannya", "infonya", "informasinya", "jawabannya", "for", "your", "help", "sekali",
    "banget", "sampai", "jumpa", "a", "lot", "all", "then", "kalau", "begitu",
];

/// What people call a request.
pub const TICKET: &[&str] = &[
    "tiket", "ticket", "tickets", "permintaan", "permohonan", "pengajuan", "keluhan", "laporan", "request",
    "requests", "application", "complaint", "ajuan", "pengaduan",
];

/// What is asked about a request that is under way.
pub const FOLLOWS: &[&str] = &[
    "status", "cek", "check", "ngecek", "mengecek", "lacak", "melacak", "track", "tracking", "posisi", "progres",
    "progress", "progresnya", "kabar", "kabarnya", "perkembangan", "update", "pantau", "mana", "dimana", "where",
    "selesai", "diproses", "diterima", "disetujui", "sampai", "nyampe", "done", "finished", "ready", "processed",
    "happened", "follow", "lihat", "see", "jadi", "nasib",
    "diverifikasi", "ditolak", "rejected", "approved", "accepted", "acc", "verified", "nyangkut", "beres",
];

/// That it is one's own, or was handed in before.
pub const MINE: &[&str] = &[
    "saya", "my", "kami", "our", "tadi", "kemarin", "kmrn", "itu", "mine", "punyaku", "i",
];

/// That something is to be made, not followed.
pub const CREATES: &[&str] = &[
    "buat", "bikin", "membuat", "ajukan", "mengajukan", "create", "submit", "new", "baru", "daftar", "mendaftar",
    "make", "bagaimana", "cara", "how",
];

/// What people call a link.
pub const LINK: &[&str] = &[
    "link", "tautan", "links",
];

/// A link to something else than a result.
pub const FORM: &[&str] = &[
    "formulir", "form", "layanan", "daftar", "pendaftaran", "website", "web", "unduh", "download", "template",
];

/// Once more.
pub const AGAIN: &[&str] = &[
    "ulang", "lagi", "again", "resend", "ulangi",
];

/// To send.
pub const SEND: &[&str] = &[
    "kirim", "send", "resend", "dikirim", "minta",
];

/// What a request led to.
pub const RESULT: &[&str] = &[
    "hasil", "hasilnya", "result", "results",
];

/// To talk, or to want.
pub const TALK: &[&str] = &[
    "bicara", "tanya", "nanya", "bertanya", "hubungi", "hubungkan", "menghubungi", "sambungkan", "disambungkan",
    "dihubungkan", "kontak", "telepon", "telpon", "nelpon", "telfon", "dibantu", "ketemu", "bertemu", "ngadu",
    "connect", "talk", "speak", "contact", "call", "reach", "transfer", "ask", "dijawab", "balas", "dilayani",
    "minta", "mau", "panggil", "panggilkan", "want", "need", "get", "langsung", "asli", "real", "beneran",
];

/// Whom people want to talk to.
pub const SOMEBODY: &[&str] = &[
    "orang", "petugas", "manusia", "operator", "cs", "helpdesk", "staf", "staff", "human", "person", "agent", "agen",
    "someone", "somebody", "people", "officer", "representative", "admin", "pegawai", "mimin", "humans", "karyawan",
    "seseorang",
];

/// Said alone they are enough.
pub const SOMEBODY_ALONE: &[&str] = &[
    "petugas", "manusia", "operator", "cs", "helpdesk", "human", "agent", "agen", "representative", "mimin", "orang",
    "seseorang", "komplain", "complain", "mengadu",
];

/// What a service asks for, takes or costs.
pub const TERMS: &[&str] = &[
    "syarat", "persyaratan", "dokumen", "berkas", "requirements", "requirement", "documents", "document", "required",
    "lampiran", "lampirannya", "dibutuhkan", "diperlukan", "disiapkan", "siapkan", "bawa", "dibawa", "prepare",
    "bring", "biaya", "biayanya", "bayar", "membayar", "berbayar", "gratis", "cost", "costs", "fee", "fees", "price",
    "free", "tarif", "harga", "lamanya", "ketentuan",
    "disiapin", "nyiapin",
];

/// What a clock is asked about.
pub const HOURS: &[&str] = &[
    "buka", "tutup", "open", "opening", "opens", "closed", "close", "closes", "libur", "holiday", "holidays",
    "istirahat", "operasional", "masuk", "pelayanan", "layanan", "kerja",
    "working", "business",
];

/// Open or closed.
pub const OPEN: &[&str] = &[
    "buka", "tutup", "open", "opens", "closed", "close", "closes", "libur", "holiday", "opening",
];

/// Beside open and closed: that it is about time or place.
pub const TIMES: &[&str] = &[
    "jam", "pukul", "hours", "hour", "time", "sekarang", "hari", "besok", "now", "today", "tomorrow", "kapan", "when",
    "masih", "still", "kantor", "office", "loket", "counter", "senin", "selasa", "rabu", "kamis", "jumat", "sabtu",
    "minggu", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "berapa", "operasional",
    "pelayanan", "until", "sampai", "tanggal", "weekend", "unit",
];

/// The next day.
pub const TOMORROW: &[&str] = &[
    "besok", "tomorrow",
];

/// The days of the week from Monday, in both languages.
pub const DAYS: [&[&str]; 7] = [
    &["senin", "monday"],
    &["selasa", "tuesday"],
    &["rabu", "wednesday"],
    &["kamis", "thursday"],
    &["jumat", "friday"],
    &["sabtu", "saturday"],
    &["minggu", "sunday"],
];

/// What can be asked here.
pub const HELP: &[&str] = &[
    "menu", "bantuan", "help", "info", "informasi", "bot", "robot", "kamu", "anda", "siapa", "fitur", "you", "who",
    "features", "options", "pilihan", "bantu", "melakukan", "fungsi", "tolong",
    "ditanyakan", "ditanyain", "ditanya", "sini", "here", "orang", "manusia",
];

/// No more messages.
pub const STOP: &[&str] = &[
    "stop", "berhenti", "unsubscribe", "unsub", "hentikan", "henti", "brenti", "berenti",
];

/// Messages again.
pub const START: &[&str] = &[
    "mulai", "start", "subscribe", "unstop", "mulailah",
];

/// What may stand beside STOP and START.
pub const MESSAGES: &[&str] = &[
    "pesan", "kirim", "mengirim", "berlangganan", "langganan", "notifikasi", "sending", "messages", "message", "me",
    "please", "dong", "ya", "wa", "whatsapp", "texting", "lagi", "again", "kirimi", "saya", "menerima", "semua",
    "all", "notif", "sekarang", "now", "deh", "kak", "min", "jangan",
    "tolong", "mohon",
];

/// Away from what is going on.
pub const LEAVE: &[&str] = &[
    "batal", "cancel", "selesai", "keluar", "done", "quit", "exit", "nvm", "nevermind", "batalkan",
];

/// Names of the languages.
pub const LANGUAGES: [(&[&str], Lang); 2] = [
    (&["english", "inggris", "eng"], Lang::En),
    (&["indonesia", "indonesian", "indo"], Lang::Id),
];

/// What may stand beside the name of a language.
pub const BESIDE_LANGUAGE: &[&str] = &[
    "bahasa", "language", "in", "pakai", "pake", "speak", "ganti", "switch", "change", "please", "use", "ke", "to",
    "ubah", "can", "you", "we", "dalam", "dong", "ya", "kak", "min", "mohon", "tolong", "aja", "apa", "i", "want",
    "mau", "bisa", "version", "versi", "reply", "jawab", "only", "saja",
];

/// First to fifth.
pub const ORDER: [&[&str]; 5] = [
    &["pertama", "first", "kesatu"],
    &["kedua", "second"],
    &["ketiga", "third"],
    &["keempat", "fourth"],
    &["kelima", "fifth"],
];

/// What may stand beside a choice.
pub const BESIDE_CHOICE: &[&str] = &[
    "pilih", "pilihan", "yang", "the", "one", "option", "nomor", "nomer", "no", "number", "nomer", "choose", "i",
    "saya", "mau", "ya", "dong",
];

/// By these one knows an English sentence.
pub const ENGLISH: &[&str] = &[
    "the", "my", "is", "how", "what", "where", "i", "can", "please", "hello", "you", "need", "want", "do", "does",
    "when", "who", "are", "thanks", "thank", "open", "hours", "again", "a", "speak", "talk", "forgot", "someone",
    "person", "request", "ticket", "which", "your", "cannot", "was", "track", "morning", "good", "account", "unblock",
    "locked", "blocked", "requirements", "me", "result", "office", "closed", "lost", "human", "for", "of", "access",
    "new", "change", "english",
];
/// By these one knows an Indonesian sentence.
pub const INDONESIAN: &[&str] = &[
    "saya", "bagaimana", "apa", "dimana", "mau", "bisa", "kapan", "yang", "tidak", "tolong", "mohon", "min", "kak",
    "berapa", "halo", "selamat", "lupa", "syarat", "jam", "buka", "tiket", "terimakasih", "terima", "kasih", "orang",
    "dengan", "sudah", "belum", "lagi", "mana", "untuk", "dong", "nih", "cara", "akun", "keblokir", "terblokir",
    "diblokir", "permintaan", "ini", "itu", "kirim", "besok", "sekarang", "hari", "ganti", "buat", "bikin", "jurnal",
    "ada", "petugas", "tutup", "perpustakaan", "indonesia", "pagi", "siang", "sore", "malam", "bicara", "cek",
    "hilang", "hasil", "dari", "ke", "di",
];

/// That a person is to be reached.
pub const CALLS: &[&str] = &[
    "bicara", "talk", "speak", "hubungi", "hubungkan", "sambungkan", "disambungkan", "connect", "call", "contact", "transfer",
];

/// That a request is followed, also without naming it.
pub const TRACKS: &[&str] = &["status", "lacak", "track", "tracking", "cek", "check"];

/// That something is to be made.
pub const MAKES: &[&str] = &["buat", "bikin", "create", "submit", "membuat"];

/// That a request takes its time.
pub const WAITS: &[&str] = &["lama", "kapan", "long", "when"];

/// How people ask after a request without naming it.
pub const SO_FAR: &[&str] = &[
    "sampai mana", "sampai dimana", "sudah sampai", "sudah diproses", "belum diproses", "kapan selesai", "sudah selesai", "sudah jadi",
    "di acc", "ada kabar", "done yet", "ready yet", "any update", "any news", "gimana kabarnya",
];

/// What services are about, as search knows it: who says one of these does not ask for the hours of an office.
pub const SUBJECTS: &[&str] = &["blokir", "akun", "email", "password", "aplikasi"];

/// What may stand beside words that lead away.
pub const BESIDE_LEAVE: &[&str] = &["saja", "deh", "ya", "dong", "kak", "min"];

/// Leading away in two words.
pub const NOT_ANY_MORE: &[&str] = &["tidak jadi", "never mind"];

/// A person, in two words.
pub const PERSON_PHRASES: &[&str] = &[
    "call center", "call centre", "contact center", "live bicara", "live agent", "customer service", "customer care",
];

/// What the engine is.
pub const MACHINE: &[&str] = &["bot", "robot", "mesin", "machine", "chatbot"];

/// What else people call a request, when it is theirs and under way.
pub const PAPERS: &[&str] = &["surat", "berkas", "letter"];
