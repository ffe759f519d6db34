-- What the office does with participants (docs/adr/0082). beyond: how many of the seats there are only for parties that came beyond them.
ALTER TABLE programmes ADD COLUMN beyond {int} NOT NULL DEFAULT 0;
ALTER TABLE programme_parts ADD COLUMN beyond {int} NOT NULL DEFAULT 0;
-- Why a party has such seats; '' for all others, and once names are erased.
ALTER TABLE registrations ADD COLUMN beyond_reason {text} NOT NULL DEFAULT '';
-- The day of the session of which it was reminded; NULL: of none.
ALTER TABLE registrations ADD COLUMN reminded_for {text};
-- Who came. The time goes with the names; that they came stays, to be counted.
ALTER TABLE participants ADD COLUMN arrived {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE participants ADD COLUMN arrived_at {text};
ALTER TABLE participants ADD COLUMN arrival_way {text};

-- A letter of the office to those whom a filter showed. form_mark: of the form, content_mark: of what stood in it; a second press finds
-- the first one. parties: how many. Subject and text are '' once names are erased.
CREATE TABLE registration_messages (
    id           {pk_once},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    form_mark    {text} NOT NULL,
    content_mark {text} NOT NULL,
    parties      {int} NOT NULL,
    written_by   {text} NOT NULL, -- Actor::code()
    written_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX registration_messages_form ON registration_messages (tenant_id, form_mark);
CREATE INDEX registration_messages_programme ON registration_messages (programme_id, id);
CREATE TABLE registration_message_texts (
    message_id {int} NOT NULL REFERENCES registration_messages (id),
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    language   {text} NOT NULL,
    subject    {text} NOT NULL,
    text       {text} NOT NULL,
    PRIMARY KEY (message_id, language)
){strict};
