-- What the page "Post und Aufträge" shows when things go wrong: for the walk through the administration side.
-- What is repeated there ends well or waits for its next try: what were given up again at once, the walk could meet or miss.
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 55)
INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at, finished_at, last_error, error_is_told)
SELECT 1, 'portal.feedback.due', '{"feedback":999999}', 'dead', '2026-11-20T06:00:00.000Z', 8, 8, '2026-11-06T09:00:00.000Z', '2026-11-20T13:20:00.000Z',
       'Der Mailserver nimmt die Anmeldung nicht an. Zu prüfen sind smtp_user und das Passwort.', TRUE
  FROM numbers;
INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at, finished_at, last_error, error_is_told)
VALUES
    (1, 'staff.link_mail', '{"email":"nobody@kreis-musterau.example"}', 'dead', '2026-11-21T08:00:00.000Z', 1, 1, '2026-11-21T08:00:00.000Z', '2026-11-21T08:00:02.000Z',
     'Diese Adresse gibt es laut Mailserver nicht (550 5.1.1).', TRUE),
    (1, 'portal.feedback.erase', '{}', 'dead', '2026-11-21T02:00:00.000Z', 8, 8, '2026-11-20T02:00:00.000Z', '2026-11-21T10:00:00.000Z',
     'SQLite 19: a constraint with whatever it was about', FALSE),
    (1, 'a.kind.of.another.version', '{}', 'dead', '2026-11-22T02:00:00.000Z', 8, 9, '2026-11-20T02:00:00.000Z',
     '2026-11-22T10:00:00.000Z', 'the worker vanished (lease expired)', FALSE),
    (1, 'portal.feedback.received', '{}', 'failed', '2199-01-01T08:00:00.000Z', 3, 3, '2026-11-21T08:00:00.000Z', NULL,
     'Der Mailserver ist nicht zu erreichen.', TRUE);
INSERT INTO refused_addresses (tenant_id, address_hash, shown_as, reply, refused_at)
VALUES
    (1, 'a', 'l…@kreis-musterau.example', '550 5.1.1', '2026-11-21T08:00:02.000Z'),
    (1, 'b', 'p…@eine-sehr-lange-adresse-ohne-jeden-umbruch.verwaltung.kreis-musterau.example', '550', '2026-11-03T08:00:02.000Z');
INSERT INTO returned_mails (tenant_id, address_hash, shown_as, delivery, reply, reported_at)
VALUES
    (1, 'c', 'k…@verein.example', 'failed', '552 5.2.2', '2026-11-22T08:00:02.000Z'),
    (1, 'd', 'v…@eine-sehr-lange-adresse-ohne-jeden-umbruch.verwaltung.kreis-musterau.example', 'delayed', '4.4.1', '2026-11-22T09:00:02.000Z');
-- The inbox and the lists of what people miss.
INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, state, received_at, answer_by, answer_at_latest)
VALUES
    (1, 'browser-1', 'content', 'orte', 'Adı yanlış yazılmış, lütfen düzeltin.', 'leyla@example.org', 'tr', 'open', '2026-11-20T08:00:00.000Z', NULL, NULL),
    (1, 'browser-2', 'barrier', '/', 'الخريطة غير مقروءة', '', 'ar', 'open', '2026-09-20T08:00:00.000Z', '2026-10-04', '2026-11-01');
INSERT INTO page_answers (tenant_id, day, page, language, yes, no) VALUES (1, CURRENT_DATE, 'orte', 'ar', 3, 12), (1, CURRENT_DATE, '/', 'de', 40, 2);
INSERT INTO unmet_searches (id, tenant_id, words, language, state) VALUES (1, 1, 'tauchkurs', 'de', 'open'), (2, 1, 'دورة غوص للمبتدئين في المساء', 'ar', 'open');
INSERT INTO unmet_search_days (tenant_id, search_id, day, times) VALUES (1, 1, '2026-11-20', 4), (1, 2, '2026-11-21', 3);
-- Where records lead, and what the night found there.
INSERT INTO link_targets (id, tenant_id, kind, target, digest, list_text, host, state, reason, status, moved_to, checked_at, failures, failing_since, due_at, muted_until, muted_reason, muted_by)
VALUES
    (1, 1, 'web', 'https://www.eine-sehr-lange-adresse.beispiel-traeger.example/beratung/migrationsberatung-fuer-erwachsene?ort=unna', 'a', 'https://www.eine-sehr-lange-adresse.beispiel-traeger.example/beratung', 'www.eine-sehr-lange-adresse.beispiel-traeger.example', 'gone', 'status', 410, '', '2026-11-24T00:40:00.000Z', 3, '2026-11-20T00:40:00.000Z', '2199-01-01T00:00:00.000Z', NULL, '', ''),
    (2, 1, 'web', 'http://vhs.example/kurse', 'b', 'http://vhs.example/kurse', 'vhs.example', 'moved', 'none', 301, 'https://vhs.example/angebot/kurse', '2026-11-24T00:41:00.000Z', 0, NULL, '2199-01-01T00:00:00.000Z', NULL, '', ''),
    (3, 1, 'phone', '02303 27', 'c', '02303 27', '', 'doubtful', 'none', 0, '', '2026-11-24T00:41:00.000Z', 0, NULL, NULL, '2199-01-01', 'Kurzwahl, stimmt so', 'Prüfung');
