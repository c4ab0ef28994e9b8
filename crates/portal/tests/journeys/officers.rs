//! What officers click: each step of a service is done by who must do it.

use crate::stage::Stage;
use sop::{Sop, Step, StepKind};

pub async fn act(stage: &mut Stage, sop: &Sop, step: &Step, code: &str) {
    stage.enter_as(step.actor.key(), &sop.unit).await;
    stage.window.goto(&format!("/id/meja/{code}")).await;
    match step.kind {
        StepKind::Decide | StepKind::Assign | StepKind::Perform => (),
        StepKind::Submit | StepKind::Receive | StepKind::Notify | StepKind::Survey => {
            panic!("nobody's step")
        }
    }
}
