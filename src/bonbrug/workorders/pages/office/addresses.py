"""Addresses of the office pages."""

from django.urls import URLPattern, path

from bonbrug.workorders.pages.office import (
    external_links,
    lines,
    plan,
    settings,
    start_page,
    tablets,
    work_order,
    work_orders,
)
from bonbrug.workorders.pages.office.registers import (
    EMPLOYEES,
    HOUR_TYPES,
    MATERIALS,
    RELATIONS,
    WORK_STATUSES,
)
from bonbrug.workorders.pages.office.view_kinds import office_page, press

HOME = "<int:company>/"
BON = "<int:company>/bon/<int:pk>/"
LINKS = "<int:company>/instellingen/koppelingen/"
TABLETS = "<int:company>/instellingen/tablets/"

urlpatterns: list[URLPattern] = [
    path("", office_page(start_page.front), name="front"),
    path(HOME, office_page(work_orders.work_order_list), name="work_orders"),
    path(f"{HOME}archief/", office_page(work_orders.archive_list), name="archive"),
    path(f"{HOME}bon/nieuw/", office_page(plan.choose_customer), name="work_order_new"),
    path(f"{HOME}bon/invullen/", office_page(plan.fill_in), name="work_order_fill"),
    path("rij/<str:company_id>/<int:pk>/", office_page(work_order.by_row), name="by_row"),
    path(BON, office_page(work_order.work_order), name="work_order"),
    path(f"{BON}wijzigen/", office_page(plan.change), name="work_order_change"),
    path(f"{BON}werkbonstatus/", press(work_order.set_work_status), name="work_status_set"),
    path(f"{BON}verwijderen/", press(work_order.remove), name="work_order_remove"),
    path(f"{BON}handtekening.png", office_page(work_order.signature), name="signature"),
    *(
        path(f"{BON}{deed}/", press(work_order.do_deed), {"deed": deed}, name=f"deed_{deed}")
        for deed in work_order.DEEDS
    ),
    path(f"{BON}woning/", press(work_order.mark), name="dwelling"),
    path(f"{BON}bedenktijd/", office_page(work_order.held), name="held"),
    path(f"{BON}uren/", office_page(lines.hours), name="office_hours_add"),
    path(f"{BON}uren/<int:line>/", office_page(lines.hours), name="office_hours"),
    path(f"{BON}uren/<int:line>/weg/", press(lines.remove_hours), name="office_hours_remove"),
    path(f"{BON}materialen/", office_page(lines.material), name="office_material_add"),
    path(f"{BON}materialen/<int:line>/", office_page(lines.material), name="office_material"),
    path(
        f"{BON}materialen/<int:line>/weg/",
        press(lines.remove_material),
        name="office_material_remove",
    ),
    path(f"{HOME}standaard/", press(work_orders.set_default), name="default_work_status"),
    path(f"{HOME}instellingen/bedrijf/", office_page(settings.settings), name="settings"),
    path(LINKS, office_page(external_links.links), name="links"),
    path(f"{LINKS}bestellen/", press(external_links.order), name="link_order"),
    path(f"{LINKS}e-boekhouden/", office_page(external_links.panel), name="link_panel"),
    path(f"{LINKS}e-boekhouden/stoppen/", press(external_links.end), name="link_end"),
    path(TABLETS, office_page(tablets.tablets), name="tablets"),
    path(f"{TABLETS}gezien/", press(tablets.seen), name="tablets_seen"),
    path(f"{TABLETS}<int:pk>/ontkoppelen/", press(tablets.unlink), name="tablet_unlink"),
    path(f"{HOME}medewerkers/<int:pk>/koppelcode/", office_page(tablets.code), name="tablet_code"),
    *RELATIONS.urls(),
    *MATERIALS.urls(),
    *HOUR_TYPES.urls(),
    *WORK_STATUSES.urls(),
    *EMPLOYEES.urls(),
]
