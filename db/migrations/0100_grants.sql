-- What is paid out of a grant, spent and proven, and what of it is passed on (docs/adr/0091). As of 0096.

-- For what it was granted, by kind of cost, as the notice says.
CREATE TABLE grant_costs (
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    grant_id  {int} NOT NULL REFERENCES grants (id),
    kind      {text} NOT NULL,
    amount    {int} NOT NULL,
    PRIMARY KEY (grant_id, kind)
){strict};

-- Money is called when it is needed, and has to be used within grants.use_months of the day on which it comes.
CREATE TABLE grant_payments (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    grant_id     {int} NOT NULL REFERENCES grants (id),
    requested_on {text} NOT NULL,
    requested    {int} NOT NULL,
    received_on  {text}, -- NULL: it has not come yet
    received     {int},
    remark       {text} NOT NULL,
    mark         {text} NOT NULL,
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX grant_payments_mark ON grant_payments (tenant_id, mark);
CREATE INDEX grant_payments_grant ON grant_payments (grant_id, requested_on);
CREATE INDEX grant_payments_received ON grant_payments (tenant_id, received_on) WHERE received_on IS NOT NULL;

-- Part of a grant that an association gets, with a form in plain language and a proof of its own.
CREATE TABLE grants_passed_on (
    id              {pk},
    tenant_id       {int} NOT NULL REFERENCES tenants (id),
    grant_id        {int} NOT NULL REFERENCES grants (id),
    organisation_id {int} REFERENCES organisations (id), -- who gets it …
    recipient       {text} NOT NULL, -- … where that is nobody of the list
    title           {text} NOT NULL,
    purpose         {text} NOT NULL,
    amount          {int} NOT NULL,
    agreed_on       {text},
    starts          {text},
    ends            {text},
    paid_on         {text},
    proof_due       {text},
    state           {text} NOT NULL, -- drafted, agreed, proven, accepted, withdrawn
    mail            {text} NOT NULL, -- to whom its letters go
    language        {text} NOT NULL, -- of these letters
    link_until      {text}, -- the last day of the links to its form; NULL: there is none
    own             {int}, -- as its proof says
    other           {int},
    returned        {int}, -- what came back
    report          {text} NOT NULL, -- what was done, in its words
    question        {text} NOT NULL, -- what was asked about its proof
    proven_on       {text},
    reminded_of     {text} NOT NULL, -- "before 2010-03-31", "after 2010-03-31": of what its last reminder spoke
    remark          {text} NOT NULL,
    mark            {text} NOT NULL,
    version         {int} NOT NULL DEFAULT 1,
    changed_at      {text} NOT NULL
){strict};
CREATE UNIQUE INDEX grants_passed_on_mark ON grants_passed_on (tenant_id, mark);
CREATE INDEX grants_passed_on_grant ON grants_passed_on (grant_id, id);
CREATE INDEX grants_passed_on_organisation ON grants_passed_on (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX grants_passed_on_due ON grants_passed_on (tenant_id, proof_due) WHERE state = 'agreed';

-- The links in its letters: each letter has one of its own. address_mark: SHA-256 of link and address, so that a link
-- ends with the address to which it went.
CREATE TABLE grants_passed_on_links (
    token_hash   {text} PRIMARY KEY, -- SHA-256
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    passed_on_id {int} NOT NULL REFERENCES grants_passed_on (id),
    address_mark {text} NOT NULL,
    made_at      {text} NOT NULL
){strict};
CREATE INDEX grants_passed_on_links_of ON grants_passed_on_links (passed_on_id);

-- What was paid for: of the owner of grants, or (passed_on_id) of an association for what it got. Nothing is deleted, a
-- wrong one is cancelled. The payee is an office or a firm; of fees it is a person.
CREATE TABLE vouchers (
    id            {pk},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    body_id       {int} REFERENCES bodies (id),
    passed_on_id  {int} REFERENCES grants_passed_on (id),
    number        {text} NOT NULL, -- in the books of whoever paid
    day           {text} NOT NULL, -- of the voucher
    paid_on       {text}, -- NULL: not paid yet
    payee         {text} NOT NULL,
    purpose       {text} NOT NULL,
    amount        {int} NOT NULL,
    kind          {text} NOT NULL, -- of cost
    measure_id    {int} REFERENCES measures (id),
    file          {text}, -- its digest in the store of files
    file_name     {text} NOT NULL, -- "beleg.pdf" or "beleg.webp": what kind of file it is
    file_size     {int} NOT NULL DEFAULT 0, -- bytes
    cancel_reason {text} NOT NULL, -- "": it counts
    mark          {text} NOT NULL,
    version       {int} NOT NULL DEFAULT 1,
    changed_at    {text} NOT NULL
){strict};
CREATE UNIQUE INDEX vouchers_mark ON vouchers (tenant_id, mark);
CREATE INDEX vouchers_passed_on ON vouchers (passed_on_id) WHERE passed_on_id IS NOT NULL;
CREATE INDEX vouchers_measure ON vouchers (measure_id) WHERE measure_id IS NOT NULL;
CREATE INDEX vouchers_alike ON vouchers (tenant_id, day, amount);
CREATE INDEX vouchers_file ON vouchers (tenant_id, file) WHERE file IS NOT NULL;

-- How much of a voucher which grant accounts for; of one of an association that is the grant which was passed on. All of
-- them together are not more than it. serial: its number in the list of that grant, never given twice.
CREATE TABLE voucher_shares (
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    voucher_id {int} NOT NULL REFERENCES vouchers (id),
    grant_id   {int} NOT NULL REFERENCES grants (id),
    serial     {int} NOT NULL,
    amount     {int} NOT NULL,
    PRIMARY KEY (voucher_id, grant_id)
){strict};
CREATE UNIQUE INDEX voucher_shares_serial ON voucher_shares (grant_id, serial);

-- Proofs of use. What was handed in keeps its sums and its list of vouchers; whoever has to say something else makes
-- another edition.
CREATE TABLE grant_proofs (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    grant_id     {int} NOT NULL REFERENCES grants (id),
    kind         {text} NOT NULL, -- interim, final
    until        {text} NOT NULL, -- the last day that it covers
    own          {int} NOT NULL,
    other        {int} NOT NULL,
    returned     {int} NOT NULL, -- to whoever granted it
    report       {text} NOT NULL,
    handed_in_on {text}, -- NULL: a draft
    edition      {int} NOT NULL, -- of this grant, from 1
    sums         {text} NOT NULL, -- JSON: what it said to the cent when it was handed in
    outcome      {text} NOT NULL, -- "", accepted, questioned
    outcome_text {text} NOT NULL,
    mark         {text} NOT NULL,
    version      {int} NOT NULL DEFAULT 1,
    changed_at   {text} NOT NULL
){strict};
CREATE UNIQUE INDEX grant_proofs_mark ON grant_proofs (tenant_id, mark);
CREATE UNIQUE INDEX grant_proofs_edition ON grant_proofs (grant_id, edition);

-- What looks like being paid twice and is not, or was agreed to: whoever has found out says why. key: of what, with the
-- amounts of which it speaks, so that other amounts are looked at anew.
CREATE TABLE grant_findings_accepted (
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    key         {text} NOT NULL,
    reason      {text} NOT NULL,
    accepted_by {text} NOT NULL, -- Actor::code()
    accepted_at {text} NOT NULL,
    PRIMARY KEY (tenant_id, key)
){strict};
