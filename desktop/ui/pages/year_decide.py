"""定下来: what becomes of pupils about whom the year's turn cannot know, or who do not simply go a grade up."""

from __future__ import annotations

from collections.abc import Sequence

from db.errors import Rejected
from db.registers import Promotion
from desktop.ui.look import SPACE, WIDTH
from desktop.ui.page import Host, Page
from desktop.ui.parts import Scrolled, across, down, press, words
from desktop.ui.questions import Questions
from desktop.work import year_decisions
from desktop.work.outcome import Outcome

ASKED = ("decision", "to_school", "destination", "destination_name", "reason", "approval")
NAMED = 12


class DecidePage(Page):
    """The same decision for all of these pupils; laid over the page they were chosen on."""

    help_page = "year"

    def __init__(self, host: Host, keys: Sequence[bytes], year: int | None = None) -> None:
        super().__init__(host)
        self.keys, self.year = list(keys), year or self.office.today.year
        titles = self.office.titles("students")
        names = "、".join(titles.get(key, "") for key in self.keys[:NAMED])
        more = f"等 {len(self.keys)} 人" if len(self.keys) > NAMED else ""
        self.questions = Questions(self.office)
        fields = Promotion.fields()
        self.questions.ask([fields[name] for name in ASKED], {})
        settle = press(f"定下 {len(self.keys)} 人", "check", "primary", does=self.decide)
        head = across(
            press("返回", "arrow-left", "ghost", does=host.back), words("升学年决定", "title"), None,
            press("取消已有的决定", does=self._undecide), settle,
            pad=(SPACE.m, SPACE.m, SPACE.l, SPACE.s),
        )  # fmt: skip
        told = (
            "留级、跳级要有监护人申请；学校不得责令留级。升入镇内初中的，选升入学校；到镇外读书的选“毕业离校”，写明去向学校。"
            "决定在升学年时一起办，升以前随时可以改。"
        )
        body = down(
            words(f"{names}{more}", "head", wrap=True), words(told, "soft", wrap=True), self.questions, None,
            gap=SPACE.m, pad=(SPACE.page, SPACE.m),
        )  # fmt: skip
        body.setMaximumWidth(WIDTH.form + WIDTH.advice)
        for part, share in ((head, 0), (self.banner_place, 0), (Scrolled(across((body, 1), None)), 1)):
            self.layout_.addWidget(part, share)
        self.setFocusProxy(self.questions.rows["decision"].editor)

    def decide(self) -> None:
        """Keeps the decision; what is wrong with a field is said at it."""
        said = {name: text for name, text in self.questions.answers().items() if text}
        try:
            outcome = year_decisions.decide(self.office, self.keys, said, self.year)
        except Rejected as trouble:
            if not self.questions.refuse(trouble):
                self.failed(trouble)
            return
        except Exception as trouble:
            self.failed(trouble)
            return
        self._end(outcome)

    def _undecide(self) -> None:
        outcome = self.try_to(lambda: year_decisions.take_back(self.office, self.keys, self.year))
        if outcome is not None:
            self._end(outcome)

    def _end(self, outcome: Outcome) -> None:
        """What could not be kept is said here; what was, on the page below."""
        if outcome.attention:
            self.banner.say(outcome.sentence, outcome.advice, "doubt")
            return
        self.host.back()
        self.host.announce(outcome)
        self.host.page.banner.say(outcome.sentence, outcome.advice, "good")