INSERT INTO link_uses (tenant_id, target_id, subject_kind, subject_id, owner, field, language)
VALUES (1, 1, 'offer', 1, 0, 'website', ''), (1, 2, 'offer', 2, 0, 'website', ''), (1, 3, 'offer', 1, 0, 'phone', '');
-- A draft that waits for approval, and one that was given back.
INSERT INTO record_versions (tenant_id, subject_kind, subject_id, number, action, saved_at, saved_by, fields)
SELECT 1, 'offer', id, version + 1, 'portal.offer.handed_in', '2026-11-24T09:00:00.000Z', 'account:1',
       json_object('title', json_array(title), 'kind', json_array(kind), 'reach', json_array(reach), 'summary', json_array('Neu: auch am Samstag.'))
  FROM offers WHERE id IN (3, 4);
UPDATE offers SET version = version + 1, draft_version = version + 1, draft_base = record_version, draft_state = 'in_review', handed_in_by = 'account:1'
 WHERE id = 3;
UPDATE offers SET version = version + 1, draft_version = version + 1, draft_base = record_version, draft_state = 'returned', handed_in_by = 'account:1',
       return_reason = 'Bitte noch die Öffnungszeiten am Samstag und eine Telefonnummer: Donaudampfschifffahrtsgesellschaftskapitänstelefonnummernverzeichnis.'
 WHERE id = 4;
-- Of two invented meetings: a form that is open whatever the day, and one that is closed with results and sentences. The first is known
-- outside by its programme.
INSERT INTO programmes (tenant_id, meeting_id, slug, opens_at, closes_at, seats, state, changed_at)
VALUES (1, 11, '2026-probe', '2026-11-01T08:00:00.000Z', '2026-11-02T08:00:00.000Z', 9, 'open', '2026-11-01T08:00:00.000Z');
-- For the invented meeting of today, which begins late: whom the office registers there has a letter and can come at once.
UPDATE meetings SET begins_at = 1439, ends_at = NULL WHERE id = 10;
INSERT INTO programmes (id, tenant_id, meeting_id, slug, opens_at, closes_at, seats, state, changed_at)
VALUES (4711, 1, 10, '2026-heute', '2026-11-01T08:00:00.000Z', '2199-01-01T08:00:00.000Z', 9, 'open', '2026-11-01T08:00:00.000Z');
INSERT INTO programme_parts (tenant_id, programme_id, kind, name, position, seats) VALUES (1, 4711, 'workshop', 'Werkstatt der Vereine', 1, 9);
INSERT INTO evaluations (meeting_id, tenant_id, slug, state, closes_on, filled, shows_results, asked_on, closed_on)
VALUES
    (11, 1, 'probe', 'open', '2199-01-01', 0, FALSE, '2026-11-01', NULL),
    (8, 1, 'probe-beendet', 'closed', '2026-11-01', 9, TRUE, '2026-11-01', '2026-11-02');
INSERT INTO evaluation_counts (tenant_id, meeting_id, question, choice, given)
VALUES
    (1, 8, 'overall', 1, 5), (1, 8, 'overall', 2, 3), (1, 8, 'overall', 3, 1), (1, 8, 'overall', 4, 0), (1, 8, 'overall', 5, 0),
    (1, 8, 'say', 1, 7), (1, 8, 'say', 2, 2), (1, 8, 'say', 3, 0);
INSERT INTO evaluation_texts (number, tenant_id, meeting_id, kind, text)
VALUES
    (4711, 1, 8, 'good', 'Die Musik und die vielen Gespräche.'), (815, 1, 8, 'better', 'مزيد من الوقت للأسئلة'),
    (99, 1, 8, 'better', 'EinWortDasSehrLangIstUndTrotzdemAufEinenSchmalenBildschirmPassenMussOhneDassDieSeiteBreiterWird');
