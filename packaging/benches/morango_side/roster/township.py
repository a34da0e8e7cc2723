"""Twenty schools and their center: a roster brought in, a week of edits, and what the center needs to take both in."""

# mypy: disable-error-code="import-not-found"

import json
import random
import shutil
import time
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from morango.models.core import DatabaseMaxCounter, InstanceIDModel, Store

from roster.models import Student
from roster.session import filter_of, pack, take_stick

SITES, ROWS = 20, 1000
SCHOOLS = [f"{number:02}" for number in range(SITES)]


def use(file: Path | str) -> None:
    """From here on Django's one database is this file."""
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    InstanceIDModel.get_or_create_current_instance(clear_cache=True)


def prepare(folder: Path) -> None:
    """Lays down the center's file before and after each of the two takings, and what the schools packed for them."""
    empty, center = folder / "empty.sqlite", folder / "center.sqlite"
    connection.settings_dict["NAME"] = str(empty)
    call_command("migrate", run_syncdb=True, verbosity=0)
    connection.cursor().execute("PRAGMA journal_mode = WAL")  # the file keeps it, and so do its copies
    connection.close()
    for school in SCHOOLS:
        use(shutil.copy(empty, folder / f"{school}.sqlite"))
        Student.objects.bulk_create(pupils(school))
    shutil.copy(empty, center)
    exchange(folder, "first")
    edit(folder, center)
    exchange(folder, "round")


def exchange(folder: Path, name: str) -> None:
    center, stick = folder / "center.sqlite", folder / name
    stick.mkdir()
    known = {}
    use(center)
    for school in SCHOOLS:  # over the network the two sides tell each other what they have before anything is packed
        known[school] = json.dumps(
            DatabaseMaxCounter.calculate_filter_specific_instance_counters(filter_of(school), v2_format=True)
        )
    for school in SCHOOLS:
        use(folder / f"{school}.sqlite")
        pack(school, known[school], stick / f"{school}.gz")
    connection.close()
    shutil.copy(center, folder / f"{name}-before.sqlite")
    use(center)
    take_stick(stick)
    connection.close()
    shutil.copy(center, folder / f"{name}-after.sqlite")


def pupils(school: str) -> list[Student]:
    dice = random.Random(school)
    made = [
        Student(
            school=school,
            name=f"{dice.choice('王李张刘陈杨赵黄周吴')}{chr(0x4E00 + dice.randrange(3000))}",
            sex="12"[number % 2],
            born_on=date(2014 + number % 6, 1 + number % 12, 1 + number % 28).isoformat(),
            id_number=f"610429{school}{number:09}X",
            nation="01",
            stage="1",
            cohort=2020 + number % 6,
            address=f"青石镇第{school}村{number % 9}组",
        )
        for number in range(ROWS)
    ]
    for student in made:
        student.id = student.calculate_uuid()
    return made


def edit(folder: Path, center: Path) -> None:
    """5 % of the rows get another address, at the schools and, every fifth of them, also at the center."""
    dice = random.Random(5)
    both: list[str] = []
    for school in SCHOOLS:
        use(folder / f"{school}.sqlite")
        ids = sorted(Student.objects.values_list("id", flat=True))
        chosen = dice.sample(ids, ROWS // 20)
        Student.objects.filter(id__in=chosen).update(address=f"柳林村{school}组")
        both += chosen[::5]
    use(center)
    Student.objects.filter(id__in=both).update(address="中心改的")


def take(folder: Path, name: str) -> None:
    """Prints the seconds that the center needs for all sticks of that taking, from its file as it was before."""
    for left in folder.glob("center-now.*"):
        left.unlink()
    use(shutil.copy(folder / f"{name}-before.sqlite", folder / "center-now.sqlite"))
    begun = time.perf_counter()
    take_stick(folder / name)
    seconds = time.perf_counter() - begun
    edited = Student.objects.filter(address__startswith="柳林村").count()
    conflicts = Store.objects.exclude(conflicting_serialized_data="").count()
    counted = (Student.objects.count(), edited, conflicts)
    changed = SITES * ROWS // 20
    if counted != (SITES * ROWS, *((0, 0) if name == "first" else (changed * 4 // 5, changed // 5))):
        raise RuntimeError(f"not what was sent: {counted}")
    print(seconds)
