"""Addresses of the pages of the link."""

from django.urls import URLPattern, path

from bonbrug.link.pages.agreements import agreement, agreements, customers
from bonbrug.link.pages.checks import checks
from bonbrug.link.pages.collective import collective
from bonbrug.link.pages.guide import guide
from bonbrug.link.pages.invoices import invoice_after_all, invoices
from bonbrug.link.pages.journal import as_csv, as_lines, journal
from bonbrug.link.pages.layout import layout
from bonbrug.link.pages.listing import listing
from bonbrug.link.pages.notifications import notifications
from bonbrug.link.pages.ordering import delete, new
from bonbrug.link.pages.received import received
from bonbrug.link.pages.reconciliation import reconciliation, reconciliation_progress
from bonbrug.link.pages.settings import progress, settings, start
from bonbrug.link.pages.sign_in import sign_in, signed_in
from bonbrug.link.pages.to_do import decide, to_do
from bonbrug.link.pages.token_handover import for_whom, opening
from bonbrug.link.pages.trial import approve_shown, approve_tried, trial
from bonbrug.link.pages.vat import address, addresses, vat
from bonbrug.link.pages.waiting_invoices import approve_clean
from bonbrug.link.pages.work_order_status import work_order_status

app_name = "link"
urlpatterns: list[URLPattern] = [
    path("", listing, name="connections"),
    path("nieuw/", new, name="new"),
    path("openen/", opening, name="opening"),
    path("openen/voor-wie/", for_whom, name="for_whom"),
    path("hulp/", guide, name="guide"),
    path("stand/<str:company_id>/<str:row_id>/", work_order_status, name="standing"),
    path("<int:pk>/", settings, name="settings"),
    path("<int:pk>/aanmelden/", sign_in, name="sign_in"),
    path("<int:pk>/gelukt/", signed_in, name="signed_in"),
    path("<int:pk>/starten/", start, name="start"),
    path("<int:pk>/voortgang/", progress, name="progress"),
    path("<int:pk>/te-doen/", to_do, name="to_do"),
    path("<int:pk>/te-doen/zonder-vragen/", approve_clean, name="approve_clean"),
    path("<int:pk>/te-doen/<int:item>/", decide, name="decide"),
    path("<int:pk>/werkbonnen/", invoices, name="invoices"),
    path("<int:pk>/werkbonnen/<int:job>/ontvangen/", received, name="received"),
    path("<int:pk>/werkbonnen/<int:job>/toch/", invoice_after_all, name="invoice_after_all"),
    path("<int:pk>/factuurregels/", layout, name="layout"),
    path("<int:pk>/verzamelfacturen/", collective, name="collective"),
    path("<int:pk>/klantafspraken/", agreements, name="agreements"),
    path("<int:pk>/klantafspraken/klant/", agreement, name="agreement"),
    path("<int:pk>/klantafspraken/nieuw/", customers, name="agreement_customers"),
    path("<int:pk>/btw/", vat, name="vat"),
    path("<int:pk>/btw/adressen/", addresses, name="addresses"),
    path("<int:pk>/btw/adressen/adres/", address, name="address"),
    path("<int:pk>/proefdraaien/", trial, name="trial"),
    path("<int:pk>/proefdraaien/<int:row>/", approve_tried, name="approve_tried"),
    path("<int:pk>/proefdraaien/<int:run>/zonder-vragen/", approve_shown, name="approve_shown"),
    path("<int:pk>/journaal/", journal, name="journal"),
    path("<int:pk>/journaal/csv-export/", as_csv, name="journal_csv"),
    path("<int:pk>/journaal/json-export/", as_lines, name="journal_lines"),
    path("<int:pk>/aansluiting/", reconciliation, name="reconciliation"),
    path(
        "<int:pk>/aansluiting/<int:row>/",
        reconciliation_progress,
        name="reconciliation_progress",
    ),
    path("<int:pk>/meldingen/", notifications, name="notifications"),
    path("<int:pk>/controles/", checks, name="checks"),
    path("<int:pk>/verwijderen/", delete, name="delete"),
]
