-- The term for which a panel sits: that of an elected council, of a steering group that is appointed anew (docs/adr/0053).
ALTER TABLE panels ADD COLUMN term_from {text};
ALTER TABLE panels ADD COLUMN term_to {text};
CREATE INDEX panels_term ON panels (tenant_id, term_to) WHERE term_to IS NOT NULL;
