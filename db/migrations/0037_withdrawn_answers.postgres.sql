-- An answer that has not been sent when its message is opened again is withdrawn: its mail does not go out.
ALTER TABLE feedback_answers DROP CONSTRAINT feedback_answers_state;
ALTER TABLE feedback_answers ADD CONSTRAINT feedback_answers_state
    CHECK (state IN ('noted', 'waiting', 'sent', 'stored', 'refused', 'failed', 'withdrawn'));
