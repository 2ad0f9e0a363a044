"""I5 and I6: what happens to relations and hour types."""

from tests.proofs.simulator.history import Ending, Event
from tests.proofs.simulator.violation import ROAD, Check, OnTheRoad, by_us

# No server keeps a late write from going over a newer edit of one record: then it must be told.
TOLD = ("both_changed", "books_moved", "change_unknown")
SIDES = ("books", "field")
Place = tuple[str, str, str]  # side, code, field


class NoRegress(OnTheRoad):
    """I5: we never put back a value that was replaced before we last looked.

    Where it was told that both sides changed, the books win, also with an older value.
    """

    kinds = (
        *ROAD, "field", "commit", "call", "write", "answer", "restored", "deleted", "note",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.replaced: dict[Place, dict[str, int]] = {}
        self.checked: dict[str, int] = {}
        self.read: dict[tuple[str, str], int] = {}
        self.anchor: dict[str, int] = {}
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
            case kind if kind in ROAD:
                self.road(event)
            case "field":
                self._field(place, event)
            case "restored":
                self.replaced, self.kept = {}, set()
            case "deleted" | "note":
                self._forget(event)

    def _committed(self, place: int, event: Event) -> None:
        self.checked[event.who] = place
        if event.about == "keep":
            self.kept.update(self.now.items())

    def _forget(self, event: Event) -> None:
        code = event.about
        if event.kind == "note":
            code = event.facts[1] if event.facts[0] == "both_changed" else ""
        for where in [where for where in self.replaced if where[1] == code]:
            del self.replaced[where]

    def _field(self, place: int, event: Event) -> None:
        side, name, old, new = event.facts
        where = (side, event.about, name)
        gone = self.replaced.setdefault(where, {})
        since = gone.pop(new, None)
        if self.is_astray(event):
            self._begins_anew(event.about, name)
        elif old and (where, old) in self.kept:
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

    def _begins_anew(self, code: str, name: str) -> None:
        """What stands there now is taken for an edit by hand, and what it went over is unknown."""
        for side in SIDES:
            self.replaced.pop((side, code, name), None)


class Newest(OnTheRoad):
    """I5: in the end both sides show the newest edit, or it was told that both had changed.

    An old record may come late over a newer one in the work orders, or from a worker that froze on
    its way there. Nobody can tell it from an edit by hand, so what follows from it is not judged.
    Nor is an edit there between our reading and our writing, for no server guards that gap; nor a
    change of the books that was answered, and repeated on its way minutes later.
    """

    kinds = (
        *ROAD, "field", "note", "deleted", "restored", "customer", "answer", "write",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.newest: dict[tuple[str, str], tuple[str, str]] = {}
        self.edited: dict[tuple[str, str], int] = {}
        self.read: dict[str, int] = {}
        self.repeated: set[str] = set()
        self.books: dict[tuple[str, str], str] = {}
        self.now: dict[Place, str] = {}
        self.excused: set[str] = set()
        self.restored = False
        self.astray: set[tuple[str, str]] = set()

    def see(self, place: int, event: Event) -> None:
        code = event.about
        match event.kind:
            case "field":
                self._field(place, event)
            case "answer" if event.facts[0] == "field_relations":
                self.read[event.who] = place
            case "write" if event.facts == ("change_relation", "twice"):
                self.repeated.add(event.who)
            case kind if kind in ROAD:
                self.road(event)
            case "note" if event.facts[0] in TOLD:
                self.excused.add(event.facts[1])
            case "deleted":
                self.excused.add(code)
            case "restored":
                self.restored = True

    def _field(self, place: int, event: Event) -> None:
        code, (side, name, _, new) = event.about, event.facts
        self.now[side, code, name] = new
        if not by_us(event):
            self.newest[code, name] = (side, new)
            self.edited[code, name] = place
            if side == "books":
                self.books[code, name] = new
            self.astray.discard((code, name))
        elif self._is_beyond_us(side, event):
            self.astray.add((code, name))

    def _is_beyond_us(self, side: str, event: Event) -> bool:
        if side == "books":
            return event.ms == self.arriving and event.who in self.repeated
        return self.is_astray(event) or self._in_the_gap(event)

    def _in_the_gap(self, event: Event) -> bool:
        edited = self.edited.get((event.about, event.facts[1]), -1)
        return edited > self.read.get(event.who, edited)

    def end(self, ending: Ending) -> None:
        asked = {subject for _, subject, _ in ending.items}
        for (code, name), (side, value) in self.newest.items():
            told = code in self.excused or code in asked
            if self.restored or told or (code, name) in self.astray:
                continue
            here = self.now.get(("books", code, name))
            there = self.now.get(("field", code, name))
            wanted = {value, self.books.get((code, name), value)} if side == "field" else {value}
            if there not in wanted or (side == "books" and here != value):
                self.wrong("I5", f"{code}.{name}: {side} got {value}, now {here} and {there}")


class Untrue(Check):
    """I5: "both changed" is only said where the books did change since both were put right.

    Without this the note would excuse an engine that forgets what was agreed.
    """

    kinds = (
        "answer", "short", "run", "field", "note", "deleted", "customer", "restored", "ended",
        "refused_put",
    )  # fmt: skip
    MOVES = ("deleted", "customer", "field")

    def __init__(self) -> None:
        super().__init__()
        self.put: dict[str, set[str]] = {}
        self.short: set[str] = set()
        self.agreed: set[str] = set()

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "answer" | "short" if "put_relations" in event.facts or event.kind == "short":
                self._put(event)
            case "run":
                self.agreed |= self.put.pop(event.who, set())
            case "ended":
                self.put.pop(event.who, None)
            case "refused_put":  # so the books did change since
                self.agreed -= set(event.about.split(","))
            case "restored":
                self.agreed, self.put = set(), {}
            case "note" if event.facts[0] == "both_changed" and event.facts[1] in self.agreed:
                self.wrong("I5", f"{event.facts[1]}: told that both changed, the books did not")
            case kind if kind in self.MOVES and event.facts[0] == "books":
                self._moved(event.about)

    def _put(self, event: Event) -> None:
        """Who was told that not all was taken knows nothing until it looked; its answer follows."""
        codes = set(event.about.split(","))
        if event.kind == "short":
            self.short.add(event.who)
        elif event.who in self.short:
            self.short.discard(event.who)
            self.agreed -= codes
        else:
            self.put.setdefault(event.who, set()).update(codes)

    def _moved(self, code: str) -> None:
        self.agreed.discard(code)
        for codes in self.put.values():
            codes.discard(code)


class NoDeletion(OnTheRoad):
    """I6: what was not in an answer is not gone: nothing is blanked, switched off or called so.

    A whole record that arrives late, or from a worker that froze on its way, is not judged here;
    nor what a person filled in between our reading and our writing, for no server guards that gap.
    """

    GAP = 150_000  # ms: a read and a write that both take as long as they may

    kinds = (*ROAD, "order", "removed", "note", "hour_type", "field", "deleted")

    def __init__(self) -> None:
        super().__init__()
        self.there: set[str] = set()
        self.deleted: set[str] = set()
        self.edited: dict[Place, int] = {}
        self.astray: set[tuple[str, str]] = set()

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "order" | "removed":
                change = self.there.add if event.kind == "order" else self.there.discard
                change(event.about)
            case "deleted":
                self.deleted.add(event.about)
            case kind if kind in ROAD:
                self.road(event)
            case "note" if event.facts[0] == "work_order_gone" and event.about in self.there:
                self.wrong("I6", f"{event.about} is called gone and is there", "lost")
            case "hour_type" if by_us(event) and event.facts[0] == "False":
                self.wrong("I6", f"hour type {event.about} switched off")
            case "field":
                self._field(event)

    def _field(self, event: Event) -> None:
        side, name, old, new = event.facts
        where = (side, event.about, name)
        if not by_us(event):
            self.edited[where] = event.ms
        elif self.is_astray(event):
            self.astray.add((event.about, name))
        elif old and not new and not self._may_be_blank(where, event.ms):
            self.wrong("I6", f"{side} {event.about}.{name} blanked")

    def _may_be_blank(self, where: Place, ms: int) -> bool:
        _, code, name = where
        guarded = ms - self.edited.get(where, -self.GAP) > self.GAP
        return code in self.deleted or (code, name) in self.astray or not guarded
