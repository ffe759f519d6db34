#!/usr/bin/python3
"""A mail server for tests, on a free port of 127.0.0.1. Ends with its standard input.

    smtp_server.py FOLDER [--tls no|starttls|at-once] [--login USER:PASSWORD] [--delay SECONDS]

Prints `port N` when it listens. Into FOLDER: certificate.pem, to be believed; each accepted mail as N.eml; and
events.jsonl, a line when a mail begins to arrive ("begin"), was accepted ("end") or refused ("refused").
What becomes of a mail is the name before the @ of its recipient: unknown, full, relay (refused at RCPT for good),
later (refused for now), spam (refused after its last byte), cut (the connection breaks in the middle), silent (no
answer after the last byte); nobody@ is not allowed to send. Everybody else gets it. Later a distant server may report
about a mail that was accepted: N.report.eml, sent to the envelope sender. That happens to vanished (there is nobody),
crowded (the mailbox is full), waiting (tried again), moved (forwarded to somebody who is not there) and absent (a note of
the recipient's mail program).
"""
import argparse
import asyncio
import email
import email.message
import email.mime.base
import email.mime.multipart
import email.mime.text
import json
import pathlib
import ssl
import subprocess
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

AT_RECIPIENT = {
    "unknown": "550 5.1.1 <{address}>: there is nobody of this name",
    "gone": "550 no such user",
    "full": "552 5.2.2 mailbox full",
    "relay": "554 5.7.1 <{address}>: relay access denied",
    "later": "451 4.3.2 try again later",
}


# Action, status, what the distant server said, and where the mail went in the end.
REPORTED = {
    "vanished": ("failed", "5.1.1", "smtp; 550 5.1.1 <{address}>: Recipient address rejected", "{address}"),
    "crowded": ("failed", "5.2.2", "smtp; 552 5.2.2 mailbox full", "{address}"),
    "waiting": ("delayed", "4.4.1", "X-Postfix; connect to mx.example[192.0.2.1]:25: Connection timed out", "{address}"),
    "moved": ("failed", "5.1.1", "smtp; 550 5.1.1 user unknown", "old@elsewhere.example"),
}


def fields(**values):
    part = email.message.Message()
    for name, value in values.items():
        part[name.replace("_", "-")] = value
    return part


def delivery_report(envelope, address, action, status, diagnostic, final):
    """As Postfix writes one (RFC 3464), with the head of the mail that comes back."""
    report = email.mime.multipart.MIMEMultipart("report", report_type="delivery-status")
    report["From"] = "MAILER-DAEMON@mx.example (Mail Delivery System)"
    report["To"] = envelope.mail_from
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(email.mime.text.MIMEText("This is the mail system at host mx.example.\n", "plain", "us-ascii"))
    status_part = email.mime.base.MIMEBase("message", "delivery-status")
    status_part.set_payload([
        fields(Reporting_MTA="dns; mx.example", X_Postfix_Sender=f"rfc822; {envelope.mail_from}"),
        fields(Final_Recipient=f"rfc822; {final.format(address=address)}", Action=action, Status=status,
               Diagnostic_Code=diagnostic.format(address=address))])
    report.attach(status_part)
    returned = email.mime.text.MIMEText("", "rfc822-headers", "us-ascii")
    returned.set_payload(envelope.content.decode("ascii").split("\r\n\r\n")[0].replace("\r\n", "\n") + "\n\n")
    report.attach(returned)
    return report


def absence_note(envelope, address):
    note = email.mime.text.MIMEText("Ich bin bis Montag nicht im Haus.\n", "plain", "us-ascii")
    note["From"] = address
    note["To"] = envelope.mail_from
    note["Subject"] = "Automatische Antwort"
    note["Auto-Submitted"] = "auto-replied"
    return note


class Handler:
    def __init__(self, folder, delay):
        self.folder = folder
        self.delay = delay
        self.count = 0
        self.events = open(folder / "events.jsonl", "a", encoding="utf-8")

    def note(self, event, **more):
        self.events.write(json.dumps({"event": event, "at": asyncio.get_event_loop().time(), **more}) + "\n")
        self.events.flush()

    async def handle_MAIL(self, _server, _session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.7.1 sender not allowed"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        answer = AT_RECIPIENT.get(address.split("@")[0])
        if answer is not None:
            self.note("refused")
            return answer.format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        head = envelope.content.decode("ascii").split("\r\n\r\n")[0]
        mail = next(line for line in head.split("\r\n") if line.startswith("Message-ID: "))[13:-1]
        self.note("begin", id=mail)
        if name == "spam":
            self.note("refused", id=mail)
            return "554 5.7.1 this looks like spam"
        if name == "silent":
            await asyncio.sleep(3600)
        if name == "cut":
            server.transport.abort()
            return "451 never said"
        await asyncio.sleep(self.delay)
        self.count += 1
        (self.folder / f"{self.count}.eml").write_bytes(envelope.content)
        if name in REPORTED or name == "absent":
            address = envelope.rcpt_tos[0]
            report = absence_note(envelope, address) if name == "absent" else delivery_report(envelope, address, *REPORTED[name])
            (self.folder / f"{self.count}.report.eml").write_bytes(report.as_bytes())
        is_encrypted = server.transport.get_extra_info("sslcontext") is not None
        self.note("end", id=mail, encrypted=is_encrypted, user=session.auth_data, sender=envelope.mail_from)
        return "250 OK"


def make_certificate(folder):
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
         "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
        check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--tls", default="no", choices=["no", "starttls", "at-once"])
    arguments.add_argument("--login", default="")
    arguments.add_argument("--delay", type=float, default=0)
    options = arguments.parse_args()

    context = None if options.tls == "no" else make_certificate(options.folder)
    handler = Handler(options.folder, options.delay)

    def authenticate(_server, _session, _envelope, _mechanism, data):
        wanted = tuple(part.encode() for part in options.login.split(":"))
        is_right = isinstance(data, LoginPassword) and (data.login, data.password) == wanted
        return AuthResult(success=is_right, handled=is_right, auth_data=data.login.decode() if is_right else None)

    def make_protocol():
        return SMTP(
            handler, hostname="localhost", enable_SMTPUTF8=False, loop=asyncio.get_running_loop(),
            tls_context=context if options.tls == "starttls" else None, require_starttls=options.tls == "starttls",
            auth_required=options.login != "", auth_require_tls=False, auth_exclude_mechanism=["LOGIN"],
            authenticator=authenticate if options.login else None)

    server = await asyncio.get_running_loop().create_server(
        make_protocol, "127.0.0.1", 0, ssl=context if options.tls == "at-once" else None)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()

    def wait_for_end():
        sys.stdin.read()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=wait_for_end, daemon=True).start()
    await ended.wait()


asyncio.run(main())
