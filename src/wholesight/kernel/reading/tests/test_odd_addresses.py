"""Whatever stands in an address, the answer is a screen: found, not found, but never a failure."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROUTES = (
    "/pages/Harbour/{}",
    "/pages/Harbour/{}/",
    "/pages/{}/",
    "/history/Harbour/{}",
    "/tags/Harbour/{}",
    "/tags/{}/",
    "/files/Harbour/{}",
    "/attachments/{}/",
    "/search?q={}",
    "/search?q=seal&start={}",
    "/search?q=seal&space={}",
    "/find?q={}",
    "/recent?space={}",
    "/recent?start={}",
)
ODD = st.text(max_size=40) | st.sampled_from(
    [
        "\0",
        "seal\0check",
        "9" * 30,
        "9" * 5000,
        "-1",
        "²",
        "%",
        "%00",
        "..",
        "../..",
        "\\",
        "'",
        '"',
        "a" * 2000,
    ]
)


@pytest.mark.parametrize("route", ROUTES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=ODD)
def test_an_odd_address_is_answered(ada: Client, route: str, written: str) -> None:
    answer = ada.get(route.format(quote(written, safe="")))
    assert answer.status_code in {200, 301, 302, 404}
