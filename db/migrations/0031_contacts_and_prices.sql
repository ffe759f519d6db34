-- What answers at a number, and which languages somebody speaks there: BCP 47 tags between blanks.
ALTER TABLE offer_phones ADD COLUMN kind {text} NOT NULL DEFAULT 'voice';
ALTER TABLE offer_phones ADD COLUMN languages {text} NOT NULL DEFAULT '';

-- Whom to ask for in an office. name: of a person, personal data; empty where the function is enough.
CREATE TABLE offer_contacts (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    offer_id   {int} NOT NULL REFERENCES offers (id),
    position   {int} NOT NULL,
    function   {text} NOT NULL,
    name       {text} NOT NULL,
    phone      {text} NOT NULL,
    email      {text} NOT NULL
){strict};
CREATE INDEX offer_contacts_offer ON offer_contacts (offer_id);

-- Several prices of one offer, beside the regular one in offers.cost_cents. cents: empty where only the words say it.
CREATE TABLE offer_prices (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    offer_id    {int} NOT NULL REFERENCES offers (id),
    position    {int} NOT NULL,
    cents       {int},
    option      {text} NOT NULL,
    valid_from  {text},
    valid_to    {text}
){strict};
CREATE INDEX offer_prices_offer ON offer_prices (offer_id);
