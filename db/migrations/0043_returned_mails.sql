-- Reports of mail servers about mails of ours that came later (src/platform/post): the last news about an address where a mail
-- did not arrive, or not yet, without the address being wrong. Those that are wrong are in refused_addresses.
CREATE TABLE returned_mails (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    address_hash {text} NOT NULL, -- as in refused_addresses
    shown_as     {text} NOT NULL,
    delivery     {text} NOT NULL, -- failed, delayed
    reply        {text} NOT NULL, -- codes: "552 5.2.2"
    reported_at  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX returned_mails_hash ON returned_mails (tenant_id, address_hash);
CREATE INDEX returned_mails_at ON returned_mails (reported_at);
