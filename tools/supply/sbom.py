"""What the program consists of, for machines: CycloneDX, the same bytes from the same tree.

``python -m tools.supply.sbom FILE``. Its time is SOURCE_DATE_EPOCH; without that it has none.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from tools.supply.licences import licence, rules
from tools.supply.shipped import ROOT, Package, packages

ALGORITHMS = {"sha256": HashAlgorithm.SHA_256, "sha512": HashAlgorithm.SHA_512}
UNTIMED = datetime(1970, 1, 1, tzinfo=UTC)
VERSION = re.compile(r"(?m)^## (\d+\.\d+\.\d+)")


def version(root: Path = ROOT) -> str:
    """Return the version of the program, as the wheel takes it."""
    found = VERSION.search((root / "CHANGELOG.md").read_text("utf-8"))
    return found[1] if found else sys.exit("CHANGELOG.md names no version")


def written(shipped: Sequence[Package], version: str, epoch: int | None) -> str:
    """Return the bill of materials as JSON, checked against the published schema."""
    bom = Bom(components=[], serial_number=uuid5(NAMESPACE_URL, repr((version, shipped))))
    bom.metadata.timestamp = datetime.fromtimestamp(epoch, UTC) if epoch is not None else UNTIMED
    bom.metadata.component = program = Component(
        name="bonbrug",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=f"bonbrug@{version}",
        licenses=[LicenseFactory().make_with_id("Apache-2.0")],
    )
    known = rules()
    made = {(each.kind, each.name): _component(each, licence(each, known)) for each in shipped}
    bom.components.update(made.values())
    bom.register_dependency(program, [made[each.kind, each.name] for each in shipped if each.asked])
    for each in shipped:
        needs = [made[each.kind, name] for name in each.needs]
        bom.register_dependency(made[each.kind, each.name], needs)
    return _checked(JsonV1Dot6(bom).output_as_string(indent=2), timed=epoch is not None)


def _component(package: Package, expression: str | None) -> Component:
    purl = _purl(package)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=purl,
        bom_ref=purl.to_string(),
        licenses=[LicenseFactory().make_from_string(expression)] if expression else (),
        hashes=_hashes(package.hashes),
    )


def _purl(package: Package) -> PackageURL:
    scope, _, name = package.name.rpartition("/")
    return PackageURL(
        type=package.kind, namespace=scope or None, name=name, version=package.version
    )


def _hashes(given: Iterable[tuple[str, str]]) -> list[HashType]:
    """One for each file that may be fetched: a package has a wheel for each kind of machine."""
    return [HashType(alg=ALGORITHMS[kind], content=digits) for kind, digits in given]


def _checked(text: str, *, timed: bool) -> str:
    told = json.loads(text)
    if not timed:
        del told["metadata"]["timestamp"]
    text = json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"the bill of materials does not fit the schema: {wrong}")
    return text


def main(target: Path) -> None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    shipped = packages()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(written(shipped, version(), int(epoch) if epoch else None), "utf-8")
    print(f"{target}: {len(shipped)} packages")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
