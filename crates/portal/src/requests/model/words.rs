//! The words under which the desk finds a request.

use std::collections::BTreeSet;

/// Lower case, accents taken off: what is typed and what is stored are compared in this form.
pub fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

/// The letter below an accent, for the letters that names here have.
fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ē' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// The words of some texts, folded, each once: of an address the whole and the parts before the @, because everybody
/// shares the rest. At most 40, each of at most 60 bytes.
pub fn words(texts: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in texts.iter().flat_map(|text| text.split_whitespace()) {
        let word = fold(word);
        if let Some((local, _)) = word.rsplit_once('@') {
            found.extend(parts(local));
            found.insert(word);
        } else {
            found.extend(parts(&word));
        }
    }
    found.retain(|word| word.len() > 1 && word.len() <= 60);
    found.into_iter().take(40).collect()
}

fn parts(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_owned)
}

/// What somebody who searches typed, as beginnings of such words: each of them must be found. More than five would only
/// make it slow.
pub fn sought(typed: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in typed.split_whitespace() {
        let word = fold(word);
        if word.contains('@') {
            found.push(word);
        } else {
            found.extend(parts(&word));
        }
    }
    found.retain(|word| word.len() > 1);
    found.truncate(5);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_by_any_part_of_name_and_address() {
        let found = words(&["Dr. Rénata Wulandari", "rina.wulandari@student.uns.ac.id"]);
        for word in [
            "renata",
            "wulandari",
            "dr",
            "rina",
            "rina.wulandari@student.uns.ac.id",
        ] {
            assert!(found.contains(word), "{word} in {found:?}");
        }
        assert!(
            !found.contains("student"),
            "what everybody shares finds nobody"
        );
    }

    /// A code without any digit in its first groups is not taken for something else.
    #[test]
    fn finds_a_code_by_its_groups_and_whole() {
        let found = words(&["WSRLKH4CN", "WSR-LKH-4CN"]);
        for typed in ["WSR-LKH", "wsr-lkh-4cn", "wsrlkh4cn", "lkh"] {
            assert!(
                sought(typed).iter().all(|word| found.contains(word)),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_typed_is_read_as_it_is_stored() {
        assert_eq!(sought("Rina.Wulandari"), ["rina", "wulandari"]);
        assert_eq!(sought(" rina.w@stu "), ["rina.w@stu"]);
        assert_eq!(sought("R4K-7MD"), ["r4k", "7md"]);
        assert_eq!(sought("R4K-7"), ["r4k"]);
        assert_eq!(sought("r4k7md"), ["r4k7md"]);
        assert_eq!(sought("Al-Amin a"), ["al", "amin"]);
        assert_eq!(sought("a b c"), Vec::<String>::new());
        assert_eq!(sought("satu dua tiga empat lima enam").len(), 5);
    }
}
