//! What somebody wants, read from what they wrote. Pure and deterministic: the same words after the same talk are always
//! understood in the same way.

use super::{
    code::{self, Found},
    memory::{Awaiting, Memory},
    words::{self, any, only, tokens},
};
use crate::{
    catalog::{
        Catalog,
        search::{self, Target},
    },
    requests::Code,
};
use sop::Lang;

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Says hello.
    Greeting,
    /// Says thank you, or goodbye.
    Thanks,
    /// What can be asked here.
    Help,
    /// How a request stands.
    Status(Ticket),
    /// A service: those that may be meant, best first.
    Service(Vec<i64>),
    /// A unit.
    Unit(i64),
    /// What a service needs, how long it takes, what it costs.
    Terms(Option<i64>),
    /// When a unit is open.
    Hours(Option<i64>, Day),
    /// The single-use link of a request, once more.
    Link(Ticket),
    /// To talk to a person.
    Person,
    /// No more messages.
    Stop,
    /// Messages again.
    Start,
    /// Another language.
    Speak(Lang),
    /// One of a numbered list, from 0.
    Choice(usize),
    /// Away from what is going on.
    Leave,
    /// Not understood.
    Unknown,
}

/// Which request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ticket {
    /// None was named.
    Unnamed,
    /// The one with this code.
    Coded(Code),
    /// A code with a mistake in it.
    Mistyped,
}

/// Which day is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Now.
    Now,
    /// Tomorrow.
    Tomorrow,
    /// A day of the week, 0 is Monday.
    Weekday(usize),
}

impl Intent {
    /// Its name, for tests and the log: never with anything that somebody wrote.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::Thanks => "thanks",
            Self::Help => "help",
            Self::Status(_) => "status",
            Self::Service(_) => "service",
            Self::Unit(_) => "unit",
            Self::Terms(_) => "terms",
            Self::Hours(..) => "hours",
            Self::Link(_) => "link",
            Self::Person => "person",
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Speak(_) => "speak",
            Self::Choice(_) => "choice",
            Self::Leave => "leave",
            Self::Unknown => "unknown",
        }
    }
}

/// What was understood, and in which language it was said, if that can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// What is wanted.
    pub intent: Intent,
    /// Language of the words.
    pub lang: Option<Lang>,
}

/// How many services one answer offers.
const OFFERED: usize = 4;

/// Reads what somebody wrote.
pub fn understand(catalog: &Catalog, text: &str, memory: &Memory) -> Understood {
    let said = tokens(text);
    let lang = words::language(&said);
    let heard = Heard {
        catalog,
        text,
        said: &said,
        memory,
    };
    let intent = heard
        .command()
        .or_else(|| heard.ticket())
        .or_else(|| heard.question())
        .or_else(|| heard.small_talk())
        .or_else(|| heard.search())
        .unwrap_or_else(|| heard.otherwise());
    Understood { intent, lang }
}

struct Heard<'a> {
    catalog: &'a Catalog,
    text: &'a str,
    said: &'a [String],
    memory: &'a Memory,
}

