package io.otolex.audio.signal;

import io.otolex.audio.SignalReport;

/** Measures samples in one pass, in memory that does not grow with them. Not thread-safe. */
public final class SignalMeter {

    /*
     * Time is cut into blocks of 0.1 s. A block is silent by its mean power; the spectrum of its first 1024 samples joins
     * the recording's mean spectrum. That is a third of the samples, in a tenth of the transforms that log-mel takes.
     */

    /** A little below 1: resampling leaves clipped peaks a little below and above. */
    private static final float FULL_SCALE = 0.999f;

    private static final double SILENT_POWER = 1e-6; // -60 dBFS

    private static final int BLOCKS_PER_SECOND = 10;

    private final int blockSamples;
    private final MeanSpectrum spectrum;
    private long samples;
    private long clipped;
    private long blocks;
    private long silentBlocks;
    private int inBlock;
    private double energy; // of the block

    /** @param sampleRateHz of the samples, at least 20,480 */
    public SignalMeter(int sampleRateHz) {
        this.blockSamples = sampleRateHz / BLOCKS_PER_SECOND;
        this.spectrum = new MeanSpectrum(sampleRateHz);
    }

    /** Takes the first {@code count} samples of {@code buffer}. */
    public void add(float[] buffer, int count) {
        for (int from = 0, run; from < count; from += run) {
            run = Math.min(count - from, blockSamples - inBlock);
            addToBlock(buffer, from, run);
        }
        samples += count;
    }

    private void addToBlock(float[] buffer, int from, int count) {
        energy += energy(buffer, from, from + count);
        clipped += clipped(buffer, from, from + count);
        spectrum.take(inBlock, buffer, from, count);
        inBlock += count;
        if (inBlock == blockSamples) {
            endBlock();
        }
    }

    /** In four sums, which a processor adds to at the same time. */
    private static double energy(float[] buffer, int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            a += (double) buffer[i] * buffer[i];
            b += (double) buffer[i + 1] * buffer[i + 1];
            c += (double) buffer[i + 2] * buffer[i + 2];
            d += (double) buffer[i + 3] * buffer[i + 3];
        }
        for (; i < to; i++) {
            a += (double) buffer[i] * buffer[i];
        }
        return a + b + (c + d);
    }

    private static int clipped(float[] buffer, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += Math.abs(buffer[i]) >= FULL_SCALE ? 1 : 0;
        }
        return count;
    }

    private void endBlock() {
        blocks++;
        if (energy < SILENT_POWER * inBlock) {
            silentBlocks++;
        }
        spectrum.endBlock(inBlock);
        energy = 0;
        inBlock = 0;
    }

    /** Of all samples up to now; a last block that is not full counts as one. */
    public SignalReport report() {
        if (inBlock > 0) {
            endBlock();
        }
        return new SignalReport(percent(clipped, samples), percent(silentBlocks, blocks), spectrum.bandwidthHz());
    }

    private static double percent(long part, long all) {
        return all == 0 ? 0 : 100.0 * part / all;
    }
}
