-- Who runs an offer is asked by mail whether its facts are right, and answers through a link without an account. Only
-- the digest of the link's token is kept.
CREATE TABLE offer_confirmations (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    offer_id     {int} NOT NULL REFERENCES offers (id),
    token_hash   {text} NOT NULL,
    asked_at     {text} NOT NULL,
    expires_at   {text} NOT NULL,
    answered_at  {text},
    answer       {text}
){strict};
CREATE UNIQUE INDEX offer_confirmations_token ON offer_confirmations (token_hash);
CREATE INDEX offer_confirmations_offer ON offer_confirmations (tenant_id, offer_id, asked_at);
