-- Who runs an offer proposes other entries through the link: they wait as a draft, and what becomes of it is told there.
-- proposed_version: the version that the answer has made. language, address: of whoever proposed; the address goes with the last outcome.
-- outcome: what was told last; nothing yet, or 'given_back', as long as the draft may still become something.
-- shows_version: of a link that was sent with a draft that was given back: what its form begins with.
ALTER TABLE offer_confirmations ADD COLUMN proposed_version {int};
ALTER TABLE offer_confirmations ADD COLUMN language {text};
ALTER TABLE offer_confirmations ADD COLUMN address {text};
ALTER TABLE offer_confirmations ADD COLUMN outcome {text};
ALTER TABLE offer_confirmations ADD COLUMN shows_version {int};
