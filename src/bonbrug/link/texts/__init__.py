"""What the link says to people: facts and codes in, words in the language of the moment out."""
