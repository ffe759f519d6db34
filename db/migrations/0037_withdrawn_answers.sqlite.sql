-- An answer that has not been sent when its message is opened again is withdrawn: its mail does not go out.
-- SQLite cannot change a CHECK: the table is built anew.

CREATE TABLE feedback_answers_new (
    id            {pk},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    feedback_id   {int} NOT NULL REFERENCES feedback (id) ON DELETE CASCADE,
    state         {text} NOT NULL,
    body          {text} NOT NULL,
    address       {text} NOT NULL,
    written_by    {text} NOT NULL,
    written_at    {text} NOT NULL,
    seen_version  {int} NOT NULL,
    settled_at    {text},
    CONSTRAINT feedback_answers_state
        CHECK (state IN ('noted', 'waiting', 'sent', 'stored', 'refused', 'failed', 'withdrawn'))
){strict};
INSERT INTO feedback_answers_new
      (id, tenant_id, feedback_id, state, body, address, written_by, written_at, seen_version, settled_at)
SELECT id, tenant_id, feedback_id, state, body, address, written_by, written_at, seen_version, settled_at
  FROM feedback_answers;
DROP TABLE feedback_answers;
ALTER TABLE feedback_answers_new RENAME TO feedback_answers;
CREATE INDEX feedback_answers_message ON feedback_answers (feedback_id, id);
CREATE INDEX feedback_answers_tenant ON feedback_answers (tenant_id);
