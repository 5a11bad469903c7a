package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.Excerpt;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An ffmpeg executable that was seen to run, and the tools that confine and schedule it. */
public final class Ffmpeg {

    private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);

    private static final String FORMATS = "wav,w64,aiff,au,caf,mp3,flac,ogg,aac,amr,mov,matroska,asf,wv,ac3,gsm,tta";

    /** Joins codec frames before they pass from thread to thread: a sixth less processor time, and the same samples. */
    private static final String FEWER_FRAMES = "asetnsamples=n=16384:p=0";

    /**
     * How many packets are searched for another codec inside of what calls itself PCM. There are 2500 by default, which
     * is half of what a WAV of 20 s costs; an encoded stream shows itself in the first.
     */
    private static final String FEW_PROBES = "2";

    private final Path executable;
    private final List<String> confinement; // how prlimit is called, or empty
    private final List<String> scheduling; // how chrt is called, or empty
    private final String version;

    Ffmpeg(Path executable, List<String> confinement, List<String> scheduling, String version) {
        this.executable = executable;
        this.confinement = confinement;
        this.scheduling = scheduling;
        this.version = version;
    }

    /** The executable of the org.bytedeco:ffmpeg jar, unpacked (66 MB) into {@code ~/.javacpp/cache} once. */
    public static Ffmpeg bundled() throws DecoderUnavailable {
        return at(unpacked());
    }

    /**
     * The executable of the jar, unpacked elsewhere, such as on a volume where the home directory is read-only.
     *
     * @param cacheDirectory JavaCPP reads this choice once in the life of a JVM
     */
    public static Ffmpeg bundled(Path cacheDirectory) throws DecoderUnavailable {
        System.setProperty("org.bytedeco.javacpp.cachedir", cacheDirectory.toString());
        return bundled();
    }

    /** An executable of this machine, FFmpeg 6 or later. */
    public static Ffmpeg at(Path executable) throws DecoderUnavailable {
        var start = new StartCheck(executable.toAbsolutePath());
        String version = start.version();
        start.requireSeekableInput();
        return new Ffmpeg(executable.toAbsolutePath(), confinement(start), scheduling(start), version);
    }

    /** The same tools around another executable. */
    Ffmpeg replacedBy(Path other) {
        return new Ffmpeg(other, confinement, scheduling, version);
    }

    /**
     * Unpacks the executable and the libraries beside it. Loader.load would do that too, and then link FFmpeg into this
     * JVM, where nobody wants it; without a system library it would fail there, before anybody could say which.
     */
    private static Path unpacked() throws DecoderUnavailable {
        String folder = "/org/bytedeco/ffmpeg/" + Loader.getPlatform() + "/";
        try {
            File unpacked = Loader.cacheResource(org.bytedeco.ffmpeg.ffmpeg.class, folder);
            if (unpacked == null) {
                throw new DecoderUnavailable("no ffmpeg for " + Loader.getPlatform() + " on the class path");
            }
            return executable(unpacked.toPath().resolve("ffmpeg"));
        } catch (IOException e) {
            throw new DecoderUnavailable("the ffmpeg of the org.bytedeco:ffmpeg jar cannot be unpacked: " + e);
        }
    }

    private static Path executable(Path file) throws DecoderUnavailable {
        if (!Files.isExecutable(file) && !file.toFile().setExecutable(true)) {
            throw new DecoderUnavailable(file + " cannot be made executable");
        }
        return file;
    }

    private static List<String> confinement(StartCheck start) {
        Optional<Path> prlimit = onPath("prlimit");
        if (prlimit.isPresent() && start.runsUnder(List.of(prlimit.get().toString(), "--core=0", "--fsize=0", "--"))) {
            return List.of(prlimit.get().toString());
        }
        log.warn("prlimit cannot be used here: decoders are held by duration, allocation size, wall clock and output"
                + " only, not by memory, processor time or the right to write");
        return List.of();
    }

    /**
     * Every frame passes from thread to thread, and each of them, once woken, pushes the one aside that woke it. Threads
     * of the batch class do not: frames gather, and decoding takes up to half the processor time.
     */
    private static List<String> scheduling(StartCheck start) {
        return onPath("chrt")
                .map(chrt -> List.of(chrt.toString(), "-b", "0"))
                .filter(start::runsUnder)
                .orElse(List.of());
    }

    private static Optional<Path> onPath(String tool) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The first line of what {@code -version} says. */
    public String version() {
        return version;
    }

    public Path executable() {
        return executable;
    }

    /**
     * The command that decodes standard input to mono float samples on standard output.
     *
     * <p>Nothing in it comes from a client: the upload is a file descriptor, its name is unknown here. The descriptor
     * is seekable, because an m4a with its index at the end is otherwise decoded to nothing, without an error. The
     * formats are listed because a playlist among them could name other files to be read.
     *
     * <p>Mixing to mono keeps the level: {@code -ac 1} into float would make stereo 3 dB louder than what the models
     * were trained on. The second output is one packet's checksum, taken for its header: codec, rate and channels of
     * the input on standard error. Beside it, errors are said there that the decoder went on after.
     */
    List<String> decodeCommand(DecoderLimits limits, int sampleRateHz, Excerpt excerpt, boolean maySeek) {
        var cut = new Cut(excerpt, maySeek, limits.maxDuration());
        return Stream.of(
                        confinement.stream().flatMap(prlimit -> rlimits(prlimit, limits)),
                        scheduling.stream(),
                        Stream.of(executable.toString(), "-nostdin", "-hide_banner", "-v", "error"),
                        Stream.of("-max_probe_packets", FEW_PROBES),
                        Stream.of("-max_alloc", Long.toString(limits.maxMemoryBytes() / 4), "-threads", "1"),
                        Stream.of("-err_detect", "crccheck"), // FLAC's frames have checksums: look at them
                        cut.beforeDecoding(),
                        Stream.of("-protocol_whitelist", "fd", "-format_whitelist", FORMATS, "-fd", "0", "-i", "fd:"),
                        Stream.of("-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1"),
                        cut.afterDecoding(),
                        Stream.of(
                                "-af", FEWER_FRAMES + ",aresample=" + sampleRateHz + ":rematrix_maxval=1.0:ochl=mono"),
                        Stream.of("-f", "f32le", "pipe:1"),
                        Stream.of("-map", "0:a:0", "-c:a", "copy", "-frames:a", "1", "-map_metadata", "-1"),
                        Stream.of("-f", "framecrc", "pipe:2"))
                .flatMap(part -> part)
                .toList();
    }

    /** The command that says what standard input says of itself, and decodes nothing: it has no output, and says so too. */
    List<String> headerCommand(DecoderLimits limits) {
        return Stream.of(
                        confinement.stream().flatMap(prlimit -> rlimits(prlimit, limits)),
                        Stream.of(executable.toString(), "-nostdin", "-hide_banner", "-v", "info"),
                        Stream.of("-max_alloc", Long.toString(limits.maxMemoryBytes() / 4), "-threads", "1"),
                        Stream.of("-protocol_whitelist", "fd", "-format_whitelist", FORMATS, "-fd", "0", "-i", "fd:"))
                .flatMap(part -> part)
                .toList();
    }

    /** A file size of zero: the decoder may fill pipes, and no file. */
    private static Stream<String> rlimits(String prlimit, DecoderLimits limits) {
        return Stream.of(
                prlimit,
                "--as=" + limits.maxMemoryBytes(),
                "--cpu=" + limits.cpu().toSeconds(),
                "--nofile=32",
                "--fsize=0",
                "--core=0",
                "--");
    }
}
