"""Schools pack what is new, and the center takes it in: Morango's own stages, files in place of its network."""

# mypy: disable-error-code="import-not-found"

import gzip
import json
import random
import shutil
import time
import uuid
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from morango.api.serializers import BufferSerializer
from morango.constants import transfer_stages as stages
from morango.constants import transfer_statuses
from morango.models.certificates import Filter
from morango.models.core import Buffer, DatabaseMaxCounter, InstanceIDModel, Store, SyncSession
from morango.sync.context import LocalSessionContext
from morango.sync.controller import SessionController
from morango.sync.syncsession import NetworkSyncConnection
from morango.utils import CAPABILITIES, CAPABILITIES_SERVER_HEADER

from roster.models import Student

SITES, ROWS = 20, 1000
SCHOOLS = [f"{number:02}" for number in range(SITES)]
HEADERS = {CAPABILITIES_SERVER_HEADER: " ".join(CAPABILITIES)}


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


def filter_of(school: str) -> Any:
    return Filter(f"school{school}:")


def session_of(is_server: bool, **more: Any) -> Any:
    now = timezone.now()
    return SyncSession.objects.create(
        id=uuid.uuid4().hex, profile="township", is_server=is_server, connection_kind="disk", start_timestamp=now,
        last_activity_timestamp=now, **more,
    )  # fmt: skip


def reach(stage: str, context: Any, result: str = transfer_statuses.COMPLETED) -> None:
    if (reached := SessionController.build().proceed_to(stage, context=context)) != result:
        raise RuntimeError(f"{stage} is {reached}: {context.error}")


def pack(school: str, known: str, file: Path) -> None:
    """What the center lacks of this school: a line about it, then its rows, as many a line as in one request."""
    context = LocalSessionContext(
        sync_session=session_of(False), sync_filter=filter_of(school), is_push=True, capabilities=CAPABILITIES
    )
    reach(stages.SERIALIZING, context)
    transfer = context.transfer_session
    transfer.server_fsic = known
    transfer.save()
    reach(stages.QUEUING, context)
    head = {"id": transfer.id, "client_fsic": transfer.client_fsic, "records_total": transfer.records_total}
    rows = Buffer.objects.filter(transfer_session=transfer).order_by("pk")
    size = NetworkSyncConnection.default_chunk_size
    with gzip.open(file, "wt", encoding="utf8") as lines:
        lines.write(json.dumps(head) + "\n")
        for begin in range(0, transfer.records_total, size):
            lines.write(json.dumps(BufferSerializer(rows[begin : begin + size], many=True).data) + "\n")
    reach(stages.TRANSFERRING, context)
    reach(stages.CLEANUP, context)


def take_stick(stick: Path) -> None:
    """As the server does when it is pushed to: buffers checked and stored, merged into the store, made students."""
    for file in sorted(stick.iterdir()):
        with gzip.open(file, "rt", encoding="utf8") as lines:
            head = json.loads(next(lines))
            context = LocalSessionContext.from_request(
                SimpleNamespace(data=head, META=HEADERS),
                sync_session=session_of(True), sync_filter=filter_of(file.stem), is_push=True,
            )  # fmt: skip
            reach(stages.QUEUING, context)
            left = head["records_total"]
            for line in lines:
                context.request.data = json.loads(line)
                left -= len(context.request.data)
                reach(stages.TRANSFERRING, context, transfer_statuses.PENDING if left else transfer_statuses.COMPLETED)
        reach(stages.CLEANUP, context)


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
