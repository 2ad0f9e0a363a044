"""Which keys there are, what they are used for, and what is wrong with them; never a key itself."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from django.conf import settings

from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.sealed import in_use
from bonbrug.site.rotating import columns, ids

GO_ON = "`bonbrug keys rotate {purpose}` goes on"
NO_SEALING = (
    "{count} values are sealed with the key {key}, which is not here, and do not open: put it"
    " behind the others in BONBRUG_CREDENTIAL_KEYS or credential_keys.secret"
)
NO_SIGNING = (
    "{count} journals are signed with the key {key}, which is not here, so invoices of that time"
    " would not be known: put it behind the others in BONBRUG_SIGNING_KEYS or signing_keys.secret"
)


def told() -> list[str]:
    """Return lines on every key: its purpose, its id and where it is used."""
    values, ends = _in_use()
    return [*_sealing(values), *_signing(ends)]


def problems() -> list[str]:
    """Return what a person has to do about keys; nothing when all is well."""
    values, ends = _in_use()
    opens = ids(settings.BONBRUG_SEALING_KEYS.current())
    rotate = GO_ON.format(purpose="sealing")
    half = [f"the keys that seal are {', '.join(opens)}: {rotate} and leaves one"]
    return [
        *(
            NO_SEALING.format(key=key, count=values[key])
            for key in sorted(set(values) - set(opens))
        ),
        *unknown_signing(ends),
        *(half if len(opens) > 1 else []),
    ]


def unknown_signing(ends: Counter[str] | None = None) -> list[str]:
    """Return which keys signed a journal and are not here."""
    ends = _ends() if ends is None else ends
    unknown = sorted(set(ends) - set(ids(settings.BONBRUG_SIGNING_KEYS.current())))
    return [NO_SIGNING.format(key=key, count=ends[key]) for key in unknown]


def _in_use() -> tuple[Counter[str], Counter[str]]:
    return in_use(columns()), _ends()


def _ends() -> Counter[str]:
    if "link" not in settings.HOUSES:
        return Counter()
    ends: Counter[str] = import_module("bonbrug.link.actions.journal").signed_ends()
    return ends


def _sealing(values: Counter[str]) -> Iterator[str]:
    source: KeySource = settings.BONBRUG_SEALING_KEYS
    yield f"sealing: {_where(source)}"
    signs = set(ids(settings.BONBRUG_SIGNING_KEYS.current()))
    for place, key in enumerate(ids(source.current())):
        verb = "opens" if place else "seals and opens"
        both = "; signs as well, until `bonbrug keys rotate sealing`" if key in signs else ""
        yield f"  {key}  {verb}; {values[key]} values{both}"


def _signing(ends: Counter[str]) -> Iterator[str]:
    source: KeySource = settings.BONBRUG_SIGNING_KEYS
    yield f"signing: {_where(source)}"
    for place, key in enumerate(ids(source.current())):
        verb = "recognises and verifies" if place else "signs, recognises and verifies"
        yield f"  {key}  {verb}; the end of {ends[key]} journals"


def _where(source: KeySource) -> str:
    if source.shared:
        return "the last of BONBRUG_CREDENTIAL_KEYS, because BONBRUG_SIGNING_KEYS is not given"
    return str(source.path) if source.path else source.setting
