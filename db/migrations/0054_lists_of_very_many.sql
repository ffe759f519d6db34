-- What pages and jobs ask of a district with 200,000 offers.
-- How many offers carry a life situation that the district has made, before somebody archives it. Districts without any
-- have an empty index.
CREATE INDEX offer_codes_own ON offer_codes (tenant_id, code) WHERE facet = 'situation' AND code >= 'own_' AND code < 'own~';
-- Whether somebody leads there, and who, is known without the rows: asked for each target of a list.
DROP INDEX link_uses_target;
CREATE INDEX link_uses_target ON link_uses (target_id, tenant_id, owner);
-- Few of many: by their state, in the order in which they are shown.
DROP INDEX link_targets_state;
CREATE INDEX link_targets_state ON link_targets (tenant_id, state, list_text, id);
CREATE INDEX link_targets_failing ON link_targets (tenant_id, list_text, id) WHERE state IN ('gone', 'unreachable');
DROP INDEX offers_draft_state;
CREATE INDEX offers_draft_state ON offers (tenant_id, draft_state, changed_at, id);
