"""A webhook leads out into the public internet, or nowhere."""

import pytest

from services.followup.letters.guard import UnsafeAddress, checked


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",  # noqa: S104
        "10.0.0.7",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "192.88.99.1",
        "[::1]",
        "[::]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::]",
        "[fe80::1]",
        "[fe80::1%25lo]",
        "[fec0::1]",
        "[fc00::1]",
        "[ff02::1]",
        "localhost",
        "localhost.",
    ],
)
def test_a_private_address_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(UnsafeAddress):
        checked(f"https://{host}/hook", private=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://93.184.215.14/hook",
        "ftp://93.184.215.14/hook",
        "file:///etc/passwd",
        "https:///hook",
        "https://",
        "hook",
        "https://user:pass@93.184.215.14/",
        "https://user@93.184.215.14/",
        "https://93.184.215.14:99999/",
        "https://93.184.215.14/\r\nHost: x",
        "https://93.184.215.14/a b",
        "https://[93.184.215.14/",
        "https://name-that-is-nowhere.invalid/",
    ],
)
def test_what_is_no_plain_https_url_is_refused(url: str) -> None:
    with pytest.raises(UnsafeAddress):
        checked(url, private=False)


def test_a_public_address_is_taken_as_it_is() -> None:
    target = checked("https://93.184.215.14/hook?a=1", private=False)
    assert (target.addresses, target.port, target.path) == (("93.184.215.14",), 443, "/hook?a=1")
    assert target.authority == "93.184.215.14"
    other = checked("https://[2606:4700::1111]:8443", private=False)
    assert (other.authority, other.path) == ("[2606:4700::1111]:8443", "/")


def test_the_own_network_is_allowed_only_where_the_operator_says_so() -> None:
    assert checked("http://127.0.0.1:8080/hook", private=True).addresses == ("127.0.0.1",)
    with pytest.raises(UnsafeAddress):
        checked("http://127.0.0.1:8080/hook", private=False)
