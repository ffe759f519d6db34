-- A session of the conference (docs/adr/0074): a meeting for which people register. slug: of its address, "2027" or "2027-herbst".
-- taken: seats of the parties, raised and lowered with them.
CREATE TABLE programmes (
    id         {pk_once},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    meeting_id {int} NOT NULL REFERENCES meetings (id),
    slug       {text} NOT NULL,
    opens_at   {text} NOT NULL,
    closes_at  {text} NOT NULL,
    seats      {int} NOT NULL,
    taken      {int} NOT NULL DEFAULT 0,
    state      {text} NOT NULL,
    version    {int} NOT NULL DEFAULT 1,
    changed_at {text} NOT NULL,
    CONSTRAINT programmes_taken CHECK (taken >= 0 AND taken <= seats)
){strict};
CREATE UNIQUE INDEX programmes_meeting ON programmes (meeting_id);
CREATE UNIQUE INDEX programmes_slug ON programmes (tenant_id, slug);

-- What people choose between, in the order of position.
CREATE TABLE programme_parts (
    id           {pk_once},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    programme_id {int} NOT NULL REFERENCES programmes (id),
    kind         {text} NOT NULL,
    name         {text} NOT NULL,
    position     {int} NOT NULL,
    seats        {int} NOT NULL,
    taken        {int} NOT NULL DEFAULT 0,
    CONSTRAINT programme_parts_taken CHECK (taken >= 0 AND taken <= seats)
){strict};
CREATE INDEX programme_parts_programme ON programme_parts (programme_id, position);

-- A party. form_mark: of the form that was sent, content_mark: of what stood in it; a second press finds the first one. mail,
-- telephone: one of them, '' once erased. Jobs name these numbers, hence none is given twice.
CREATE TABLE registrations (
    id            {pk_once},
    tenant_id     {int} NOT NULL REFERENCES tenants (id),
    programme_id  {int} NOT NULL REFERENCES programmes (id),
    form_mark     {text} NOT NULL,
    content_mark  {text} NOT NULL,
    state         {text} NOT NULL,
    language      {text} NOT NULL,
    mail          {text} NOT NULL,
    telephone     {text} NOT NULL,
    consent       {text} NOT NULL, -- which text was agreed to
    registered_at {text} NOT NULL,
    version       {int} NOT NULL DEFAULT 1
){strict};
CREATE UNIQUE INDEX registrations_form ON registrations (tenant_id, form_mark);
CREATE INDEX registrations_programme ON registrations (programme_id);

-- Links to a registration, as digests. of_letter: it stands in a letter, and ends when the address becomes another one.
CREATE TABLE registration_links (
    token_hash      {text} NOT NULL PRIMARY KEY,
    tenant_id       {int} NOT NULL REFERENCES tenants (id),
    registration_id {int} NOT NULL REFERENCES registrations (id),
    of_letter       {bool} NOT NULL,
    made_at         {text} NOT NULL
){strict};
CREATE INDEX registration_links_registration ON registration_links (registration_id);

-- Those of a party that come; whoever cancels has none. Needs are '' and FALSE two weeks after the session, name and organisation ''
-- after three months: part, role and municipality stay, to be counted.
CREATE TABLE participants (
    id              {pk_once},
    tenant_id       {int} NOT NULL REFERENCES tenants (id),
    registration_id {int} NOT NULL REFERENCES registrations (id),
    part_id         {int} NOT NULL REFERENCES programme_parts (id),
    position        {int} NOT NULL,
    name            {text} NOT NULL,
    role            {text} NOT NULL,
    body_id         {int} REFERENCES bodies (id), -- NULL: elsewhere, or not said
    organisation    {text} NOT NULL,
    interpreter     {text} NOT NULL,
    children        {text} NOT NULL,
    food            {text} NOT NULL,
    wheelchair      {bool} NOT NULL,
    sign_language   {bool} NOT NULL,
    remark          {text} NOT NULL
){strict};
CREATE INDEX participants_registration ON participants (registration_id, position);
CREATE INDEX participants_part ON participants (part_id);
