import subprocess
import sys

SIGNALS = """
import desktop.ui
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(bool)

bell = Bell()
bell.rung.connect(lambda loud: None)
for _ in range(20_000):
    bell.rung.emit(True)
    bell.setProperty("loud", None)
    bell.property("nothing")
"""


def test_many_calls_into_qt_do_not_end_the_interpreter() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SIGNALS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
