/**
 * @param {unknown[]} truth
 * @param {unknown[]} predicted
 * @returns {{ accuracy: number, f1: number }} f1: the unweighted mean over the classes that occur
 *   in `truth` of 2 TP / (2 TP + FP + FN)
 */
export function classificationScores(truth, predicted) {
  const right = truth.filter((label, i) => label === predicted[i]).length;
  const f1 = [...new Set(truth)].map((label) => {
    const hits = truth.filter((t, i) => t === label && predicted[i] === label).length;
    const actual = truth.filter((t) => t === label).length;
    const claimed = predicted.filter((p) => p === label).length;
    return (2 * hits) / (actual + claimed);
  });
  return { accuracy: right / truth.length, f1: f1.reduce((a, b) => a + b, 0) / f1.length };
}
