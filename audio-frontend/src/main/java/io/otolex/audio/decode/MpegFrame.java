package io.otolex.audio.decode;

/** The headers of frames that say how long they are: MPEG audio of layer III, and AAC in ADTS. */
final class MpegFrame {

    private static final int[] KBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
    private static final int[] KBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
    private static final int[] RATES = {44_100, 48_000, 32_000, 0};

    private static final int BYTES_ANNOUNCED = 2; // a flag of the Xing header
    private static final int FRAMES_ANNOUNCED = 1;

    private MpegFrame() {}

    /** Bytes of the frame whose header lies here; 0 if none does. */
    static int length(byte[] bytes, int at) {
        if (at < 0 || at + 6 > bytes.length || bytes[at] != -1 || (bytes[at + 1] & 0xe0) != 0xe0) {
            return 0;
        }
        int layer = bytes[at + 1] >> 1 & 3;
        return switch (layer) {
            case 0 -> (bytes[at + 1] & 0xf0) == 0xf0 ? adts(bytes, at) : 0;
            case 1 -> layer3(bytes, at);
            default -> 0;
        };
    }

    private static int adts(byte[] bytes, int at) {
        int length = (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xff) >> 5;
        return length >= 7 ? length : 0;
    }

    private static int layer3(byte[] bytes, int at) {
        int version = bytes[at + 1] >> 3 & 3; // 3 is MPEG-1, 2 is MPEG-2, 0 is MPEG-2.5
        int rate = RATES[bytes[at + 2] >> 2 & 3];
        int kbits = (version == 3 ? KBITS_1 : KBITS_2)[bytes[at + 2] >> 4 & 0xf];
        if (version == 1 || rate == 0 || kbits == 0) {
            return 0;
        }
        int halvings = version == 3 ? 0 : version == 2 ? 1 : 2;
        int padding = bytes[at + 2] >> 1 & 1;
        return (version == 3 ? 144_000 : 72_000) * kbits / (rate >> halvings) + padding;
    }

    /** Bytes of the whole stream as its first frame announces them; 0 if it does not. */
    static long announcedBytes(byte[] first) {
        for (int at = 4; at < 64 && at + 16 <= first.length; at++) {
            if (ContainerEnd.matches(first, at, "Xing") || ContainerEnd.matches(first, at, "Info")) {
                return announcedBytes(first, at + 4);
            }
        }
        return 0;
    }

    private static long announcedBytes(byte[] first, int flags) {
        int field = flags + ((first[flags + 3] & FRAMES_ANNOUNCED) != 0 ? 8 : 4);
        if ((first[flags + 3] & BYTES_ANNOUNCED) == 0) {
            return 0;
        }
        long bytes = 0;
        for (int i = field; i < field + 4; i++) {
            bytes = bytes << 8 | (first[i] & 0xff);
        }
        return bytes;
    }
}
