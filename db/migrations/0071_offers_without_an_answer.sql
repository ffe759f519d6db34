-- When an account was last told by mail of offers whose providers do not answer: at most once a week (docs/adr/0072). Rows
-- older than that say nothing any more and go with the next morning.
CREATE TABLE offer_silence_letters (
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    account_id {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    told_on    {text} NOT NULL,
    PRIMARY KEY (tenant_id, account_id)
){strict};
