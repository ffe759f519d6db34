-- What was known of a year when it was closed (docs/adr/0092): one text, which nobody changes any more. hash: SHA-256 of content, in
-- which that of the year before stands, too. The triggers stand beside each kind of database in its own words.
CREATE TABLE closed_years (
    id        {pk},
    tenant_id {int} NOT NULL REFERENCES tenants (id),
    year_id   {int} NOT NULL REFERENCES steering_years (id),
    state_day {text} NOT NULL, -- of which the state is
    closed_at {text} NOT NULL,
    closed_by {text} NOT NULL, -- Actor::code()
    reason    {text} NOT NULL, -- why it was closed although something was missing
    content   {text} NOT NULL, -- JSON in one spelling
    hash      {text} NOT NULL
){strict};
CREATE UNIQUE INDEX closed_years_year ON closed_years (year_id);

CREATE FUNCTION closed_years_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'closed years can be neither changed nor removed';
END
$$;
CREATE TRIGGER closed_years_keep_rows BEFORE UPDATE OR DELETE ON closed_years
    FOR EACH ROW EXECUTE FUNCTION closed_years_keep();
CREATE TRIGGER closed_years_keep_table BEFORE TRUNCATE ON closed_years
    FOR EACH STATEMENT EXECUTE FUNCTION closed_years_keep();
