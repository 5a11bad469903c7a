package io.otolex.service.bulk;

/**
 * What there is after a run.
 *
 * @param ok files with tags, of this run and of those before it
 * @param failed files without
 * @param skipped how many of all an earlier run had done
 * @param audioSeconds of this run
 */
public record BulkTotals(long ok, long failed, long skipped, double audioSeconds) {}
