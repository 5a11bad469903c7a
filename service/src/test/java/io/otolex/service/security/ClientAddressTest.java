package io.otolex.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,                       192.0.2.7",
        "2001:db8:1:2:3:4:5:6,            2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2:ffff:ffff:ffff:1,   2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3:0:0:0:1,            2001:db8:1:3:0:0:0:0/64",
        "0:0:0:0:0:0:0:1,                 0:0:0:0:0:0:0:0/64",
        "::ffff:192.0.2.7,                192.0.2.7"
    })
    void anAddressIsCountedByWhatItsOwnerCannotChange(String address, String network) {
        assertThat(ClientAddress.network(address)).isEqualTo(network);
    }
}
