"""sync.ports.findings on the tables."""

from collections.abc import Collection, Sequence

from bonbrug.link.store import log_and_items
from bonbrug.link.store.fenced import Fenced
from bonbrug.sync.model.findings import Finding


class TableFindings(Fenced):
    """The log and the open items of one connection."""

    def note(self, findings: Sequence[Finding]) -> None:
        if findings:
            with self.lease.fenced():
                self._tell(self._note(findings))

    def resolve(
        self,
        codes: Collection[str],
        still: Collection[tuple[str, str]],
        *,
        records_only: bool = False,
    ) -> None:
        """Most of it was not open: what is, is read once, until this run asks something itself."""
        if self.asked is None:
            self.asked = log_and_items.asked(self.id)
        if not log_and_items.may_close(self.asked, codes, still, records_only=records_only):
            return
        with self.lease.fenced():
            now = self.clock()
            self._tell(log_and_items.resolve(self.id, codes, still, now, records_only=records_only))
        self.asked = None
