#!/usr/bin/python3
"""A web server for tests, on two free ports of 127.0.0.1: one plain, one with TLS. Ends with its standard input.

    web_server.py FOLDER

Prints `ports PLAIN TLS` when it listens. Into FOLDER: certificate.pem, to be believed; requests.tsv, a line for each
request: method and path, user agent. /set/NAME answers with the status that stands in FOLDER/set-NAME, 200 without.
"""
import http.server
import pathlib
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

FOLDER = pathlib.Path(sys.argv[1])
LOCK = threading.Lock()
FIXED = {"/ok": 200, "/missing": 404, "/gone": 410, "/forbidden": 403, "/broken": 500, "/unavailable": 503}
MOVED = {"/moved": (301, "/ok"), "/moved-twice": (308, "/moved"), "/elsewhere": (302, "/ok"), "/mixed": (301, "/elsewhere"),
         "/moved-to-nothing": (301, "/missing"), "/loop": (301, "/loop"), "/to-file": (302, "file:///etc/passwd"),
         "/to-port": (302, "http://127.0.0.1:22/"), "/to-two": (302, "http://127.0.0.2:{port}/ok"),
         "/to-link-local": (302, "http://169.254.169.254/latest/meta-data/"), "/to-six": (302, "http://[::1]:{port}/ok"),
         "/to-mapped": (302, "http://[::ffff:127.0.0.1]:{port}/ok"), "/to-number": (302, "http://2130706434:{port}/ok"),
         "/to-private": (302, "http://10.0.0.1/"), "/to-name": (302, "http://intern.example:{port}/ok"),
         "/to-user": (302, "http://admin:x@127.0.0.1:{port}/ok")}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments):
        pass

    def say(self, status, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer(self):
        with LOCK, open(FOLDER / "requests.tsv", "a", encoding="utf-8") as log:
            log.write(f"{self.command} {self.path}\t{self.headers.get('User-Agent')}\n")
        path = urllib.parse.urlsplit(self.path).path
        is_head = self.command == "HEAD"
        if path in FIXED:
            self.say(FIXED[path])
        elif path in MOVED:
            status, target = MOVED[path]
            self.say(status, [("Location", target.format(port=self.server.server_address[1]))])
        elif path.startswith("/set/"):
            file = FOLDER / ("set-" + path[5:])
            self.say(int(file.read_text()) if file.exists() else 200)
        elif path.startswith("/chain/"):
            left = int(path[7:])
            self.say(301, [("Location", f"/chain/{left - 1}" if left > 1 else "/ok")])
        elif path == "/later":
            self.say(503, [("Retry-After", "3600")])
        elif path == "/too-many":
            self.say(429)
        elif path == "/no-head":
            self.say(405 if is_head else 200)
        elif path == "/head-not-found":
            self.say(404 if is_head else 200)
        elif path == "/head-cut":
            if is_head:
                self.close_connection = True
            else:
                self.say(200)
        elif path == "/slow":
            time.sleep(30)
        elif path == "/cut":
            self.close_connection = True
        elif path == "/rubbish":
            self.wfile.write(b"\x00\x01 nothing of HTTP\r\n\r\n")
            self.close_connection = True
        elif path == "/huge":
            self.endless(is_head, b"")
        elif path == "/huge-head":
            self.endless(False, b"X-More: " + b"x" * 4000 + b"\r\n")
        else:
            self.say(404)

    def endless(self, is_head, line):
        """Until nobody listens any more: a body, or a head of such lines."""
        self.close_connection = True
        if is_head:
            self.say(405)
            return
        sent = 0
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + (b"" if line else b"\r\n"))
            while sent < 1 << 30:
                sent += self.wfile.write(line or b"x" * 65536)
        except OSError:
            pass
        with LOCK, open(FOLDER / "sent", "a", encoding="utf-8") as log:
            log.write(f"{sent}\n")

    do_GET = do_HEAD = answer


def make_context():
    key, certificate = FOLDER / "key.pem", FOLDER / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
         "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def main():
    plain = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    encrypted = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    encrypted.socket = make_context().wrap_socket(encrypted.socket, server_side=True, do_handshake_on_connect=False)
    for server in (plain, encrypted):
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ports", plain.server_address[1], encrypted.server_address[1], flush=True)
    sys.stdin.read()


main()
