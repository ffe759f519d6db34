-- What came of a programme here and goes on: each product with what is to be done for it, and who is responsible (docs/adr/0091).
-- They are told by the versions of their programme, and go by its version.
CREATE TABLE funding_products (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES funding_programmes (id),
    position     {int} NOT NULL,
    name         {text} NOT NULL,
    task         {text} NOT NULL,
    unit_id      {int} REFERENCES organisational_units (id),
    responsible  {text} NOT NULL, -- in words: as a source writes it, or several
    PRIMARY KEY (programme_id, position)
){strict};
CREATE INDEX funding_products_unit ON funding_products (unit_id);
