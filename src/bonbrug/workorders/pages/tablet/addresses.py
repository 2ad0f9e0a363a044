"""Addresses of the tablet pages."""

from django.urls import URLPattern, path

from bonbrug.workorders.pages.tablet import (
    discount,
    hours,
    linking,
    materials,
    offline,
    signing,
    taking_back,
    today,
    week,
    work_order,
)
from bonbrug.workorders.pages.tablet.authentication import tablet_page, writing
from bonbrug.workorders.pages.tablet.v1.entry import entry
from bonbrug.workorders.pages.tablet.v1.operations import operations
from bonbrug.workorders.pages.tablet.v1.work import work

BON = "tablet/bon/<int:pk>/"
HOURS, MATERIALS = f"{BON}uren/", f"{BON}materialen/"

look = tablet_page("GET", "HEAD")
fill = tablet_page("GET", "HEAD", "POST")
press = tablet_page("POST")
write_look = writing("GET", "HEAD")
write = writing("GET", "HEAD", "POST")
write_press = writing("POST")

urlpatterns: list[URLPattern] = [
    path("tablet/v1/operations", entry("POST")(operations), name="tablet_operations"),
    path("tablet/v1/work", entry("GET")(work), name="tablet_work"),
    path("tablet/sw.js", offline.worker, name="tablet_worker"),
    path("tablet/zonder-signaal/", look(offline.without_signal), name="tablet_without_signal"),
    path("tablet/koppelen/", linking.link, name="tablet_link"),
    path("tablet/ontkoppelen/", linking.unlink, name="tablet_forget"),
    path("tablet/", look(today.today), name="today"),
    path("tablet/week/", look(week.week), name="tablet_week"),
    path(BON, look(work_order.work_order), name="tablet_order"),
    path(f"{BON}ophalen/", press(today.fetch), name="tablet_fetch"),
    path(f"{BON}ondertekenen/", fill(signing.sign), name="tablet_sign"),
    path(f"{BON}pdf/", look(work_order.paper), name="tablet_paper"),
    path(f"{BON}woning/", press(work_order.mark), name="tablet_dwelling"),
    path(f"{BON}bedenktijd/", look(taking_back.held), name="tablet_held"),
    path(f"{BON}terughalen/", press(taking_back.take_back), name="tablet_take_back"),
    path(f"{BON}versturen/", press(taking_back.send_now), name="tablet_send_now"),
    path(f"{BON}korting/", write(discount.discount), name="tablet_discount"),
    path(HOURS, write(hours.add), name="hours_add"),
    path(f"{HOURS}<int:line>/", write(hours.change), name="hours_change"),
    path(f"{HOURS}<int:line>/weg/", write_press(hours.remove), name="hours_remove"),
    path(MATERIALS, write_look(materials.pick), name="material_pick"),
    path(f"{MATERIALS}hand/", write(materials.by_hand), name="material_by_hand"),
    path(f"{MATERIALS}lijst/<int:material>/", write(materials.add), name="material_add"),
    path(f"{MATERIALS}<int:line>/", write(materials.change), name="material_change"),
    path(f"{MATERIALS}<int:line>/weg/", write_press(materials.remove), name="material_remove"),
]
