-- The portal: offers, information pages, translations per field, feedback.
-- Texts stand here in the source language of the tenant; everything else is in `translations`.

-- One record that later renders as page, map place, brochure entry, HSDS service and Integreat location.
-- HSDS knows services at several locations; here each service at a location is one offer, because people
-- look for a counter, not for a service.
CREATE TABLE offers (
    id               {pk},
    tenant_id        {int} NOT NULL REFERENCES tenants (id),
    public_id        {text} NOT NULL,
    key              {text} NOT NULL,
    slug             {text} NOT NULL,
    organisation_id  {int} REFERENCES organisations (id),
    body_id          {int} REFERENCES bodies (id),
    reach            {text} NOT NULL,
    kind             {text} NOT NULL,
    subkind          {text} NOT NULL,
    status           {text} NOT NULL,
    title            {text} NOT NULL,
    summary          {text} NOT NULL,
    description      {text} NOT NULL,
    target_group     {text} NOT NULL,
    email            {text} NOT NULL,
    website          {text} NOT NULL,
    street           {text} NOT NULL,
    postal_code      {text} NOT NULL,
    city             {text} NOT NULL,
    address_note     {text} NOT NULL,
    latitude         {real},
    longitude        {real},
    appointment      {text} NOT NULL,
    always_open      {bool} NOT NULL,
    hours_text       {text} NOT NULL,
    hours_as_of      {text},
    cost             {text} NOT NULL,
    cost_cents       {int},
    cost_note        {text} NOT NULL,
    childcare        {text} NOT NULL,
    wheelchair       {text} NOT NULL,
    course_type      {text} NOT NULL,
    level_from       {text} NOT NULL,
    level_to         {text} NOT NULL,
    next_start       {text},
    free_places      {int},
    is_example       {bool} NOT NULL,
    as_of            {text},
    confirmed_on     {text},
    outdated_risk    {text} NOT NULL,
    remark           {text} NOT NULL,
    content_hash     {text} NOT NULL,
    created_at       {text} NOT NULL,
    changed_at       {text} NOT NULL,
    CONSTRAINT offers_reach CHECK (reach IN ('municipality', 'district', 'nationwide')),
    CONSTRAINT offers_kind CHECK (kind IN ('integration_course', 'mbe', 'jmd', 'other_offer',
                                           'general_information', 'infrastructure')),
    CONSTRAINT offers_status CHECK (status IN ('active', 'inactive', 'defunct', 'temporarily_closed')),
    CONSTRAINT offers_cost CHECK (cost IN ('free', 'fee', 'unknown')),
    CONSTRAINT offers_childcare CHECK (childcare IN ('yes', 'no', 'unknown')),
    CONSTRAINT offers_wheelchair CHECK (wheelchair IN ('yes', 'partly', 'no', 'unknown')),
    CONSTRAINT offers_appointment CHECK (appointment IN ('required', 'possible', 'none', 'unknown')),
    CONSTRAINT offers_free_places CHECK (free_places IS NULL OR free_places >= 0)
){strict};
CREATE UNIQUE INDEX offers_key ON offers (tenant_id, key);
CREATE UNIQUE INDEX offers_slug ON offers (tenant_id, slug);
CREATE UNIQUE INDEX offers_public_id ON offers (public_id);
CREATE INDEX offers_body ON offers (body_id);
CREATE INDEX offers_organisation ON offers (organisation_id);

-- Codes of an offer: life situations, target groups, spoken and interpreted languages, covered bodies.
CREATE TABLE offer_codes (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    offer_id   {int} NOT NULL REFERENCES offers (id),
    facet      {text} NOT NULL,
    code       {text} NOT NULL,
    CONSTRAINT offer_codes_facet CHECK (facet IN ('situation', 'target_group', 'language', 'interpreter', 'coverage'))
){strict};
CREATE UNIQUE INDEX offer_codes_once ON offer_codes (offer_id, facet, code);

CREATE TABLE offer_phones (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    offer_id       {int} NOT NULL REFERENCES offers (id),
    position       {int} NOT NULL,
    printed        {text} NOT NULL,
    international  {text} NOT NULL,
    note           {text} NOT NULL
){strict};
CREATE INDEX offer_phones_offer ON offer_phones (offer_id);

-- Weekly rules; minutes after midnight, 1440 is the end of the day. weekday: 1 = Monday (ISO 8601).
CREATE TABLE offer_hours (
    id              {pk},
    tenant_id       {int} NOT NULL REFERENCES tenants (id),
    offer_id        {int} NOT NULL REFERENCES offers (id),
    weekday         {int} NOT NULL,
    from_minute     {int} NOT NULL,
    to_minute       {int} NOT NULL,
    valid_from      {text},
    valid_to        {text},
    by_appointment  {bool} NOT NULL,
    note            {text} NOT NULL,
    CONSTRAINT offer_hours_weekday CHECK (weekday BETWEEN 1 AND 7),
    CONSTRAINT offer_hours_minutes CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440)
){strict};
CREATE INDEX offer_hours_offer ON offer_hours (offer_id);

