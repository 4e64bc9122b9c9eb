"""A slow line to the site that can be cut. What a browser emulates reaches the server all the same; this does not."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

PIECE = 8192
PAUSE = 0.05


class Line:
    """Passes bytes on between a port of its own and the site, about 160 KB a second upwards."""

    def __init__(self, site):
        self.to = (urlsplit(site).hostname, urlsplit(site).port)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.is_cut = False
        self.sent = 0
        self.ends = []
        self.threads = []
        self._start(self._listen)

    def cut(self):
        self.is_cut = True
        hang_up(*self.ends)

    def mend(self):
        self.is_cut = False

    def close(self):
        self.cut()
        with suppress(OSError):
            self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()
        # A connection that was taken just before the cut joins the others only now.
        while any(thread.is_alive() for thread in self.threads):
            hang_up(*self.ends)
            time.sleep(PAUSE)
        for end in self.ends:
            end.close()

    def _start(self, work, *told):
        self.threads.append(threading.Thread(target=work, args=told))
        self.threads[-1].start()

    def _listen(self):
        with suppress(OSError):
            while True:
                phone, _ = self.door.accept()
                if self.is_cut:
                    phone.close()
                    continue
                server = socket.create_connection(self.to)
                self.ends += [phone, server]
                if self.is_cut:
                    hang_up(*self.ends)
                self._start(self._pass_on, phone, server, PAUSE)
                self._start(self._pass_on, server, phone, 0)

    def _pass_on(self, source, target, pause):
        with suppress(OSError):
            while piece := source.recv(PIECE):
                target.sendall(piece)
                self.sent += len(piece) if pause else 0
                time.sleep(pause)
        hang_up(source, target)


def hang_up(*ends):
    """Closing alone would not wake the thread that waits for the other end."""
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
