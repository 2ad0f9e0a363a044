"""Read the same two lists with zeep and do nothing with them; print the seconds."""

import json
import sys
import time
from typing import Any

from zeep import Client

from tests.proofs.bench import effort

EVERYTHING = {"Trefwoord": "", "Code": "", "ID": 0}
ALL_PRODUCTS = {
    "ArtikelID": 0, "ArtikelOmschrijving": "", "ArtikelCode": "", "GroepOmschrijving": "",
    "GroepCode": "",
}  # fmt: skip


def main(address: str, username: str, code1: str, code2: str) -> None:
    client: Any = Client
    service = client(f"{address}?wsdl").service
    opened = service.OpenSession(username, code1, code2, "bench")
    start, before = time.perf_counter(), effort.seconds()
    relations = service.GetRelaties(opened.SessionID, code2, EVERYTHING)
    products = service.GetArtikelen(opened.SessionID, code2, ALL_PRODUCTS)
    seconds = (time.perf_counter() - start, effort.seconds() - before)
    read = len(relations.Relaties.cRelatie) + len(products.Artikelen.cArtikel)
    print(json.dumps({"seconds": seconds, "read": read, "peak": effort.peak()}))


if __name__ == "__main__":
    main(sys.argv[1], *json.loads(sys.stdin.readline())[:3])
