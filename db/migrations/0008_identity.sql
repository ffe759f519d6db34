-- People who work with the program: accounts, their roles, their sessions.
-- Secrets stand here only as hashes or sealed with the key of the server, which is not in the database.

CREATE TABLE accounts (
    id                {pk},
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    public_id         {text} NOT NULL,
    email             {text} NOT NULL,
    email_key         {text} NOT NULL,
    name              {text} NOT NULL,
    language          {text} NOT NULL,
    state             {text} NOT NULL,
    password_hash     {text} NOT NULL,
    totp_secret       {text} NOT NULL,
    totp_confirmed_at {text},
    totp_last_step    {int} NOT NULL,
    created_at        {text} NOT NULL,
    last_login_at     {text},
    version           {int} NOT NULL,
    CONSTRAINT accounts_state CHECK (state IN ('invited', 'active', 'blocked'))
){strict};
CREATE UNIQUE INDEX accounts_email ON accounts (tenant_id, email_key);
CREATE UNIQUE INDEX accounts_public_id ON accounts (tenant_id, public_id);

-- A role holds for the records of one body, or without a body for the whole district.
CREATE TABLE account_roles (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    account_id  {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role        {text} NOT NULL,
    body_id     {int} REFERENCES bodies (id),
    granted_at  {text} NOT NULL,
    granted_by  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX account_roles_district ON account_roles (account_id, role) WHERE body_id IS NULL;
CREATE UNIQUE INDEX account_roles_body ON account_roles (account_id, role, body_id) WHERE body_id IS NOT NULL;
CREATE INDEX account_roles_of_body ON account_roles (body_id);

-- For whoever has lost the second factor; each works once.
CREATE TABLE account_recovery_codes (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    account_id  {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash   {text} NOT NULL,
    used_at     {text}
){strict};
CREATE UNIQUE INDEX account_recovery_codes_hash ON account_recovery_codes (account_id, code_hash);

-- Links that were mailed: to accept an invitation, to set a new password. Each works once.
CREATE TABLE account_links (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    account_id  {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose     {text} NOT NULL,
    token_hash  {text} NOT NULL,
    created_at  {text} NOT NULL,
    expires_at  {text} NOT NULL,
    used_at     {text},
    CONSTRAINT account_links_purpose CHECK (purpose IN ('invitation', 'new_password'))
){strict};
CREATE UNIQUE INDEX account_links_token ON account_links (token_hash);
CREATE INDEX account_links_account ON account_links (account_id);

-- stage: 'password' waits for the second factor, 'complete' is logged in.
CREATE TABLE sessions (
    id            {pk},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    account_id    {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash    {text} NOT NULL,
    stage         {text} NOT NULL,
    device        {text} NOT NULL,
    created_at    {text} NOT NULL,
    last_seen_at  {text} NOT NULL,
    expires_at    {text} NOT NULL,
    CONSTRAINT sessions_stage CHECK (stage IN ('password', 'complete'))
){strict};
CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Browsers from which an account was logged in before: strangers who guess passwords slow down themselves,
-- not the owner.
CREATE TABLE known_devices (
    id            {pk},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    account_id    {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash    {text} NOT NULL,
    last_seen_at  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX known_devices_token ON known_devices (account_id, token_hash);

-- Failed logins, counted per keyed fingerprint of address, account or device: no addresses stand here.
CREATE TABLE login_failures (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    counter    {text} NOT NULL,
    failures   {int} NOT NULL,
    last_at    {text} NOT NULL
){strict};
CREATE UNIQUE INDEX login_failures_counter ON login_failures (tenant_id, counter);
CREATE INDEX login_failures_age ON login_failures (last_at);
