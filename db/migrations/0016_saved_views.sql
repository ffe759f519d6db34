-- Views of lists that a person wants to see again: a name for what the list was asked. It may hold what somebody
-- was looking for, and therefore nobody else sees it and it goes with the account.
CREATE TABLE account_views (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    account_id  {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    list        {text} NOT NULL,
    name        {text} NOT NULL,
    query       {text} NOT NULL,
    saved_at    {text} NOT NULL
){strict};
CREATE UNIQUE INDEX account_views_name ON account_views (account_id, list, name);
