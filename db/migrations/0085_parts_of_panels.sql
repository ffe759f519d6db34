-- Of which field of action or group a part of a session is (docs/adr/0084); NULL: of none. has_panel_name: it is called as its panel,
-- and is renamed with it as long as that goes on and the session is not over.
ALTER TABLE programme_parts ADD COLUMN panel_id {int} REFERENCES panels (id);
ALTER TABLE programme_parts ADD COLUMN has_panel_name {bool} NOT NULL DEFAULT FALSE;
CREATE INDEX programme_parts_panel ON programme_parts (panel_id);

-- Whether a panel is named by a recommendation is asked of each of them, for translators (docs/adr/0085).
CREATE INDEX recommendations_group ON recommendations (group_id);
CREATE INDEX recommendations_owner ON recommendations (owner_id);
