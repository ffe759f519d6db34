-- Where whoever runs an offer is asked whether everything is right, if that is not its public address. Read by those who edit the
-- record and by nobody else; it stands in no version, no draft and no file. subject_kind: "offer" or "organisation".
-- taken_from_id: came with the organisation that turned out to be this one; goes back when the two are separated.
-- unused_on: on that day the night has found that nobody is asked there any more; weeks later it erases the row.
-- checked_on, failures: when names were asked whether the domain takes mail, and how many nights in a row it did not.
CREATE TABLE asking_addresses (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    subject_kind   {text} NOT NULL,
    subject_id     {int} NOT NULL,
    address        {text} NOT NULL,
    taken_from_id  {int},
    unused_on      {text},
    checked_on     {text},
    failures       {int} NOT NULL DEFAULT 0
){strict};
CREATE UNIQUE INDEX asking_addresses_subject ON asking_addresses (tenant_id, subject_kind, subject_id);

-- In whose name an answer is sent: the body that its author worked for when writing it (0: the Kreis). NULL in answers from before:
-- the body whose message it is.
ALTER TABLE feedback_answers ADD COLUMN signed_by {int};
