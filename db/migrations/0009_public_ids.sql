-- Two districts may take over the same feed: a public id is unique within one, and neither learns of the other.
DROP INDEX offers_public_id;
CREATE UNIQUE INDEX offers_public_id ON offers (tenant_id, public_id);
