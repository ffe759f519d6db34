-- People with whom the office works (docs/adr/0060). body_id: whose record it is, NULL of the Kreis. municipality_id: for which
-- they stand, NULL unknown. list_text: family and given name folded, by which lists are sorted; likeness: what is alike in the
-- spellings of a name. mark: of the form by which somebody was added, so that a button pressed twice adds one. merged_into_id:
-- turned out to be that one. erased_at: the row is empty since. no_ground_since: no module has had a ground to keep them since.
CREATE TABLE persons (
    id               {pk},
    tenant_id        {int} NOT NULL REFERENCES tenants (id),
    body_id          {int} REFERENCES bodies (id),
    title            {text} NOT NULL,
    given_name       {text} NOT NULL,
    family_name      {text} NOT NULL,
    salutation       {text} NOT NULL,
    letters_language {text} NOT NULL,
    works_for        {text} NOT NULL,
    works_for_key    {text} NOT NULL, -- folded
    position         {text} NOT NULL,
    field_of_work    {text} NOT NULL,
    gender           {text} NOT NULL, -- as they say themselves: unknown until then
    municipality_id  {int} REFERENCES bodies (id),
    note             {text} NOT NULL,
    list_text        {text} NOT NULL,
    likeness         {text} NOT NULL,
    mark             {text} NOT NULL,
    version          {int} NOT NULL DEFAULT 1,
    changed_at       {text} NOT NULL,
    merged_into_id   {int} REFERENCES persons (id),
    erased_at        {text},
    no_ground_since  {text}
){strict};
CREATE UNIQUE INDEX persons_mark ON persons (tenant_id, mark);
CREATE INDEX persons_listed ON persons (tenant_id, list_text, id);
CREATE INDEX persons_changed ON persons (tenant_id, changed_at, id);
CREATE INDEX persons_alike ON persons (tenant_id, likeness);
CREATE INDEX persons_merged ON persons (merged_into_id) WHERE merged_into_id IS NOT NULL;
-- normal: what is the same however it is typed. The first of a kind is the one to use.
CREATE TABLE person_addresses (
    id        {pk},
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    person_id {int} NOT NULL REFERENCES persons (id),
    position  {int} NOT NULL,
    kind      {text} NOT NULL, -- mail, phone, post
    used_for  {text} NOT NULL, -- work, private
    value     {text} NOT NULL,
    normal    {text} NOT NULL
){strict};
CREATE INDEX person_addresses_person ON person_addresses (person_id);
CREATE INDEX person_addresses_normal ON person_addresses (tenant_id, kind, normal);
CREATE TABLE person_languages (
    id        {pk},
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    person_id {int} NOT NULL REFERENCES persons (id),
    tag       {text} NOT NULL
){strict};
CREATE UNIQUE INDEX person_languages_once ON person_languages (person_id, tag);
