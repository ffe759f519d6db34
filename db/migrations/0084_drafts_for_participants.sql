-- Participants of a session read the draft of its minutes (docs/adr/0087). The links in the letters to their parties, as digests: one for
-- each letter. address_mark: a digest of the link and the address to which it went; with another address, or none, the link has ended.
CREATE TABLE minutes_party_links (
    token_hash      {text} NOT NULL PRIMARY KEY,
    tenant_id       {int} NOT NULL REFERENCES tenants (id),
    minutes_id      {int} NOT NULL REFERENCES minutes (id),
    registration_id {int} NOT NULL REFERENCES registrations (id),
    address_mark    {text} NOT NULL,
    made_at         {text} NOT NULL
){strict};
CREATE INDEX minutes_party_links_minutes ON minutes_party_links (minutes_id);
CREATE INDEX minutes_party_links_registration ON minutes_party_links (registration_id);

-- What a participant says is wrong has no person_id. participant_id: who of the party speaks; no reference, since the line of a party may
-- be taken out, and NULL once their name is erased: then it is somebody of the session.
ALTER TABLE amendments ADD COLUMN participant_id {int};
ALTER TABLE amendments ADD COLUMN by_participant {bool} NOT NULL DEFAULT FALSE;
