//! Questions, each known by its words: a person, a link, hours, a request, what a service needs.

use super::{
    code::{self, Found},
    intent::{Day, Intent, Ticket},
    memory::Awaiting,
    understand::Heard,
    words::{self, any},
};
use crate::catalog::search::meaning;

impl Heard<'_> {
    /// A request: by its code, or because it is asked after.
    pub(super) fn ticket(&self) -> Option<Intent> {
        let asked = matches!(
            self.memory.awaiting,
            Some(Awaiting::Status | Awaiting::Link)
        );
        let asked = asked || self.says(words::TICKET);
        let links = self.says(words::LINK) || self.memory.awaiting == Some(Awaiting::Link);
        let named = match code::find(self.text, asked) {
            Some(Found::Code(code)) => Ticket::Coded(code),
            Some(Found::Mistake) => Ticket::Mistyped,
            None => return None,
        };
        Some(if links {
            Intent::Link(named)
        } else {
            Intent::Status(named)
        })
    }

    pub(super) fn person(&self) -> Option<Intent> {
        let talks = self.says(words::TALK) && self.says(words::SOMEBODY);
        let rest: Vec<String> = self
            .said
            .iter()
            .filter(|word| !words::is_one(word, words::SOMEBODY))
            .cloned()
            .collect();
        let alone = self.says(words::SOMEBODY_ALONE);
        let service = self.says(&["customer"]) && self.says(&["service", "care"]);
        let calls = service || (talks || alone) && self.is_about_nothing(&rest);
        calls.then_some(Intent::Person)
    }

    /// Whether what is left of a call for a person names no service: `admin unit` does.
    fn is_about_nothing(&self, rest: &[String]) -> bool {
        let lists: [&[&str]; 3] = [words::CHATTER, words::TALK, words::SOMEBODY];
        let left: Vec<&str> = rest
            .iter()
            .filter(|word| !lists.iter().any(|list| words::is_one(word, list)))
            .map(String::as_str)
            .collect();
        let speaks = any(rest, words::CALLS);
        speaks || self.services(&left.join(" ")).is_empty()
    }

    pub(super) fn link(&self) -> Option<Intent> {
        let again = self.says(words::AGAIN) && self.says(words::SEND) && self.says(words::RESULT);
        let link = self.says(words::LINK) && !self.says(words::FORM);
        (again || link).then_some(Intent::Link(Ticket::Unnamed))
    }

    pub(super) fn hours(&self) -> Option<Intent> {
        let names_service = self
            .said
            .iter()
            .any(|word| words::SUBJECTS.contains(&meaning(word).as_str()));
        let clock = self.says(&["jam", "hours", "pukul"])
            && (self.says(words::HOURS)
                || self.says(&["berapa", "office", "kantor"])
                || self.unit().is_some());
        let opens = self.says(words::OPEN) && (self.says(words::TIMES) || self.unit().is_some());
        let asks = clock || opens || self.says(words::OPEN) && self.length() <= 2;
        if !asks || names_service {
            return None;
        }
        let day = words::DAYS
            .iter()
            .position(|names| self.says(names))
            .map(Day::Weekday);
        let tomorrow = self.says(words::TOMORROW).then_some(Day::Tomorrow);
        Some(Intent::Hours(
            self.unit(),
            tomorrow.or(day).unwrap_or(Day::Now),
        ))
    }

    pub(super) fn status(&self) -> Option<Intent> {
        let (named, mine) = (self.says(words::TICKET), self.says(words::MINE));
        let follows = self.says(words::FOLLOWS) || self.says(words::WAITS) && mine;
        // "How do I make a request" is about a service; "my request, how is it" is not.
        let makes = self.says(words::CREATES) && !self.says(words::TRACKS);
        let is_meant = !makes || mine && !self.says(words::MAKES);
        let phrase = self.said.join(" ");
        let so_far = words::SO_FAR.iter().any(|known| phrase.contains(known));
        let unnamed = (self.says(words::TRACKS) || so_far) && !self.names_service();
        let asks =
            named && follows && is_meant || unnamed || named && self.is_nothing_but(words::TICKET);
        asks.then_some(Intent::Status(Ticket::Unnamed))
    }

    pub(super) fn terms(&self) -> Option<Intent> {
        let long = self.says(&["lama", "long"]) && self.says(&["berapa", "how", "seberapa"]);
        let needs = self.says(&["apa", "what"])
            && self.says(&[
                "perlu",
                "butuh",
                "need",
                "dibutuhkan",
                "diperlukan",
                "disiapkan",
                "bawa",
            ])
            && self.services(&self.rest()).is_empty();
        if !(self.says(words::TERMS) || long || needs) {
            return None;
        }
        let rest = self.without(&[
            words::TERMS,
            words::TICKET,
            &["berapa", "lama", "long", "take", "takes", "apa", "siapkan"],
        ]);
        let found = self.services(&rest).first().copied();
        // A word for terms may be part of a service's name: it is asked for when nothing else says which.
        Some(Intent::Terms(found.or(self.memory.service)))
    }
}
