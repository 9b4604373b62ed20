"""Sentences about sending, receipts, codes and sheets with inputs."""

from typing import Any

from flask_babel import lazy_gettext as _

SENTENCES: dict[str, Any] = {
    "text_needed": _("Vul uw reactie in."),
    "text_too_long": _("Uw tekst is langer dan 4.000 tekens. Niets is weg. Maak de tekst korter."),
    "email_needed": _(
        "Vul een e-mailadres in zoals naam@voorbeeld.nl. Of kies: ik heb geen e-mailadres."
    ),
    "round_closed": _("Deze ronde is gesloten. U kunt niet meer reageren. U kunt wel alles lezen."),
    "round_not_open": _("Deze ronde is nog niet open. U kunt nog niet reageren."),
    "round_withdrawn": _("Deze ronde is gestopt. U kunt niet meer reageren."),
    "round_answered": _("De antwoordnota van deze ronde staat er al. Er kan niets meer bij."),
    "round_closed_for_changes": _(
        "Deze ronde is gesloten. U kunt uw reactie niet meer veranderen of intrekken."
    ),
    "sent_already": _(
        "U heeft deze reactie al verstuurd, met nummer %(receipt)s. "
        "Wilt u iets anders zeggen? Wijzig dan die reactie of begin een nieuwe."
    ),
    "confirmed_already": _("Deze reactie is al bevestigd."),
    "key_used": _("Deze inbreng is al ingevoerd met een andere tekst, onder %(receipt)s."),
    "unknown_receipt": _(
        "Dit nummer kennen wij niet. Kijk of u het goed heeft overgenomen, zoals MD-4F7K-92."
    ),
    "receipt_mistyped": _(
        "Dit nummer klopt niet. Er zit een fout in. Het ziet eruit als MD-4F7K-92."
    ),
    "code_needed": _("Vul de zes cijfers uit de e-mail in."),
    "code_wrong": _(
        "Deze code klopt niet. U kunt het nog %(left)s keer proberen of een nieuwe code vragen."
    ),
    "code_spent": _("U heeft te vaak een verkeerde code ingevuld. Vraag een nieuwe code."),
    "code_expired": _("Deze code is te oud. Vraag een nieuwe code."),
    "kind_unknown": _(
        "“%(kind)s” is geen soort. Kies vraag, voorstel, mening of ervaring, of fout in de tekst."
    ),
    "alinea_no_number": _("“%(alinea)s” is geen nummer van een alinea."),
    "moment_unreadable": _(
        "“%(moment)s” is geen datum die wij kunnen lezen. Schrijf hem als 2026-11-03."
    ),
    "key_wrong": _("Deze geheime sleutel past niet bij dit nummer."),
}
