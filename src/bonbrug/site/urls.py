"""Where the doors of the houses are. The only module that includes other rooms' addresses."""

from django.conf import settings
from django.conf.urls import i18n
from django.urls import URLPattern, URLResolver, include, path

from bonbrug.accounts.acts import Act
from bonbrug.accounts.routes import for_all
from bonbrug.site import pages, security_txt, told_to_all
from bonbrug.site.ending import pages as ending
from bonbrug.site.health.pages import ADDRESSES
from bonbrug.site.personal_data import pages as people

handler400 = "bonbrug.site.error_pages.broken"
handler403 = "bonbrug.site.error_pages.forbidden"
handler404 = "bonbrug.site.error_pages.nowhere"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.start, name="start"),
    *(path(address, page) for address, page in ADDRESSES.items()),
    path(security_txt.ADDRESS, pages.security),
    path("mededelingen/<int:row>/weg/", told_to_all.put_away, name="put_away"),
    path("thema/", pages.choose_theme, name="theme"),
    path("taal/", include(for_all(i18n.urlpatterns, Act.COME_IN))),
    path("persoonsgegevens/", people.start, name="personal_data"),
    path("persoonsgegevens/<int:pk>/wissen/<str:code>/", people.erase, name="erase_customer"),
    path("persoonsgegevens/<int:pk>/terug/", people.bring_back, name="bring_back"),
    path("bedrijf/<int:organisation>/beeindigen/", ending.end_firm, name="end_firm"),
    path("bedrijf/<int:organisation>/behouden/", ending.keep_firm, name="keep_firm"),
    path("bedrijf/<int:organisation>/alles/", ending.everything, name="firm_export"),
    path("bedrijf/<int:organisation>/bewijs/", ending.proof, name="firm_proof"),
    path("beheer/", include("bonbrug.site.operator.urls")),
    path("", include("bonbrug.accounts.pages.urls")),
]

if "books" in settings.HOUSES:
    urlpatterns += [
        path("boekhouden/", include("bonbrug.books.pages.urls")),
        path("", include("bonbrug.books.doors.urls")),
    ]
if "workorders" in settings.HOUSES:
    urlpatterns += [
        path("werkbonnen/", include("bonbrug.workorders.pages.urls")),
        path("", include("bonbrug.workorders.doors.urls")),
    ]
if "link" in settings.HOUSES:
    urlpatterns += [path("koppeling/", include("bonbrug.link.pages.urls"))]
