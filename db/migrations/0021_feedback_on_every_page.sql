-- Messages from any page. Only barriers have deadlines by law (BITVNRW § 5); those that were promised before stay.
-- owner: whose record the message is about (an access scope; 0: the whole district).
-- taken_by: who looks after it.
DROP INDEX feedback_by_state;
ALTER TABLE feedback ADD COLUMN owner {int} NOT NULL DEFAULT 0;
ALTER TABLE feedback ADD COLUMN taken_by {int} REFERENCES accounts (id) ON DELETE SET NULL;
ALTER TABLE feedback ADD COLUMN due_by {text};
ALTER TABLE feedback ADD COLUMN due_at_latest {text};
UPDATE feedback SET due_by = answer_by, due_at_latest = answer_at_latest;
ALTER TABLE feedback DROP COLUMN answer_by;
ALTER TABLE feedback DROP COLUMN answer_at_latest;
ALTER TABLE feedback RENAME COLUMN due_by TO answer_by;
ALTER TABLE feedback RENAME COLUMN due_at_latest TO answer_at_latest;
CREATE INDEX feedback_by_state ON feedback (tenant_id, state, answer_by);
CREATE INDEX feedback_taken_by ON feedback (taken_by);

-- "Was this page helpful?": how often which answer, per page, language and day. Nobody knows who pressed.
CREATE TABLE page_answers (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    day        {text} NOT NULL,
    page       {text} NOT NULL,
    language   {text} NOT NULL,
    yes        {int} NOT NULL,
    no         {int} NOT NULL,
    CONSTRAINT page_answers_counted CHECK (yes >= 0 AND no >= 0)
){strict};
CREATE UNIQUE INDEX page_answers_once ON page_answers (tenant_id, day, page, language);

-- Searches that found nothing, or not all of their words. What was typed is not kept before it has come on three
-- occasions (days or networks): until then only a fingerprint, made with the key of its day. The keys are sealed with
-- the key of the server and go after a fortnight; then nobody can tell any more whose words the fingerprints are of.
CREATE TABLE search_day_keys (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    day         {text} NOT NULL,
    sealed_key  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX search_day_keys_once ON search_day_keys (tenant_id, day);

CREATE TABLE search_sightings (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    day         {text} NOT NULL,
    words_mark  {text} NOT NULL,
    place_mark  {text} NOT NULL
){strict};
CREATE UNIQUE INDEX search_sightings_once ON search_sightings (tenant_id, words_mark, place_mark);
CREATE INDEX search_sightings_day ON search_sightings (tenant_id, day);

CREATE TABLE unmet_searches (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    words       {text} NOT NULL,
    language    {text} NOT NULL,
    state       {text} NOT NULL,
    settled_on  {text},
    CONSTRAINT unmet_searches_state CHECK (state IN ('open', 'done', 'hidden')),
    CONSTRAINT unmet_searches_settled CHECK ((state = 'open') = (settled_on IS NULL))
){strict};
CREATE UNIQUE INDEX unmet_searches_once ON unmet_searches (tenant_id, language, words);

CREATE TABLE unmet_search_days (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    search_id  {int} NOT NULL REFERENCES unmet_searches (id) ON DELETE CASCADE,
    day        {text} NOT NULL,
    times      {int} NOT NULL,
    CONSTRAINT unmet_search_days_times CHECK (times > 0)
){strict};
CREATE UNIQUE INDEX unmet_search_days_once ON unmet_search_days (search_id, day);
