package io.otolex.service.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    private static final List<String> FILES =
            IntStream.range(0, 10_000).mapToObj(i -> "archive/" + i + ".wav").toList();

    @Test
    void everyFileIsInExactlyOneShard() {
        List<Shard> shards =
                IntStream.range(0, 7).mapToObj(i -> new Shard(i, 7)).toList();

        assertThat(FILES).allSatisfy(file -> assertThat(shards.stream().filter(shard -> shard.has(file)))
                .hasSize(1));
    }

    @Test
    void shardsAreOfAboutTheSameSize() {
        for (int index = 0; index < 4; index++) {
            Shard shard = new Shard(index, 4);
            assertThat(FILES.stream().filter(shard::has).count()).isBetween(2_300L, 2_700L);
        }
    }

    @Test
    void theOnlyShardHasAll() {
        assertThat(FILES).allMatch(Shard.WHOLE::has);
        assertThat(Shard.parse("0/1")).isEqualTo(Shard.WHOLE);
        assertThat(Shard.parse("3/12")).isEqualTo(new Shard(3, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4/4", "-1/4", "1", "1/0", "a/b", "", "1/2/3"})
    void whatIsNoShardIsRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
