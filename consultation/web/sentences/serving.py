"""What `serve` says to whoever starts the site."""

from flask_babel import lazy_gettext as _

DATABASE = _("Database klaarzetten ...")
EXAMPLES = _("Voorbeeldinhoud")
RUNS = _("De site draait op %(address)s. Stoppen doet u met Ctrl-C.")
SIGN_INS = _(
    "Inloggen hoeft niet: u kijkt met één klik als burger, inkoper, gespreksleider, controleur, "
    "rondemanager, BZK of beheerder. De rondleiding van tien minuten begint hier:"
)
STOPPED = _("Gestopt.")
AGAIN = _("Het proces %(name)s is gestopt en wordt opnieuw gestart.")
KEEPS_DYING = _("Het proces %(name)s stopt steeds weer. Kijk hierboven naar de eerste fout.")
NO_ANSWER = _("De site geeft geen antwoord. Kijk hierboven naar de eerste fout.")
NO_DEMO = _("--demo kan alleen in het demoprofiel: zet CONSULTATION_PROFILE=demo.")
NO_PDF = _(
    "Let op: zonder de bibliotheek Pango worden er geen pdf-bestanden gemaakt. Plannen en nota's "
    "zijn er dan als odt, html en csv."
)
PORT_TAKEN = _(
    "Poort %(port)s is al in gebruik. Kies een andere, bijvoorbeeld: make run PORT=%(other)s."
)
PORT_CLOSED = _("Poort %(port)s mag u niet gebruiken. Kies een poort boven 1024.")
NO_SUCH_HOST = _("Het adres %(host)s met poort %(port)s is er niet op deze computer.")
SEVERAL_ON_SQLITE = _(
    "Meer dan één webproces kan niet met SQLite: een proces kan dan te lang wachten tot het mag "
    "schrijven. Zet DATABASE_URL op een PostgreSQL, of zet WEB_WORKERS=1 (nu %(count)s)."
)
SEVERAL_WITHOUT_REDIS = _(
    "Let op: zonder REDIS_URL komt nieuws uit het ene webproces tot een seconde later bij het "
    "andere."
)