-- Dated exceptions win over the weekly rules and over public holidays.
CREATE TABLE offer_exceptions (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    offer_id     {int} NOT NULL REFERENCES offers (id),
    day          {text} NOT NULL,
    is_closed    {bool} NOT NULL,
    from_minute  {int},
    to_minute    {int},
    note         {text} NOT NULL
){strict};
CREATE INDEX offer_exceptions_offer ON offer_exceptions (offer_id);

CREATE TABLE offer_documents (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    offer_id   {int} NOT NULL REFERENCES offers (id),
    position   {int} NOT NULL,
    text       {text} NOT NULL
){strict};
CREATE INDEX offer_documents_offer ON offer_documents (offer_id);

-- Where a fact was read, and how sure each filled field is: a field that was not read is never a fact.
CREATE TABLE offer_sources (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    offer_id   {int} NOT NULL REFERENCES offers (id),
    position   {int} NOT NULL,
    title      {text} NOT NULL,
    site       {text} NOT NULL
){strict};
CREATE INDEX offer_sources_offer ON offer_sources (offer_id);

CREATE TABLE offer_unsure_fields (
    id         {pk},
    tenant_id  {int} NOT NULL REFERENCES tenants (id),
    offer_id   {int} NOT NULL REFERENCES offers (id),
    field      {text} NOT NULL
){strict};
CREATE UNIQUE INDEX offer_unsure_fields_once ON offer_unsure_fields (offer_id, field);

-- General information and legal pages: a tree of Markdown texts; body_id: a municipality's own page.
CREATE TABLE pages (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    body_id     {int} REFERENCES bodies (id),
    parent_id   {int} REFERENCES pages (id),
    slug        {text} NOT NULL,
    position    {int} NOT NULL,
    kind        {text} NOT NULL,
    situation   {text} NOT NULL,
    title       {text} NOT NULL,
    summary     {text} NOT NULL,
    content     {text} NOT NULL,
    created_at  {text} NOT NULL,
    changed_at  {text} NOT NULL,
    CONSTRAINT pages_kind CHECK (kind IN ('info', 'legal', 'simple', 'place'))
){strict};
CREATE UNIQUE INDEX pages_slug ON pages (tenant_id, slug);
CREATE INDEX pages_parent ON pages (parent_id);

-- A translation knows the text it was made from: another hash of the source means "outdated".
CREATE TABLE translations (
    id             {pk},
    tenant_id      {int} NOT NULL REFERENCES tenants (id),
    subject_kind   {text} NOT NULL,
    subject_id     {int} NOT NULL,
    field          {text} NOT NULL,
    language       {text} NOT NULL,
    text           {text} NOT NULL,
    origin         {text} NOT NULL,
    source_hash    {text} NOT NULL,
    translated_at  {text} NOT NULL,
    CONSTRAINT translations_subject_kind CHECK (subject_kind IN ('offer', 'page', 'body')),
    CONSTRAINT translations_origin CHECK (origin IN ('person', 'machine'))
){strict};
CREATE UNIQUE INDEX translations_once ON translations (tenant_id, subject_kind, subject_id, field, language);

-- Messages from the public. BITVNRW § 5: a barrier must be answered within 2, at most 6 weeks.
CREATE TABLE feedback (
    id               {pk},
    tenant_id        {int} NOT NULL REFERENCES tenants (id),
    idempotency_key  {text} NOT NULL,
    topic            {text} NOT NULL,
    page             {text} NOT NULL,
    message          {text} NOT NULL,
    contact          {text} NOT NULL,
    language         {text} NOT NULL,
    state            {text} NOT NULL,
    received_at      {text} NOT NULL,
    answer_by        {text} NOT NULL,
    answer_at_latest {text} NOT NULL,
    CONSTRAINT feedback_topic CHECK (topic IN ('barrier', 'content', 'missing_offer')),
    CONSTRAINT feedback_state CHECK (state IN ('open', 'answered', 'closed'))
){strict};
CREATE UNIQUE INDEX feedback_idempotency ON feedback (tenant_id, idempotency_key);

-- Every import is kept: what it was made from (blob of the file) and what it did.
CREATE TABLE import_runs (
    id           {pk},
    tenant_id    {int} NOT NULL REFERENCES tenants (id),
    source_name  {text} NOT NULL,
    source_hash  {text} NOT NULL,
    finished_at  {text} NOT NULL,
    created      {int} NOT NULL,
    changed      {int} NOT NULL,
    unchanged    {int} NOT NULL
){strict};
CREATE INDEX import_runs_tenant ON import_runs (tenant_id);
