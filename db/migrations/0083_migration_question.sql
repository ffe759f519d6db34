-- The voluntary question about a history of migration (docs/adr/0083). The box: answers that are not counted yet, each as three rows
-- that are drawn apart: whole (what was answered), role and municipality (whether there is a history, and the one or the other; never
-- both). draw: random, and another one after each answer. No column says who answered, when, in which place of the order, or in which
-- language. Each answer writes all rows of its session anew, in the order of draw; the night empties them into the totals.
CREATE TABLE migration_answers (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    draw         {text} NOT NULL,
    cut          {text} NOT NULL,
    answer       {text} NOT NULL,
    role         {text}, -- NULL: not said, or of another cut
    body_id      {int} REFERENCES bodies (id), -- NULL: elsewhere, not said, or of another cut
    PRIMARY KEY (programme_id, draw),
    CHECK ((role IS NULL OR cut = 'role') AND (body_id IS NULL OR cut = 'municipality'))
){strict};

-- Digests of the forms whose answers lie in the box, so that a second press is none; emptied with it, and tied to none of its rows.
CREATE TABLE migration_forms (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    digest       {text} NOT NULL,
    PRIMARY KEY (programme_id, digest)
){strict};

-- What was emptied out of the box: how many people. Each cut has all of them.
CREATE TABLE migration_totals (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    cut          {text} NOT NULL,
    answer       {text} NOT NULL,
    role         {text},
    body_id      {int} REFERENCES bodies (id),
    people       {int} NOT NULL,
    CHECK ((role IS NULL OR cut = 'role') AND (body_id IS NULL OR cut = 'municipality'))
){strict};
CREATE INDEX migration_totals_programme ON migration_totals (programme_id);

-- Sessions of which the last answers are counted: their question is closed, whatever day they are moved to.
CREATE TABLE migration_questions (
    programme_id {int} PRIMARY KEY REFERENCES programmes (id),
    tenant_id    {int} NOT NULL REFERENCES tenants (id)
){strict};
