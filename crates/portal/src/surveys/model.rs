//! The questionnaire and the index of Permenpan RB 14/2017. All arithmetic is on whole numbers: a grade may hang on
//! the second decimal.

/// What is asked. Known by name: the regulation's list and its specimen form number the last two differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// *Persyaratan*.
    Requirements,
    /// *Sistem, mekanisme, dan prosedur*.
    Procedure,
    /// *Waktu penyelesaian*.
    Time,
    /// *Biaya/tarif*.
    Cost,
    /// *Produk spesifikasi jenis pelayanan*.
    Product,
    /// *Kompetensi pelaksana*.
    Competence,
    /// *Perilaku pelaksana*.
    Behaviour,
    /// *Penanganan pengaduan, saran, dan masukan*.
    Complaints,
    /// *Sarana dan prasarana*.
    Facilities,
}

impl Element {
    /// All of them, in the order of the regulation.
    pub const ALL: [Self; 9] = [
        Self::Requirements,
        Self::Procedure,
        Self::Time,
        Self::Cost,
        Self::Product,
        Self::Competence,
        Self::Behaviour,
        Self::Complaints,
        Self::Facilities,
    ];

    /// As it is stored; also the name of its field and the end of its keys in the locales.
    pub fn key(self) -> &'static str {
        match self {
            Self::Requirements => "requirements",
            Self::Procedure => "procedure",
            Self::Time => "time",
            Self::Cost => "cost",
            Self::Product => "product",
            Self::Competence => "competence",
            Self::Behaviour => "behaviour",
            Self::Complaints => "complaints",
            Self::Facilities => "facilities",
        }
    }
}

/// The best answer.
pub const BEST: i64 = 4;

/// How much each element counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// One ninth.
    Exact,
    /// 0.11, as the regulation prints it. Then 99 is the best that can be reached.
    Rounded,
}

impl Weight {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Exact, Self::Rounded];

    /// As it stands in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Exact => "tepat",
            Self::Rounded => "0,11",
        }
    }

    /// As a fraction.
    fn fraction(self) -> (i64, i64) {
        match self {
            Self::Exact => (1, Element::ALL.len() as i64),
            Self::Rounded => (11, 100),
        }
    }
}

/// A grade of the regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// *Tidak baik*.
    D,
    /// *Kurang baik*.
    C,
    /// *Baik*.
    B,
    /// *Sangat baik*.
    A,
}

/// From which index on, in hundredths, a grade is given.
const BANDS: [(i64, Grade); 3] = [(8831, Grade::A), (7661, Grade::B), (6500, Grade::C)];

impl Grade {
    /// Its letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::D => "D",
            Self::C => "C",
            Self::B => "B",
            Self::A => "A",
        }
    }
}

/// An index between 25 and 100, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Index(pub i64);

impl Index {
    /// Its grade. The bands have gaps, so an index is rounded before it is compared.
    pub fn grade(self) -> Grade {
        BANDS
            .into_iter()
            .find(|(from, _)| self.0 >= *from)
            .map_or(Grade::D, |(_, grade)| grade)
    }
}

/// `numerator / denominator` in hundredths, half rounded up.
fn hundredths(numerator: i64, denominator: i64) -> i64 {
    (2 * 100 * numerator + denominator) / (2 * denominator)
}

/// What the questionnaires of a period say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many questionnaires were filled in.
    pub respondents: i64,
    /// How many requests were done in the period: those who could have answered.
    pub population: i64,
    /// Sum of the answers to each element, in the order of [`Element::ALL`].
    pub totals: [i64; 9],
}

impl Summary {
    /// The satisfaction index; `None` when nobody answered.
    pub fn index(&self, weight: Weight) -> Option<Index> {
        let total: i64 = self.totals.iter().sum();
        let (part, whole) = weight.fraction();
        (self.respondents > 0)
            .then(|| Index(hundredths(total * part * 25, self.respondents * whole)))
    }

    /// The mean answer to an element, in hundredths; `None` when nobody answered.
    pub fn mean(&self, element: Element) -> Option<i64> {
        (self.respondents > 0).then(|| hundredths(self.totals[element as usize], self.respondents))
    }

    /// The grade of an element.
    pub fn grade(&self, element: Element) -> Option<Grade> {
        let of = |total| Index(hundredths(total * 25, self.respondents)).grade();
        (self.respondents > 0).then(|| of(self.totals[element as usize]))
    }

    /// How many questionnaires the regulation wants for this population.
    pub fn needed(&self) -> i64 {
        sample_size(self.population)
    }
}

/// Sample size after Krejcie and Morgan: λ² = 3.841, P = Q = 0.5, d = 0.05, rounded to the nearest.
pub fn sample_size(population: i64) -> i64 {
    if population <= 0 {
        return 0;
    }
    // λ²·P·Q and d², both times 100,000.
    let (spread, error) = (96_025, 250);
    let denominator = error * (population - 1) + spread;
    (2 * spread * population + denominator) / (2 * denominator)
}

