"""What is said about relations and products."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bonbrug.link.texts.words import NOT_TRAVELLED, RECORD_STAYS, Counted, Words

_RECORDS: dict[str, Words] = {
    "no_code": Words(
        _("Record without code"),
        _("A %(kind)s in the books (id %(subject)s) has no code and cannot travel."),
        NOT_TRAVELLED,
        _("Give it a code in e-Boekhouden.nl; the next run takes it along."),
    ),
    "duplicate_code": Words(
        _("The same code twice"),
        _("Code %(subject)s is used by %(records)s in the books; one of them travels."),
        _("The record that was linked first travels, otherwise the oldest. The others do not."),
        _("Give each record a code of its own in e-Boekhouden.nl."),
    ),
    "code_twice_there": Words(
        _("The same code twice"),
        _(
            "The work orders have relations whose codes differ in capitals or spaces only: "
            "%(codes)s."
        ),
        _("The one that is written like in the books travels. The others change nothing anywhere."),
        _("Give each relation a code of its own in the work orders."),
    ),
    "relation_exchanged": Words(
        _("Another company under this code"),
        _(
            "Relation %(subject)s has another name and another address in the work orders than in "
            "the books."
        ),
        _("Nothing of it travelled, in neither direction. Each side keeps its own."),
        _(
            "Is it the same company, then give it the same name or the same address on both sides. "
            "Otherwise give one of the two another code."
        ),
    ),
    "relation_incomplete": Words(
        _("Relation not complete"),
        _("Relation %(subject)s lacks: %(missing)s. The work orders need it."),
        NOT_TRAVELLED,
        _("Fill in what is missing in e-Boekhouden.nl: Relaties."),
    ),
    "product_incomplete": Words(
        _("Product not complete"),
        _("Product %(subject)s lacks: %(missing)s. The work orders need it."),
        NOT_TRAVELLED,
        _("Fill in what is missing in e-Boekhouden.nl: Factureren > Producten/diensten."),
    ),
    "too_long": Words(
        _("Text too long"),
        Counted(
            "length",
            lambda length: ngettext(
                "The %(field)s of %(subject)s has %(length)s character; at most %(limit)s fit.",
                "The %(field)s of %(subject)s has %(length)s characters; at most %(limit)s fit.",
                length,
            ),
        ),
        _("Nothing was cut off and nothing was sent."),
        _("Shorten the text where it comes from; the next run takes it along."),
    ),
    "hour_type_price": Words(
        _("Hour type without price"),
        _("Hour type %(subject)s has the price %(price)s; the work orders need one above 0."),
        NOT_TRAVELLED,
        _("Give it a price in e-Boekhouden.nl: Factureren > Producten/diensten."),
    ),
    "mass_change": Words(
        _("Many records gone"),
        Counted(
            "before",
            lambda before: ngettext(
                "The books showed %(records)s; before there was %(before)s. The import waits.",
                "The books showed %(records)s; before there were %(before)s. The import waits.",
                before,
            ),
        ),
        _("Nothing was changed or removed in the work orders."),
        _(
            "Look in e-Boekhouden.nl whether the records are really gone. If so, confirm it here; "
            "if not, the link goes on by itself once they are back."
        ),
        _("The import of these records waits; nothing is changed or removed."),
    ),
    "restored_books": Words(
        _("The books look restored"),
        Counted(
            "count",
            lambda count: ngettext(
                "%(records)s in the books went back to an older version, as after a restore.",
                "%(records)s in the books went back to older versions, as after a restore.",
                count,
            ),
        ),
        _("The older versions were not sent to the work orders."),
        _("If the older versions are right, confirm it here. If not, repair them in the books."),
    ),
    "put_refused": Words(
        _("Refused by the work orders"),
        _("The work orders refused %(kind)s %(subject)s: %(reason)s."),
        _("The other records did travel. This one is not offered again until it changes."),
        _("Correct the record in e-Boekhouden.nl."),
    ),
    "put_missing": Words(
        _("Not arrived"),
        _("%(kind)s %(subject)s was sent but does not stand in the work orders."),
        _("The next run sends it again; sending it twice does no harm."),
        _("If it stays away, compare the record with one that does arrive."),
    ),
    "code_reused": Words(
        _("Code used for another record"),
        _("Code %(subject)s (%(kind)s) now belongs to another record in the books."),
        NOT_TRAVELLED,
        _(
            "If the new record takes the place of the old one, confirm it here. Otherwise give it "
            "another code in e-Boekhouden.nl."
        ),
    ),
    "change_refused": Words(
        _("Change refused by the books"),
        _("The books refused the change of relation %(subject)s: %(reason)s."),
        _("The relation in the books is as it was; the work orders keep their own version."),
        _("Make the change in e-Boekhouden.nl by hand."),
    ),
    "books_moved": Words(
        _("Changed meanwhile"),
        _(
            "Relation %(subject)s was changed in the books during the run; the next run looks "
            "again."
        ),
    ),
    "change_unknown": Words(
        _("Change perhaps not arrived"),
        _(
            "A change of relation %(subject)s was sent to the books and no clear answer came. What "
            "the books show now counts. Was it changed in e-Boekhouden.nl in those minutes too, "
            "then see whether that is still there."
        ),
    ),
    "both_changed": Words(
        _("Different on both sides"),
        _(
            "%(kind)s %(subject)s was different on both sides (%(fields)s). The version of the "
            "books is kept."
        ),
    ),
    "code_changed": Words(
        _("Code changed in the books"),
        _("The code of a %(kind)s was changed from %(before)s to %(subject)s in the books."),
        _("The work orders get it as a new record; the old one stays there as well."),
        _("Remove the old one in the work orders once nothing uses it any more."),
    ),
    "unreadable_record": Words(
        _("Record not readable"),
        _("A %(kind)s in the books could not be read (%(subject)s)."),
        _("The other records did travel. This one is unchanged in the work orders."),
        _("Open the record in e-Boekhouden.nl, look at its fields and save it."),
    ),
    "field_untold": Words(
        _("Field gone from the answer"),
        _("The answer of the books no longer has the field %(field)s anywhere (%(kind)s)."),
        _("The values that were known are kept; nothing was emptied in the work orders."),
        _(
            "Look in e-Boekhouden.nl whether the field is filled. If it is, tell the operator of "
            "this link: the answers have changed. If it is really empty everywhere, empty it in "
            "the work orders too."
        ),
        _("The known values stay as they are; all other fields go on travelling."),
    ),
    "maybe_cut": Words(
        _("List perhaps not complete"),
        _("The books gave %(records)s, which is the most they give at once."),
        _("What was given did travel. There may be more that the link cannot see."),
        _("Ask e-Boekhouden.nl for a way to read more, or remove what you no longer use."),
    ),
}

RECORDS = {
    code: replace(words, idle=RECORD_STAYS) if words.certain is NOT_TRAVELLED else words
    for code, words in _RECORDS.items()
}
