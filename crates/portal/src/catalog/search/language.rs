//! What search knows about Indonesian and English: letters, affixes, words that mean the same.

/// Words without which a question means the same.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "ada", "agar", "apa", "atau", "bagaimana", "bagi", "bantu", "bantuan", "bisa", "cara", "caranya", "dan",
    "dapat", "dari", "deh", "dengan", "di", "dimana", "dong", "ga", "gak", "gimana", "gmn", "ingin", "ini",
    "itu", "jadi", "kak", "kami", "kapan", "karena", "kata", "ke", "kenapa", "kok", "lagi", "mana", "mau",
    "mengapa", "min", "minta", "mohon", "ngga", "nggak", "nih", "oleh", "pada", "perlu", "saya", "siapa", "sih",
    "sudah", "tapi", "tdk", "tidak", "tolong", "tp", "untuk", "ya", "yang", "yg", "a", "am", "an", "and", "are",
    "can", "cannot", "do", "for", "from", "get", "help", "how", "i", "in", "into", "is", "it", "me", "my",
    "need", "not", "of", "on", "please", "s", "t", "the", "to", "want", "what", "where", "who", "why", "with",
];

/// Several words that are one.
const JOINED: &[(&str, &str)] = &[
    ("log in", "login"),
    ("sign in", "login"),
    ("signing in", "login"),
    ("e mail", "email"),
    ("kata sandi", "password"),
    ("kata kunci", "password"),
    ("dua langkah", "2 langkah"),
    ("two step", "2 langkah"),
    ("2 step", "2 langkah"),
    ("two factor", "2fa"),
    ("wi fi", "wifi"),
];

/// Words that mean the same; the first stands for all. Whole words and what is left of them without affixes.
const SAME: &[&[&str]] = &[
    &[
        "email",
        "surel",
        "mail",
        "imel",
        "mailbox",
        "gmail",
        "surat-elektronik",
        "alamat-email",
    ],
    &[
        "password",
        "sandi",
        "pass",
        "passwd",
        "pwd",
        "pw",
        "katasandi",
    ],
    &[
        "blokir", "block", "blok", "lock", "kunci", "suspend", "banned", "ban", "beku", "freeze",
        "unblock", "unlock",
    ],
    &["buat", "bikin", "create", "new", "baru"],
    &["ganti", "ubah", "change", "reset", "rubah", "tukar"],
    &["aktif", "aktivasi", "activate", "activation", "activating"],
    &["jurnal", "journal"],
    &["mahasiswa", "student", "mhs", "maba", "mhsw"],
    &["dosen", "lecturer"],
    &["staf", "staff", "tendik", "pegawai"],
    &["perpustakaan", "pustaka", "library", "perpus"],
    &["login", "masuk", "signin"],
    &["lupa", "forgot", "forgotten", "forget"],
    &[
        "verifikasi",
        "verification",
        "verify",
        "otentikasi",
        "autentikasi",
        "authentication",
    ],
    &["langkah", "step", "faktor", "factor"],
    &["aplikasi", "application", "app", "apps"],
    &["akun", "account", "akses", "access"],
    &["tandatangan", "ttd", "signature"],
    &["wisuda", "graduation", "graduate", "lulus", "yudisium"],
    &["direktorat", "directorate"],
    &["kegiatan", "giat", "event", "acara"],
    &["seminar", "konferensi", "conference"],
];

const PREFIXES: &[(&str, &str)] = &[
    ("nge", ""),
    ("meny", "s"),
    ("peny", "s"),
    ("meng", ""),
    ("peng", ""),
    ("mem", ""),
    ("pem", ""),
    ("men", ""),
    ("pen", ""),
    ("me", ""),
    ("per", ""),
    ("ber", ""),
    ("ter", ""),
    ("di", ""),
    ("ke", ""),
    ("pe", ""),
    ("se", ""),
];
const SUFFIXES: &[&str] = &["nya", "kan", "lah", "an", "in", "i", "s"];

/// Parts of a word that people write with a hyphen.
const JOINING: &[&str] = &["e", "ke", "di", "nge", "ter", "me", "ber"];
/// Shorter words are not taken apart.
const SHORTEST_ROOT: usize = 4;

/// Lower case, without accents; everything but letters and digits is a space.
pub fn fold(text: &str) -> String {
    let plain = |letter: char| match letter {
        'à'..='å' | 'ā' => 'a',
        'è'..='ë' | 'ē' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ò'..='ö' | 'ø' | 'ō' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    };
    text.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

/// The words of a text that mean something.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(&joined_affixes(text));
    let spaced: Vec<_> = folded.split_whitespace().collect();
    let mut line = format!(" {} ", spaced.join(" "));
    for (several, one) in JOINED {
        line = line.replace(&format!(" {several} "), &format!(" {one} "));
    }
    line.split_whitespace()
        .filter(|word| !FILLERS.contains(word))
        .map(str::to_owned)
        .collect()
}

/// `ke-lock` and `e-mail` are one word; `dan-jurnal` is two.
fn joined_affixes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split('-') {
        let last = out
            .rsplit(|letter: char| !letter.is_alphanumeric())
            .next()
            .unwrap_or_default()
            .to_lowercase();
        if !JOINING.contains(&last.as_str()) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// What stands for a word and all that mean the same.
pub fn meaning(word: &str) -> String {
    let same = |word: &str| {
        let group = SAME.iter().find(|group| group.contains(&word));
        group.map(|group| group[0].to_owned())
    };
    if let Some(found) = same(word) {
        return found;
    }
    let roots = roots(word);
    roots
        .iter()
        .find_map(|root| same(root))
        .or_else(|| roots.into_iter().last())
        .unwrap_or_else(|| word.to_owned())
}

/// The word without affixes, more and more of them taken off: `pembukaan` → `pembuka`, `bukaan`, `buka`.
fn roots(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let bare = without_suffix(word);
    if let Some(bare) = &bare {
        found.push(bare.clone());
    }
    for from in [Some(word.to_owned()), bare].into_iter().flatten() {
        if let Some(root) = without_prefix(&from) {
            found.push(root);
        }
    }
    found
}

fn without_suffix(word: &str) -> Option<String> {
    let ending = SUFFIXES.iter().find_map(|ending| word.strip_suffix(ending));
    ending.filter(|root| is_root(root)).map(str::to_owned)
}

fn without_prefix(word: &str) -> Option<String> {
    PREFIXES.iter().find_map(|(prefix, instead)| {
        let root = format!("{instead}{}", word.strip_prefix(prefix)?);
        is_root(&root).then_some(root)
    })
}

fn is_root(root: &str) -> bool {
    root.chars().count() >= SHORTEST_ROOT
}

/// How many letters differ, at most so many; two that changed places are one mistake.
pub fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let change = row[j] + usize::from(a != b);
            let mut least = change.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|found| *found <= most)
}
