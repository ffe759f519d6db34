"""The servers that a measurement compares, the load on them, and what they cost: CPU time per answer.

CPU time is read from the scheduler's own counters (/proc/PID/schedstat, nanoseconds). It moves little when
other programs share the machine; requests per second and waiting times do.
"""

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

SERVER_CORE, LOAD_CORE = 0, 1
PASSWORD = "Regen fällt auf die Dächer"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def on_core(core: int) -> list[str]:
    """A command prefix; on a machine with one core everything shares it."""
    return ["taskset", "-c", str(core)] if (os.cpu_count() or 1) > 1 else []


def cpu_nanoseconds(pid: int) -> int:
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        total += int((task / "schedstat").read_text().split()[0])
    return total


def cpu_ticks(pid: int) -> tuple[int, int]:
    """Of our own code and of the kernel on its behalf; for their share only, a tick is 10 ms."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]), int(fields[12])


def proportional_memory(pid: int) -> dict[str, float]:
    """MiB: Pss, Pss_Anon and Pss_File of a process."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return {name: int(kb) / 1024 for name, kb in re.findall(r"^(Pss\w*):\s+(\d+) kB", text, re.MULTILINE)}


def fetch(url: str, encoding: str = "identity") -> bytes:
    request = urllib.request.Request(url, headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request, timeout=600) as answer:
        return answer.read()


class Server:
    """A process that answers at `url`; ended by its pid."""

    def __init__(self, command: list[str], port: int, ready: str, patience: float = 600, pinned: bool = True):
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.log = tempfile.TemporaryFile()
        started = time.monotonic()
        self.process = subprocess.Popen(
            (on_core(SERVER_CORE) if pinned else []) + command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log
        )
        while True:
            try:
                fetch(self.url + ready)
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() - started > patience:
                    self.log.seek(0)
                    raise SystemExit(f"{command[0]} does not answer:\n{self.log.read().decode()}") from None
                time.sleep(0.001)
        self.seconds_to_first_answer = time.monotonic() - started

    def answering_pid(self) -> int:
        return self.process.pid

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Kommin(Server):
    def __init__(self, program: Path, data: Path, ready: str = "/healthz", options: tuple[str, ...] = (), pinned: bool = True):
        port = free_port()
        command = [str(program), "serve", "--data", str(data), "--listen", f"127.0.0.1:{port}", *options]
        super().__init__(command, port, ready, pinned=pinned)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def status_of(url: str, cookie: str) -> int:
    """Of the page itself, wherever it would lead."""
    try:
        with urllib.request.build_opener(NoRedirect).open(urllib.request.Request(url, headers={"Cookie": cookie})) as answer:
            return answer.status
    except urllib.error.HTTPError as answer:
        return answer.code


def log_in(server: Server, link: str, email: str) -> str:
    """Somebody who was invited sets a password and logs in; the Cookie header of their browser."""
    browser = urllib.request.build_opener(NoRedirect)

    def post(path: str, **fields: str) -> list[str]:
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": server.url}
        try:
            with browser.open(urllib.request.Request(server.url + path, urllib.parse.urlencode(fields).encode(), headers)) as answer:
                return answer.headers.get_all("Set-Cookie") or []
        except urllib.error.HTTPError as answer:
            if answer.code != 303:
                raise SystemExit(f"{path}: {answer.code}") from None
            return answer.headers.get_all("Set-Cookie") or []

    post(link, password=PASSWORD)
    cookies = post("/verwaltung/anmelden", email=email, passwort=PASSWORD)
    if not cookies:
        raise SystemExit(f"{email} could not log in")
    return "; ".join(cookie.split(";")[0] for cookie in cookies)


