-- A link confirms for the address it was mailed to, and nobody is asked twice at a time.

-- The digest of that address; links from before have none and have ended: whom they went to is not known any more.
ALTER TABLE offer_confirmations ADD COLUMN address_hash {text};
-- The digest of the key of the form that answered: by it a second click of the same person is told from anybody else.
ALTER TABLE offer_confirmations ADD COLUMN answer_key_hash {text};

-- The last time somebody pressed the button that asks: the mail is a job, and has no link before it is sent.
CREATE TABLE offer_confirmation_requests (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    offer_id   {int} NOT NULL REFERENCES offers (id),
    job_id     {int} NOT NULL, -- done ones are erased
    asked_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX offer_confirmation_requests_offer ON offer_confirmation_requests (tenant_id, offer_id);