impl Heard<'_> {
    fn says(&self, list: &[&str]) -> bool {
        any(self.said, list)
    }

    fn length(&self) -> usize {
        self.said.len()
    }

    /// Whole messages that mean one thing: STOP, a number from a list, a language.
    fn command(&self) -> Option<Intent> {
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
        let leaves = self.says(words::LEAVE)
            && only(
                self.said,
                &[
                    words::LEAVE,
                    &["saja", "aja", "deh", "ya", "dong", "kak", "min"],
                ],
            )
            || ["tidak jadi", "never mind"].contains(&self.said.join(" ").as_str());
        leaves.then_some(Intent::Leave)
    }

    /// A number, when there is a list to choose from.
    fn chosen(&self) -> Option<usize> {
        let count = self.memory.choices.len();
        if count == 0 || self.length() > 4 {
            return None;
        }
        let others = |word: &&String| {
            word.parse::<usize>().is_err()
                && !words::ORDER.iter().any(|one| one.contains(&word.as_str()))
        };
        if self
            .said
            .iter()
            .filter(others)
            .any(|word| !words::BESIDE_CHOICE.contains(&word.as_str()))
        {
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

    /// A request: by its code, or because it is asked after.
    fn ticket(&self) -> Option<Intent> {
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

    fn question(&self) -> Option<Intent> {
        let reads: [fn(&Self) -> Option<Intent>; 5] = [
            Self::person,
            Self::link,
            Self::hours,
            Self::status,
            Self::terms,
        ];
        reads.into_iter().find_map(|read| read(self))
    }

    fn person(&self) -> Option<Intent> {
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
        let speaks = any(
            rest,
            &[
                "bicara",
                "talk",
                "speak",
                "hubungi",
                "hubungkan",
                "sambungkan",
                "disambungkan",
                "connect",
                "call",
                "contact",
                "transfer",
            ],
        );
        speaks || self.services(&left.join(" ")).is_empty()
    }

    fn link(&self) -> Option<Intent> {
        let again = self.says(words::AGAIN) && self.says(words::SEND) && self.says(words::RESULT);
        let link = self.says(words::LINK) && !self.says(words::FORM);
        (again || link).then_some(Intent::Link(Ticket::Unnamed))
    }

    fn hours(&self) -> Option<Intent> {
        let names_service = self
            .meanings()
            .iter()
            .any(|one| ["blokir", "akun", "email", "password", "aplikasi"].contains(&one.as_str()));
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

    fn status(&self) -> Option<Intent> {
        let noun = self.says(words::TICKET);
        let follows = self.says(words::FOLLOWS);
        let mine = self.says(words::MINE);
        let waits = self.says(&["lama", "kapan", "long", "when"]) && mine;
        let phrase = self.said.join(" ");
        let idiom = [
            "sampai mana",
            "sampai dimana",
            "sudah sampai",
            "sudah diproses",
            "belum diproses",
            "kapan selesai",
            "sudah selesai",
            "sudah jadi",
        ]
        .iter()
        .any(|known| phrase.contains(known));
        let creates =
            self.says(words::CREATES) && !self.says(&["status", "lacak", "track", "cek", "check"]);
        let asks = noun
            && (follows || waits)
            && (!creates
                || mine
                    && follows
                    && !self.says(&["buat", "bikin", "create", "submit", "membuat"]))
            || self.says(&["status", "lacak", "track", "tracking"]) && !self.names_service()
            || idiom && !self.names_service()
            || noun && self.is_nothing_but(words::TICKET);
        asks.then_some(Intent::Status(Ticket::Unnamed))
    }

    fn terms(&self) -> Option<Intent> {
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

    fn small_talk(&self) -> Option<Intent> {
        if self.said.is_empty() {
            return Some(Intent::Help);
        }
        let beside: [&[&str]; 3] = [words::THANKS, words::BESIDE_THANKS, words::CHATTER];
        let thanks = self.says(words::THANKS) || self.said.join(" ").contains("terima kasih");
        if thanks && only(self.said, &beside) {
            return Some(Intent::Thanks);
        }
        let exact = |list: &[&str]| self.said.iter().any(|word| list.contains(&word.as_str()));
        if only(self.said, &[words::CHATTER, words::HELP]) && self.says(words::HELP) {
            return Some(Intent::Help);
        }
        (exact(words::GREETINGS) && only(self.said, &[words::CHATTER])).then_some(Intent::Greeting)
    }

    fn search(&self) -> Option<Intent> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        let mut found = self.catalog.find(&rest);
        if found.is_empty() {
            found = nearly(self.catalog, &rest);
        }
        match found.first()? {
            Target::Unit(id) => Some(Intent::Unit(*id)),
            Target::Service(id) if self.memory.awaiting == Some(Awaiting::Terms) => {
                Some(Intent::Terms(Some(*id)))
            }
            Target::Service(_) => Some(Intent::Service(services(found))),
        }
    }

    /// Nothing was found: what is left are words that only make sense after what was said before.
    fn otherwise(&self) -> Intent {
        if self.says(&["layanan", "service", "services"])
            && self.length() <= 6
            && !self.said.iter().any(|word| word.parse::<i64>().is_ok())
        {
            return Intent::Help;
        }
        Intent::Unknown
    }

    fn meanings(&self) -> Vec<String> {
        self.said.iter().map(|word| search::meaning(word)).collect()
    }

    /// What was said without what may stand around anything.
    fn rest(&self) -> String {
        self.without(&[words::THANKS])
    }

    fn without(&self, lists: &[&[&str]]) -> String {
        let plain = |word: &&String| {
            !words::CHATTER.contains(&word.as_str())
                && !lists.iter().any(|list| words::is_one(word, list))
        };
        let left: Vec<&str> = self.said.iter().filter(plain).map(String::as_str).collect();
        left.join(" ")
    }

    fn is_nothing_but(&self, list: &[&str]) -> bool {
        self.without(&[list]).is_empty()
    }

    fn names_service(&self) -> bool {
        let rest = self.without(&[words::FOLLOWS, words::TICKET]);
        !self.services(&rest).is_empty()
    }

    fn services(&self, question: &str) -> Vec<i64> {
        if question.is_empty() {
            return Vec::new();
        }
        services(self.catalog.find(question))
    }

    /// The unit that is named, if one is.
    fn unit(&self) -> Option<i64> {
        let rest = self.without(&[words::HOURS, words::TIMES, words::OPEN]);
        let found = if rest.is_empty() {
            Vec::new()
        } else {
            self.catalog.find(&rest)
        };
        match found.first()? {
            Target::Unit(id) => Some(*id),
            Target::Service(_) => None,
        }
    }
}

/// What is found when one of the words is left out.
fn nearly(catalog: &Catalog, rest: &str) -> Vec<Target> {
    let words: Vec<&str> = rest.split(' ').collect();
    if !(2..=5).contains(&words.len()) {
        return Vec::new();
    }
    let without = |at: usize| [&words[..at], &words[at + 1..]].concat().join(" ");
    let mut found = (0..words.len()).map(|at| catalog.find(&without(at)));
    found.find(|found| !found.is_empty()).unwrap_or_default()
}

fn services(found: Vec<Target>) -> Vec<i64> {
    let numbers = found.into_iter().filter_map(|target| match target {
        Target::Service(id) => Some(id),
        Target::Unit(_) => None,
    });
    numbers.take(OFFERED).collect()
}
