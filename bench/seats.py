"""People who register for seats, 32 at a time, beside the statements of seats.sql by themselves: pgbench, or a loop on SQLite.

The works of a tenant come one after another, so one session could send all of these statements. In 32 sessions pgbench wakes another
process for each; the server lets its clients queue in front of its workers. Hence pgbench in as many sessions as there are workers, too.

The gate of a tenant lets some 400 people in at once, then one in two seconds. So a round is one start of the server on a
fresh copy of the database, and as many transactions on another copy. After each round seats are people.
"""

import contextlib
import difflib
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from servers import Kommin

REPOSITORY = Path(__file__).resolve().parent.parent
SCRIPT = REPOSITORY / "bench/seats.sql"
# Each client the same number. A session of PostgreSQL plans a statement anew for five times: of 32 sessions that is half of all.
CLIENTS, TRIES, WARM = 32, 384, 192
WORKERS = max(2, min(4, os.cpu_count() or 1))  # as the server has them where nobody says otherwise
PART = "Integrationsförderung"  # of the session that is still to come

# Counters that are not the people they count, more seats taken than there are, people who came twice.
TROUBLE = """
SELECT (SELECT count(*) FROM programme_parts t WHERE taken > seats OR taken <> (SELECT count(*) FROM participants a
    JOIN registrations r ON r.id = a.registration_id WHERE a.part_id = t.id AND r.state IN ('registered', 'offered')))
  + (SELECT count(*) FROM programmes p WHERE taken > seats OR taken <> (SELECT count(*) FROM participants a
    JOIN registrations r ON r.id = a.registration_id WHERE r.programme_id = p.id AND r.state IN ('registered', 'offered')))
  + (SELECT count(*) FROM (SELECT name FROM participants WHERE name LIKE 'Mensch %' GROUP BY name HAVING count(*) > 1) AS twice)
"""


