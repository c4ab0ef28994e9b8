//! The outbox on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod order;
mod stage;

use db::{Error, testing::Database};
use jobs::{ATTEMPTS, Failure, Verdict, backoff};
use stage::{Greeter, KIND, Outbox};
use std::{sync::atomic::Ordering, time::Duration};

on_both_engines! {
    what_is_rolled_back_is_never_run(outbox) {
        let greeter = Greeter::default();
        let now = outbox.now();
        let lost: Result<(), Error> = outbox
            .db
            .write(move |tx| {
                jobs::enqueue(tx, KIND, "nobody", now, now)?;
                Err(Error::NoRow)
            })
            .await;
        assert!(lost.is_err());
        outbox.enqueue("rina", now).await;
        assert_eq!(outbox.runner(&greeter).run_due().await.unwrap(), 1);
        assert_eq!(greeter.greeted(), ["rina"]);
        assert_eq!(greeter.settled(), [Verdict::Done(String::new())]);
        assert_eq!(outbox.rows().await, 0);
    }

    the_longest_due_is_first_and_the_future_waits(outbox) {
        let greeter = Greeter::default();
        let now = outbox.now();
        outbox.enqueue("third", now).await;
        outbox.enqueue("first", now - 2).await;
        outbox.enqueue("second", now - 1).await;
        outbox.enqueue("fourth", now).await;
        outbox.enqueue("later", now + 1).await;
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted(), ["first", "second", "third", "fourth"]);
        outbox.wait(1);
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted().last().unwrap(), "later");
    }

    a_failure_is_tried_again_later(outbox) {
        let greeter = Greeter::default();
        let runner = outbox.runner(&greeter);
        greeter.fails(Failure::Retry("busy".into()));
        greeter.fails(Failure::Retry("busy".into()));
        outbox.enqueue("rina", outbox.now()).await;

        assert_eq!(runner.run_due().await.unwrap(), 1);
        let at = outbox.now() + backoff(1);
        assert_eq!(greeter.settled(), [Verdict::Again { at, why: "busy".into(), counts: true, broken_off: false }]);
        outbox.wait(backoff(1) - 1);
        assert_eq!(runner.run_due().await.unwrap(), 0);
        outbox.wait(1);
        assert_eq!(runner.run_due().await.unwrap(), 1);
        outbox.wait(backoff(2) - 1);
        assert_eq!(runner.run_due().await.unwrap(), 0);
        outbox.wait(1);
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(greeter.greeted(), ["rina"]);
        assert_eq!(outbox.rows().await, 0);
    }

    after_enough_attempts_it_waits_for_a_person(outbox) {
        let greeter = Greeter::default();
        let runner = outbox.runner(&greeter);
        outbox.enqueue("rina", outbox.now()).await;
        for _ in 0..ATTEMPTS {
            greeter.fails(Failure::Retry("busy".into()));
            assert_eq!(runner.run_due().await.unwrap(), 1);
            outbox.wait(7 * 60 * 60 * 1000);
        }
        assert_eq!(runner.run_due().await.unwrap(), 0);
        assert_eq!(greeter.settled().last(), Some(&Verdict::Dead { why: "busy".into() }));
        assert_eq!(outbox.rows().await, 1);
        assert!(greeter.greeted().is_empty());

        let now = outbox.now();
        assert!(!outbox.write(move |tx| jobs::revive(tx, KIND, "dimas", now)).await);
        assert!(outbox.write(move |tx| jobs::revive(tx, KIND, "rina", now)).await);
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(greeter.greeted(), ["rina"]);
        assert!(!outbox.write(move |tx| jobs::revive(tx, KIND, "rina", now)).await);
    }

    what_cannot_be_done_is_given_up_at_once(outbox) {
        let greeter = Greeter::default();
        greeter.fails(Failure::Permanent("no such number".into()));
        outbox.enqueue("rina", outbox.now()).await;
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.settled(), [Verdict::Dead { why: "no such number".into() }]);
        let now = outbox.now();
        assert_eq!(outbox.write(move |tx| jobs::count_due(tx, KIND, now)).await, 0);
    }

    a_job_whose_runner_died_is_run_again(outbox) {
        // Dies after the claim: its task is dropped in the middle of the work.
        let dying = Greeter::default();
        dying.slow.store(true, Ordering::SeqCst);
        outbox.enqueue("rina", outbox.now()).await;
        let runner = outbox.runner(&dying);
        let run = tokio::spawn(async move { runner.run_due().await });
        while dying.at_once.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        run.abort();
        assert!(run.await.is_err());

        let next = Greeter::default();
        assert_eq!(outbox.runner(&next).run_due().await.unwrap(), 0, "the lease still holds");
        outbox.wait(90_000);
        assert_eq!(outbox.runner(&next).run_due().await.unwrap(), 1);
        assert_eq!(next.greeted(), ["rina"]);
        assert_eq!(outbox.rows().await, 0);
    }

    a_job_that_kills_its_process_every_time_is_given_up(outbox) {
        outbox.enqueue("poison", outbox.now()).await;
        outbox.enqueue("rina", outbox.now()).await;
        for death in 1..=ATTEMPTS {
            let dying = Greeter::default();
            dying.slow.store(true, Ordering::SeqCst);
            let runner = outbox.runner(&dying);
            let run = tokio::spawn(async move { runner.run_due().await });
            while dying.at_once.load(Ordering::SeqCst) == 0 {
                assert!(!run.is_finished(), "given up after {death} deaths");
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            run.abort();
            assert!(run.await.is_err());
            assert!(dying.settled().is_empty());
            outbox.wait(90_000);
        }
        let next = Greeter::default();
        assert_eq!(outbox.runner(&next).run_due().await.unwrap(), 2);
        assert_eq!(next.greeted(), ["rina"], "the poison was taken once more");
        assert_eq!(next.settled()[0], Verdict::Dead { why: jobs::NEVER_ENDED.into() });
        outbox.wait(90_000);
        assert_eq!(outbox.runner(&next).run_due().await.unwrap(), 0);

        // A person may try it again, with as many attempts as before.
        let now = outbox.now();
        assert!(outbox.write(move |tx| jobs::revive(tx, KIND, "poison", now)).await);
        assert_eq!(outbox.runner(&next).run_due().await.unwrap(), 1);
        assert_eq!(next.greeted(), ["rina", "poison"]);
    }

    two_runners_never_run_the_same_job_at_once(outbox) {
        let greeter = Greeter::default();
        let now = outbox.now();
        outbox
            .write(move |tx| (0..60).try_for_each(|n| jobs::enqueue(tx, KIND, &n.to_string(), now, now)))
            .await;
        let runs: Vec<_> = (0..4)
            .map(|_| {
                let runner = outbox.runner(&greeter);
                tokio::spawn(async move { runner.run_due().await.unwrap() })
            })
            .collect();
        let mut attempts = 0;
        for run in runs {
            attempts += run.await.unwrap();
        }
        assert_eq!(attempts, 60);
        let mut greeted = greeter.greeted();
        greeted.sort_by_key(|n| n.parse::<i64>().unwrap());
        assert_eq!(greeted, (0..60).map(|n| n.to_string()).collect::<Vec<_>>());
    }

    a_panic_costs_one_attempt(outbox) {
        let greeter = Greeter::default();
        outbox.enqueue("panic", outbox.now()).await;
        outbox.enqueue("rina", outbox.now()).await;
        assert_eq!(outbox.runner(&greeter).run_due().await.unwrap(), 2);
        assert_eq!(greeter.greeted(), ["rina"]);
        assert!(matches!(&greeter.settled()[0], Verdict::Again { why, broken_off: true, .. } if why.contains("panic")));
    }

    a_running_runner_wakes_when_something_is_written_and_stops_after_its_work(outbox) {
        let greeter = Greeter::default();
        greeter.slow.store(true, Ordering::SeqCst);
        let running = outbox.runner(&greeter).start();
        // Long enough that it has begun to look but once a second.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let written = std::time::Instant::now();
        outbox.enqueue("rina", outbox.now()).await;
        while greeter.at_once.load(Ordering::SeqCst) == 0 && greeter.greeted().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert!(written.elapsed() < Duration::from_millis(500), "{:?}", written.elapsed());
        running.stop().await;
        assert_eq!(greeter.greeted(), ["rina"]);
        assert_eq!(outbox.rows().await, 0);
        assert_eq!(greeter.most_at_once.load(Ordering::SeqCst), 1);
    }
}
