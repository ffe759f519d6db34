"""People who register for seats, 32 at a time, beside pgbench with the statements of seats.sql; both on the same durable PostgreSQL.

The gate of a tenant lets some 400 people in at once, then one in two seconds. So a round is one start of the server on a
fresh copy of the database, and as many transactions of pgbench on another copy. After each round seats are people.
"""

import contextlib
import difflib
import re
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

from servers import Kommin

REPOSITORY = Path(__file__).resolve().parent.parent
SCRIPT = REPOSITORY / "bench/seats.sql"
CLIENTS, TRIES = 32, 384  # each client the same number
FORM, SLUG, PART = "/de/konferenz/2027/anmeldung", "2027", "Zusammenleben vor Ort"

# Counters that are not the people they count, more seats taken than there are, a form or a link that came twice.
TROUBLE = """
SELECT (SELECT count(*) FROM programme_parts t WHERE taken > seats OR taken <> (SELECT count(*) FROM participants a
    JOIN registrations r ON r.id = a.registration_id WHERE a.part_id = t.id AND r.state IN ('registered', 'offered')))
  + (SELECT count(*) FROM programmes p WHERE taken > seats OR taken <> (SELECT count(*) FROM participants a
    JOIN registrations r ON r.id = a.registration_id WHERE r.programme_id = p.id AND r.state IN ('registered', 'offered')))
  + (SELECT count(*) FROM (SELECT name FROM participants WHERE name LIKE 'Mensch %' GROUP BY name HAVING count(*) > 1) AS twice)
"""


class Postgres:
    """A cluster of its own on a disk, that flushes every commit; gone at the end."""

    def __enter__(self):
        command = [str(REPOSITORY / "scripts/with-postgres"), "--durable", "sh", "-c", 'echo "$KOMMIN_TEST_POSTGRES"; exec cat']
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip().removesuffix("/postgres")
        if self.ask("SELECT current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')") != "ononon":
            raise SystemExit("this PostgreSQL does not flush")
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def ask(self, sql: str, database: str = "postgres") -> str:
        return subprocess.run(["psql", "-XAtqv", "ON_ERROR_STOP=1", f"{self.url}/{database}", "-c", sql], check=True, capture_output=True, text=True).stdout.strip()

    def copy(self, name: str, of: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {name}")
        self.ask(f"CREATE DATABASE {name} TEMPLATE {of}")

    def log(self) -> Path:
        """What the server writes to its standard error, wherever that leads."""
        leader = self.ask("SELECT pg_read_file('postmaster.pid')").split("\n")[0]
        return Path(f"/proc/{leader}/fd/2").resolve()


@dataclass
class Found:
    ours: float  # registrations per second, median of the rounds
    theirs: float  # transactions of pgbench per second
    ratio: float  # median of the ratios of the rounds
    ratios: list[float]


def shape(statement: str) -> str:
    """Verb and tables: "SELECT programmes"; what both sides have in common."""
    verb = statement.split()[0].rstrip(";")
    if verb in ("BEGIN", "COMMIT", "ROLLBACK"):
        return verb
    tables = re.findall(r"(?:FROM|JOIN|INTO|^UPDATE) +(\w+)|(pg_advisory_xact_lock)", statement)
    return " ".join([verb] + [name for pair in tables for name in pair if name])


def shapes_of_script(script: Path) -> list[str]:
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if line and not line.startswith(("--", "\\"))]
    return [shape(line) for line in lines]


