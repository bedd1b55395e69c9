/**
 * Steps of Nesterov's gradient method. For standardised features they come close to the optimum.
 */
const STEPS = 500;

/**
 * Multinomial logistic regression with the penalty of scikit-learn's LogisticRegression (C = 1): it
 * minimises the sum over the rows of -log p(label) plus |W|^2 / 2. Biases are not penalised.
 *
 * @param {Float64Array[]} vectors
 * @param {unknown[]} labels one for each vector
 * @returns {(vector: Float64Array) => unknown} the most probable label
 */
export function logisticRegression(vectors, labels) {
  const classes = [...new Set(labels)];
  const targets = labels.map((label) => classes.indexOf(label));
  const inputs = vectors.map((vector) => Float64Array.of(...vector, 1));
  const width = inputs[0].length;
  const step = 1 / (1 + greatestCurvature(inputs));
  let weights = new Float64Array(classes.length * width);
  let ahead = weights;
  for (let t = 1; t <= STEPS; t++) {
    const slope = gradient(ahead, inputs, targets, classes.length);
    const next = ahead.map((w, i) => w - step * slope[i]);
    ahead = next.map((w, i) => w + ((t - 1) / (t + 2)) * (w - weights[i]));
    weights = next;
  }
  return (vector) => {
    const logits = logitsOf(weights, Float64Array.of(...vector, 1), classes.length);
    return classes[logits.indexOf(Math.max(...logits))];
  };
}

function gradient(weights, inputs, targets, classes) {
  const width = inputs[0].length;
  // The gradient of the penalty. The last weight of a class is its bias.
  const slope = weights.map((w, i) => (i % width === width - 1 ? 0 : w));
  inputs.forEach((input, row) => {
    const logits = logitsOf(weights, input, classes);
    const greatest = Math.max(...logits);
    const exps = logits.map((logit) => Math.exp(logit - greatest));
    const sum = exps.reduce((a, b) => a + b, 0);
    for (let k = 0; k < classes; k++) {
      const error = exps[k] / sum - Number(targets[row] === k);
      for (let j = 0; j < width; j++) slope[k * width + j] += error * input[j];
    }
  });
  return slope;
}

function logitsOf(weights, input, classes) {
  const width = input.length;
  return Float64Array.from({ length: classes }, (_, k) => {
    let logit = 0;
    for (let j = 0; j < width; j++) logit += weights[k * width + j] * input[j];
    return logit;
  });
}

/**
 * A bound on the second derivative of the likelihood in any direction: half the greatest eigenvalue
 * of X'X (Boehning 1992), by power iteration, plus a tenth because that approaches from below.
 */
function greatestCurvature(inputs) {
  let direction = inputs[0].map(() => 1);
  let eigenvalue = 0;
  for (let step = 0; step < 50; step++) {
    const image = new Float64Array(direction.length);
    for (const input of inputs) {
      let product = 0;
      for (let j = 0; j < input.length; j++) product += input[j] * direction[j];
      for (let j = 0; j < input.length; j++) image[j] += product * input[j];
    }
    eigenvalue = Math.hypot(...image);
    direction = image.map((x) => x / eigenvalue);
  }
  return (1.1 * eigenvalue) / 2;
}
