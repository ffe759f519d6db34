"""The page that steers over 100 measures with goals, money and ten years of reports, and the few of the demonstration, beside a plain read of the tables it reads.

Nothing of the page is kept: "cold" is the first one that a server makes, "warm" those that follow. The plain read sends one statement for
each table and fetches all of its rows, in this process on SQLite and by pgbench on PostgreSQL; it judges nothing and writes no page.
"""

import contextlib
import datetime
import json
import re
import sqlite3
import statistics
import subprocess
import time
import urllib.request
from pathlib import Path

import seats
from desk import with_second_factor
from servers import Kommin, Load, compare, cpu_nanoseconds, log_in

PAGE, TIMELINE = "/verwaltung/steuerung", "/verwaltung/steuerung/zeitleiste"
MEASURES, FIGURES, YEARS, MILESTONES, GOALS, LINES = 100, 2, 10, 5, 20, 3
COLD_STARTS, BARE_READS = 5, 200
EMAIL = "bench-steering@demo.example"

# The rows that the page reads, whole tables: the page names the measures by their numbers.
READ = [
    "SELECT * FROM measures WHERE tenant_id = {tenant} ORDER BY panel_id, id",
    "SELECT * FROM figures WHERE tenant_id = {tenant} ORDER BY measure_id, position",
    "SELECT * FROM figure_reports WHERE tenant_id = {tenant} AND (state = 'confirmed' OR counted_from IS NOT NULL) ORDER BY figure_id, day DESC, reported_at DESC, id DESC",
    "SELECT * FROM milestones WHERE tenant_id = {tenant} ORDER BY due, position, id",
    "SELECT * FROM measure_origins WHERE tenant_id = {tenant} ORDER BY measure_id, position",
    "SELECT * FROM measure_goals WHERE tenant_id = {tenant} ORDER BY measure_id, position",
    "SELECT * FROM measure_places WHERE tenant_id = {tenant} ORDER BY measure_id, position",
    "SELECT * FROM goal_origins WHERE tenant_id = {tenant} ORDER BY goal_id, position",
    "SELECT * FROM recommendations WHERE tenant_id = {tenant} ORDER BY id",
    "SELECT * FROM budget_lines WHERE tenant_id = {tenant} ORDER BY measure_id, year, id",
    "SELECT * FROM funding_applications WHERE tenant_id = {tenant} ORDER BY id",
    "SELECT * FROM steering_years WHERE tenant_id = {tenant} ORDER BY year",
    "SELECT * FROM steering_steps WHERE tenant_id = {tenant} ORDER BY id",
    "SELECT * FROM panels WHERE tenant_id = {tenant} ORDER BY id",
    "SELECT * FROM bodies WHERE tenant_id = {tenant} ORDER BY id",
    "SELECT * FROM organisational_units WHERE tenant_id = {tenant} ORDER BY id",
]


def half_years() -> list[str]:
    """The last days of the twenty half years before today: the latest report is young enough to give a light."""
    today = datetime.date.today()
    days = [f"{year}-{end}" for year in range(today.year - YEARS - 1, today.year + 1) for end in ("06-30", "12-31")]
    return [day for day in days if day < today.isoformat()][-2 * YEARS :]


def numbers(count: int) -> str:
    return "(" + " UNION ALL ".join(f"SELECT {i} AS n" for i in range(count)) + ")"


