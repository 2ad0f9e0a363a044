"""What django-allauth asks of this program when somebody signs in."""
