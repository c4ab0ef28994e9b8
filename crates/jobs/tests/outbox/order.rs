//! Whose turn it is: lanes, shares, width.

use crate::{
    on_both_engines,
    stage::{Greeter, KIND, Outbox},
};
use db::{Tx, testing::Database};
use jobs::{ATTEMPTS, Failure, Queue, backoff};
use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

/// Two hundred jobs of no lane, and how long they take.
async fn others(outbox: &Outbox, greeter: &Greeter) -> Duration {
    let now = outbox.now();
    outbox
        .write(move |tx| (0..200).try_for_each(|_| jobs::enqueue(tx, KIND, "free", now, now)))
        .await;
    let since = Instant::now();
    outbox.runner(greeter).run_due().await.unwrap();
    since.elapsed()
}

/// Writes 150 jobs into a lane, each on its own, and takes some back, also when somebody is at them.
async fn write_and_withdraw(outbox: Outbox, lane: &'static str, by: &str) {
    let (queue, now) = (
        Queue {
            kind: KIND,
            lane,
            share: 0,
        },
        outbox.now(),
    );
    for number in 0..150 {
        let payload = format!("{by}{lane}{number:03}");
        let again = payload.clone();
        outbox
            .write(move |tx| jobs::enqueue_in(tx, queue, &payload, now, now))
            .await;
        if is_withdrawn(&again) {
            outbox
                .write(move |tx| jobs::withdraw(tx, KIND, &again))
                .await;
        }
    }
}

/// Every third.
fn is_withdrawn(payload: &str) -> bool {
    payload[2..].parse::<u32>().unwrap() % 3 == 0
}

