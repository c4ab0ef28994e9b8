//! The project's own declarations are in order.

mod support;

#[test]
fn declarations_have_no_problem() {
    support::campus();
}
