//! `/tiket/{code}/survei`: nine questions, answered once.

use crate::{
    Answer, App, Error,
    requests::{self, Status},
    surveys::{
        self, BEST, Element,
        model::{AGES, EDUCATIONS, LONGEST_SUGGESTION, OCCUPATIONS, SEXES},
        store::{self, Questionnaire},
    },
    web::{
        Page, Visitor,
        form::{FormErrors, Values},
        page::{Nav, html, html_with, redirect},
        visitor::with_flash,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Map, Value};

#[derive(Template)]
#[template(path = "surveys/show.html")]
struct Show {
    page: Page,
    /// Ticket code.
    code: String,
    service: String,
    stage: Stage,
    values: Values,
    errors: FormErrors,
}

/// What the applicant can do now.
enum Stage {
    /// Answer.
    Open,
    /// Wait until the request is done.
    NotYet,
    /// Nothing: it was answered on that day.
    Answered(String),
}

/// A question about the respondent with a closed list of answers.
struct Choice {
    name: &'static str,
    answers: &'static [&'static str],
}

/// The profile of the regulation's form; each part may be left out.
const PROFILE: [Choice; 3] = [
    Choice {
        name: "sex",
        answers: &SEXES,
    },
    Choice {
        name: "education",
        answers: &EDUCATIONS,
    },
    Choice {
        name: "occupation",
        answers: &OCCUPATIONS,
    },
];

impl Show {
    fn value(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    fn word(&self, prefix: &str, key: &str) -> String {
        self.page.t(&format!("surveys-{prefix}-{key}")).into_owned()
    }

    fn questions(&self) -> Vec<Question> {
        let count = Element::ALL.len();
        let question = |(index, element): (usize, &Element)| {
            let key = element.key();
            let number = ("number", index + 1);
            Question {
                key,
                place: self.page.t2("surveys-place", number, ("count", count)),
                element: self.word("element", key),
                words: self.word("question", key),
                answers: (1..=BEST).map(|score| self.score(key, score)).collect(),
            }
        };
        Element::ALL.iter().enumerate().map(question).collect()
    }

    fn score(&self, key: &str, score: i64) -> Score {
        Score {
            words: self.word("answer", &format!("{key}-{score}")),
            chosen: self.value(key) == score.to_string(),
            value: score,
        }
    }
}

/// One of the nine, in the reader's language.
struct Question {
    key: &'static str,
    place: String,
    element: String,
    words: String,
    answers: Vec<Score>,
}

/// An answer to choose.
struct Score {
    value: i64,
    words: String,
    chosen: bool,
}

/// The questions, or why there are none.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Answer {
    html(&form(&app, &visitor, code, Values::new(), FormErrors::none()).await?)
}

async fn form(
    app: &App,
    visitor: &Visitor,
    code: String,
    values: Values,
    errors: FormErrors,
) -> Result<Show, Error> {
    let applicant = visitor.applicant()?;
    let found = app.db().read(move |tx| {
        let request = requests::head(tx, &code, &applicant)?;
        let answered = store::answered_at(tx, request.id)?;
        Ok::<_, Error>((request, answered))
    });
    let (request, answered) = found.await?;
    let page = Page::new(app, visitor, Nav::Mine);
    let sop = app.catalog().revision(request.revision_id)?.clone();
    Ok(Show {
        code: request.code.to_string(),
        service: page.of(&sop.title).to_owned(),
        stage: match answered {
            Some(at) => Stage::Answered(page.full_moment(at)),
            None if request.state.status == Status::Completed => Stage::Open,
            None => Stage::NotYet,
        },
        page,
        values,
        errors,
    })
}

/// Takes the answers.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
    Form(values): Form<Values>,
) -> Answer {
    let applicant = visitor.applicant()?;
    let filled = match read(&values, visitor.lang) {
        Ok(filled) => filled,
        Err(errors) => {
            let page = form(&app, &visitor, code, values, errors).await?;
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let (write_app, ticket) = (app.clone(), code.clone());
    let write =
        move |tx: &mut db::Tx<'_>| surveys::answer(tx, &write_app, &applicant, &ticket, &filled);
    app.db().write(write).await?;
    let next = redirect(visitor.lang, &format!("/tiket/{code}"));
    Ok(with_flash(next, "flash-surveys-thanks", ""))
}

/// What was typed, or what is wrong with it.
fn read(values: &Values, lang: sop::Lang) -> Result<Questionnaire, FormErrors> {
    let value = |name: &str| values.get(name).map_or("", |value| value.trim());
    let mut errors = FormErrors::none();
    let mut scores = [0; 9];
    for (element, score) in Element::ALL.iter().zip(&mut scores) {
        match value(element.key()).parse() {
            Ok(given) if (1..=BEST).contains(&given) => *score = given,
            _ => errors.add_key(
                lang,
                element.key(),
                &format!("surveys-choose-{}", element.key()),
            ),
        }
    }
    let mut respondent = Map::new();
    match value("age").parse::<i64>() {
        _ if value("age").is_empty() => (),
        Ok(age) if AGES.contains(&age) => drop(respondent.insert("age".into(), age.into())),
        _ => errors.add_key(lang, "age", "surveys-age-wrong"),
    }
    for part in &PROFILE {
        // What is not on the list was not chosen on our page.
        if part.answers.contains(&value(part.name)) {
            respondent.insert(part.name.into(), value(part.name).into());
        }
    }
    let suggestion = value("suggestion");
    if suggestion.chars().count() > LONGEST_SUGGESTION {
        errors.add_key(lang, "suggestion", "surveys-suggestion-long");
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let respondent = Value::Object(respondent).to_string();
    Ok(Questionnaire {
        scores,
        respondent,
        suggestion: suggestion.to_owned(),
    })
}
