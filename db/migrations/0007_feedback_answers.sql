-- What became of a message. It is erased some time after finished_at; an open one is never.
ALTER TABLE feedback ADD COLUMN answer {text} NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN finished_at {text}
    CONSTRAINT feedback_finished CHECK ((state = 'open') = (finished_at IS NULL));
CREATE INDEX feedback_by_state ON feedback (tenant_id, state, answer_by);
CREATE INDEX feedback_by_finish ON feedback (tenant_id, finished_at);
