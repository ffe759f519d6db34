-- Web addresses, mail addresses and telephone numbers of what the public sees: one row for each, however many
-- records name it. digest: of kind and target, which may be longer than an index takes.
-- failures: nights in a row, failed_on the last of them; due_at: to be asked in this night, or because somebody wants
-- to know now.
CREATE TABLE link_targets (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    kind           {text} NOT NULL,
    target         {text} NOT NULL,
    digest         {text} NOT NULL,
    list_text      {text} NOT NULL,
    host           {text} NOT NULL,
    state          {text} NOT NULL,
    reason         {text} NOT NULL DEFAULT 'none',
    status         {int} NOT NULL DEFAULT 0,
    moved_to       {text} NOT NULL DEFAULT '',
    checked_at     {text},
    answered_at    {text},
    failures       {int} NOT NULL DEFAULT 0,
    failing_since  {text},
    failed_on      {text},
    due_at         {text},
    muted_until    {text},
    muted_reason   {text} NOT NULL DEFAULT '',
    muted_by       {text} NOT NULL DEFAULT '',
    CONSTRAINT link_targets_kind CHECK (kind IN ('web', 'mail', 'phone'))
){strict};
CREATE UNIQUE INDEX link_targets_once ON link_targets (tenant_id, digest);
CREATE INDEX link_targets_due ON link_targets (tenant_id, host, due_at);
CREATE INDEX link_targets_state ON link_targets (tenant_id, state);

-- owner: whose the record is (an access scope; 0: the whole district). language: of a translation; empty: the source.
CREATE TABLE link_uses (
    id            {pk},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    target_id     {int} NOT NULL REFERENCES link_targets (id),
    subject_kind  {text} NOT NULL,
    subject_id    {int} NOT NULL,
    owner         {int} NOT NULL,
    field         {text} NOT NULL,
    language      {text} NOT NULL
){strict};
CREATE UNIQUE INDEX link_uses_once ON link_uses (tenant_id, subject_kind, subject_id, target_id, field, language);
CREATE INDEX link_uses_target ON link_uses (target_id);

-- How servers want to be treated: when they may be asked again, and who is asking at the moment.
CREATE TABLE link_hosts (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    host        {text} NOT NULL,
    failures    {int} NOT NULL DEFAULT 0,
    failed_on   {text},
    retry_at    {text},
    busy_job    {int},
    busy_until  {text}
){strict};
CREATE UNIQUE INDEX link_hosts_once ON link_hosts (tenant_id, host);
