"""One window for a library: a second start hands its file to the first and exits."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MILLISECONDS = 1000
LONGEST_PATH = 32_768


def _name_for(library: Path) -> str:
    digest = hashlib.sha256(str(library.absolute()).encode()).hexdigest()
    return f"istmo-{digest[:16]}"


def hand_over(library: Path, file: str) -> bool:
    """Give `file` (or nothing) to the window that has the library open.

    Returns False when there is none.
    """
    socket = QLocalSocket()
    socket.connectToServer(_name_for(library))
    if not socket.waitForConnected(WAIT_MILLISECONDS):
        return False
    socket.write(file.encode()[:LONGEST_PATH] + b"\n")
    socket.waitForBytesWritten(WAIT_MILLISECONDS)
    socket.disconnectFromServer()
    return True


class FirstInstance(QObject):
    """Listens for later starts; emits `asked` with the file each one was given, or none."""

    asked = Signal(str)

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        name = _name_for(library)
        if not self._server.listen(name):
            # Left behind by a process that was killed.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def _greet(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.setReadBufferSize(LONGEST_PATH + 1)
        socket.readyRead.connect(lambda: self._hear(socket))
        socket.disconnected.connect(socket.deleteLater)
        if socket.bytesAvailable():
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            line = bytes(socket.readLine().data()).decode(errors="replace")
            self.asked.emit(line.rstrip("\n"))