class Postgres:
    """A cluster of its own; gone at the end. Durable: on a disk, and every commit is flushed."""

    def __init__(self, durable: bool):
        self.durable = durable

    def __enter__(self):
        command = [str(REPOSITORY / "scripts/with-postgres"), *(["--durable"] if self.durable else []), "sh", "-c", 'echo "$KOMMIN_TEST_POSTGRES"; exec cat']
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip().removesuffix("/postgres")
        flushes = self.ask("SELECT current_setting('fsync') || current_setting('synchronous_commit') || current_setting('full_page_writes')") == "ononon"
        if flushes != self.durable:
            raise SystemExit("this PostgreSQL " + ("flushes" if flushes else "does not flush"))
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def location(self, name: str) -> str:
        return f"{self.url}/{name}"

    def ask(self, sql: str, name: str = "postgres") -> str:
        command = ["psql", "-XAtqv", "ON_ERROR_STOP=1", self.location(name), "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def empty(self) -> None:
        self.ask("DROP DATABASE IF EXISTS base")
        self.ask("CREATE DATABASE base")

    def settle(self) -> None:
        self.ask("VACUUM ANALYZE", "base")

    def copy(self, name: str) -> None:
        self.ask(f"DROP DATABASE IF EXISTS {name}")
        self.ask(f"CREATE DATABASE {name} TEMPLATE base")

    def sent_for(self, name: str, press) -> list[str]:
        """The statements of the connection that got the form: what is read of the session before the work, and from there on."""
        self.ask(f"ALTER DATABASE {name} SET log_statement = 'all'")
        press()
        # Its standard error, wherever that leads.
        leader = self.ask("SELECT pg_read_file('postmaster.pid')").split("\n")[0]
        log = Path(f"/proc/{leader}/fd/2").resolve().read_text(errors="replace")
        lines = re.findall(rf"\[(\d+)\] \S+@{name} LOG:  (?:statement|execute \w+): (.+)", log)
        worker, mark = [line for line in lines if line[1].startswith("SELECT content_mark FROM registrations")][-1]
        sent = [statement for process, statement in lines if process == worker]
        begins = [number for number, statement in enumerate(sent[: sent.index(mark)]) if statement.startswith("BEGIN")]
        return sent[begins[-2] :]

    def bare(self, name: str, statements: list[str], values: dict[str, str], scratch: Path, sessions: int) -> list[float]:
        """When each transaction of pgbench ended."""
        script = scratch / "seats.sql"
        script.write_text("\n".join(["\\set key random(100000000000, 999999999999)", *statements]) + "\n", encoding="utf-8")
        given = [word for key, value in values.items() for word in ("-D", f"{key}={value}")]
        command = ["pgbench", "-n", "-M", "prepared", f"-c{sessions}", "-j1", f"-t{TRIES // sessions}", "-f", str(script), "-l", f"--log-prefix={scratch}/pgbench"]
        subprocess.run([*command, *given, self.location(name)], check=True, capture_output=True)
        (log,) = scratch.glob("pgbench.*")
        # Client, number, µs, script, seconds and µs of its end.
        ended = [int(line.split()[4]) + int(line.split()[5]) / 1e6 for line in log.read_text().splitlines()]
        log.unlink()
        return sorted(ended)


class Sqlite:
    """Files in one folder."""

    durable = True

    def __init__(self, folder: Path):
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def location(self, name: str) -> str:
        return str(self.folder / f"{name}.db")

    def ask(self, sql: str, name: str) -> str:
        with contextlib.closing(sqlite3.connect(self.location(name), timeout=30, isolation_level=None)) as connection:
            rows = [connection.execute(one).fetchall() for one in sql.split(";")][-1]
        return "\n".join("|".join(str(value) for value in row) for row in rows)

    def empty(self) -> None:
        for file in self.folder.glob("base.db*"):
            file.unlink()

    def settle(self) -> None:
        pass

    def copy(self, name: str) -> None:
        for file in self.folder.glob(f"{name}.db*"):
            file.unlink()
        shutil.copy(self.location("base"), self.location(name))
        os.sync()  # or the first commits would flush the copy, too

    def bare(self, name: str, script: list[str], values: dict[str, str], _scratch: Path, _sessions: int) -> list[float]:
        """One loop without clients: writers come one after another anyway."""
        ended = []
        with contextlib.closing(sqlite3.connect(self.location(name), isolation_level=None)) as connection:
            for pragma in ("synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {pragma}")
            statements = list(of_sqlite(script))
            for _ in range(TRIES):
                known = {**values, "key": str(random.randrange(10**11, 10**12))}
                for statement, keeps in statements:
                    cursor = connection.execute(statement, known)
                    rows = cursor.fetchall()
                    if keeps:
                        known |= {column[0]: value for column, value in zip(cursor.description, rows[0], strict=True)}
                ended.append(time.monotonic())
        return ended


def statements_of_script() -> list[str]:
    return [line for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line and not line.startswith(("--", "\\"))]


def statements_of_refusal() -> list[str]:
    """Of a form that comes once the last seat is taken: nothing is stored, and the form comes back with what there is."""
    written = statements_of_script()
    page = written[: written.index("COMMIT;") + 1]
    refused = next(number for number, statement in enumerate(written) if statement.startswith("UPDATE programmes"))
    again = next(statement for statement in written if statement.startswith("SELECT") and "FROM programmes WHERE tenant_id = :tenant AND id" in statement)
    return [*written[: refused + 1], again, "ROLLBACK;", *page]


def of_sqlite(statements: list[str]):
    """Each with whether its row is kept."""
    for statement in statements:
        keeps = statement.endswith("\\gset")
        statement = statement.removesuffix("\\gset").rstrip("; ")
        if statement.startswith("BEGIN"):
            statement = "BEGIN" if statement.endswith("READ ONLY") else "BEGIN IMMEDIATE"
        if "pg_advisory_xact_lock" not in statement:
            yield statement, keeps


def shape(statement: str) -> str:
    """Verb and tables: "SELECT programmes"; what the script and the server have in common."""
    verb = statement.split()[0].rstrip(";")
    if verb in ("BEGIN", "COMMIT", "ROLLBACK"):
        return verb
    tables = re.findall(r"(?:FROM|JOIN|INTO|^UPDATE) +(\w+)|(pg_advisory_xact_lock)", statement)
    return " ".join([verb] + [name for pair in tables for name in pair if name])


@dataclass
class Found:
    """Medians of the rounds."""

    ours: float  # registrations per second
    theirs: float  # transactions per second of the statements by themselves
    ratios: list[float]  # of each round, the smallest first

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)


