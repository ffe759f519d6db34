"""Pages of the administration in a large district: what it holds besides offers, who asks, and what is asked.

The database is SQLite; rows that would take hours to type are written into it before the server starts.
"""

import base64
import hmac
import re
import struct
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from servers import PASSWORD, Kommin, NoRedirect, log_in

MESSAGES, JOBS = 50_000, 20_000
FILL = f"""
INSERT INTO feedback (tenant_id, idempotency_key, topic, page, message, contact, language, state, received_at, finished_at, owner)
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MESSAGES}), m AS (
    SELECT i, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (i / 400) || ' days') AS at FROM n)
  SELECT t.id, 'bench' || i, CASE i % 3 WHEN 0 THEN 'barrier' WHEN 1 THEN 'content' ELSE 'missing_offer' END, '/de/angebote/s' || i,
    'Die Nummer der Beratung Nr. ' || i || ' stimmt nicht mehr, bitte prüfen Sie das. Danke!', 'mensch' || i || '@beispiel.example', 'de',
    CASE WHEN i % 10 = 0 THEN 'open' WHEN i % 2 = 0 THEN 'closed' ELSE 'answered' END, at, CASE WHEN i % 10 = 0 THEN NULL ELSE at END,
    CASE WHEN i % 4 = 0 THEN (SELECT min(id) + 1 FROM bodies) + i % 9 ELSE 0 END
  FROM m, tenants t;
INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at, finished_at)
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {JOBS}), j AS (
    SELECT i, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (i / 300) || ' hours') AS at FROM n)
  SELECT t.id, CASE i % 2 WHEN 0 THEN 'portal.links.check' ELSE 'portal.feedback.received' END, '{{}}',
    CASE WHEN i % 40 = 0 THEN 'dead' ELSE 'done' END, at, 1, 1, at, at FROM j, tenants t;
"""
NIGHT = """
INSERT INTO jobs (tenant_id, kind, payload, state, run_at, attempts, leases, created_at)
  SELECT t.id, k.kind, '{}', 'queued', '2026-01-01T00:00:00.000Z', 0, 0, '2026-01-01T00:00:00.000Z' FROM tenants t,
    (SELECT 'portal.translations.counted' AS kind UNION ALL SELECT 'portal.links.gather' UNION ALL SELECT 'portal.organisations.spelled') k;
"""

# What, its address, and who asks.
PAGES = [
    ("today, office", "", "office"),
    ("today, administrator", "", "administrator"),
    ("today, translator", "", "translator"),
    ("own account: frame and menu", "/konto", "office"),
    ("offers", "/angebote", "office"),
    ("offers by name", "/angebote?nach=name", "office"),
    ("offers with a word", "/angebote?t=deutsch", "office"),
    ("offers with a word that none has", "/angebote?t=gibtesnicht", "office"),
    ("offers, page 150", "/angebote?seite=150", "office"),
    ("offers of a kind by change", "/angebote?art=mbe&nach=geaendert", "office"),
    ("an offer", "/angebote/1000", "office"),
    ("history of an offer", "/angebote/1000/verlauf", "office"),
    ("search over everything", "/suche?q=beratung", "office"),
    ("the same, a word that nothing has", "/suche?q=gibtesnicht", "office"),
    ("organisations", "/einrichtungen", "office"),
    ("organisations with a word", "/einrichtungen?q=4711", "office"),
    ("organisations without offers", "/einrichtungen?liste=ohne-angebote", "office"),
    ("organisations that are alike", "/einrichtungen?liste=aehnliche", "office"),
    ("languages of translators", "/uebersetzungen", "translator"),
    ("texts to translate", "/uebersetzungen/ar", "translator"),
    ("texts with a word", "/uebersetzungen/ar?t=beratung", "translator"),
    ("outdated texts", "/uebersetzungen/ar?zustand=veraltet", "translator"),
    ("locations", "/standorte", "office"),
    ("locations with a word", "/standorte?t=markt", "office"),
    ("links", "/verweise", "office"),
    ("links with a word", "/verweise?t=4711", "office"),
    ("broken links", "/verweise?zustand=ins-leere", "office"),
    ("a link", "/verweise/1000", "office"),
    ("messages", "/rueckmeldungen", "office"),
    ("messages, finished ones, too", "/rueckmeldungen?stand=alle", "office"),
    ("messages with a word", "/rueckmeldungen?stand=alle&t=4711", "office"),
    ("a message", "/rueckmeldungen/100", "office"),
    ("audit trail", "/pruefpfad", "administrator"),
    ("audit trail since a day", "/pruefpfad?von=2026-01-01", "administrator"),
    ("jobs", "/auftraege", "administrator"),
    ("jobs that are done", "/auftraege?zustand=erledigt", "administrator"),
    ("pages", "/seiten", "office"),
]
ROLES = {"office": "conference_office", "administrator": "administrator", "translator": "translator"}


def fill(database: Path) -> None:
    subprocess.run(["sqlite3", str(database)], input=FILL + NIGHT, text=True, check=True)


def order_night(database: Path) -> None:
    """The jobs that go through all records are done by the next `kommin worker --once`."""
    subprocess.run(["sqlite3", str(database)], input=NIGHT, text=True, check=True)


def code_of(secret: str) -> str:
    """RFC 6238, as an app does it."""
    step = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret.replace(" ", "")), step, "sha1").digest()
    at = digest[19] & 15
    return str((int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF) % 1_000_000).zfill(6)


def with_second_factor(server: Kommin, cookie: str) -> str:
    """The Cookie header after the second factor was set up."""
    path = server.url + "/verwaltung/konto/zweiter-faktor"
    browser = urllib.request.build_opener(NoRedirect)
    with browser.open(urllib.request.Request(path, headers={"Cookie": cookie})) as answer:
        page = answer.read().decode()
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields |= {"current": PASSWORD, "code": code_of(re.search(r'class="secret">([^<]+)<', page)[1])}
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": server.url, "Cookie": cookie}
    with browser.open(urllib.request.Request(path, urllib.parse.urlencode(fields).encode(), headers)) as answer:
        cookies = dict(one.split("=", 1) for one in cookie.split("; "))
        for one in answer.headers.get_all("Set-Cookie") or []:
            name, value = one.split(";")[0].split("=", 1)
            cookies[name] = value
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def cookies_of_staff(program: Path, server: Kommin, data: Path) -> dict[str, str]:
    """One account of each role that asks, logged in."""
    cookies = {}
    for name, role in ROLES.items():
        email = f"bench-{name}@demo.example"
        command = [str(program), "user", "add", email, "--name", "Bench", "--role", role, "--data", str(data)]
        invitation = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        link = re.search(r"/verwaltung/passwort/[A-Za-z0-9_-]+", invitation)[0]
        cookies[name] = log_in(server, link, email)
        if name != "translator":
            cookies[name] = with_second_factor(server, cookies[name])
    return cookies