class Seats:
    def __init__(self, program: Path, scratch: Path, postgres: Postgres):
        self.program, self.data, self.postgres = program, scratch / "seats", postgres
        postgres.ask("CREATE DATABASE base")
        subprocess.run([str(program), "demo", "--data", str(self.data), "--database", f"{postgres.url}/base"], check=True, capture_output=True)
        # As many seats as tries. Of the other parts some stay full, and some people wait for them.
        postgres.ask(f"UPDATE programmes SET seats = taken + {TRIES}; UPDATE programme_parts SET seats = taken + {TRIES} WHERE name = '{PART}'", "base")
        postgres.ask("VACUUM ANALYZE", "base")
        tenant, programme, meeting, part = postgres.ask(
            f"SELECT p.tenant_id, p.id, p.meeting_id, t.id FROM programmes p JOIN programme_parts t ON t.programme_id = p.id WHERE p.slug = '{SLUG}' AND t.name = '{PART}'", "base"
        ).split("|")
        self.part = part
        self.values = {"tenant": tenant, "programme": programme, "meeting": meeting, "part": part, "slug": SLUG, "waiting": "waiting"}
        self.people = int(postgres.ask("SELECT count(*) FROM participants", "base"))

    @contextlib.contextmanager
    def serving(self, database: str):
        options = ("--database", f"{self.postgres.url}/{database}", "--trusted-proxies", "127.0.0.1", "--log-level", "warning")
        with Kommin(self.program, self.data, options=options, pinned=False) as server:
            yield server

    def press(self, server: Kommin, tries: int, warm: int) -> float:
        command = ["wrk", "-t1", f"-c{CLIENTS}", "-d600s", "--timeout", "60s", "-s", str(REPOSITORY / "bench/seats.lua"), server.url, "--", FORM, self.part, str(tries), str(warm)]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        good, rate = re.search(r"registered (\d+) rate ([\d.]+)", output).groups()
        if int(good) != tries:
            raise SystemExit(f"{int(good)} of {tries} registrations were taken\n{output[:4000]}")
        return float(rate)

    def check_script(self) -> None:
        """seats.sql still says what the server asks: otherwise two different things would be measured."""
        self.postgres.copy("ours", of="base")
        self.postgres.ask("ALTER DATABASE ours SET log_statement = 'all'")
        with self.serving("ours") as server:
            self.press(server, 1, 1)
        lines = re.findall(r"\[(\d+)\] \S+@ours LOG:  (?:statement|execute \w+): (.+)", self.postgres.log().read_text(errors="replace"))
        worker = next(process for process, statement in lines if statement.startswith("INSERT INTO registrations"))
        sent = [shape(statement) for process, statement in lines if process == worker]
        end = sent.index("COMMIT", sent.index("INSERT registrations")) + 1
        written = shapes_of_script(SCRIPT)
        if sent[end - len(written) : end] != written:
            raise SystemExit("bench/seats.sql is not what the server asks by now:\n" + "\n".join(difflib.unified_diff(written, sent[:end], "seats.sql", "server", lineterm="")))

    def ours(self) -> float:
        self.postgres.copy("ours", of="base")
        with self.serving("ours") as server:
            rate = self.press(server, TRIES, CLIENTS)
        self.check("ours")
        return rate

    def theirs(self) -> float:
        self.postgres.copy("theirs", of="base")
        given = [word for name, value in self.values.items() for word in ("-D", f"{name}={value}")]
        command = ["pgbench", "-n", "-M", "prepared", f"-c{CLIENTS}", "-j1", f"-t{TRIES // CLIENTS}", "-f", str(SCRIPT), "-l", f"--log-prefix={self.data}/pgbench"]
        subprocess.run([*command, *given, f"{self.postgres.url}/theirs"], check=True, capture_output=True)
        (log,) = self.data.glob("pgbench.*")
        # Client, number, µs, script, and when it ended: seconds and µs.
        ended = sorted(int(line.split()[4]) + int(line.split()[5]) / 1e6 for line in log.read_text().splitlines())
        log.unlink()
        self.check("theirs")
        return (TRIES - CLIENTS) / (ended[-1] - ended[CLIENTS - 1])

    def check(self, database: str) -> None:
        """After every round: everybody has a seat, once."""
        people, trouble = int(self.postgres.ask("SELECT count(*) FROM participants", database)), self.postgres.ask(TROUBLE, database)
        if people != self.people + TRIES or trouble != "0":
            raise SystemExit(f"{database}: {people - self.people} people instead of {TRIES}, {trouble} counters or people that are not right")

    def compare(self, rounds: int) -> Found:
        """In turns, so that a change of the machine's mood hits both alike."""
        self.check_script()
        runs = [(self.ours(), self.theirs()) for _ in range(rounds)]
        ratios = [ours / theirs for ours, theirs in runs]
        return Found(statistics.median(ours for ours, _ in runs), statistics.median(theirs for _, theirs in runs), statistics.median(ratios), sorted(ratios))