class Seats:
    """A demonstration with as many free seats as people will try, or with none. Of the other parts some stay full, and some people wait for them."""

    def __init__(self, program: Path, scratch: Path, engine: Postgres | Sqlite, is_full: bool = False):
        self.program, self.data, self.engine, self.is_full = program, scratch, engine, is_full
        self.statements = statements_of_refusal() if is_full else statements_of_script()
        engine.empty()
        subprocess.run([str(program), "demo", "--data", str(scratch), "--database", engine.location("base")], check=True, capture_output=True)
        self.slug = engine.ask(f"SELECT p.slug FROM programmes p JOIN programme_parts t ON t.programme_id = p.id WHERE t.name = '{PART}'", "base")
        self.form = f"/de/konferenz/{self.slug}/anmeldung"  # the session lies ahead of today
        self.give_seats("base", 0 if is_full else TRIES)
        engine.settle()
        row = engine.ask(
            f"SELECT p.tenant_id, p.id, p.meeting_id, t.id FROM programmes p JOIN programme_parts t ON t.programme_id = p.id WHERE p.slug = '{self.slug}' AND t.name = '{PART}'", "base"
        ).split("|")
        self.values = dict(zip(("tenant", "programme", "meeting", "part"), row, strict=True)) | {"slug": self.slug, "waiting": "waiting"}
        self.people = self.count_people("base")

    def give_seats(self, name: str, count: int) -> None:
        for table, which in (("programmes", f"slug = '{self.slug}'"), ("programme_parts", f"name = '{PART}'")):
            self.engine.ask(f"UPDATE {table} SET seats = taken + {count} WHERE {which}", name)

    def count_people(self, name: str) -> int:
        return int(self.engine.ask("SELECT count(*) FROM participants", name))

    def serving(self, name: str) -> Kommin:
        options = ("--database", self.engine.location(name), "--trusted-proxies", "127.0.0.1", "--log-level", "warning")
        return Kommin(self.program, self.data, options=options, pinned=False)

    def press(self, name: str, tries: int, warm: int) -> float:
        with self.serving(name) as server:
            command = ["wrk", "-t1", f"-c{CLIENTS}", "-d600s", "--timeout", "60s", "-s", str(REPOSITORY / "bench/seats.lua"), server.url]
            output = subprocess.run([*command, "--", self.form, self.values["part"], str(tries), str(warm), "409" if self.is_full else "303"], check=True, capture_output=True, text=True).stdout
        good, rate = re.search(r"answered (\d+) rate ([\d.a-z]+)", output).groups()
        if int(good) != tries:
            raise SystemExit(f"{int(good)} of {tries} forms were {'refused' if self.is_full else 'taken'}\n{output}")
        return float(rate)

    def check_script(self) -> None:
        """seats.sql still says what the server asks: otherwise two different things would be measured."""
        self.engine.copy("ours")
        sent = [shape(statement) for statement in self.engine.sent_for("ours", lambda: self.press("ours", 1, 1))]
        written = [shape(statement) for statement in self.statements]
        # What two arguments of one call ask for comes in the compiler's order.
        if sorted(sent[: len(written)]) != sorted(written):
            raise SystemExit("bench/seats.sql is not what the server asks by now:\n" + "\n".join(difflib.unified_diff(written, sent, "seats.sql", "server", lineterm="")))

    def ours(self) -> float:
        self.engine.copy("ours")
        rate = self.press("ours", TRIES, WARM)
        self.check("ours")
        return rate

    def theirs(self, sessions: int) -> float:
        self.engine.copy("theirs")
        ended = self.engine.bare("theirs", self.statements, self.values, self.data, sessions)
        self.check("theirs")
        return (TRIES - WARM) / (ended[-1] - ended[WARM - 1])

    def check(self, name: str) -> None:
        """After every round: everybody has a seat, once; nobody, where there was none."""
        people, trouble = self.count_people(name) - self.people, self.engine.ask(TROUBLE, name)
        wanted = 0 if self.is_full else TRIES
        if people != wanted or trouble != "0":
            raise SystemExit(f"{name}: {people} people instead of {wanted}, {trouble} counters or people that are not right")

    def compare(self, rounds: int, sessions: tuple[int, ...]) -> list[Found]:
        """For each number of sessions. In turns, so that a change of the machine's mood hits all alike."""
        runs = [(self.ours(), [self.theirs(count) for count in sessions]) for _ in range(rounds)]
        ours = [rate for rate, _ in runs]
        return [
            Found(statistics.median(ours), statistics.median(theirs), sorted(one / other for one, other in zip(ours, theirs, strict=True)))
            for theirs in zip(*(others for _, others in runs), strict=True)
        ]
