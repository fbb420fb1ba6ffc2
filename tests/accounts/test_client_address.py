import pytest

from apps.accounts.client_address import client_address, network_of


@pytest.mark.parametrize(
    ("header", "sent", "address"),
    [
        ("", "192.0.2.9", "10.0.0.1"),
        ("X-Forwarded-For", "192.0.2.9", "192.0.2.9"),
        ("X-Forwarded-For", "203.0.113.1, 192.0.2.9", "192.0.2.9"),
        ("X-Forwarded-For", "2001:db8::1", "2001:db8::1"),
        ("X-Forwarded-For", "unknown", "10.0.0.1"),
        ("X-Forwarded-For", "", "10.0.0.1"),
        ("X-Real-IP", "192.0.2.9", "10.0.0.1"),
    ],
)
def test_address_is_the_last_one_of_the_header_that_is_believed(rf, settings, header, sent, address):
    settings.PROXY_ADDRESS_HEADER = header

    assert client_address(rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": sent})) == address


@pytest.mark.parametrize("address", ["", "a socket"])
def test_connection_without_an_address_has_none(rf, address):
    assert client_address(rf.get("/", REMOTE_ADDR=address)) is None


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.9", "192.0.2.9"),
        ("::ffff:192.0.2.9", "192.0.2.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, "None"),
    ],
)
def test_network_of_an_address(address, network):
    assert network_of(address) == network
