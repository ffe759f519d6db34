-- Where an address stands that is erased: kept for the outcome of a proposal, too.
CREATE INDEX offer_confirmations_address ON offer_confirmations (tenant_id, address) WHERE address IS NOT NULL;
