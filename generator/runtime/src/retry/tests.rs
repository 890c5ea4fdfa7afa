//! The policy's rules, a row each.

use super::*;
use TransportErrorKind as Kind;

fn attempt(method: &Method, outcome: Outcome) -> Attempt<'_> {
    Attempt { number: 1, elapsed: Duration::ZERO, method, can_replay: true, outcome }
}

fn answered(status: u16, asked: Option<u64>) -> Outcome {
    Outcome::Status(StatusCode::from_u16(status).expect("a status"), asked.map(Duration::from_secs))
}

/// Methods that may be repeated however they ended, and those that may not.
const SAFE: [Method; 6] = [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE, Method::PUT, Method::DELETE];
const UNSAFE: [Method; 2] = [Method::POST, Method::PATCH];

/// Seconds before the next attempt of safe methods, of unsafe ones, and of unsafe ones by choice.
#[test]
fn outcomes() {
    let rows = [
        (answered(429, None), [Some(1), None, Some(1)]),
        (answered(429, Some(0)), [Some(0), Some(0), Some(0)]),
        (answered(429, Some(9)), [Some(9), Some(9), Some(9)]),
        (answered(429, Some(180)), [Some(180), Some(180), Some(180)]),
        (answered(429, Some(181)), [None, None, None]),
        (answered(429, Some(u64::MAX)), [None, None, None]),
        (answered(503, None), [Some(1), None, Some(1)]),
        (answered(503, Some(9)), [Some(9), Some(9), Some(9)]),
        (answered(504, None), [Some(1), None, Some(1)]),
        (answered(504, Some(9)), [Some(9), None, Some(9)]),
        (answered(200, Some(9)), [None, None, None]),
        (answered(400, Some(9)), [None, None, None]),
        (answered(401, None), [None, None, None]),
        (answered(408, None), [None, None, None]),
        (answered(409, Some(9)), [None, None, None]),
        (answered(423, Some(9)), [None, None, None]),
        (answered(500, Some(9)), [None, None, None]),
        (answered(502, None), [None, None, None]),
        (answered(509, Some(9)), [None, None, None]),
        (Outcome::Failure(Kind::Connect), [Some(1), Some(1), Some(1)]),
        (Outcome::Failure(Kind::Timeout), [Some(1), None, Some(1)]),
        (Outcome::Failure(Kind::Body), [Some(1), None, Some(1)]),
        (Outcome::Failure(Kind::Other), [Some(1), None, Some(1)]),
        (Outcome::Failure(Kind::Request), [None, None, None]),
    ];
    let (default, by_choice) = (RetryPolicy::new(), RetryPolicy::new().repeat_unsafe(true));
    for (outcome, wanted) in rows {
        let wanted = wanted.map(|seconds| seconds.map(Duration::from_secs));
        let check = |methods: &[Method], policy: &RetryPolicy, wanted| {
            for method in methods {
                assert_eq!(policy.wait(&attempt(method, outcome), 1.0), wanted, "{method} {outcome:?}");
                let gone = Attempt { can_replay: false, ..attempt(method, outcome) };
                assert_eq!(policy.wait(&gone, 1.0), None, "a body that is gone: {method} {outcome:?}");
            }
        };
        check(&SAFE, &default, wanted[0]);
        check(&UNSAFE, &default, wanted[1]);
        check(&UNSAFE, &by_choice, wanted[2]);
    }
}

/// The wait before each further attempt, in milliseconds, with the least and the most that chance can give.
#[test]
fn backoff() {
    let waits = |policy: &RetryPolicy, random| {
        let wait = |number| {
            let attempt = Attempt { number, ..attempt(&Method::GET, answered(503, None)) };
            policy.wait(&attempt, random).map(|wait| wait.as_millis())
        };
        (1..8).map_while(wait).collect::<Vec<_>>()
    };
    assert_eq!(waits(&RetryPolicy::new(), 0.0), [500, 1000, 2000]);
    assert_eq!(waits(&RetryPolicy::new(), 0.5), [750, 1500, 3000]);
    assert_eq!(waits(&RetryPolicy::new(), 1.0), [1000, 2000, 4000]);
    let longer = RetryPolicy::new().max_attempts(7).backoff(Duration::from_millis(10), Duration::from_millis(50));
    assert_eq!(waits(&longer, 1.0), [10, 20, 40, 50, 50, 50]);
    assert_eq!(waits(&RetryPolicy::none(), 1.0), [] as [u128; 0]);
    assert_eq!(waits(&RetryPolicy::new().max_attempts(0), 1.0), [] as [u128; 0]);
}

#[test]
fn the_time_that_a_call_may_take() {
    let policy = RetryPolicy::new().max_elapsed(Duration::from_secs(10));
    let after =
        |seconds| Attempt { elapsed: Duration::from_secs(seconds), ..attempt(&Method::GET, answered(503, Some(4))) };
    assert_eq!(policy.wait(&after(6), 1.0), Some(Duration::from_secs(4)));
    assert_eq!(policy.wait(&after(7), 1.0), None);
    // As much as can be said: nothing overflows.
    let forever = RetryPolicy::new().max_elapsed(Duration::MAX).backoff(Duration::MAX, Duration::MAX);
    let many = RetryPolicy { attempts: u32::MAX, ..forever };
    let last = Attempt { number: u32::MAX - 1, ..attempt(&Method::GET, answered(503, None)) };
    assert!(many.wait(&last, 1.0).is_some());
}
