"""What WerkbonApp can do over its Open API, and its words for where a work order stands."""

from bonbrug.sync.model.capabilities import FieldCapabilities, Statuses
from bonbrug.wire.werkbonapp import limits

CAPABILITIES = FieldCapabilities(
    statuses=Statuses(
        complete="Compleet",
        settled="Afgehandeld",
        every="Alle",
        to_export="1",
        error="99",
        made={"0": "Niet naar e-Boekhouden", "1": "Naar e-Boekhouden", "99": "Error"},
    ),
    line=limits.LINE,
    page=16_000,  # of 65,535 bytes: that many characters fit, whichever they are
    relation_needs=("name", "street", "postal_code", "city"),
)
