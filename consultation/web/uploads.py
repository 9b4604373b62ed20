"""Forms that take in a file."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField

from consultation.errors import DomainError, Refused
from consultation.web.forms import Form, Needed
from consultation.web.sentences import sentence_for

FILE_NEEDED = _("Kies een bestand.")


class FileForm(Form):
    """A form with one file."""

    file = FileField(validators=[Needed(FILE_NEEDED)])

    def upload(self) -> tuple[str, bytes]:
        """The name and the bytes of the file."""
        return self.file.data.filename or "", self.file.data.read()

    def refuse(self, error: DomainError) -> None:
        """What is wrong with a file is shown at the file."""
        if isinstance(error, Refused):
            self.file.errors = [*self.file.errors, sentence_for(error)]
        else:
            super().refuse(error)


class SheetForm(FileForm):
    """A sheet that was filled in and comes back."""

    file = FileField(_("Ingevuld blad (ods, xlsx of csv)"), [Needed(FILE_NEEDED)])
