-- What a district has changed of the vocabulary of its search: concepts of its own, and those that the program brings
-- along as far as they are to be other ones (docs/adr/0036). A concept without a row is as it was brought along.
CREATE TABLE concepts (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    key         {text} NOT NULL,
    is_removed  {bool} NOT NULL,
    version     {int} NOT NULL,
    changed_at  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX concepts_key ON concepts (tenant_id, key);

-- words: of one language, one on each line, in the stead of those brought along. Empty: the concept has none in it.
CREATE TABLE concept_words (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    concept_id  {int} NOT NULL REFERENCES concepts (id),
    language    {text} NOT NULL,
    words       {text} NOT NULL
){strict};
CREATE UNIQUE INDEX concept_words_once ON concept_words (concept_id, language);