class Nginx(Server):
    """One worker, static files with gzip_static, no log: the cheapest way to serve bytes that are ready."""

    def __init__(self, root: Path):
        port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="kommin-bench-nginx."))
        root.chmod(0o755)
        configuration = self.folder / "nginx.conf"
        configuration.write_text(
            f"""
            worker_processes 1;
            daemon off;
            pid {self.folder}/pid;
            error_log {self.folder}/error.log;
            {"user root;" if os.geteuid() == 0 else ""}
            events {{ worker_connections 1024; }}
            http {{
                access_log off;
                default_type text/html;
                open_file_cache max=1000 inactive=60s;
                open_file_cache_valid 60s;
                keepalive_requests 1000; # as Kommin
                gzip_static on;
                client_body_temp_path {self.folder}/body;
                proxy_temp_path {self.folder}/proxy;
                fastcgi_temp_path {self.folder}/fastcgi;
                uwsgi_temp_path {self.folder}/uwsgi;
                scgi_temp_path {self.folder}/scgi;
                server {{ listen 127.0.0.1:{port} backlog=1024; root {root}; }}
            }}
            """
        )
        program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin") or "nginx"
        super().__init__([program, "-c", str(configuration)], port, "/page")

    def answering_pid(self) -> int:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(children[0])

    def stop(self) -> None:
        super().stop()
        shutil.rmtree(self.folder)


@dataclass
class Load:
    """What clients ask: paths in turn, over so many connections."""

    paths: list[str]
    connections: int = 64
    encoding: str = "gzip"
    close: bool = False
    cookie: str = ""


@dataclass
class Measured:
    cpu: float  # µs of the server per answer
    rate: float  # answers per second
    p50: float  # ms
    p99: float  # ms
    kernel: float  # share of `cpu` that the kernel takes


TIME_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


def press(server: Server, load: Load, seconds: float) -> Measured:
    """One run of wrk. Any answer that is not a good one ends the measurement: errors are cheap to serve."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        paths = ",".join('"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"' for path in load.paths)
        script.write(
            f"local paths = {{{paths}}}\nlocal turn = 0\n"
            "request = function() turn = turn % #paths + 1; return wrk.format('GET', paths[turn]) end\n"
        )
        script.flush()
        headers = ["-H", f"Accept-Encoding: {load.encoding}"]
        if load.close:
            headers += ["-H", "Connection: close"]
        if load.cookie:
            headers += ["-H", f"Cookie: {load.cookie}"]
        command = on_core(LOAD_CORE) + ["wrk", "-t1", f"-c{load.connections}", f"-d{seconds}s", "--latency", "--timeout", "30s"]
        before, ticks_before = cpu_nanoseconds(server.answering_pid()), cpu_ticks(server.answering_pid())
        output = subprocess.run(
            command + headers + ["-s", script.name, server.url], capture_output=True, text=True, check=True
        ).stdout
        spent = cpu_nanoseconds(server.answering_pid()) - before
        own, kernel = (now - then for now, then in zip(cpu_ticks(server.answering_pid()), ticks_before, strict=True))
    trouble = re.findall(r"(?:Non-2xx|Socket errors).*", output)
    answers = int(re.search(r"(\d+) requests in", output)[1])
    if answers == 0 or (trouble and not load.close):
        raise SystemExit(f"{server.url}{load.paths[0]}: {trouble or 'no answer'}\n{output}")

    def quantile(percent: int) -> float:
        figure, unit = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)$", output, re.MULTILINE).groups()
        return float(figure) * TIME_UNITS[unit]

    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1])
    return Measured(spent / answers / 1000, rate, quantile(50), quantile(99), kernel / max(own + kernel, 1))


def median_of(runs: list[Measured]) -> Measured:
    return Measured(*(statistics.median(getattr(run, field) for run in runs) for field in ("cpu", "rate", "p50", "p99", "kernel")))


def compare(pairs: dict[str, tuple[Server, Load]], rounds: int, seconds: float) -> dict[str, Measured]:
    """Takes turns, so that a change of the machine's mood hits all alike; the median of each counts."""
    for server, load in pairs.values():
        press(server, load, 1)
    runs: dict[str, list[Measured]] = {name: [] for name in pairs}
    for _ in range(rounds):
        for name, (server, load) in pairs.items():
            runs[name].append(press(server, load, seconds))
    return {name: median_of(measured) for name, measured in runs.items()}
