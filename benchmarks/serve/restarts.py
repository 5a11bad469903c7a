"""Five rolling restarts of two instances behind a proxy, under load: no request may fail.

    python restarts.py [--rounds 5] [--users 4]

The proxy does what balancers do: it asks for readiness, sends new connections to instances that are ready, and tries the
other one when a connection is refused. Each instance has its own data folder. An instance is told to end with SIGTERM and
must end with 0 or 143.
"""

import argparse
import socket
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import material
import processes

PORT = 18730


class Proxy:
    """Connections in turn to whoever is ready."""

    def __init__(self):
        self.instances, self.ready, self.turn = {}, [], 0
        self.listener = socket.create_server(("127.0.0.1", PORT), backlog=128)
        threading.Thread(target=self.watch, daemon=True).start()
        threading.Thread(target=self.accept, daemon=True).start()

    def watch(self):
        while True:
            self.ready = [server.port for server in list(self.instances.values()) if server.is_ready()]
            time.sleep(0.5)

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with client:
            upstream = self.connect()
            if upstream is None:
                return
            with upstream:
                back = threading.Thread(target=pump, args=(upstream, client), daemon=True)
                back.start()
                pump(client, upstream)
                back.join()

    def connect(self):
        for _ in range(20):
            ready = list(self.ready)
            self.turn += 1
            for offset in range(len(ready)):
                try:
                    return socket.create_connection(("127.0.0.1", ready[(self.turn + offset) % len(ready)]), timeout=120)
                except OSError:
                    continue
            time.sleep(0.1)
        return None


def pump(source, target):
    try:
        while block := source.recv(1 << 16):
            target.sendall(block)
    except OSError:
        pass
    finally:
        try:
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


class Clients:
    """Send one recording after the other, each over a new connection, until told to stop."""

    def __init__(self, users, bodies):
        self.answered, self.failures, self.stopping = 0, [], False
        self.pool = ThreadPoolExecutor(users)
        self.running = [self.pool.submit(self.loop, user, bodies) for user in range(users)]

    def loop(self, number, bodies):
        while not self.stopping:
            number += 1
            try:
                connection = HTTPConnection("127.0.0.1", PORT, timeout=120)
                connection.request("POST", "/v1/tags", bodies[number % len(bodies)], {"Content-Type": "application/octet-stream"})
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200:
                    self.failures.append(f"{answer.status} {body[:200]!r}")
                connection.close()
                self.answered += 1
            except OSError as failure:
                self.failures.append(repr(failure))

    def stop(self):
        self.stopping = True
        for one in self.running:
            one.result()


def start(number, work):
    data = work / f"instance-{number}"
    data.mkdir(parents=True, exist_ok=True)
    settings = [f"--otolex.upload.directory={data}", "--otolex.cache.max-windows=0", "--otolex.drain.delay=3s"]
    return processes.otolex(PORT + 1 + number, work / "servers.log", *settings, heap="192m", name=f"instance {number}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--users", type=int, default=4)
    options.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "otolex-serve")
    given = options.parse_args()
    bodies = [path.read_bytes() for path in material.mixed(given.work)]
    proxy = Proxy()
    try:
        for number in (0, 1):
            proxy.instances[number] = start(number, given.work).wait_ready()
        time.sleep(1)
        clients = Clients(given.users, bodies)
        for round_ in range(given.rounds):
            for number in (0, 1):
                code = proxy.instances[number].terminate()
                assert code in (0, 143), f"instance {number} ended with {code}"
                proxy.instances[number] = start(number, given.work).wait_ready()
                time.sleep(2)
            print(f"round {round_ + 1}: {clients.answered} answered, {len(clients.failures)} failed", flush=True)
        clients.stop()
        print("\n".join(clients.failures[:10]))
        raise SystemExit(1 if clients.failures else 0)
    finally:
        for server in proxy.instances.values():
            server.kill()


if __name__ == "__main__":
    main()