/// What people may say of themselves; the regulation's closed lists, with a campus's own occupations.
pub const SEXES: [&str; 2] = ["female", "male"];
/// Highest education.
pub const EDUCATIONS: [&str; 6] = ["sd", "smp", "sma", "s1", "s2", "s3"];
/// Occupations.
pub const OCCUPATIONS: [&str; 9] = [
    "student", "lecturer", "staff", "civil", "military", "police", "private", "self", "other",
];
/// Ages that are believed.
pub const AGES: std::ops::RangeInclusive<i64> = 10..=110;
/// Longest suggestion, in characters.
pub const LONGEST_SUGGESTION: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(totals: [i64; 9], respondents: i64) -> Summary {
        Summary {
            respondents,
            population: respondents,
            totals,
        }
    }

    #[test]
    fn vector_a_published_totals() {
        let summary = of([105, 101, 100, 116, 102, 105, 106, 105, 115], 29);
        assert_eq!(summary.index(Weight::Exact), Some(Index(9148)));
        assert_eq!(summary.index(Weight::Rounded), Some(Index(9056)));
        assert_eq!(
            summary.index(Weight::Rounded).map(Index::grade),
            Some(Grade::A)
        );
        let means: Vec<_> = Element::ALL
            .iter()
            .filter_map(|element| summary.mean(*element))
            .collect();
        assert_eq!(means, [362, 348, 345, 400, 352, 362, 366, 362, 397]);
        assert_eq!(summary.grade(Element::Time), Some(Grade::B));
        assert_eq!(summary.grade(Element::Cost), Some(Grade::A));
    }

    #[test]
    fn vector_c_the_best_there_is() {
        let summary = of([BEST; 9], 1);
        assert_eq!(summary.index(Weight::Exact), Some(Index(10_000)));
        assert_eq!(summary.index(Weight::Rounded), Some(Index(9900)));
        assert_eq!(of([1; 9], 1).index(Weight::Exact), Some(Index(2500)));
    }

    #[test]
    fn vector_d_boundaries() {
        let cases = [
            (64_994, 6499, Grade::D),
            (64_995, 6500, Grade::C),
            (76_604, 7660, Grade::C),
            (76_605, 7661, Grade::B),
            (88_304, 8830, Grade::B),
            (88_305, 8831, Grade::A),
        ];
        for (thousandths, rounded, grade) in cases {
            let index = Index(hundredths(thousandths, 1_000));
            assert_eq!(
                (index, index.grade()),
                (Index(rounded), grade),
                "{thousandths}"
            );
        }
    }

    #[test]
    fn nobody_answered() {
        let summary = Summary::default();
        assert_eq!(
            (
                summary.index(Weight::Exact),
                summary.mean(Element::Cost),
                summary.needed()
            ),
            (None, None, 0)
        );
    }

    #[test]
    fn sample_sizes_as_printed() {
        let printed = [
            (10, 10),
            (15, 14),
            (20, 19),
            (25, 24),
            (30, 28),
            (40, 36),
            (50, 44),
            (60, 52),
            (220, 140),
            (250, 152),
            (300, 169),
            (340, 181),
            (1_200, 291),
            (1_500, 306),
            (2_000, 322),
            (2_200, 327),
        ];
        let by_formula = [
            (100, 80),
            (150, 108),
            (200, 132),
            (400, 196),
            (500, 217),
            (1_000, 278),
            (5_000, 357),
            (10_000, 370),
            (10_0000, 383),
        ];
        for (population, sample) in printed.into_iter().chain(by_formula) {
            assert_eq!(sample_size(population), sample, "{population}");
        }
    }

    proptest! {
        #[test]
        fn a_sample_is_never_larger_than_its_population(population in 1_i64..10_000_000) {
            let sample = sample_size(population);
            prop_assert!(sample <= population && sample <= 384);
            prop_assert!(sample <= sample_size(population + 1));
        }

        #[test]
        fn an_index_lies_between_25_and_100(answers in prop::collection::vec(prop::array::uniform9(1_i64..=4), 1..50)) {
            let mut totals = [0; 9];
            for one in &answers {
                totals.iter_mut().zip(one).for_each(|(total, score)| *total += score);
            }
            let index = of(totals, answers.len() as i64).index(Weight::Exact);
            prop_assert!(index >= Some(Index(2500)) && index <= Some(Index(10_000)));
        }
    }

    #[test]
    fn totals_are_in_the_order_of_the_elements() {
        for (at, element) in Element::ALL.iter().enumerate() {
            assert_eq!(*element as usize, at);
        }
    }
}
