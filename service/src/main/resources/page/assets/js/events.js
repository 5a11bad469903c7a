/** From scored windows to events, as the service does it, so that a threshold can move without another request. */

/**
 * The stretches in which a class is at or above the threshold: neighbouring or overlapping windows are one event.
 *
 * @param windows of a timeline, in order: {start_s, end_s, tags}
 */
export function eventsOf(windows, id, threshold) {
  const events = [];
  for (const window of windows) {
    const score = window.tags.find((tag) => tag.id === id)?.score ?? 0;
    if (score < threshold) continue;
    const last = events.at(-1);
    if (last && window.start_s <= last.end_s + 1e-6) {
      last.end_s = window.end_s;
      last.scores.push(score);
    } else {
      events.push({ start_s: window.start_s, end_s: window.end_s, scores: [score] });
    }
  }
  return events.map(({ start_s, end_s, scores }) => ({
    start_s,
    end_s,
    score_max: Math.max(...scores),
    score_mean: scores.reduce((sum, score) => sum + score, 0) / scores.length,
  }));
}

/** What a reader asked to see: the tags above the threshold, at most so many, each with its events. */
export function chosen(answer, { threshold, most }) {
  return answer.tags
    .filter((tag) => tag.score >= threshold)
    .slice(0, most)
    .map((tag) => ({ ...tag, events: finestEvents(answer, tag.id, threshold) }));
}

/** From short windows where they heard the class too; some sounds are known by their whole only. */
function finestEvents({ timeline, times }, id, threshold) {
  const fine = times ? eventsOf(times.windows, id, threshold) : [];
  return fine.length > 0 ? fine : eventsOf(timeline.windows, id, threshold);
}

/**
 * An answer with what short windows heard: when, and sounds that are lost among others in ten seconds. A class has the
 * higher of its two scores.
 */
export function refined(answer, finer) {
  const tags = new Map(answer.tags.map((tag) => [tag.id, tag]));
  for (const tag of finer.tags) {
    if (tag.score > (tags.get(tag.id)?.score ?? 0)) tags.set(tag.id, tag);
  }
  return { ...answer, tags: [...tags.values()].sort((a, b) => b.score - a.score), times: finer.timeline };
}
