"""`wholesight person add`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from wholesight.cli.django_start import open_data
from wholesight.cli.speaking import AsJson, fail, print_json, wants_json

commands = typer.Typer(help="Accounts.", no_args_is_help=True)


@commands.callback()
def accounts() -> None:
    """Accounts."""


@commands.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name, as others read it.")],
    username: Annotated[str, typer.Option(help="To sign in with. Default: made from the name.")] = "",
    email: Annotated[str, typer.Option(help="To sign in with as well.")] = "",
    steward: Annotated[
        bool, typer.Option("--steward", help="May look after the whole organization.")
    ] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from stdin.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make an account and print its password once. The first account is always a steward."""
    open_data()
    from wholesight.kernel.people.actions import PersonRefused, add_person
    from wholesight.kernel.permissions.actors import OPERATOR

    given = sys.stdin.readline().rstrip("\n") if password_stdin else ""
    try:
        person, password = add_person(
            OPERATOR, name, username=username, email=email, password=given, steward=steward
        )
    except PersonRefused as error:
        raise fail(str(error)) from error
    if wants_json(as_json):
        print_json(
            {
                "name": person.name,
                "username": person.username,
                "password": password,
                "steward": person.is_steward,
            }
        )
    else:
        print(f"{person.name} can sign in as {person.username} with the password {password}")
