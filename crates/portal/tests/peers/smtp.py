"""A mail server for the tests: STARTTLS or TLS with a certificate of its own, AUTH, and every way to be difficult.

    smtp.py FOLDER   writes ca.pem there, whom to trust, prints one line {"starttls": port, "tls": port, "plain": port},
                     prints one JSON line for each mail it accepts, and ends when its input does.

What it does depends on the recipient's local part: refuse-550, full-552, relay-554, grey (450 once), hang, drop (accepts and
never says so), garbage, busy-421.
"""

import asyncio
import json
import ssl
import subprocess
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult


def say(value):
    print(json.dumps(value), flush=True)


class Peer:
    def __init__(self):
        self.greyed = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        kind = address.split("@")[0].split("+")[0]
        if kind == "refuse-550":
            return "550 5.1.1 no such mailbox"
        if kind == "relay-554":
            return "554 5.7.1 Relay access denied"
        if kind == "grey" and address not in self.greyed:
            self.greyed.add(address)
            return "450 4.2.0 Greylisted, come back later"
        if kind == "busy-421":
            return "421 4.3.2 busy"
        if kind == "garbage":
            return "ini bukan SMTP"
        if kind == "hang":
            await asyncio.sleep(30)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        kind = envelope.rcpt_tos[0].split("@")[0]
        if kind == "full-552":
            return "552 5.2.2 over quota"
        say(
            {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "tls": session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None,
                "user": (session.auth_data or b"").decode() if session.auth_data else "",
                "connection": session.peer[1],
                "raw": envelope.content.decode("ascii"),
            }
        )
        if kind == "drop":
            server.transport.abort()
        return "250 2.0.0 taken"


def known(server, session, envelope, mechanism, data):
    if data.login == b"loket" and data.password == b"rahasia-surat":
        return AuthResult(success=True, auth_data=data.login)
    return AuthResult(success=False, handled=False)


def make_certificate(folder):
    """An authority (ca.pem), and a certificate for localhost that it signed."""

    def openssl(words, *more):
        subprocess.run(["openssl", *words.split(), *more], cwd=folder, check=True, capture_output=True)

    authority = "basicConstraints=critical,CA:TRUE"
    openssl("req -x509 -newkey rsa:2048 -nodes -days 36500 -subj /CN=kampus -keyout ca.key -out ca.pem -addext", authority)
    openssl("req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out asked.pem")
    with open(folder + "/names", "w", encoding="ascii") as names:
        names.write("subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
    openssl("x509 -req -in asked.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 36500 -extfile names -out cert.pem")


async def main(folder):
    make_certificate(folder)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
    loop = asyncio.get_running_loop()
    peer = Peer()

    def guarded(**more):
        return lambda: SMTP(peer, authenticator=known, auth_required=True, hostname="localhost", **more)

    starttls = guarded(tls_context=tls, require_starttls=True)
    servers = {
        "starttls": await loop.create_server(starttls, "127.0.0.1", 0),
        "tls": await loop.create_server(guarded(auth_require_tls=False), "127.0.0.1", 0, ssl=tls),
        "plain": await loop.create_server(lambda: SMTP(peer, hostname="localhost"), "127.0.0.1", 0),
    }
    say({name: server.sockets[0].getsockname()[1] for name, server in servers.items()})
    end = asyncio.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(end.set)), daemon=True).start()
    await end.wait()


asyncio.run(main(sys.argv[1]))
