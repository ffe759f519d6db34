-- The voluntary question about a history of migration (docs/adr/0083). The box: answers that are not counted yet. draw: random, and
-- another one after each answer. No column says who answered, when, in which place of the order, or in which language. Each answer
-- writes all rows of its session anew, in the order of draw; the night empties them into the totals.
CREATE TABLE migration_answers (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    draw         {text} NOT NULL,
    answer       {text} NOT NULL,
    role         {text}, -- NULL: not said
    body_id      {int} REFERENCES bodies (id), -- NULL: elsewhere, or not said
    PRIMARY KEY (programme_id, draw)
){strict};

-- Digests of the forms whose answers lie in the box, so that a second press is none; emptied with it, and tied to none of its rows.
CREATE TABLE migration_forms (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    digest       {text} NOT NULL,
    PRIMARY KEY (programme_id, digest)
){strict};

-- What was emptied out of the box: how many people.
CREATE TABLE migration_totals (
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    answer       {text} NOT NULL,
    role         {text},
    body_id      {int} REFERENCES bodies (id),
    people       {int} NOT NULL
){strict};
CREATE INDEX migration_totals_programme ON migration_totals (programme_id);
