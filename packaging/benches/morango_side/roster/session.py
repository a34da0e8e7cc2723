"""One school's session with the center: packed and taken in by Morango's own stages, without its network."""

# mypy: disable-error-code="import-not-found"

import gzip
import json
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from morango.api.serializers import BufferSerializer
from morango.constants import transfer_stages as stages
from morango.constants import transfer_statuses
from morango.models.certificates import Filter
from morango.models.core import Buffer, SyncSession
from morango.sync.context import LocalSessionContext
from morango.sync.controller import SessionController
from morango.sync.syncsession import NetworkSyncConnection
from morango.utils import CAPABILITIES, CAPABILITIES_SERVER_HEADER

HEADERS = {CAPABILITIES_SERVER_HEADER: " ".join(CAPABILITIES)}


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
