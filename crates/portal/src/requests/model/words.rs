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

/// The words of some texts, folded, each once; addresses whole and in parts. At most 40, each of at most 60 bytes.
pub fn words(texts: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in texts {
        let folded = fold(text);
        let whole = folded.split_whitespace().filter(|word| word.contains('@'));
        let parts = folded.split(|letter: char| !letter.is_alphanumeric());
        found.extend(
            whole
                .chain(parts)
                .filter(|word| word.len() > 1 && word.len() <= 60)
                .map(str::to_owned),
        );
    }
    found.into_iter().take(40).collect()
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
    }
}
