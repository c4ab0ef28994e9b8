//! What somebody can want.

use crate::requests::Code;
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
    /// To talk to a person, of a unit if one was named.
    Person(Option<i64>),
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
            Self::Person(_) => "person",
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Speak(_) => "speak",
            Self::Choice(_) => "choice",
            Self::Leave => "leave",
            Self::Unknown => "unknown",
        }
    }
}
