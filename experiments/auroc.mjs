/**
 * Area under the ROC curve: the probability that an anomaly scores higher than a normal row. Ties
 * count half (Mann and Whitney). `labels`: 1 for an anomaly, else 0.
 */
export function auroc(scores, labels) {
  const order = Array.from(scores.keys()).sort((a, b) => scores[a] - scores[b]);
  let anomalies = 0;
  let rankSum = 0;
  for (let first = 0; first < order.length;) {
    let last = first;
    while (last < order.length && scores[order[last]] === scores[order[first]]) last++;
    for (let i = first; i < last; i++) {
      if (!labels[order[i]]) continue;
      anomalies++;
      rankSum += (first + 1 + last) / 2; // the mean rank of the tie
    }
    first = last;
  }
  const normals = order.length - anomalies;
  return (rankSum - (anomalies * (anomalies + 1)) / 2) / (anomalies * normals);
}
