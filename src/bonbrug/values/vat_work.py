"""What kind of work it is and where it is done, as far as its VAT depends on that."""

from enum import StrEnum


class Work(StrEnum):
    """A kind of work; a firm says which of its own types of work mean which."""

    UNMARKED = "unmarked"
    MOVABLE = "movable"  # not on real estate, such as a repair in the own workshop
    REAL_ESTATE = "real_estate"  # on real estate, but no material work, such as advice
    CONSTRUCTION = "construction"
    PAINTING = "painting"
    PLASTERING = "plastering"
    INSULATING = "insulating"
    CLEANING = "cleaning"
    WALLPAPERING = "wallpapering"
    GLAZING = "glazing"

    @property
    def on_real_estate(self) -> bool:
        return self not in (Work.UNMARKED, Work.MOVABLE)

    @property
    def is_construction(self) -> bool:
        """Tell whether it is work of a material nature on real estate."""
        return self.on_real_estate and self is not Work.REAL_ESTATE


class Dwelling(StrEnum):
    """What an address is; the age counts from when somebody first lived there."""

    UNKNOWN = "unknown"
    OLD = "old"  # a dwelling, more than two years old
    NEW = "new"  # a dwelling, two years old at most
    NO = "no"
