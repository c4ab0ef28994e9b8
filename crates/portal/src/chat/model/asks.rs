//! Questions, each known by its words: a person, a link, hours, a request, what a service needs.

use super::{
    code::{self, Found},
    intent::{Day, Intent, Ticket},
    memory::Awaiting,
    understand::Heard,
    words,
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
        if self.says(words::MACHINE) {
            return None;
        }
        let phrase = self.said.join(" ");
        let idiom = words::PERSON_PHRASES
            .iter()
            .any(|known| phrase.contains(known));
        let somebody = self.says(words::SOMEBODY);
        let is_there = somebody && self.length() <= 3 && self.says(&["ada", "any"]);
        let calls =
            is_there || self.says(words::TALK) && somebody || self.says(words::SOMEBODY_ALONE);
        let about = self.without(&[words::TALK, words::SOMEBODY, words::SOMEBODY_ALONE]);
        let unit = self.unit_of(&about);
        // "Admin unit" is a service; "talk to the admin of the unit" is not.
        let no_service = unit.is_some() || self.services(&about).is_empty();
        let means = idiom || calls && (self.says(words::CALLS) || no_service);
        means.then_some(Intent::Person(unit))
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
        let mine = self.says(words::MINE);
        let named = self.says(words::TICKET) || mine && self.says(words::PAPERS);
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
        let found = self.nearest(&rest);
        // A word for terms may be part of a service's name: it is asked for when nothing else says which.
        Some(Intent::Terms(found.or(self.memory.service)))
    }
}
