"""All that is held about one person, in every house that is open here: exporting and erasing."""