on_both_engines! {
    a_lane_keeps_its_order_and_holds_up_no_other(outbox) {
        let greeter = Greeter::default();
        for (lane, payload) in [("a", "a1"), ("a", "a2"), ("b", "b1"), ("", "free")] {
            outbox.enqueue_in(lane, 0, payload).await;
        }
        greeter.fails(Failure::Retry("busy".into()));
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted(), ["b1", "free"], "a2 waits for a1");
        outbox.wait(backoff(1));
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted(), ["b1", "free", "a1", "a2"]);

        // One that was given up holds nothing up any more.
        outbox.enqueue_in("a", 0, "a3").await;
        outbox.enqueue_in("a", 0, "a4").await;
        greeter.fails(Failure::Permanent("no such number".into()));
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted().last().unwrap(), "a4");
        assert_eq!(outbox.rows().await, 1);
    }

    what_is_put_back_comes_before_what_waits_in_its_lane(outbox) {
        let greeter = Greeter::default();
        outbox.enqueue_in("a", 0, "a1").await;
        outbox.runner(&greeter).run_due().await.unwrap();
        for (lane, payload) in [("a", "a2"), ("b", "b1"), ("a", "a3")] {
            outbox.enqueue_in(lane, 0, payload).await;
        }
        let (now, queue) = (outbox.now(), Queue { kind: KIND, lane: "a", share: 0 });
        let put_back = move |tx: &mut Tx<'_>| jobs::put_back(tx, queue, "a1", (now + 10, 3), now);
        outbox.write(put_back).await;
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted(), ["a1", "b1"], "they wait for it");
        // Once more while it is there: it is put off, and keeps its place.
        outbox.write(put_back).await;
        assert_eq!(outbox.rows().await, 3);
        outbox.wait(10);
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted(), ["a1", "b1", "a1", "a2", "a3"]);
    }

    what_waits_in_a_lane_costs_the_others_nothing(outbox) {
        let greeter = Greeter::default();
        let took = others(&outbox, &greeter).await;
        let (now, queue) = (outbox.now(), Queue { kind: KIND, lane: "a", share: 0 });
        outbox.write(move |tx| jobs::enqueue_in(tx, queue, "a", now, now)).await;
        greeter.fails(Failure::Retry("busy".into()));
        outbox.runner(&greeter).run_due().await.unwrap();
        outbox
            .write(move |tx| (0..10_000).try_for_each(|n| jobs::enqueue_in(tx, queue, &n.to_string(), now, now)))
            .await;
        let then = others(&outbox, &greeter).await;
        assert_eq!(greeter.greeted().len(), 400, "the lane waits");
        assert!(then < took * 4, "{then:?}, before {took:?}");
    }

    several_nodes_leave_nothing_behind_in_a_lane_and_keep_its_order(outbox) {
        let greeter = Greeter { width: 3, ..Greeter::default() };
        for _ in 0..200 {
            greeter.fails(Failure::Wait(0, "too fast".into()));
        }
        let nodes = [outbox.another(), outbox.another()];
        let running = nodes.each_ref().map(|node| node.runner(&greeter).start());
        let writers = nodes.iter().zip(["a", "b"]).flat_map(|(node, by)| {
            ["x", "y"].map(|lane| tokio::spawn(write_and_withdraw(node.another(), lane, by)))
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        for runner in running {
            runner.stop().await;
        }
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(outbox.rows().await, 0);
        let greeted = greeter.greeted();
        for writer in ["ax", "bx", "ay", "by"] {
            let of_one: Vec<_> = greeted.iter().filter(|one| one.starts_with(writer) && !is_withdrawn(one)).collect();
            assert!(of_one.is_sorted(), "{of_one:?}");
            assert_eq!(of_one.len(), 100);
        }
    }

    shares_take_turns(outbox) {
        let greeter = Greeter::default();
        let now = outbox.now();
        let flood = move |tx: &mut Tx<'_>| {
            let queue = Queue { kind: KIND, lane: "", share: 2 };
            (0..500).try_for_each(|n| jobs::enqueue_in(tx, queue, &format!("flood {n}"), now, now))
        };
        outbox.write(flood).await;
        outbox.enqueue_in("", 7, "another unit").await;
        outbox.enqueue_in("", 0, "a third").await;
        outbox.runner(&greeter).run_due().await.unwrap();
        let first = &greeter.greeted()[..4];
        assert_eq!(first, ["a third", "flood 0", "another unit", "flood 1"]);
        assert_eq!(greeter.greeted().len(), 502);
    }

    to_wait_costs_no_attempt(outbox) {
        let greeter = Greeter::default();
        outbox.enqueue("rina", outbox.now()).await;
        for _ in 0..ATTEMPTS * 2 {
            greeter.fails(Failure::Wait(6_000, "too fast".into()));
            assert_eq!(outbox.runner(&greeter).run_due().await.unwrap(), 1);
            outbox.wait(6_000);
        }
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted(), ["rina"]);
    }

    nothing_is_taken_up_while_the_handler_does_not_admit_it(outbox) {
        let greeter = Greeter::default();
        greeter.closed.store(true, Ordering::SeqCst);
        outbox.enqueue("rina", outbox.now()).await;
        assert_eq!(outbox.runner(&greeter).run_due().await.unwrap(), 0);
        greeter.closed.store(false, Ordering::SeqCst);
        assert_eq!(outbox.runner(&greeter).run_due().await.unwrap(), 1);
    }

    what_is_withdrawn_is_not_run(outbox) {
        let greeter = Greeter::default();
        outbox.enqueue("rina", outbox.now()).await;
        assert!(outbox.write(|tx| jobs::withdraw(tx, KIND, "rina")).await);
        assert!(!outbox.write(|tx| jobs::withdraw(tx, KIND, "rina")).await);
        assert_eq!(outbox.runner(&greeter).run_due().await.unwrap(), 0);
    }

    a_wide_runner_does_several_at_once_and_no_more(outbox) {
        let greeter = Greeter { width: 3, ..Greeter::default() };
        greeter.slow.store(true, Ordering::SeqCst);
        let now = outbox.now();
        outbox
            .write(move |tx| (0..30).try_for_each(|n| jobs::enqueue(tx, KIND, &n.to_string(), now, now)))
            .await;
        let running = outbox.runner(&greeter).start();
        while greeter.greeted().len() < 30 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        running.stop().await;
        assert_eq!(greeter.most_at_once.load(Ordering::SeqCst), 3);
        assert_eq!(outbox.rows().await, 0);
    }

    one_that_is_stopped_ends_what_it_does_and_takes_up_no_more(outbox) {
        let greeter = Greeter::default();
        greeter.slow.store(true, Ordering::SeqCst);
        for payload in ["a1", "a2", "a3"] {
            outbox.enqueue_in("a", 0, payload).await;
        }
        let running = outbox.runner(&greeter).start();
        while greeter.at_once.load(Ordering::SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        running.stop().await;
        let done = greeter.greeted().len();
        assert!((1..3).contains(&done), "{done}");
        assert_eq!(outbox.rows().await, 3 - done as i64);
        // Nobody holds what is left.
        outbox.runner(&greeter).run_due().await.unwrap();
        assert_eq!(greeter.greeted(), ["a1", "a2", "a3"]);
    }
}
