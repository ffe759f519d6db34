-- What somebody has typed into a form and not yet saved, as it was when they last stopped typing: it outlives a closed tab and a
-- crashed browser. Nobody else sees it; it goes with the saving of the form, with the account, and after two weeks.
CREATE TABLE account_unsaved_entries (
    id          {pk},
    tenant_id   {int} NOT NULL REFERENCES tenants (id),
    account_id  {int} NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    form_key    {text} NOT NULL, -- one opening of a form: two windows do not overwrite each other
    page        {text} NOT NULL, -- the path where the form stands
    title       {text} NOT NULL, -- heading of that page
    fields      {text} NOT NULL, -- names and values as a browser sends them, without secrets and files
    saved_at    {text} NOT NULL
){strict};
CREATE UNIQUE INDEX account_unsaved_entries_form ON account_unsaved_entries (tenant_id, account_id, form_key);
CREATE INDEX account_unsaved_entries_page ON account_unsaved_entries (tenant_id, page);
CREATE INDEX account_unsaved_entries_at ON account_unsaved_entries (tenant_id, saved_at);
