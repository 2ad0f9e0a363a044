"""I5 and I6: what happens to relations and hour types."""

from bonbrug.simulator.history import Ending, Event
from bonbrug.simulator.violation import Check, by_us

Place = tuple[str, str, str]  # side, code, field


class NoRegress(Check):
    """I5: we never put back a value that was replaced before we last looked."""

    kinds = (
        "field", "commit", "call", "write", "answer", "arrives", "restored", "deleted", "lease",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.replaced: dict[Place, dict[str, int]] = {}
        self.checked: dict[str, int] = {}
        self.read: dict[tuple[str, str], int] = {}
        self.anchor: dict[str, int] = {}
        self.holder, self.arriving = "", -1
        self.kept: set[tuple[Place, str]] = set()
        self.now: dict[Place, str] = {}

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "commit":
                self._committed(place, event)
            case "call" | "write":
                self.anchor[event.who] = self.checked.pop(event.who, place)
            case "answer" if event.facts[0] == "relation":
                self.read[event.who, event.about] = place
            case "arrives" | "lease":
                self._on_the_road(event)
            case "field":
                self._field(place, event)
            case "restored":
                self.replaced, self.kept = {}, set()
            case "deleted":
                self._forget(event.about)

    def _on_the_road(self, event: Event) -> None:
        """Know what comes late, and from whom: that is chance, no decision."""
        if event.kind == "lease":
            self.holder = event.who
        else:
            self.arriving = event.ms

    def _committed(self, place: int, event: Event) -> None:
        self.checked[event.who] = place
        if event.about == "keep":
            self.kept.update(self.now.items())

    def _forget(self, code: str) -> None:
        for where in [where for where in self.replaced if where[1] == code]:
            del self.replaced[where]

    def _field(self, place: int, event: Event) -> None:
        side, name, old, new = event.facts
        where = (side, event.about, name)
        gone = self.replaced.setdefault(where, {})
        since = gone.pop(new, None)
        astray = event.ms == self.arriving or (by_us(event) and event.who != self.holder)
        if old and (where, old) in self.kept and not astray:
            gone[old] = place
        self.now[where] = new
        if since is None or not by_us(event) or event.ms == self.arriving:
            return
        if side == "field":
            anchor = self.anchor.get(event.who, place)
        else:
            anchor = self.read.get((event.who, event.about), place)
        if since < anchor:
            self.wrong("I5", f"{side} {event.about}.{name} went back from {old} to {new}")


class Newest(Check):
    """I5: in the end both sides show the newest edit, or it was told that both had changed."""

    kinds = ("field", "note", "deleted", "restored", "customer")

    def __init__(self) -> None:
        super().__init__()
        self.newest: dict[tuple[str, str], tuple[str, str]] = {}
        self.books: dict[tuple[str, str], str] = {}
        self.now: dict[Place, str] = {}
        self.excused: set[str] = set()
        self.restored = False

    def see(self, place: int, event: Event) -> None:
        code = event.about
        match event.kind:
            case "field":
                side, name, _, new = event.facts
                self.now[side, code, name] = new
                if not by_us(event):
                    self.newest[code, name] = (side, new)
                    if side == "books":
                        self.books[code, name] = new
            case "note" if event.facts[0] in ("both_changed", "books_moved"):
                self.excused.add(event.facts[1])
            case "deleted":
                self.excused.add(code)
            case "restored":
                self.restored = True

    def end(self, ending: Ending) -> None:
        asked = {subject for _, subject, _ in ending.items}
        for (code, name), (side, value) in self.newest.items():
            if self.restored or code in self.excused or code in asked:
                continue
            here = self.now.get(("books", code, name))
            there = self.now.get(("field", code, name))
            wanted = {value, self.books.get((code, name), value)} if side == "field" else {value}
            if there not in wanted or (side == "books" and here != value):
                self.wrong("I5", f"{code}.{name}: {side} got {value}, now {here} and {there}")


class NoDeletion(Check):
    """I6: what was not in an answer is not gone: nothing is blanked, switched off or called so.

    A whole record that arrives late, or from a worker that froze on its way, is not judged here.
    """

    kinds = ("order", "removed", "note", "hour_type", "field", "deleted", "lease", "arrives")

    def __init__(self) -> None:
        super().__init__()
        self.there: set[str] = set()
        self.deleted: set[str] = set()
        self.holder, self.arriving = "", -1

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "order" | "removed":
                change = self.there.add if event.kind == "order" else self.there.discard
                change(event.about)
            case "deleted":
                self.deleted.add(event.about)
            case "lease":
                self.holder = event.who
            case "arrives":
                self.arriving = event.ms
            case "note" if event.facts[0] == "work_order_gone" and event.about in self.there:
                self.wrong("I6", f"{event.about} is called gone and is there", "lost")
            case "hour_type" if by_us(event) and event.facts[0] == "False":
                self.wrong("I6", f"hour type {event.about} switched off")
            case "field" if event.who == self.holder and event.ms != self.arriving:
                self._field(event)

    def _field(self, event: Event) -> None:
        side, name, old, new = event.facts
        if old and not new and event.about not in self.deleted:
            self.wrong("I6", f"{side} {event.about}.{name} blanked")
