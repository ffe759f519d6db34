-- Who runs an offer is asked every half year and reminded: how often since the last answer.
ALTER TABLE offer_confirmation_requests ADD COLUMN times {int} NOT NULL DEFAULT 1;
ALTER TABLE offer_confirmation_requests ADD COLUMN answered_at {text};
UPDATE offer_confirmation_requests
   SET answered_at = (SELECT MAX(c.answered_at) FROM offer_confirmations c
                       WHERE c.tenant_id = offer_confirmation_requests.tenant_id
                         AND c.offer_id = offer_confirmation_requests.offer_id
                         AND c.answered_at >= offer_confirmation_requests.asked_at);
-- The mail server has refused the address of the offer for good.
ALTER TABLE offer_confirmation_requests ADD COLUMN undeliverable {bool} NOT NULL DEFAULT FALSE;

-- How many offers of each owner are confirmed, for the page of today.
CREATE INDEX offers_care ON offers (tenant_id, status, reach, body_id, confirmed_on, published_at);
