#!/usr/bin/env node
// Walks the public side with Debian's Chromium.
//   node tests/browser/run.mjs BASE-URL [--shots DIR] [--languages de,ar] [--only GROUP,…] [--invitation PATH --outbox DIR]
//                                          [--lindenkreis BASE-URL --logins FILE]
//   node tests/browser/run.mjs --samples …      the sample pages instead of a running Kommin
// Groups: markup layout reading keyboard no-script spacing paper suggestions sharing weight offline purge staff steering mailed-forms
// --invitation: what `kommin user add pruefung@demo.example … --role administrator --role conference_office` prints; without
// it the administration side is left out. tests/browser/failures.sql must have been read into its database before.
// --outbox: the folder into which that Kommin sends its mails.
// --lindenkreis: a Kommin with that demonstration alone, into whose database tests/browser/lindenkreis.sql was read; --logins: the file of
// its `kommin demo --logins`.
// Needs chromium and default-jre-headless, and once: cd assets && npm ci --ignore-scripts
import { mkdirSync, readFileSync } from 'node:fs';
import { ALL_LANGUAGES, fullOffers, furtherTypes, openBrowser, pageTypes, Results } from './tools.mjs';
import { checkMarkup } from './checks/markup.mjs';
import { checkLayout } from './checks/layout.mjs';
import { checkKeyboard, checkPaper, checkSharing, checkSuggestions, checkTextSpacing, checkWithoutScript } from './checks/ways.mjs';
import { checkFilterSheet, checkReading, checkUnfoldedOnPaper } from './checks/reading.mjs';
import { checkPurge } from './checks/purge.mjs';
import { checkStaff } from './checks/staff.mjs';
import { checkMailedForms, checkSteering, OFFICE } from './checks/steering.mjs';
import { checkWeight } from './checks/weight.mjs';
import { checkOffline } from './checks/offline.mjs';

const given = process.argv.slice(2);
const option = (name) => { const at = given.indexOf(name); return at < 0 ? undefined : given.splice(at, 2)[1]; };
const shots = option('--shots');
const languages = (option('--languages') ?? 'de,ar').split(',');
const only = option('--only')?.split(',');
const invitation = option('--invitation');
const outbox = option('--outbox');
const lindenkreis = option('--lindenkreis')?.replace(/\/$/, '');
const logins = option('--logins');
const isSample = given.includes('--samples');
const address = given.find((argument) => !argument.startsWith('--'));
if (!isSample && address === undefined) {
  process.stderr.write('run.mjs: needs the address of a running Kommin, or --samples\n');
  process.exit(2);
}
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const samples = isSample ? await (await import('./serve-samples.mjs')).serveSamples() : undefined;
const base = (samples?.url ?? address).replace(/\/$/, '');

const allTypes = (types) => (isSample ? types : [...types, ...furtherTypes(types)]);
// Simple German has words of its own on each page; it is looked at where its readers are, on phones.
const onPhones = isSample ? [] : ['de-simple'];

// Whatever only looks at pages.
const looking = (results, browser, types) => ({
  markup: () => checkMarkup(results, base, allTypes(types), [...languages, ...onPhones]),
  layout: () => checkLayout(results, browser, base, allTypes(types), languages, onPhones, shots),
  // The samples are a pattern book; how far it is to the first tile only a real page can tell.
  ...(isSample ? {} : { reading: async () => { await checkReading(results, browser, base, types, languages); await checkUnfoldedOnPaper(results, browser, base, types); for (const language of languages) await checkFilterSheet(results, browser, base, language); } }),
  // The longest word of a table decides, and every language has another.
  spacing: async () => { for (const language of isSample ? languages : ALL_LANGUAGES) await checkTextSpacing(results, browser, base, types, language); },
  weight: () => checkWeight(results, browser, base, allTypes(types), isSample),
  purge: () => checkPurge(results, browser, base, types, languages),
});

// Whatever acts in pages. The staff change what is published: nothing that compares two answers of the server may run beside them.
const acting = (results, browser, types) => ({
  keyboard: async () => { for (const language of languages) await checkKeyboard(results, browser, base, types, language); },
  'no-script': async () => { for (const language of languages) await checkWithoutScript(results, browser, base, language); },
  paper: () => checkPaper(results, browser, base, types, shots),
  suggestions: async () => { for (const language of languages) await checkSuggestions(results, browser, base, language); },
  sharing: async () => { for (const language of languages) await checkSharing(results, browser, base, types.find(({ name }) => name === 'offer'), language); },
  offline: async () => { for (const language of languages) await checkOffline(results, browser, base, types, language); },
  ...(invitation === undefined ? {} : { staff: () => checkStaff(results, browser, base, { invitation, outbox, languages, shots }) }),
});

// A Kommin of its own: nothing that is done in the other one is in its way.
const besides = (results, browser) => (lindenkreis === undefined ? {} : {
  'mailed-forms': () => checkMailedForms(results, browser, lindenkreis, shots),
  steering: () => checkSteering(results, browser, lindenkreis, new Map(readFileSync(logins, 'utf8').trim().split('\n').map((line) => line.split(/\s+/))).get(OFFICE)),
});

// Each has a browser of its own, so that focus, clipboard and stored pages are too.
async function run(groups, types) {
  const results = new Results();
  const browser = await openBrowser();
  try {
    for (const [name, work] of Object.entries(groups(results, browser, types))) {
      if (only === undefined || only.includes(name)) await results.group(name, work);
    }
  } finally {
    await browser.close();
  }
  return results;
}

try {
  const types = [...await pageTypes(base), ...(isSample ? [] : fullOffers())];
  const all = await Promise.all([run(looking, types), run(acting, types), run(besides, types)]);
  const [passed, failed] = [all.reduce((sum, one) => sum + one.passed, 0), all.reduce((sum, one) => sum + one.failed, 0)];
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} finally {
  await samples?.stop();
}
process.exit();
