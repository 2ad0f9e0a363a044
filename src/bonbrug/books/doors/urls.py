"""Addresses of the doors for machines."""

from django.urls import path

from bonbrug.books.doors import soap

urlpatterns = [path("soap.asmx", soap.door)]
