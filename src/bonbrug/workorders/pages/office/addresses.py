"""Addresses of the office pages."""

from django.urls import URLPattern, path

from bonbrug.accounts.acts import Act
from bonbrug.workorders.pages.office import (
    board,
    external_links,
    from_tablets,
    lines,
    move,
    plan,
    settings,
    signature,
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
SENT = "<int:company>/van-tablets/"
TABLETS = "<int:company>/instellingen/tablets/"

urlpatterns: list[URLPattern] = [
    path("", office_page(start_page.front, Act.SEE_WORK), name="front"),
    path(HOME, office_page(work_orders.work_order_list, Act.SEE_WORK), name="work_orders"),
    path(f"{HOME}planbord/", office_page(board.board, Act.WRITE_WORK), name="board"),
    path(f"{HOME}archief/", office_page(work_orders.archive_list, Act.SEE_WORK), name="archive"),
    path(
        f"{HOME}bon/nieuw/",
        office_page(plan.choose_customer, Act.WRITE_WORK),
        name="work_order_new",
    ),
    path(f"{HOME}bon/invullen/", office_page(plan.fill_in, Act.WRITE_WORK), name="work_order_fill"),
    path(
        "rij/<str:company_id>/<int:pk>/",
        office_page(work_order.by_row, Act.SEE_WORK),
        name="by_row",
    ),
    path(BON, office_page(work_order.work_order, Act.SEE_WORK), name="work_order"),
    path(f"{BON}wijzigen/", office_page(plan.change, Act.WRITE_WORK), name="work_order_change"),
    path(f"{BON}verplaatsen/", office_page(move.move, Act.WRITE_WORK), name="work_order_move"),
    path(
        f"{BON}werkbonstatus/",
        press(work_order.set_work_status, Act.WRITE_WORK),
        name="work_status_set",
    ),
    path(f"{BON}verwijderen/", press(work_order.remove, Act.WRITE_WORK), name="work_order_remove"),
    path(
        f"{BON}handtekening.png", office_page(work_order.signature, Act.SEE_WORK), name="signature"
    ),
    path(
        f"{BON}handtekening/",
        office_page(signature.signature_check, Act.SEE_WORK),
        name="signature_check",
    ),
    path(
        f"{HOME}controlecode/", office_page(signature.code_check, Act.SEE_WORK), name="code_check"
    ),
    path(f"{BON}pdf/", office_page(work_order.paper, Act.SEE_WORK), name="paper"),
    *(
        path(
            f"{BON}{deed}/",
            press(work_order.do_deed, Act.WRITE_WORK),
            {"deed": deed},
            name=f"deed_{deed}",
        )
        for deed in work_order.DEEDS
    ),
    path(f"{BON}woning/", press(work_order.mark, Act.WRITE_WORK), name="dwelling"),
    path(f"{BON}bedenktijd/", office_page(work_order.held, Act.SEE_WORK), name="held"),
    path(f"{BON}uren/", office_page(lines.hours, Act.WRITE_WORK), name="office_hours_add"),
    path(f"{BON}uren/<int:line>/", office_page(lines.hours, Act.WRITE_WORK), name="office_hours"),
    path(
        f"{BON}uren/<int:line>/weg/",
        press(lines.remove_hours, Act.WRITE_WORK),
        name="office_hours_remove",
    ),
    path(
        f"{BON}materialen/", office_page(lines.material, Act.WRITE_WORK), name="office_material_add"
    ),
    path(
        f"{BON}materialen/<int:line>/",
        office_page(lines.material, Act.WRITE_WORK),
        name="office_material",
    ),
    path(
        f"{BON}materialen/<int:line>/weg/",
        press(lines.remove_material, Act.WRITE_WORK),
        name="office_material_remove",
    ),
    path(
        f"{HOME}standaard/",
        press(work_orders.set_default, Act.KEEP_LISTS),
        name="default_work_status",
    ),
    path(
        f"{HOME}instellingen/bedrijf/",
        office_page(settings.settings, Act.SEE_LISTS, Act.KEEP_LISTS),
        name="settings",
    ),
    path(SENT, office_page(from_tablets.from_tablets, Act.WRITE_WORK), name="from_tablets"),
    path(
        f"{SENT}<int:pk>/kantoor/",
        press(from_tablets.leave, Act.WRITE_WORK),
        name="operation_leave",
    ),
    path(
        f"{SENT}<int:pk>/medewerker/",
        press(from_tablets.take, Act.WRITE_WORK),
        name="operation_take",
    ),
    path(LINKS, office_page(external_links.links, Act.SEE_LISTS), name="links"),
    path(f"{LINKS}bestellen/", press(external_links.order, Act.CODES), name="link_order"),
    path(f"{LINKS}e-boekhouden/", office_page(external_links.panel, Act.CODES), name="link_panel"),
    path(f"{LINKS}e-boekhouden/stoppen/", press(external_links.end, Act.END_LINK), name="link_end"),
    path(TABLETS, office_page(tablets.tablets, Act.KEEP_EMPLOYEES), name="tablets"),
    path(f"{TABLETS}gezien/", press(tablets.seen, Act.KEEP_EMPLOYEES), name="tablets_seen"),
    path(
        f"{TABLETS}<int:pk>/ontkoppelen/",
        press(tablets.unlink, Act.KEEP_EMPLOYEES),
        name="tablet_unlink",
    ),
    path(
        f"{HOME}medewerkers/<int:pk>/koppelcode/",
        office_page(tablets.code, Act.KEEP_EMPLOYEES),
        name="tablet_code",
    ),
    *RELATIONS.urls(),
    *MATERIALS.urls(),
    *HOUR_TYPES.urls(),
    *WORK_STATUSES.urls(),
    *EMPLOYEES.urls(),
]
