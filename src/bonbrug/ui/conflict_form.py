"""A form about a record that somebody else may be changing now (see `edit_conflicts`)."""

import json
from functools import partial
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bonbrug.ui.edit_conflicts import (
    CHOICE,
    GONE,
    WAS,
    Change,
    Clash,
    Part,
    key_of,
    plain,
    remembered,
    shown,
    words,
)

DELETED = gettext_noop(
    "Somebody else deleted this meanwhile. What you typed is still here; save again to add it as "
    "new."
)
AS_WELL = gettext_noop("Somebody else changed this as well. Choose which one stays.")
LOOK_FIRST = gettext_noop(
    "This cannot be undone, so look first at what somebody else changed. Then save again."
)


class ConflictForm(forms.Form):
    """Compares what it showed with what is there now, once `about` named the record.

    After cleaning: `kept` is what only the other changed and what therefore stays, `clashes` are
    the questions about what both changed. With a tick in `final` nothing is kept unseen.
    """

    final: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.kept: list[Change] = []
        self.clashes: dict[str, Clash] = {}
        self._record: Model | None = None
        self._watched = False
        self._parts: dict[str, Part] = {}
        self._carried = ""
        super().__init__(*args, **kwargs)

    def about(self, record: Model | None, carried: str = "", **parts: Part) -> Self:
        """Name the record that the initial values are of, read under the lock of this POST.

        None: there is none (yet). `carried` is what the page carried when the form is shown again
        without being judged.
        """
        self._record, self._watched, self._parts, self._carried = record, True, parts, carried
        return self

    def theirs(self, name: str) -> bool:
        """Tell whether of a part what is there now stays, instead of what was typed."""
        self.errors  # noqa: B018 - cleans, which compares
        return name in self._stays

    def full_clean(self) -> None:
        """Let what came in between stay, then judge; what both changed is an error."""
        self.kept, self.clashes, self._stays = [], {}, set[str]()
        watching = self._watched and self.is_bound
        if watching and self._record is not None:
            self._meet()
        super().full_clean()
        if watching:
            self._complain()

    @property
    def memory(self) -> SafeString:
        """Return the hidden input with what this form shows of the record."""
        text = self._memory()
        if not text:
            return SafeString()
        return format_html('<input type="hidden" name="{}" value="{}">', WAS, text)

    def _memory(self) -> str:
        if self._record is None:
            return GONE if self._lost() else ""
        if self._carried:
            return self._carried
        there = {name: self._there(name) for name in self.fields}
        there |= {name: part.now for name, part in self._parts.items()}
        was = self._was() or {}
        there |= {
            name: was.get(name, "") for name, clash in self.clashes.items() if not clash.chosen
        }
        return json.dumps(there, ensure_ascii=False)

    def _lost(self) -> bool:
        return self._watched and self.is_bound and self._record is None and WAS in self.data

    def _was(self) -> dict[str, str] | None:
        return remembered(self.data.get(WAS)) if self.is_bound else None

    def _there(self, name: str) -> str:
        field = self.fields[name]
        return shown(field, self.get_initial_for_field(field, name))

    def _meet(self) -> None:
        was = self._was()
        if was is None:
            return
        for name, field in self.fields.items():
            now, mine = self._there(name), plain(self[name].data)
            part = Part(str(field.label or name), now, mine, partial(words, field))
            if self._weigh(was, name, part):
                self._put(name, now)
        for name, part in self._parts.items():
            self._weigh(was, name, part)

    def _weigh(self, was: dict[str, str], name: str, part: Part) -> bool:
        """Return whether what is there now stays; ask where both changed it."""
        before = was.get(name, "")
        mine = before if part.mine is None else part.mine
        if part.now in (before, mine):
            return False
        change = Change(part.label, part.words(before), part.words(part.now))
        if mine == before:
            self.kept.append(change)
        else:
            key = key_of(part.now)
            chosen = {f"mine-{key}": "mine", f"theirs-{key}": "theirs"}
            choice = chosen.get(self.data.get(f"{CHOICE}{name}", ""), "")
            self.clashes[name] = Clash(name, change, part.words(mine), key, choice)
            if choice != "theirs":
                return False
        self._stays.add(name)
        return True

    def _put(self, name: str, text: str) -> None:
        key = self.add_prefix(name)
        data: Any = self.data
        if text or not isinstance(self.fields[name].widget, forms.CheckboxInput):
            data[key] = text
        else:
            data.pop(key, None)

    def _complain(self) -> None:
        if self._lost() and self.data.get(WAS) != GONE:
            self.add_error(None, ValidationError(_(DELETED), code="gone"))
        for name, clash in self.clashes.items():
            if not clash.chosen:
                inside, sentence = name in self.fields, _(AS_WELL)
                told = sentence if inside else f"{clash.change.label}: {sentence}"
                place = name if inside else None
                self.add_error(place, ValidationError(told, code="meanwhile"))
        if self.kept and any(self.data.get(name) for name in self.final):
            self.add_error(None, ValidationError(_(LOOK_FIRST), code="meanwhile"))
