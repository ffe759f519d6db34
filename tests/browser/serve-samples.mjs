// Serves the sample pages and build/assets with the headers of the real server: node tests/browser/serve-samples.mjs [PORT]
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { offlinePages, samplePage } from './samples/pages.mjs';

const built = fileURLToPath(new URL('../../build/assets/', import.meta.url));
const TYPES = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.png': 'image/png', '.ico': 'image/x-icon', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain' };
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Starts the server on a free port of this machine; answers its address and how to stop it. */
export async function serveSamples(port = 0) {
  const manifest = new Map(readFileSync(join(built, 'manifest.txt'), 'utf8').trim().split('\n').map((line) => line.split('\t')));
  const asset = (name) => `/assets/${manifest.get(name)}`;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://sample');
    const send = (status, type, body, more = {}) => response.writeHead(status, { 'content-type': type, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', ...more }).end(body);
    if (pathname === '/') return send(302, 'text/plain', '', { location: '/de/' });
    if (pathname.startsWith('/assets/') || pathname === '/sw.js' || pathname === '/favicon.ico') {
      const name = pathname.split('/').pop();
      if (![...manifest.values()].includes(name)) return send(404, 'text/plain', 'not found');
      const zipped = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(join(built, `${name}.br`));
      return send(200, TYPES[extname(name)] ?? 'application/octet-stream', readFileSync(join(built, zipped ? `${name}.br` : name)), { ...(zipped ? { 'content-encoding': 'br' } : {}), 'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache' });
    }
    const language = pathname.split('/')[1];
    if (pathname.endsWith('/offline.json')) return send(200, 'application/json', JSON.stringify(offlinePages(language)));
    if (pathname.endsWith('/suche/vorschlaege')) return send(200, 'application/json', JSON.stringify(['deutschkurs', 'deutschkurs am abend', 'deutsch für eltern']));
    if (pathname.endsWith('/qr.svg')) return send(200, 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 25"><path d="M0 0h7v7H0zM2 2v3h3V2zM18 0h7v7h-7zM20 2v3h3V2zM0 18h7v7H0zM2 20v3h3v-3zM9 2h2v3H9zM13 0h3v2h-3zM9 9h3v2H9zM14 8h2v5h-2zM19 10h4v2h-4zM10 14h5v2h-5zM9 19h2v5H9zM14 18h4v2h-4zM20 16h3v5h-3zM15 22h6v2h-6z"/></svg>');
    const page = samplePage(pathname, asset, searchParams.get('q') ?? '');
    const isZipped = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    return send(page.status, 'text/html; charset=utf-8', isZipped ? brotliCompressSync(page.html) : page.html, { 'cache-control': 'no-cache', ...(isZipped ? { 'content-encoding': 'br' } : {}) });
  });
  await new Promise((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serveSamples(Number(process.argv[2] ?? 0));
  process.stdout.write(`${url}\n`);
}
