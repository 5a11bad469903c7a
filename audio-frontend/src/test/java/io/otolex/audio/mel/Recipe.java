package io.otolex.audio.mel;

import io.otolex.audio.LogMelSpec;

/**
 * The same front end stated again, slowly, in double precision: a plain DFT, dense filters, no library.
 *
 * <p>Every constant can be replaced, to see whether the comparison would notice.
 */
record Recipe(
        int rateHz,
        int fftSize,
        int hop,
        int bands,
        double lowHz,
        double highHz,
        double hannPeriod,
        boolean slaneyNorm,
        boolean htkScale,
        boolean mirrored,
        double power,
        double leastPower) {

    static Recipe of(LogMelSpec spec) {
        return new Recipe(
                spec.sampleRateHz(),
                spec.fftSize(),
                spec.hopSamples(),
                spec.bands(),
                spec.lowHz(),
                spec.highHz(),
                spec.fftSize(),
                true,
                false,
                true,
                2,
                1e-10);
    }

    Recipe withFftSize(int size) {
        return new Recipe(
                rateHz, size, hop, bands, lowHz, highHz, size, slaneyNorm, htkScale, mirrored, power, leastPower);
    }

    Recipe withHop(int samples) {
        return new Recipe(
                rateHz,
                fftSize,
                samples,
                bands,
                lowHz,
                highHz,
                hannPeriod,
                slaneyNorm,
                htkScale,
                mirrored,
                power,
                leastPower);
    }

    Recipe withBand(double low, double high) {
        return new Recipe(
                rateHz, fftSize, hop, bands, low, high, hannPeriod, slaneyNorm, htkScale, mirrored, power, leastPower);
    }

    Recipe withHannPeriod(double period) {
        return new Recipe(
                rateHz, fftSize, hop, bands, lowHz, highHz, period, slaneyNorm, htkScale, mirrored, power, leastPower);
    }

    Recipe withMel(boolean norm, boolean htk) {
        return new Recipe(
                rateHz, fftSize, hop, bands, lowHz, highHz, hannPeriod, norm, htk, mirrored, power, leastPower);
    }

    Recipe withZeroPadding() {
        return new Recipe(
                rateHz, fftSize, hop, bands, lowHz, highHz, hannPeriod, slaneyNorm, htkScale, false, power, leastPower);
    }

    Recipe withPower(double exponent, double least) {
        return new Recipe(
                rateHz,
                fftSize,
                hop,
                bands,
                lowHz,
                highHz,
                hannPeriod,
                slaneyNorm,
                htkScale,
                mirrored,
                exponent,
                least);
    }

    /** [T, F] in dB. */
    double[][] logMel(float[] samples) {
        double[][] filters = filters();
        double[][] result = new double[1 + samples.length / hop][];
        for (int frame = 0; frame < result.length; frame++) {
            result[frame] = decibels(filters, spectrum(samples, frame * hop - fftSize / 2));
        }
        return result;
    }

    private double[] decibels(double[][] filters, double[] spectrum) {
        var row = new double[bands];
        for (int band = 0; band < bands; band++) {
            double sum = 0;
            for (int bin = 0; bin < spectrum.length; bin++) {
                sum += filters[band][bin] * spectrum[bin];
            }
            row[band] = 10 * Math.log10(Math.max(sum, leastPower));
        }
        return row;
    }

    private double[] spectrum(float[] samples, int start) {
        var windowed = new double[fftSize];
        for (int i = 0; i < fftSize; i++) {
            windowed[i] = sample(samples, start + i) * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / hannPeriod));
        }
        double[] turn = turn();
        var spectrum = new double[fftSize / 2 + 1];
        for (int bin = 0; bin < spectrum.length; bin++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < fftSize; i++) {
                int angle = (int) ((long) bin * i % fftSize);
                re += windowed[i] * turn[angle];
                im += windowed[i] * turn[(angle + 3 * fftSize / 4) % fftSize];
            }
            spectrum[bin] = Math.pow(re * re + im * im, power / 2);
        }
        return spectrum;
    }

    /** One turn of the cosine. */
    private double[] turn() {
        var turn = new double[fftSize];
        for (int i = 0; i < fftSize; i++) {
            turn[i] = Math.cos(2 * Math.PI * i / fftSize);
        }
        return turn;
    }

    private double sample(float[] samples, int index) {
        int last = samples.length - 1;
        if (index >= 0 && index <= last) {
            return samples[index];
        }
        return mirrored ? samples[index < 0 ? -index : 2 * last - index] : 0;
    }

    private double[][] filters() {
        var filters = new double[bands][fftSize / 2 + 1];
        for (int band = 0; band < bands; band++) {
            double low = edge(band);
            double middle = edge(band + 1);
            double high = edge(band + 2);
            for (int bin = 0; bin <= fftSize / 2; bin++) {
                double hz = (double) bin * rateHz / fftSize;
                double triangle = Math.max(0, Math.min((hz - low) / (middle - low), (high - hz) / (high - middle)));
                filters[band][bin] = slaneyNorm ? triangle * 2 / (high - low) : triangle;
            }
        }
        return filters;
    }

    private double edge(int index) {
        double low = mel(lowHz);
        double mel = low + (mel(highHz) - low) * index / (bands + 1);
        if (htkScale) {
            return 700 * (Math.pow(10, mel / 2595) - 1);
        }
        return mel < 15 ? mel * 200 / 3 : 1000 * Math.pow(6.4, (mel - 15) / 27);
    }

    private double mel(double hz) {
        if (htkScale) {
            return 2595 * Math.log10(1 + hz / 700);
        }
        return hz < 1000 ? hz * 3 / 200 : 15 + 27 * Math.log(hz / 1000) / Math.log(6.4);
    }
}
