-- The audit trail by person, kind of action, kind of record and day, newest first, however many entries there are:
-- for each action and kind of record these give the newest entries without reading any other.
CREATE INDEX audit_entries_action ON audit_entries (tenant_id, action, subject_kind, sequence);
CREATE INDEX audit_entries_actor ON audit_entries (tenant_id, actor, action, subject_kind, sequence);
CREATE INDEX audit_entries_at ON audit_entries (tenant_id, at, sequence);
