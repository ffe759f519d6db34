#!/usr/bin/env node
// Walks the public side with Debian's Chromium.
//   node tests/browser/run.mjs BASE-URL [--shots DIR] [--languages de,ar] [--only GROUP,…] [--invitation PATH]
//   node tests/browser/run.mjs --samples …      the sample pages instead of a running Kommin
// Groups: markup layout reading keyboard no-script spacing paper suggestions sharing weight offline purge staff
// --invitation: what `kommin user add pruefung@demo.example … --role administrator --role conference_office` prints; without
// it the administration side is left out. tests/browser/failures.sql must have been read into its database before.
// Needs chromium and default-jre-headless, and once: cd assets && npm ci --ignore-scripts
import { mkdirSync } from 'node:fs';
import { ALL_LANGUAGES, openBrowser, pageTypes, Results } from './tools.mjs';
import { checkMarkup } from './checks/markup.mjs';
import { checkLayout } from './checks/layout.mjs';
import { checkKeyboard, checkPaper, checkSharing, checkSuggestions, checkTextSpacing, checkWithoutScript } from './checks/ways.mjs';
import { checkFilterSheet, checkReading, checkUnfoldedOnPaper } from './checks/reading.mjs';
import { checkPurge } from './checks/purge.mjs';
import { checkStaff } from './checks/staff.mjs';
import { checkWeight } from './checks/weight.mjs';
import { checkOffline } from './checks/offline.mjs';

const given = process.argv.slice(2);
const option = (name) => { const at = given.indexOf(name); return at < 0 ? undefined : given.splice(at, 2)[1]; };
const shots = option('--shots');
const languages = (option('--languages') ?? 'de,ar').split(',');
const only = option('--only')?.split(',');
const invitation = option('--invitation');
const isSample = given.includes('--samples');
const address = given.find((argument) => !argument.startsWith('--'));
if (!isSample && address === undefined) {
  process.stderr.write('run.mjs: needs the address of a running Kommin, or --samples\n');
  process.exit(2);
}
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const samples = isSample ? await (await import('./serve-samples.mjs')).serveSamples() : undefined;
const base = (samples?.url ?? address).replace(/\/$/, '');
const results = new Results();
const browser = await openBrowser();
const group = (name, work) => (only === undefined || only.includes(name) ? results.group(name, work) : undefined);
try {
  const types = await pageTypes(base);
  await group('markup', () => checkMarkup(results, base, types, languages));
  await group('layout', () => checkLayout(results, browser, base, types, languages, shots));
  // The samples are a pattern book; how far it is to the first tile only a real page can tell.
  if (!isSample) await group('reading', async () => { await checkReading(results, browser, base, types, languages); await checkUnfoldedOnPaper(results, browser, base, types); for (const language of languages) await checkFilterSheet(results, browser, base, language); });
  await group('keyboard', async () => { for (const language of languages) await checkKeyboard(results, browser, base, types, language); });
  await group('no-script', async () => { for (const language of languages) await checkWithoutScript(results, browser, base, language); });
  // The longest word of a table decides, and every language has another.
  await group('spacing', async () => { for (const language of isSample ? languages : ALL_LANGUAGES) await checkTextSpacing(results, browser, base, types, language); });
  await group('paper', () => checkPaper(results, browser, base, types, shots));
  await group('suggestions', async () => { for (const language of languages) await checkSuggestions(results, browser, base, language); });
  await group('sharing', async () => { for (const language of languages) await checkSharing(results, browser, base, types.find(({ name }) => name === 'offer'), language); });
  await group('weight', () => checkWeight(results, browser, base, types));
  await group('offline', async () => { for (const language of languages) await checkOffline(results, browser, base, types, language); });
  if (invitation !== undefined) await group('staff', () => checkStaff(results, browser, base, invitation, shots));
  await group('purge', () => checkPurge(results, browser, base, types, languages));
} finally {
  await browser.close();
  await samples?.stop();
}
process.stdout.write(`${results.passed} passed, ${results.failed} failed\n`);
process.exit(results.failed === 0 ? 0 : 1);
