import { decisionTree } from './decision-tree.mjs';
import { featuresOf } from './features.mjs';
import { logisticRegression } from './logistic-regression.mjs';

const LEARNERS = { 'logistic regression': logisticRegression, 'decision tree': decisionTree };

/**
 * Trains each kind of classifier to predict the column `label` from the others.
 *
 * @returns {Record<string, (rows: object[]) => unknown[]>} by the classifier's name, a function
 *   that predicts the labels of rows
 */
export function trainedClassifiers(rows, label) {
  const { vectors, labels } = featuresOf(rows, label);
  const inputs = vectors(rows);
  const targets = labels(rows);
  return Object.fromEntries(
    Object.entries(LEARNERS).map(([name, learn]) => {
      const predict = learn(inputs, targets);
      return [name, (others) => vectors(others).map(predict)];
    }),
  );
}
