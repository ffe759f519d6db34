-- contact_owner: the contact is an address for asking that is not public, and stays with this body (0: the Kreis) where the message is
-- handed on. NULL: whoever wrote the message has left it to be answered.
ALTER TABLE feedback ADD COLUMN contact_owner {int};

-- Those from before, as far as it can be told: handed on, they had been the Kreis's, or are to be decided about there.
UPDATE feedback SET contact_owner = CASE WHEN EXISTS (
    SELECT 1 FROM feedback_handings h WHERE h.feedback_id = feedback.id AND h.to_owner IS NOT NULL) THEN 0 ELSE owner END
WHERE contact <> '' AND EXISTS (
    SELECT 1 FROM asking_addresses a WHERE a.tenant_id = feedback.tenant_id AND LOWER(a.address) = LOWER(feedback.contact));
