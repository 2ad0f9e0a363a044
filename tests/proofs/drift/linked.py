"""The engine between books that play recorded answers and work orders in memory."""

from dataclasses import dataclass, field, replace

from bonbrug.sync.context import Ports
from bonbrug.sync.model.findings import Report
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.run import synchronise
from bonbrug.wire.eboekhouden import soap
from bonbrug.wire.eboekhouden.operations import GET_ADMINISTRATIES
from bonbrug.wire.eboekhouden.records import Administratie
from tests.fakes.world import World
from tests.proofs.drift import xml_drift
from tests.proofs.drift.playback import BOOKS, Playback, books

CALLS = ("OpenSession", "CloseSession", "GetRelaties", "GetArtikelen", "GetOpenPosten")


def _good() -> dict[str, bytes]:
    bodies = {name: (BOOKS / f"{name.lower()}-response.xml").read_bytes() for name in CALLS}
    own = [Administratie("Voorbeeld BV", "Utrecht", "guid-1", "")]
    return {**bodies, "GetAdministraties": soap.write_response(GET_ADMINISTRATIES, own)}


@dataclass
class Drifting:
    """`world` holds the work orders and the memory; the books are a wire with bodies."""

    world: World = field(default_factory=lambda: World(SyncSettings(version=1)))
    bodies: dict[str, bytes] = field(default_factory=_good)

    def run(self) -> Report:
        run = replace(self.world.context, now=self.world.now)
        ports = Ports(books(Playback(self.bodies)), self.world.field, self.world.memory)
        return synchronise(ports, run)

    def lose(self, call: str, name: str, way: str) -> None:
        """Let an element drift at all its places."""
        body = self.bodies[call]
        change = xml_drift.WAYS[way]
        self.bodies[call] = xml_drift.changed(body, change, xml_drift.places(body, name))
