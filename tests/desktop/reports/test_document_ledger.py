"""发文登记簿 and 送达登记表: every number given out, void ones too; who has signed and who has not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.work import documents, papers
from desktop.work.documents import Order
from tests.desktop.reports.township import Township


@pytest.fixture
def issued(township: Township) -> list[bytes]:
    given: dict[str, Any] = {"事项": "放假", "内容": "放假一天。"}
    orders = [Order("notice", fields=given, recipients=["张建国", "李秀英"]) for _ in range(3)]
    made = documents.issue_many(township.office, orders).data["documents"]
    return [bytes.fromhex(one["id"]) for one in made]


def printed(township: Township, name: str, target: Path, read: Any, **options: str) -> str:
    papers.make(township.office, name, target, options)
    return "".join(read(target).text.split())


def test_the_ledger_has_every_number_and_says_which_are_void_or_revised(
    township: Township, issued: list[bytes], target: Path, read: Any
) -> None:
    office = township.office
    documents.void(office, issued[1], "重发")
    documents.revise(office, issued[2], "改")
    documents.issue(office, issued[2])
    documents.draft(office, "notice", fields={"事项": "没有签发"})
    text = printed(township, "document-ledger", target, read)
    assert all(f"〔{office.today.year}〕{number}号" in text for number in (1, 2, 3))
    assert ("作废" in text, "第2版" in text, "没有签发" in text) == (True, True, False)
    assert "共3份，其中作废1份" in text
    assert "还没有签发公文" in printed(township, "document-ledger", target, read, year="2020")


def test_the_delivery_list_has_who_signed_and_on_asking_only_who_did_not(
    township: Township, issued: list[bytes], target: Path, read: Any
) -> None:
    office = township.office
    rows = {row["name"]: row["id"] for row in documents.recipients(office, issued[0])}
    documents.receipt(office, rows["张建国"], office.today, "张建国")
    text = printed(township, "document-delivery", target, read)
    assert "应送达6，已签收1" in text
    waiting = printed(township, "document-delivery", target, read, waiting="yes", document=issued[0].hex())
    assert ("李秀英" in waiting, "张建国" in waiting) == (True, False)
