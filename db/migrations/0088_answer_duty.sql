-- The duty to answer (docs/adr/0086). owner_mail: where the office that owes an answer is reached; '' where nobody has said it.
ALTER TABLE recommendations ADD COLUMN owner_mail {text} NOT NULL DEFAULT '';

-- What the owner of an answer was told of, once each: that it was submitted, that the day comes near, that it is over. owner: the panel
-- ("12") or a digest of the office's address; day: of a submission its own, else the one until which the answer is due. Another day or
-- owner is another row. letters: how many were ordered with it, without those that had nothing to say when they were to leave; 0 where a
-- more urgent one stood for it.
CREATE TABLE recommendation_letters (
    tenant_id         {int} NOT NULL REFERENCES tenants (id),
    recommendation_id {int} NOT NULL REFERENCES recommendations (id),
    kind              {text} NOT NULL,
    day               {text} NOT NULL,
    owner             {text} NOT NULL,
    letters           {int} NOT NULL,
    ordered_at        {text} NOT NULL,
    PRIMARY KEY (recommendation_id, kind, day, owner)
){strict};

-- Meetings from whose agenda the office has taken the item of the open answers: it stays away until they put it back.
CREATE TABLE agenda_left_off (
    meeting_id {int} PRIMARY KEY REFERENCES meetings (id),
    tenant_id  {int} NOT NULL REFERENCES tenants (id)
){strict};
