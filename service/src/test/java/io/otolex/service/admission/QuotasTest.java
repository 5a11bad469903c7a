package io.otolex.service.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.security.Client;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuotasTest {

    private static final Client ANNA = new Client("key:anna", Optional.empty());
    private static final Client BEN = new Client("key:ben", Optional.of(Duration.ofSeconds(20)));

    private final Quotas quotas = new Quotas(new QuotaSettings(Duration.ofSeconds(100)));

    @Test
    void eachClientHasItsOwnHour() {
        assertThat(of(ANNA).take(90)).isEmpty();
        assertThat(of(ANNA).take(20)).hasValueSatisfying(wait -> assertThat(wait)
                .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(361)));
        assertThat(of(BEN).take(20)).isEmpty();
        assertThat(of(BEN).limitSeconds()).isEqualTo(20);
    }

    @Test
    void aGuessIsSettledByWhatItCameTo() {
        assertThat(of(ANNA).take(90)).isEmpty();
        of(ANNA).settle(90, 10);
        assertThat(of(ANNA).left()).isBetween(90L, 91L);
        of(ANNA).settle(1, 61);
        assertThat(of(ANNA).left()).isBetween(30L, 32L);
    }

    @Test
    void aRequestAboveTheWholeQuotaTakesItAll() {
        assertThat(of(ANNA).take(5000)).isEmpty();
        assertThat(of(ANNA).left()).isZero();
    }

    @Test
    void withoutAQuotaThereIsNoAccount() {
        var none = new Quotas(new QuotaSettings(Duration.ZERO));
        assertThat(none.of(ANNA)).isEmpty();
        assertThat(none.of(BEN)).isPresent();
    }

    private Quotas.Account of(Client client) {
        return quotas.of(client).orElseThrow();
    }
}
