"""The house of the work orders."""

from django.apps import AppConfig


class WorkOrdersConfig(AppConfig):
    name = "bonbrug.workorders"
    label = "workorders"
