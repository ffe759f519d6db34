-- The inbox: answers that are sent from it, a day that the office sets itself, handing on.
-- version: rises with every change by a person, so that two at once do not undo each other.
-- due_on: until when the office wants to be done, besides the deadlines of barriers.
-- answer_draft: what somebody has written and not sent; the answers themselves stand in feedback_answers.
DROP INDEX feedback_by_state;
ALTER TABLE feedback ADD COLUMN version {int} NOT NULL DEFAULT 1;
ALTER TABLE feedback ADD COLUMN due_on {text};
ALTER TABLE feedback ADD COLUMN answer_draft {text} NOT NULL DEFAULT '';
CREATE INDEX feedback_by_state ON feedback (tenant_id, state, answer_by);
CREATE INDEX feedback_by_owner ON feedback (tenant_id, owner, state);

-- noted: sent by the person in another way · waiting: a job will send it · sent · stored: lies in the folder of mails,
-- because no mail server is set · refused: nobody is at that address · failed: the server did not take it.
-- seen_version: of the message, as whoever wrote it saw it; a form that is sent twice is one answer.
CREATE TABLE feedback_answers (
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
    CONSTRAINT feedback_answers_state CHECK (state IN ('noted', 'waiting', 'sent', 'stored', 'refused', 'failed'))
){strict};
CREATE INDEX feedback_answers_message ON feedback_answers (feedback_id, id);
CREATE INDEX feedback_answers_tenant ON feedback_answers (tenant_id);

INSERT INTO feedback_answers (tenant_id, feedback_id, state, body, address, written_by, written_at, seen_version)
SELECT tenant_id, id, 'noted', answer, '', '', finished_at, 1 FROM feedback WHERE answer <> '' AND finished_at IS NOT NULL;
ALTER TABLE feedback DROP COLUMN answer;

-- Who gave a message to whom: to an account, or to the body whose message it is from then on (0: the Kreis).
CREATE TABLE feedback_handings (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    feedback_id  {int} NOT NULL REFERENCES feedback (id) ON DELETE CASCADE,
    given_by     {text} NOT NULL,
    given_at     {text} NOT NULL,
    to_account   {int} REFERENCES accounts (id) ON DELETE SET NULL,
    to_owner     {int},
    note         {text} NOT NULL
){strict};
CREATE INDEX feedback_handings_message ON feedback_handings (feedback_id, id);
CREATE INDEX feedback_handings_account ON feedback_handings (to_account);
CREATE INDEX feedback_handings_tenant ON feedback_handings (tenant_id);
