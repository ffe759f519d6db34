-- What the Lindenkreis needs for the walk through the forms behind mailed links (checks/steering.mjs) and for their pictures: links that
-- never left in a letter, as digests, each with that of link and address. Their last parts are those of mailed-form.mjs.
-- The last report of that figure is a year old: the next one is due.
UPDATE measures SET report_mail = 'department.editor@demo.example'
 WHERE id = (SELECT measure_id FROM figures WHERE name = 'Beratungen im Halbjahr');
INSERT INTO figure_links (token_hash, tenant_id, figure_id, due, address_mark, until, made_at)
SELECT 'b25caff406635b90a05a7c373680cd89b5101d21b5e684523f52babe6680dc6e', tenant_id, id,
       (SELECT date(max(day), '+6 months') FROM figure_reports WHERE figure_id = figures.id AND state <> 'withdrawn'),
       '590ab520c7d3008e9cd4edc37299ce396bdd8ee0e4f6dd1e1ec89a3fbb65abac', '2199-01-01', '2198-01-01T00:00:00.000Z'
  FROM figures WHERE name = 'Beratungen im Halbjahr';
-- The unit has no mailbox.
INSERT INTO inventory_links (token_hash, tenant_id, request_id, address_mark, made_at)
SELECT '5513e23da474bfffd17e71c0cb335631cef092ed618a6d19e02001ead9f0fbcb', r.tenant_id, r.id,
       '611b3ae795f0580b40b48ba3b68c0eb43317f0a29f0ef3945e893feb0bf2f9c7', '2198-01-01T00:00:00.000Z'
  FROM inventory_requests r WHERE r.answered_at IS NULL;
INSERT INTO steering_links (token_hash, tenant_id, request_id, address_mark, made_at)
SELECT '07a2117b4da374337ba65f9911a31aadb5203ac1a2a8fbcc1b7d9079f0d84238', tenant_id, id,
       '4e80919200d0c0a2067a9c1a77d1e944273b312b2420d9155667bb3044883b0c', '2198-01-01T00:00:00.000Z'
  FROM steering_requests WHERE evaluation_id IS NULL;
INSERT INTO grants_passed_on_links (token_hash, tenant_id, passed_on_id, address_mark, made_at)
SELECT 'fd8afceaf9b9fa8e1b7a4b2f20772714547acfa0c9eb78acb0d3dc397d4b4de2', tenant_id, id,
       'f97d4a5190683388a5fba780ef5300758c0abddb4cd3b5e8dfcaa2da2e8c6e3c', '2198-01-01T00:00:00.000Z'
  FROM grants_passed_on WHERE title = 'Kochabende';
INSERT INTO grants_passed_on_links (token_hash, tenant_id, passed_on_id, address_mark, purpose, made_at)
SELECT 'fd3c1bdd8015b639854c0c0d260445e8a8c470571dc722a1a9e3e8ac6a6745ee', tenant_id, id,
       '2cee68c4db08239cceeb83c34518e4c16fb890446264319487850dce94548928', 'request', '2198-01-01T00:00:00.000Z'
  FROM grants_passed_on WHERE title = 'Singen ohne Noten';
-- The district has German and English; a form is read from the right, too.
INSERT INTO tenant_languages (tenant_id, position, tag, fallback) SELECT id, 9, 'ar', NULL FROM tenants;