def statements() -> list[str]:
    """One text for both engines."""
    first, last = datetime.date.today().year - YEARS - 1, datetime.date.today().year + 2
    days = "(" + " UNION ALL ".join(f"SELECT {i} AS n, '{day}' AS day" for i, day in enumerate(half_years())) + ")"
    field = "(SELECT min(id) FROM panels p WHERE p.tenant_id = t.id AND p.kind = 'field_of_action') + k.n % 2"
    return [
        f"""INSERT INTO measures (tenant_id, panel_id, number, title, text, audience, office, state, state_reason, is_recurring, starts, ends,
  deadline_remark, reservation, grant_words, report_months, is_uncertain, remark, source, list_text, mark, changed_at)
  SELECT t.id, {field}, 'B ' || k.n, 'Sprachkurse in Schulen und Kindergärten, Nummer ' || k.n, 'Es gibt Kurse für Eltern und Kinder.', 'Eltern', 'Fachbereich Schulen', 'running', '', FALSE,
  '{first}', '{last}', 'keine', '', '', 6, FALSE, '', '', 'b' || k.n, 'bench' || k.n, '{first}-01-02T08:00:00.000Z' FROM tenants t, {numbers(MEASURES)} k""",
        f"""INSERT INTO figures (tenant_id, measure_id, position, name, unit, aim, target_kind, baseline, baseline_unit, baseline_day, target, rule, weight, mark, changed_at)
  SELECT m.tenant_id, m.id, k.n, 'Kurse ' || k.n, 'Kurse', 'at_least', 'absolute', 100000, '', '{first - 1}-12-31', 1000000, 'linear', 1, 'bench' || m.id || '-' || k.n, m.changed_at
  FROM measures m, {numbers(FIGURES)} k WHERE m.mark LIKE 'bench%'""",
        f"""INSERT INTO figure_reports (tenant_id, figure_id, day, value, source, remark, state, question, reason, reported_by, reported_at, decided_by, decided_at, mark)
  SELECT f.tenant_id, f.id, d.day, 100000 + d.n * (f.id % 7) * 10000, 'Kursplan', '', 'confirmed', '', '', 'account:1', d.day || 'T12:00:00.000Z', 'account:1', d.day || 'T13:00:00.000Z', 'bench' || f.id || '-' || d.n
  FROM figures f, {days} d WHERE f.mark LIKE 'bench%'""",
        f"""INSERT INTO milestones (tenant_id, measure_id, position, title, due, done_on, remark)
  SELECT m.tenant_id, m.id, k.n, 'Schritt ' || k.n, '{first + 1}', '{first + 1}-06-30', '' FROM measures m, {numbers(MILESTONES)} k WHERE m.mark LIKE 'bench%'""",
        f"""INSERT INTO goals (tenant_id, panel_id, kind, number, title, text, reasons, influence, influence_reason, weight, is_uncertain, remark, source, list_text, mark, changed_at)
  SELECT t.id, {field}, 'operational', 'B ' || k.n, 'Sprache im Alltag, Nummer ' || k.n, '', '', 'shared', '', 1, FALSE, '', '', 'b' || k.n, 'bench' || k.n, '{first}-01-02T08:00:00.000Z'
  FROM tenants t, {numbers(GOALS)} k""",
        """INSERT INTO goal_origins (tenant_id, goal_id, recommendation_id, position)
  SELECT g.tenant_id, g.id, (SELECT min(r.id) FROM recommendations r WHERE r.tenant_id = g.tenant_id), 0 FROM goals g WHERE g.mark LIKE 'bench%'""",
        f"""INSERT INTO measure_goals (tenant_id, measure_id, goal_id, position, weight)
  SELECT m.tenant_id, m.id, (SELECT min(g.id) FROM goals g WHERE g.tenant_id = m.tenant_id AND g.mark LIKE 'bench%') + m.id % {GOALS}, 0, 1 FROM measures m WHERE m.mark LIKE 'bench%'""",
        f"""INSERT INTO budget_lines (tenant_id, measure_id, year, source, source_text, planned, secured, as_of, remark, mark, changed_at)
  SELECT m.tenant_id, m.id, {last - 2} + k.n, 'own', '', 1000000, 900000, '{last - 2}-01-01', '', 'bench' || m.id || '-' || k.n, m.changed_at FROM measures m, {numbers(LINES)} k WHERE m.mark LIKE 'bench%'""",
    ]


