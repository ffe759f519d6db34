// The HTML as it comes from the server, before any browser touches it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RTL, VNU } from '../tools.mjs';

export async function checkMarkup(results, base, types, languages) {
  const folder = await mkdtemp(join(tmpdir(), 'kommin-markup-'));
  const fileOf = new Map();
  for (const language of languages) {
    const titles = new Map();
    for (const type of types) {
      const name = `${type.name} (${language})`;
      const form = type.send && { method: 'POST', body: new URLSearchParams(type.send), headers: { origin: base } };
      const response = await fetch(`${base}/${language}/${type.path}`, form);
      const text = await response.text();
      results.check(`${name}: status ${type.status ?? 200}`, response.status === (type.status ?? 200), `got ${response.status}`);

      if (language === 'de' && type.shows !== undefined) {
        const missing = type.shows.filter((words) => !text.includes(words));
        results.check(`${name}: shows what it stands for`, missing.length === 0, missing.join(', '));
      }

      const heading = type.headings?.[language]; // what the district has written, translated: without a language of its own
      if (heading !== undefined) results.check(`${name}: says its heading in the language of the page`, text.includes(`<h1>${heading}</h1>`), /<h1.*?<\/h1>/.exec(text)?.[0]);

      const policy = response.headers.get('content-security-policy') ?? '';
      results.check(`${name}: strict content security policy`, /default-src 'none'/.test(policy) && !/unsafe-/.test(policy), policy);
      results.check(`${name}: nosniff`, response.headers.get('x-content-type-options') === 'nosniff');

      const head = /<html\b[^>]*>/i.exec(text)?.[0] ?? '';
      results.check(`${name}: language and direction`, head.includes(`lang="${language}"`) && head.includes(`dir="${RTL.has(language) ? 'rtl' : 'ltr'}"`), head);
      results.check(`${name}: one h1`, text.match(/<h1[\s>]/g)?.length === 1, text.match(/<h1[\s>]/g)?.length);
      const inline = text.match(/<style\b|\sstyle=|\son[a-z]+="|<script\b(?![^>]*\bsrc=)(?![^>]*application\/ld\+json)[^>]*>/gi);
      results.check(`${name}: no inline style or script`, inline === null, inline?.join(' '));
      results.check(`${name}: nothing from elsewhere`, !/<(?:script|img|link|iframe|source)\b[^>]*(?:src|href)="(?:https?:)?\/\/(?!127\.0\.0\.1|localhost)(?![^>]*rel="(?:canonical|alternate))/i.test(text.replace(/<link\b[^>]*rel="(?:canonical|alternate)"[^>]*>/g, '')));

      const title = /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? '';
      results.check(`${name}: title of its own`, title !== '' && (type.sharesTitle || !titles.has(title)), `"${title}" is also the title of ${titles.get(title)}`);
      titles.set(title, name);

      const file = join(folder, `${fileOf.size}.html`);
      await writeFile(file, text);
      fileOf.set(file, name);
    }
  }
  const messages = await validate([...fileOf.keys()]);
  for (const [file, name] of fileOf) {
    const errors = messages.filter((message) => message.url.endsWith(file));
    results.check(`${name}: valid HTML`, errors.length === 0, errors.map((error) => `line ${error.lastLine}: ${error.message} … ${error.extract ?? ''}`).join('\n'));
  }
  await rm(folder, { recursive: true });
}

// Safari tells nobody of a list without bullets unless it has the role.
const INTENDED = /^The “list” role is unnecessary for element “[uo]l”/;

/** What the HTML checker says of these files, errors and warnings. */
export function validate(files) {
  return new Promise((resolve, reject) => {
    execFile('java', ['-jar', VNU, '--format', 'json', '--exit-zero-always', ...files], { maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`the HTML checker did not run (needs default-jre-headless): ${error.message}`));
      else resolve(JSON.parse(stderr.slice(stderr.indexOf('{'))).messages.filter(({ message }) => !INTENDED.test(message)));
    });
  });
}
