//! Whole messages that mean one thing: STOP, a number from a list, a language.

use super::{
    intent::Intent,
    understand::Heard,
    words::{self, only},
};

impl Heard<'_> {
    /// Whole messages that mean one thing: STOP, a number from a list, a language.
    pub(super) fn command(&self) -> Option<Intent> {
        if let Some(number) = self.chosen() {
            return Some(Intent::Choice(number));
        }
        if self.length() <= 5
            && self.says(words::STOP)
            && only(self.said, &[words::STOP, words::MESSAGES])
        {
            return Some(Intent::Stop);
        }
        let forbids = self.length() <= 6 && self.said.first().is_some_and(|word| word == "jangan");
        if forbids
            && self.says(&["kirim", "kirimi", "mengirim"])
            && only(self.said, &[words::MESSAGES])
        {
            return Some(Intent::Stop);
        }
        if self.length() <= 4
            && self.says(words::START)
            && only(self.said, &[words::START, words::MESSAGES])
        {
            return Some(Intent::Start);
        }
        if self.length() <= 7 {
            for (names, lang) in words::LANGUAGES {
                if self.says(names) && only(self.said, &[names, words::BESIDE_LANGUAGE]) {
                    return Some(Intent::Speak(lang));
                }
            }
        }
        let leaves =
            self.says(words::LEAVE) && only(self.said, &[words::LEAVE, words::BESIDE_LEAVE]);
        let phrase = self.said.join(" ");
        (leaves || words::NOT_ANY_MORE.contains(&phrase.as_str())).then_some(Intent::Leave)
    }

    /// A number, when there is a list to choose from.
    fn chosen(&self) -> Option<usize> {
        let count = self.memory.choices.len();
        if count == 0 || self.length() > 4 {
            return None;
        }
        let is_number = |word: &str| {
            word.parse::<usize>().is_ok() || words::ORDER.iter().any(|names| names.contains(&word))
        };
        let beside =
            |word: &String| is_number(word) || words::BESIDE_CHOICE.contains(&word.as_str());
        if !self.said.iter().all(beside) {
            return None;
        }
        let digit = self
            .said
            .iter()
            .find_map(|word| word.parse::<usize>().ok())
            .and_then(|one| one.checked_sub(1));
        let order = words::ORDER
            .iter()
            .position(|names| self.said.iter().any(|word| names.contains(&word.as_str())));
        digit.or(order).filter(|number| *number < count)
    }
}
