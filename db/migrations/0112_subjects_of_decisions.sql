-- What a decision is about, as the step at which it hangs says it (docs/adr/0099): goals and measures. A row stands only beside one of
-- steering_step_decisions with the same step, meeting and motion.
CREATE TABLE steering_decision_subjects (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    step_id    {int} NOT NULL REFERENCES steering_steps (id),
    meeting_id {int} NOT NULL REFERENCES meetings (id),
    motion     {text} NOT NULL,
    goal_id    {int} REFERENCES goals (id), -- one of both
    measure_id {int} REFERENCES measures (id),
    CHECK ((goal_id IS NULL) <> (measure_id IS NULL))
){strict};
CREATE UNIQUE INDEX steering_decision_subjects_goal ON steering_decision_subjects (step_id, meeting_id, motion, goal_id) WHERE goal_id IS NOT NULL;
CREATE UNIQUE INDEX steering_decision_subjects_measure ON steering_decision_subjects (step_id, meeting_id, motion, measure_id) WHERE measure_id IS NOT NULL;
CREATE INDEX steering_decision_subjects_of_goal ON steering_decision_subjects (goal_id) WHERE goal_id IS NOT NULL;
CREATE INDEX steering_decision_subjects_of_measure ON steering_decision_subjects (measure_id) WHERE measure_id IS NOT NULL;
CREATE INDEX steering_decision_subjects_meeting ON steering_decision_subjects (meeting_id);
