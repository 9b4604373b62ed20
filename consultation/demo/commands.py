"""The command line of the demo; the application has it in the demo and test profiles only."""

import click

from consultation.demo.loading import load_demo
from consultation.web.command_line import CommandGroup, clear_errors, print_json, progress

demo_group = CommandGroup("demo", help="The example content: only in the demo and test profiles.")


@demo_group.command("load")
@click.option("--json", "wants_json", is_flag=True, help="Print for a machine.")
@clear_errors
def load(wants_json: bool) -> None:
    """Empty the database and fill it with the example history, counted from today."""
    with progress(100, "Voorbeeldinhoud") as bar:

        def show(percent: int, _step: str) -> None:
            bar.update(max(0, percent - bar.pos))

        sizes = load_demo(show)
    if wants_json:
        print_json(sizes)
        return
    click.echo(
        f"Klaar: {sizes['categories']} categorieën, {sizes['rounds']} rondes, "
        f"{sizes['sections']} paragrafen, {sizes['contributions']} reacties, "
        f"{sizes['letters']} mails."
    )
