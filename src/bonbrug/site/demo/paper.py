"""``demo.json``: the addresses and credentials of every door, for any other client."""

import json
import os
from pathlib import Path

from django.conf import settings

from bonbrug.books.models import Administration
from bonbrug.workorders.actions.order_link import open_tokens
from bonbrug.workorders.models import Company


def write(office: dict[str, str]) -> Path:
    """Write the file, readable for its owner alone; return where it is."""
    base = settings.BONBRUG_BASE_URL
    content = {
        "base_url": base,
        "soap_url": f"{base}/soap.asmx",
        "wsdl_url": f"{base}/soap.asmx?wsdl",
        "openapi_url": f"{base}/openapi/8",
        "companies": [_company(books) for books in Administration.objects.order_by("pk")],
        "office": office,
    }
    path: Path = settings.BONBRUG_DATA / "demo.json"
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    os.replace(fresh, path)
    return path


def read() -> dict[str, str]:
    """Return the office log-in that an earlier start wrote."""
    path: Path = settings.BONBRUG_DATA / "demo.json"
    office: dict[str, str] = json.loads(path.read_text("utf-8"))["office"] if path.exists() else {}
    return office


def _company(books: Administration) -> dict[str, str]:
    company = Company.objects.get(organisation=books.organisation)
    link = company.external_links.first()
    tokens = open_tokens(link) if link else None
    return {
        "name": books.name,
        "username": books.username,
        "security_code_1": books.security_code_1,
        "security_code_2": books.security_code_2,
        "company_id": company.company_id,
        "token": tokens.token if tokens else "",
        "software_token": tokens.software_token if tokens else "",
    }