def reckoned(program: Path, names: tuple[str, ...], rounds: int) -> dict[str, float]:
    """Microseconds of the processor for each of these benchmarks, in turns: medians."""
    wanted = "|".join(f"^{name}$" for name in names)
    command = [str(program), f"--benchmark_filter={wanted}", f"--benchmark_repetitions={rounds}", "--benchmark_enable_random_interleaving=true", "--benchmark_format=json"]
    found: dict[str, list[float]] = {name: [] for name in names}
    for one in json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["benchmarks"]:
        if one["run_type"] == "iteration":
            found[one["run_name"]].append(one["cpu_time"] * {"ns": 0.001, "us": 1, "ms": 1000}[one["time_unit"]])
    return {name: statistics.median(times) for name, times in found.items()}


class Steering:
    """A demonstration with these measures, on one engine."""

    def __init__(self, program: Path, data: Path, engine):
        self.program, self.data, self.engine = program, data, engine
        engine.empty()
        location = engine.location("base")
        subprocess.run([str(program), "demo", "--data", str(data), "--database", location], check=True, capture_output=True)
        for statement in statements():
            engine.ask(statement, "base")
        engine.settle()
        self.tenant = engine.ask("SELECT min(id) FROM tenants", "base")
        self.rows = sum(int(engine.ask(f"SELECT count(*) FROM ({one.format(tenant=self.tenant)}) AS rows_read", "base")) for one in READ)

    def serving(self) -> Kommin:
        return Kommin(self.program, self.data, options=("--database", self.engine.location("base"), "--log-level", "warning"))

    def cookie(self) -> str:
        with self.serving() as server:
            command = [str(self.program), "user", "add", EMAIL, "--name", "Bench", "--role", "conference_office", "--data", str(self.data), "--database", self.engine.location("base")]
            invitation = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            link = re.search(r"/verwaltung/passwort/[A-Za-z0-9_-]+", invitation)[0]
            return with_second_factor(server, log_in(server, link, EMAIL))

    def cold(self, cookie: str) -> tuple[float, float]:
        """Milliseconds until the first page of a new server is there, and of its processor: medians."""
        waits, spent = [], []
        for _ in range(COLD_STARTS):
            with self.serving() as server:
                before, began = cpu_nanoseconds(server.answering_pid()), time.monotonic()
                with urllib.request.urlopen(urllib.request.Request(server.url + PAGE, headers={"Cookie": cookie}), timeout=60) as answer:
                    answer.read()
                waits.append((time.monotonic() - began) * 1000)
                spent.append((cpu_nanoseconds(server.answering_pid()) - before) / 1e6)
        return statistics.median(waits), statistics.median(spent)

    def warm(self, cookie: str, rounds: int, seconds: float):
        with self.serving() as server:
            return compare({path: (server, Load([path], connections=1, cookie=cookie)) for path in (PAGE, TIMELINE)}, rounds, seconds)

    def bare(self) -> float:
        """Milliseconds for reading the same rows once: the median."""
        texts = [one.format(tenant=self.tenant) for one in READ]
        if isinstance(self.engine, seats.Sqlite):
            waits = []
            with contextlib.closing(sqlite3.connect(self.engine.location("base"), isolation_level=None)) as connection:
                for _ in range(BARE_READS):
                    began = time.perf_counter()
                    connection.execute("BEGIN")
                    for text in texts:
                        connection.execute(text).fetchall()
                    connection.execute("COMMIT")
                    waits.append((time.perf_counter() - began) * 1000)
            return statistics.median(waits)
        script = self.data / "steering.sql"
        script.write_text("BEGIN READ ONLY;\n" + "".join(text + ";\n" for text in texts) + "COMMIT;\n", encoding="utf-8")
        command = ["pgbench", "-n", "-M", "prepared", "-c1", "-j1", f"-t{BARE_READS}", "-f", str(script), "-l", f"--log-prefix={self.data}/pgbench", self.engine.location("base")]
        subprocess.run(command, check=True, capture_output=True)
        (log,) = self.data.glob("pgbench.*")
        waits = [int(line.split()[2]) / 1000 for line in log.read_text().splitlines()]
        log.unlink()
        return statistics.median(waits)
