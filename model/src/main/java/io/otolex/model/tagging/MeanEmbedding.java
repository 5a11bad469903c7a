package io.otolex.model.tagging;

/** The mean of many embeddings. Not thread-safe. */
final class MeanEmbedding {

    private double[] sums = {};
    private int count;

    void add(float[] embedding) {
        if (count++ == 0) {
            sums = new double[embedding.length];
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += embedding[i];
        }
    }

    float[] mean() {
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / count);
        }
        return mean;
    }
}
