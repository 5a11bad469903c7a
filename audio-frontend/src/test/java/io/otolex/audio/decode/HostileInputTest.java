package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.Corrupt;
import io.otolex.audio.AudioDecodingException.Empty;
import io.otolex.audio.AudioDecodingException.TooLong;
import io.otolex.audio.AudioDecodingException.UnsupportedFormat;
import io.otolex.audio.Excerpt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest extends WithDecoder {

    @Test
    void noByteIsEmpty() {
        assertRefused(Empty.class, new byte[0]);
    }

    @Test
    void noSampleIsEmpty() {
        assertRefused(Empty.class, Wav.of(Wav.Encoding.S16, 1, 32_000).bytes());
    }

    @Test
    void textIsNoRecording() {
        assertRefused(UnsupportedFormat.class, "Dear Sir, please find my recording attached.\n".repeat(100));
    }

    @Test
    void randomBytesAreNoRecording() {
        var bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        assertRefused(UnsupportedFormat.class, bytes);
    }

    @Test
    void aProgramIsNoRecording() {
        byte[] elf = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 50_000);
        new Random(2).ints(40_000, 64, 50_000).forEach(i -> elf[i] = (byte) i);
        assertRefused(UnsupportedFormat.class, elf);
    }

    @Test
    void aZipBombIsNotUnpacked() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bomb.flac"));
            zip.write(new byte[20_000_000]);
        }
        assertRefused(UnsupportedFormat.class, bytes.toByteArray());
    }

    @Test
    void aCutRecordingGivesWhatIsThere() throws AudioDecodingException {
        byte[] mp3 = Recordings.fixture("tone.mp3");
        var decoded = decode(Arrays.copyOf(mp3, mp3.length / 2));
        assertThat(decoded.report().durationSeconds()).isBetween(0.3, 0.6);
    }

    @Test
    void anM4aWithoutItsIndexIsRefused() {
        byte[] m4a = Recordings.fixture("tone.m4a");
        assertRefused(UnsupportedFormat.class, Arrays.copyOf(m4a, m4a.length / 2));
    }

    @Test
    void aRottenRecordingEndsOneWayOrTheOther() {
        Random random = new Random(3);
        for (String file : new String[] {"tone.mp3", "tone.flac", "tone.ogg", "tone.webm", "tone.m4a", "tone.amr"}) {
            byte[] rotten = Recordings.fixture(file);
            random.ints(rotten.length / 20, 0, rotten.length).forEach(i -> rotten[i] = (byte) random.nextInt());
            assertThat(samplesOrRefusal(rotten)).as(file).isBetween(0, 64_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0xffff_ff00L, 0xffff_ffffL})
    void aHeaderThatClaimsFourGigabytesIsReadForWhatIsThere(long claim) throws AudioDecodingException {
        for (int rate : new int[] {32_000, 44_100}) {
            var decoded = decode(Wav.of(Wav.Encoding.S16, 1, rate, Tone.at(rate))
                    .claiming(claim)
                    .bytes());
            assertThat(decoded.report().durationSeconds()).isCloseTo(1, within(0.001));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3e38f})
    void aSampleThatIsNoAmplitudeIsCorruptOnBothPaths(float poison) {
        float[] tone = Tone.at(32_000);
        tone[20_000] = poison;
        assertRefused(Corrupt.class, Wav.of(Wav.Encoding.F32, 1, 32_000, tone).bytes());
        assertRefused(Corrupt.class, Wav.of(Wav.Encoding.F32, 3, 32_000, tone).bytes());
        assertRefused(Corrupt.class, Wav.of(Wav.Encoding.F32, 1, 44_100, tone).bytes());
    }

    @Test
    void twoHundredAndFiftyFiveChannelsAreRefused() {
        assertRefused(
                Corrupt.class,
                Wav.of(Wav.Encoding.S16, 255, 32_000, new float[3_200]).bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -294_967_296})
    void impossibleRatesAreRefused(int rate) {
        assertRefused(
                UnsupportedFormat.class,
                Wav.of(Wav.Encoding.S16, 1, rate, new float[20]).bytes());
    }

    @Test
    void sixHoursInFortyKilobytesAreTooLong() {
        Path file = Recordings.write(folder, Recordings.fixture("six-hours.flac"));
        DecoderLimits hour = DecoderLimits.DEFAULT.withMaxDuration(Duration.ofHours(1));
        try (var strict = new RecordingDecoder(Recordings.ffmpeg(), hour, Recordings.RATE)) {
            assertThatThrownBy(() -> Recordings.drain(strict, file)).isInstanceOf(TooLong.class);
        }
    }

    @Test
    void longPlainWavIsRefusedBeforeItIsRead() {
        DecoderLimits second = DecoderLimits.DEFAULT.withMaxDuration(Duration.ofSeconds(1));
        byte[] wav = Wav.of(Wav.Encoding.S16, 1, 32_000, new float[32_001]).bytes();
        assertThatThrownBy(() -> new WavReader(32_000, second).open(Recordings.write(folder, wav), Excerpt.WHOLE))
                .isInstanceOfSatisfying(
                        TooLong.class, tooLong -> assertThat(tooLong.limit()).hasSeconds(1));
    }

    /** Each names a recording beside it, which ffmpeg could read, and a server, which would notice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n%1$s\n#EXTINF:10,\n%2$s\n#EXT-X-ENDLIST\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n%2$s\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '%1$s'\nfile '%2$s'\n",
                "ffconcat version 1.0\nfile '%2$s'\n",
                "[playlist]\nNumberOfEntries=2\nFile1=%1$s\nFile2=%2$s\nVersion=2\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\na=control:%2$s\nm=audio 4 RTP/AVP 0\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period>"
                        + "<AdaptationSet mimeType=\"audio/mp4\"><Representation id=\"1\" bandwidth=\"1\"><BaseURL>%2$s"
                        + "</BaseURL></Representation></AdaptationSet></Period></MPD>",
                "%2$s\n"
            })
    void playlistsAreNotFollowed(String playlist) throws IOException {
        Path secret = Recordings.write(folder, Recordings.fixture("tone.mp3"));
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            String text = String.format(playlist, secret, "http://127.0.0.1:" + port + "/tone.mp3");
            assertRefused(UnsupportedFormat.class, text);
            assertThat(server.accept()).as("a connection").isNull();
        }
    }

    private void assertRefused(Class<? extends AudioDecodingException> reason, String file) {
        assertRefused(reason, file.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(Class<? extends AudioDecodingException> reason, byte[] file) {
        assertThatThrownBy(() -> decode(file)).isInstanceOf(reason).message().isNotBlank();
    }

    private int samplesOrRefusal(byte[] file) {
        try {
            return decode(file).samples().length;
        } catch (AudioDecodingException e) {
            return 0;
        }
    }
}
