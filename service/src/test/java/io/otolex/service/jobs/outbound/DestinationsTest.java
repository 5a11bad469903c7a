package io.otolex.service.jobs.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private static final Destinations ALL = Destinations.of(List.of("*"), List.of(), InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "2130706433",
                "127.1",
                "10.1",
                "[::]",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b:1::1]",
                "[100::1]",
                "[2001::1]",
                "[2001:10::1]",
                "[2001:db8::1]",
                "[2002:7f00:1::]",
                "[2002:a9fe:a9fe::1]",
                "[3fff::1]",
                "[5f00::1]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]"
            })
    void whatIsNotThePublicInternetIsNotConnectedTo(String host) {
        assertThatThrownBy(() -> ALL.addresses(host.replaceAll("[\\[\\]]", "")))
                .isInstanceOf(OutboundException.Refused.class)
                .hasMessageContaining("no public address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.9.9.9",
                "100.63.255.255",
                "100.128.0.0",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.255.255",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450::1",
                "::ffff:1.1.1.1"
            })
    void thePublicInternetIs(String address) throws Exception {
        assertThat(ALL.addresses(address)).containsExactly(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://media.example.org/a.wav,             not an http",
        "file:///etc/passwd,                        not an http",
        "gopher://media.example.org/,               not an http",
        "javascript:alert(1),                       not an http",
        "media.example.org/a.wav,                   not an http",
        "http:///a.wav,                             names no host",
        "http:a.wav,                                names no host",
        "http://user@media.example.org/,            a user's name",
        "http://user:word@media.example.org/,       a user's name",
        "http://media.example.org@127.0.0.1/,       a user's name",
        "http://media.example.org/a.wav#x,          a fragment",
        "http://media_example.org/,                 names no host",
        "http://media.example.org:99999999999/,     names no host",
        "http://example.org/,                       not on this service's list",
        "http://media.example.org:8080/,            not on this service's list",
        "http://media.example.org.evil.test/,       not on this service's list",
        "http://evilmedia.example.org/,             not on this service's list",
        "http://below.example.net.evil.test/,       not on this service's list",
        "http://example.net/,                       not on this service's list",
        "http://2130706433/,                        not on this service's list",
        "http://0x7f000001/,                        not on this service's list",
        "http://[::1]/,                             not on this service's list",
        "http://port.example.org/,                  not on this service's list"
    })
    void aUrlThatIsNotOnTheListIsRefusedWithTheReason(String url, String reason) {
        assertThatThrownBy(() -> listed().permitted(url))
                .isInstanceOf(OutboundException.Refused.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://media.example.org/a.wav",
                "https://media.example.org/a.wav?x=%20y",
                "HTTPS://MEDIA.EXAMPLE.ORG/",
                "https://media.example.org:443/",
                "http://media.example.org./",
                "http://a.below.example.net/",
                "http://port.example.org:8080/"
            })
    void aUrlOfTheListIsPermitted(String url) throws Exception {
        assertThat(listed().permitted(url).toString()).isEqualTo(url);
    }

    @Test
    void aUrlHasAnEnd() {
        assertThatThrownBy(() -> ALL.permitted("http://a.test/" + "x".repeat(2000)))
                .isInstanceOf(OutboundException.Refused.class);
    }

    @Test
    void oneHiddenPrivateAddressAmongPublicOnesIsEnoughToRefuse() throws Exception {
        InetAddress[] mixed = {InetAddress.getByName("1.1.1.1"), InetAddress.getByName("10.0.0.1")};
        var destinations = Destinations.of(List.of("*"), List.of(), host -> mixed);

        assertThatThrownBy(() -> destinations.addresses("a.test")).isInstanceOf(OutboundException.Refused.class);
    }

    @Test
    void theOperatorCanPermitANetwork() throws Exception {
        var destinations = Destinations.of(List.of("*"), List.of("10.1.0.0/16", "fd00::/8"), InetAddress::getAllByName);

        assertThat(destinations.addresses("10.1.2.3")).hasSize(1);
        assertThat(destinations.addresses("fd00::1")).hasSize(1);
        assertThatThrownBy(() -> destinations.addresses("10.2.0.1")).isInstanceOf(OutboundException.Refused.class);
        assertThatThrownBy(() -> destinations.addresses("127.0.0.1")).isInstanceOf(OutboundException.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.test", "a.test/x", "*.*", "a b", "", "a.test:port", "*a.test"})
    void aRuleThatIsNoHostEndsTheStart(String rule) {
        assertThatThrownBy(() -> Destinations.of(List.of(rule), List.of(), InetAddress::getAllByName))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost/8", "10.0.0.0/33", "10.0.0.0/-1", "::1/129", "10.0.0.0/x", ""})
    void aNetworkThatIsNoneEndsTheStart(String network) {
        assertThatThrownBy(() -> Destinations.of(List.of("*"), List.of(network), InetAddress::getAllByName))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Destinations listed() {
        return Destinations.of(
                List.of("media.example.org", "*.below.example.net", "*.example.net", "port.example.org:8080"),
                List.of(),
                InetAddress::getAllByName);
    }
}
