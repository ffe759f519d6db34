-- The offers that nobody can be asked about by mail are counted on "Heute".
CREATE INDEX offers_without_address ON offers (tenant_id, body_id) WHERE email = '';
