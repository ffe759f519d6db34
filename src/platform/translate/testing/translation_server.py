#!/usr/bin/python3
"""A server with the interface of LibreTranslate for tests, on two free ports of 127.0.0.1: one plain, one with TLS. Ends
with its standard input.

    translation_server.py FOLDER

Prints `ports PLAIN TLS` when it listens. Into FOLDER: certificate.pem, to be believed; requests, a line for each request:
method, path, body. "Chor" in Turkish is "tr: Chor". FOLDER/habit holds a word that says how it misbehaves; see answer().
"""
import http.server
import json
import pathlib
import re
import ssl
import subprocess
import sys
import threading
import time

FOLDER = pathlib.Path(sys.argv[1])
LOCK = threading.Lock()
TARGETS = ["ar", "de", "en", "tr", "uk"]
STATUS = {"key": 403, "refuse": 400, "fail": 500, "too-long": 413, "missing": 404, "later": 429, "busy": 429}


def translate(text, target, habit):
    if habit == "lose":
        return target + ": " + re.sub(r"\{\d+\}", "", text)
    if habit == "double":
        return target + ": " + text + " " + text
    if habit == "arabic-digits":
        text = re.sub(r"\{(\d+)\}", lambda match: "{ " + "".join(chr(0x660 + int(d)) for d in match[1]) + " }", text)
    if habit == "advertise":
        return target + ": " + text + " https://werbung.example/"
    return target + ": " + text


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments):
        pass

    def say(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def say_json(self, value, status=200, headers=()):
        self.say(status, json.dumps(value).encode(), [("Content-Type", "application/json"), *headers])

    def note(self, body):
        with LOCK, open(FOLDER / "requests", "a", encoding="utf-8") as log:
            log.write(f"{self.command} {self.path} {body}\n")

    def do_GET(self):
        self.note("")
        if self.path.endswith("/languages"):
            self.say_json([{"code": code, "name": code, "targets": TARGETS} for code in TARGETS])
        else:
            self.say(404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.note(body)
        file = FOLDER / "habit"
        self.answer(json.loads(body), file.read_text() if file.exists() else "")

    def answer(self, order, habit):
        texts = [translate(text, order["target"], habit) for text in order["q"]]
        if order["target"] not in TARGETS:
            self.say_json({"error": f"{order['target']} is not supported"}, 400)
        elif habit in STATUS:
            headers = [("Retry-After", "3600")] if habit == "later" else []
            self.say_json({"error": "no"}, STATUS[habit], headers)
        elif habit == "slow":
            time.sleep(30)
        elif habit == "cut":
            self.close_connection = True
        elif habit == "rubbish":
            self.say(200, b"<html>Sign in</html>")
        elif habit == "few":
            self.say_json({"translatedText": texts[1:]})
        elif habit == "numbers":
            self.say_json({"translatedText": [1 for _ in texts]})
        elif habit == "redirect":
            self.say(307, headers=[("Location", "/elsewhere/translate")])
        elif habit == "huge":
            self.close_connection = True
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
                for _ in range(1 << 14):
                    self.wfile.write(b" " * 65536)
            except OSError:
                pass
        else:
            self.say_json({"translatedText": texts})


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
