"""Takes the manual's pictures anew from the sample township, when the window has changed.

.venv/bin/python packaging/pictures.py
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "resources" / "manual"
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(ROOT))


def main() -> None:
    from PIL import Image

    from desktop.app import screens
    from desktop.work import sample

    wanted = {
        name for page in MANUAL.glob("*.md") for name in re.findall(r"\(pictures/([^)]+)\)", page.read_text("utf-8"))
    }
    with tempfile.TemporaryDirectory() as folder:
        made = sample.build(Path(folder))
        taken = {file.name: file for file in screens(made.center, Path(folder) / "画面", sample.plan()["today"])}
        missing = wanted - set(taken)
        if missing:
            raise SystemExit(f"the window took no picture named {', '.join(sorted(missing))}")
        (MANUAL / "pictures").mkdir(exist_ok=True)
        for name in sorted(wanted):
            picture = Image.open(taken[name]).convert("RGB").quantize(64)
            picture.save(MANUAL / "pictures" / name, optimize=True)
            print(name, (MANUAL / "pictures" / name).stat().st_size // 1024, "kB")


if __name__ == "__main__":
    main()
