-- Who runs an offer is asked every half year and reminded: how often since the last answer.
ALTER TABLE offer_confirmation_requests ADD COLUMN times {int} NOT NULL DEFAULT 1;
ALTER TABLE offer_confirmation_requests ADD COLUMN answered_at {text};
-- The mail could not be sent for good.
ALTER TABLE offer_confirmation_requests ADD COLUMN undeliverable {bool} NOT NULL DEFAULT FALSE;

-- How many offers of each owner are confirmed, for the page of today.
CREATE INDEX offers_care ON offers (tenant_id, status, reach, body_id, confirmed_on, published_at);
