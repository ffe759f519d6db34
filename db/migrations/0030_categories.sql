-- What a district has changed of its categories: kinds of offers ("kind-mbe") and life situations ("situation-work"), see
-- docs/adr/0038. One without a row is as the program brings it along. place: in the row of its sort; NULL: where the program
-- has it. is_off_home, is_off_filter: has no tile on the home page, is not offered by the filter.
CREATE TABLE categories (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    key            {text} NOT NULL,
    place          {int},
    is_off_home    {bool} NOT NULL,
    is_off_filter  {bool} NOT NULL,
    version        {int} NOT NULL,
    changed_at     {text} NOT NULL
){strict};
CREATE UNIQUE INDEX categories_key ON categories (tenant_id, key);

-- Of one language; an empty name or hint is that of the program.
CREATE TABLE category_texts (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    category_id  {int} NOT NULL REFERENCES categories (id),
    language     {text} NOT NULL,
    name         {text} NOT NULL,
    hint         {text} NOT NULL
){strict};
CREATE UNIQUE INDEX category_texts_once ON category_texts (category_id, language);
