-- What the server asks its database for one registration of one person without a mail address, statement by statement
-- (send_registration in src/modules/meetings/registration/registration_site.cpp, and what it calls). Before bench/seats.py measures, it
-- compares verbs and tables with what the server sends, and ends where they differ. What the server reckons (digests, the
-- hash of the audit trail) is a text of that length here.
\set key random(100000000000, 999999999999)

-- The session by its address.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT id, meeting_id, slug, opens_at, closes_at, seats, taken, beyond, state, version FROM programmes WHERE tenant_id = :tenant AND slug = :slug;
SELECT id, panel_id, title, purpose, day, begins_at, ends_at, place, address, online_link, interpreters, childcare, accessibility, budget_planned, budget_spent, state, cancelled_for, participants, is_approximate, reported_share, is_share_approximate, share_source, results, is_uncertain, remark, source, is_public, shows_agenda, slug, series, version, changed_at FROM meetings WHERE tenant_id = :tenant AND id = :meeting;
SELECT t.id, t.kind, t.name, t.position, t.seats, t.taken, t.beyond, COALESCE(w.people, 0), t.panel_id, t.has_panel_name, p.parent_id FROM programme_parts t LEFT JOIN panels p ON p.id = t.panel_id LEFT JOIN (SELECT a.part_id, COUNT(*) AS people FROM registrations r JOIN participants a ON a.registration_id = r.id WHERE r.tenant_id = :tenant AND r.programme_id = :programme AND r.state = 'waiting' GROUP BY a.part_id) w ON w.part_id = t.id WHERE t.tenant_id = :tenant AND t.programme_id = :programme ORDER BY t.position, t.id;
SELECT id, kind, slug, name, official_kind, ags, ars, latitude, longitude, area_km2, population, population_source, intro, outline, label_x, label_y, version FROM bodies WHERE tenant_id = :tenant ORDER BY CASE kind WHEN 'district' THEN 0 ELSE 1 END, slug;
COMMIT;

-- The work.
BEGIN ISOLATION LEVEL READ COMMITTED;
SELECT pg_advisory_xact_lock(1802464621, CAST(:tenant AS INTEGER));
SELECT content_mark FROM registrations WHERE tenant_id = :tenant AND form_mark = '0000000000000000000000000000000000000000000000000000' || :key;
SELECT id, meeting_id, slug, opens_at, closes_at, seats, taken, beyond, state, version FROM programmes WHERE tenant_id = :tenant AND id = :programme;
SELECT id, panel_id, title, purpose, day, begins_at, ends_at, place, address, online_link, interpreters, childcare, accessibility, budget_planned, budget_spent, state, cancelled_for, participants, is_approximate, reported_share, is_share_approximate, share_source, results, is_uncertain, remark, source, is_public, shows_agenda, slug, series, version, changed_at FROM meetings WHERE tenant_id = :tenant AND id = :meeting;
SELECT id, kind, slug, name, official_kind, ags, ars, latitude, longitude, area_km2, population, population_source, intro, outline, label_x, label_y, version FROM bodies WHERE tenant_id = :tenant ORDER BY CASE kind WHEN 'district' THEN 0 ELSE 1 END, slug;
SELECT t.id, t.kind, t.name, t.position, t.seats, t.taken, t.beyond, COALESCE(w.people, 0), t.panel_id, t.has_panel_name, p.parent_id FROM programme_parts t LEFT JOIN panels p ON p.id = t.panel_id LEFT JOIN (SELECT a.part_id, COUNT(*) AS people FROM registrations r JOIN participants a ON a.registration_id = r.id WHERE r.tenant_id = :tenant AND r.programme_id = :programme AND r.state = 'waiting' GROUP BY a.part_id) w ON w.part_id = t.id WHERE t.tenant_id = :tenant AND t.programme_id = :programme ORDER BY t.position, t.id;
SELECT id, meeting_id, slug, opens_at, closes_at, seats, taken, beyond, state, version FROM programmes WHERE tenant_id = :tenant AND id = :programme;
SELECT t.id, t.kind, t.name, t.position, t.seats, t.taken, t.beyond, COALESCE(w.people, 0), t.panel_id, t.has_panel_name, p.parent_id FROM programme_parts t LEFT JOIN panels p ON p.id = t.panel_id LEFT JOIN (SELECT a.part_id, COUNT(*) AS people FROM registrations r JOIN participants a ON a.registration_id = r.id WHERE r.tenant_id = :tenant AND r.programme_id = :programme AND r.state = 'waiting' GROUP BY a.part_id) w ON w.part_id = t.id WHERE t.tenant_id = :tenant AND t.programme_id = :programme ORDER BY t.position, t.id;
SELECT r.id, r.place, a.part_id, COUNT(*) FROM registrations r JOIN participants a ON a.registration_id = r.id WHERE r.tenant_id = :tenant AND r.programme_id = :programme AND r.state = :waiting GROUP BY r.id, r.place, a.part_id ORDER BY r.place, a.part_id;
UPDATE programmes SET taken = taken + 1 WHERE tenant_id = :tenant AND id = :programme AND taken + 1 <= seats;
UPDATE programme_parts SET taken = taken + 1 WHERE tenant_id = :tenant AND programme_id = :programme AND id = :part AND taken + 1 <= seats;
INSERT INTO registrations (tenant_id, programme_id, form_mark, content_mark, state, language, mail, telephone, consent, registered_at, place) VALUES (:tenant, :programme, '0000000000000000000000000000000000000000000000000000' || :key, '0000000000000000000000000000000000000000000000000000' || :key, 'registered', 'de', '', '0176 04069099', '2026-11', '2026-11-29T11:05:21.038Z', NULL) RETURNING id AS registration \gset
INSERT INTO participants (part_id, position, name, role, body_id, organisation, interpreter, children, food, wheelchair, sign_language, remark, tenant_id, registration_id) VALUES (:part, 1, 'Mensch ' || :key, 'private', NULL, '', '', '', '', FALSE, FALSE, '', :tenant, :registration);
INSERT INTO registration_links (token_hash, tenant_id, registration_id, of_letter, made_at) VALUES ('0000000000000000000000000000000000000000000000000000' || :key, :tenant, :registration, FALSE, '2026-11-29T11:05:21.038Z') ON CONFLICT DO NOTHING;
SELECT r.id, r.programme_id, r.state, r.language, r.mail, r.telephone, r.registered_at, r.place, r.offered_until, r.version, r.beyond_reason FROM registrations r WHERE r.tenant_id = :tenant AND r.id = :registration;
UPDATE audit_heads SET sequence = sequence + 1 WHERE tenant_id = :tenant RETURNING sequence, hash \gset
INSERT INTO audit_entries (tenant_id, sequence, at, actor, action, subject_kind, subject_id, before_json, after_json, request_id, previous_hash, hash) VALUES (:tenant, :sequence, '2026-11-29T11:05:21.038Z', 'public', 'meetings.registration.received', 'meeting', :meeting, '', '', '0000000000000000', :hash, '0000000000000000000000000000000000000000000000000000' || :key);
UPDATE audit_heads SET hash = '0000000000000000000000000000000000000000000000000000' || :key WHERE tenant_id = :tenant;
COMMIT;
