//! How long things took, counted by how long.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// The longest of each class, in microseconds; what took longer is only in the total.
const BOUNDS: [u64; 12] = [
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000,
    20_000_000,
];

/// A count of durations by class, from 0.5 ms to 20 s.
#[derive(Debug, Default)]
pub struct Histogram {
    classes: [AtomicU64; BOUNDS.len()],
    longer: AtomicU64,
    micros: AtomicU64,
}

/// What a [`Histogram`] shows at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// For each class its longest in seconds, and how many took no longer than that.
    pub up_to: Vec<(f64, u64)>,
    /// How many there were.
    pub count: u64,
    /// How long all took together, in seconds.
    pub sum: f64,
}

impl Histogram {
    /// Counts one more.
    pub fn record(&self, took: Duration) {
        let micros = took.as_micros() as u64;
        let class = BOUNDS.iter().position(|bound| micros <= *bound);
        class
            .map_or(&self.longer, |class| &self.classes[class])
            .fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// What it shows now.
    pub fn read(&self) -> Reading {
        let mut count = 0;
        let classes = BOUNDS.iter().zip(&self.classes);
        let up_to = classes.map(|(bound, class)| {
            count += class.load(Ordering::Relaxed);
            (seconds(*bound), count)
        });
        Reading {
            up_to: up_to.collect(),
            count: count + self.longer.load(Ordering::Relaxed),
            sum: seconds(self.micros.load(Ordering::Relaxed)),
        }
    }
}

fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hold_all_that_took_no_longer() {
        let histogram = Histogram::default();
        for millis in [0, 1, 2, 300, 60_000] {
            histogram.record(Duration::from_millis(millis));
        }
        let reading = histogram.read();
        let at = |seconds: f64| reading.up_to.iter().find(|one| one.0 >= seconds).unwrap().1;
        assert_eq!((at(0.0005), at(0.001), at(0.0025)), (1, 2, 3));
        assert_eq!((at(0.25), at(1.0), at(20.0), reading.count), (3, 4, 4, 5));
        assert!((reading.sum - 60.303).abs() < 1e-6, "{}", reading.sum);
    }
}
