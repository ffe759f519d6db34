-- The locations of the offers are grouped by address without the offers themselves, which carry long texts; and
-- those of one postal code are found by it.
CREATE INDEX offers_by_location ON offers (tenant_id, postal_code, city, street, reach, body_id, organisation_id,
                                           status, published_at, id)
    WHERE street <> '';
