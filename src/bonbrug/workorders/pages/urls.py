"""Addresses of the pages: the tablet first, then the office."""

from bonbrug.workorders.pages.office import addresses as office
from bonbrug.workorders.pages.tablet import addresses as tablet

app_name = "workorders"
urlpatterns = [*tablet.urlpatterns, *office.urlpatterns]
