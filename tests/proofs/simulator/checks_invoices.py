"""I1, I3, I4, I10, I12: what may be sent, made, told and acknowledged."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from tests.proofs.simulator.history import Ending, Event
from tests.proofs.simulator.violation import Check, by_us, generation_of

CENT = Decimal("0.01")
VISIBLE = 61_000  # ms after which every reader must see an invoice


class Once(Check):
    """I1: never two invoices of one work order at the same time, nor one beside a person's.

    Who deletes a credit while the invoice after it is on its way makes the first one stand again:
    that nobody could know who sent it.
    """

    kinds = ("made", "credited", "unmade", "named", "lease", "send", "restored")

    def __init__(self) -> None:
        super().__init__()
        self.there: dict[str, set[str]] = {}
        self.credits: dict[str, set[str]] = {}
        self.back: dict[tuple[str, str], int] = {}  # since when an invoice stands again
        self.sent_at: dict[tuple[str, str], int] = {}
        self.named: dict[str, int] = {}
        self.began: dict[str, int] = {}
        self.sent: set[str] = set()
        self.restored = False

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "made" if by_us(event):
                there = self.there.setdefault(event.about, set())
                there.add(event.facts[0])
                if len(there) > 1 and not self._was_on_its_way(event, there):
                    self.wrong("I1", f"{event.about} made as {sorted(there)}", "doubled")
            case "credited" | "unmade":
                self._taken_away(event)
            case "named":
                self.named.setdefault(event.about, event.ms)
            case "lease":
                self.began[event.who] = event.ms
            case "send":
                self._send(event)
            case "restored":
                self.restored = True

    def _was_on_its_way(self, event: Event, there: set[str]) -> bool:
        row, number = event.about, event.facts[0]
        sent = self.sent_at.get((row, number), event.ms)
        return all(self.back.get((row, one), -1) > sent for one in there - {number})

    def _taken_away(self, event: Event) -> None:
        """A credit of ours takes back the one invoice that is there, and no more."""
        there, number = self.there.setdefault(event.about, set()), event.facts[0]
        if event.kind == "unmade":
            there.discard(number)
            again = self.credits.pop(number, set())  # without its credit it stands again
            there.update(again)
            self.back.update({(event.about, one): event.ms for one in again})
        elif by_us(event):
            if not there:
                self.wrong("I1", f"{event.about} credited beyond what was invoiced", "doubled")
            self.credits[number] = set(there)
            there.clear()

    def _send(self, event: Event) -> None:
        first, row = event.about not in self.sent, event.about
        self.sent.add(row)
        self.sent_at[row, event.facts[0]] = event.ms
        known = self.named.get(row)
        if first and known is not None and known + VISIBLE < self.began.get(event.who, 0):
            self.wrong("I1", f"{row} sent although a person had invoiced it", "doubled")


class Last(Check):
    """I3: Afgehandeld by us only after a durable record with the number of our own invoice.

    A person may say under which number an invoice stands: then that one counts as ours. A worker
    that slept and lost its lease meanwhile is judged by what stood there when it lost it.
    """

    kinds = (
        "lease", "record", "write", "order", "made", "credited", "stands_as", "snapshot",
        "restored", "arrives", "left",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.recorded: dict[str, str] = {}
        self.backup: dict[str, str] = {}
        self.made: set[tuple[str, str]] = set()
        self.status: dict[str, str] = {}
        self.arriving = -1  # what comes late was judged when it was sent
        self.left: set[str] = set()  # a person said that what stands there is right
        self.holder, self.lost = "", dict[str, dict[str, str]]()

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "arrives" | "lease" | "record":
                self._went_on(event)
            case "left" | "stands_as":
                self._said(event)
            case "made" | "credited" if by_us(event):
                self.made.add((event.about, event.facts[0]))
            case "snapshot" | "restored":
                self._backed_up(event)
            case "write" if event.facts[0] == "settle":
                self._acknowledged(event)
            case "order":
                self._order(event)

    def _went_on(self, event: Event) -> None:
        if event.kind == "arrives":
            self.arriving = event.ms
        elif event.kind == "lease":
            self.lost[self.holder], self.holder = dict(self.recorded), event.who
        else:
            self.recorded[event.about] = event.facts[1]

    def _backed_up(self, event: Event) -> None:
        if event.kind == "snapshot":
            self.backup = dict(self.recorded)
        else:
            self.recorded = dict(self.backup)

    def _said(self, event: Event) -> None:
        """A person says that what stands there is right, or under which number it stands."""
        if event.kind == "left":
            self.left.add(event.about)
        else:
            self.made.add((event.about, event.facts[0]))

    def _order(self, event: Event) -> None:
        before, status = self.status.get(event.about), event.facts[1]
        self.status[event.about] = status
        flipped = status == "Afgehandeld" != before
        if flipped and by_us(event) and event.ms != self.arriving:
            self._acknowledged(event)

    def _acknowledged(self, event: Event) -> None:
        number = self.lost.get(event.who, self.recorded).get(event.about, "")
        if event.about in self.left:
            return
        if not number:
            self.wrong("I3", f"{event.about} acknowledged without a recorded number", "lost")
        elif (event.about, number) not in self.made:
            self.wrong("I3", f"{event.about} acknowledged on {number}, not ours", "lost")


class Exact(Check):
    """I4: an invoice is worth, to the cent, what the work order said at some moment.

    With a backup put back, nobody knows any more whether an invoice from after it was to be booked.
    Nor can one that was deleted and made again between two looks be told from one that was paid.
    """

    kinds = (
        "order", "price", "made", "credited", "unmade", "cent_off", "note", "record", "restored",
    )  # fmt: skip
    whole = True

    def __init__(self) -> None:
        super().__init__()
        self.versions: dict[str, dict[tuple[str, str], None]] = {}
        self.prices: list[Decimal] = []
        self.off: set[str] = set()
        self.unbooked: set[str] = set()
        self.told: set[tuple[str, str]] = set()
        self.settled: set[str] = set()
        self.state: dict[str, str] = {}
        self.generation: dict[str, int] = {}
        self.missed: set[str] = set()
        self.next_off = ""

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "order":
                self.versions.setdefault(event.about, {})[event.facts[3], event.facts[4]] = None
            case "price":
                self.prices.append(Decimal(event.facts[0]))
            case "cent_off":
                self.next_off = event.about
            case "made" if by_us(event):
                self._made(event)
            case "unmade" | "restored" | "credited":
                self._undone(event)
            case "note":
                self._noted(event.about, event.facts[0])
            case "record":
                self._recorded(event)

    def _noted(self, row: str, code: str) -> None:
        self.told.add((row, code))
        if code == "invoice_not_found":
            self.missed.add(row)

    def _recorded(self, event: Event) -> None:
        row, state = event.about, event.facts[0]
        generation = generation_of(event)
        if generation < self.generation.get(row, 1):
            return
        self.generation[row], self.state[row] = generation, state
        change = self.settled.add if state == "settled" else self.settled.discard
        change(row)

    def _undone(self, event: Event) -> None:
        if event.kind == "credited":
            self.next_off = ""
            self.unbooked.difference_update(event.about.split(","))
        elif event.kind == "unmade":
            self.off.difference_update(event.about.split(","))
            self.unbooked.difference_update(event.about.split(","))
        else:
            self.unbooked.clear()

    def _made(self, event: Event) -> None:
        about, (number, net, gross, book, booked) = event.about, event.facts
        rows, off = about.split(","), Decimal(0)
        if self.next_off == about != "":
            self.off.update(rows)
            off, self.next_off = CENT, ""
        seen = [row for row in rows if self.state.get(row) != "settled" or row in self.missed]
        self.missed.difference_update(rows)
        if (book, booked) == ("True", "False"):
            self.unbooked.update(seen)
        worth = (Decimal(net), Decimal(gross) - off)
        if worth not in self._allowed(rows):
            self.wrong("I4", f"{about} made as {number} for {net} / {gross}")

    def _allowed(self, rows: list[str]) -> set[tuple[Decimal, Decimal]]:
        """Return what they may be worth together, each as it was at some moment."""
        found = {(Decimal(0), Decimal(0))}
        for row in rows:
            versions = self.versions.get(row, {})
            each = {_worth(*version, price) for version, price in product(versions, self.prices)}
            found = {(net + one, gross + other) for net, gross in found for one, other in each}
        return found

    def end(self, ending: Ending) -> None:
        for row in sorted(self.off & self.settled):
            if (row, "totals_differ") not in self.told:
                self.wrong("I4", f"{row} differs by a cent and nobody was told")
        for row in sorted(self.unbooked & self.settled):
            if (row, "not_booked") not in self.told:
                self.wrong("I10", f"{row} was not booked and nobody was told")


def _worth(hours: str, pieces: str, price: Decimal) -> tuple[Decimal, Decimal]:
    """Return net and gross at 21 %, line by line; all minutes are one line."""
    minutes = sum(Decimal(one) for one in hours.split(","))
    nets = [(minutes * price / 60).quantize(CENT, ROUND_HALF_UP)]
    for piece in pieces.split(","):
        count, each = piece.split("*")
        nets.append((Decimal(count) * Decimal(each)).quantize(CENT, ROUND_HALF_UP))
    net = sum(nets, Decimal(0))
    tax = sum(((one * 21 / 100).quantize(CENT, ROUND_HALF_UP) for one in nets), Decimal(0))
    return net, net + tax


class Frozen(Check):
    """I12: one number, one body until a definite no; a committed stamp before every send.

    Who lost the lease after the stamp may still send the body of then: the same number stops it.
    """

    kinds = ("stamp", "send", "failed", "answer", "ended", "restored", "lease")
    whole = True

    def __init__(self) -> None:
        super().__init__()
        self.stamped: dict[str, str] = {}
        self.last: dict[str, tuple[str, str]] = {}
        self.doubt: dict[str, str] = {}
        self.refused: set[str] = set()
        self.holder = ""
        self.sending: dict[str, str] = {}

    def see(self, place: int, event: Event) -> None:
        match event.kind:
            case "stamp":
                self.stamped[event.who] = event.about
            case "send":
                self._send(event)
            case "failed" if event.facts[0] == "send_invoice":
                self._failed(event)
            case "answer" if event.facts[0] == "send_invoice":
                self.sending.pop(event.who, None)
            case "ended":
                self.sending.pop(event.who, None)
            case "lease":
                self.holder = event.who
            case "restored":
                self.last, self.doubt = {}, {}

    def _send(self, event: Event) -> None:
        row, number, body = event.about, *event.facts[:2]
        if self.stamped.pop(event.who, None) != number:
            self.wrong("I12", f"{row} sent as '{number}' without a stamp of its own")
        before = self.last.get(number)
        if self.doubt.get(number, row) != row:
            self.wrong("I12", f"{number} sent for {row} while {self.doubt[number]} may arrive")
        elif before and event.who != self.holder and before[0] == row:
            return
        elif before and before != (row, body) and number not in self.refused:
            self.wrong("I12", f"{row} sent as {number} with another body")
        self.refused.discard(number)
        self.last[number] = (row, body)
        if number not in self.doubt:
            self.sending[event.who] = number
            self.doubt[number] = row

    def _failed(self, event: Event) -> None:
        """A definite no clears the doubt of this send, not that of an earlier one."""
        first, number = self.sending.pop(event.who, ""), event.about
        _, how, code = event.facts
        if how == "not_sent" or (how == "refused" and code != "number_in_use"):
            self.refused.add(number)
            if first:
                self.doubt.pop(number, None)
        elif code == "number_in_use" and first:
            self.doubt.pop(number, None)


class NewEvent(Check):
    """I10: a send that failed is in the log or the run says so; and nothing untrue is said."""

    kinds = ("made", "credited", "unmade", "failed", "note", "run", "ended", "record", "removed")
    REFUSALS = ("books_refused", "setting_refused")

    def __init__(self) -> None:
        super().__init__()
        self.there: dict[str, int] = {}
        self.silent: dict[str, str] = {}

    def see(self, place: int, event: Event) -> None:
        row = event.about
        match event.kind:
            case "made":
                self.there[row] = self.there.get(row, 0) + by_us(event)
            case "unmade" | "credited":
                self.there[row] = 0
            case "failed" if event.facts[0] == "send_invoice":
                self.silent[event.who] = row
            case "note" | "record":
                self._noted(event)
            case "run":
                self._ran(event)
            case "ended":
                self.silent.pop(event.who, None)
                if event.about == "died":
                    self.wrong("I10", "a run ended by an error nobody expected")

    def _noted(self, event: Event) -> None:
        code = event.facts[0]
        if event.kind == "note" or code == "invoiced":
            self.silent.pop(event.who, None)
        if code in self.REFUSALS and self.there.get(event.about):
            self.wrong("I10", f"{event.about} told refused, but it was made")
        if code == "defect":
            self.wrong("I10", f"{event.about} met a defect")

    def _ran(self, event: Event) -> None:
        number = self.silent.pop(event.who, "")
        if number and event.facts[0] == "done":
            self.wrong("I10", f"{number} failed without a word")
