// A mixture of independent categorical columns (a latent class model), fitted by EM. Columns in
// order are smooth: each component draws a kernel, and the kernel a level.
const STEPS = 100;
/** Nats per row: EM ends once a step gains less. */
const LEAST_GAIN = 1e-3;
/** Rows of the whole table that each component has seen beforehand. */
const PRIOR_ROWS = 1;
/** Responsibilities below exp(-30) of the greatest count as 0. */
const NEGLIGIBLE = -30;

/** @typedef {[level: number, probability: number][]} Kernel what may be drawn in a level's place */

/**
 * Fits the components by EM to the greatest posterior: with a Dirichlet prior, each component has
 * seen `priorRows` rows of the whole table's frequencies, so that no level becomes impossible.
 *
 * @param {Int32Array[]} rows the level of each column
 * @param {Kernel[][]} kernels for each column and level, the kernel around it
 * @param {number} components K, at most the number of rows
 * @returns {{ weights: Float64Array, tables: Float64Array[][], objectives: number[] }} weights: of
 *   the components; tables: for each column and component, the probabilities of the levels;
 *   objectives: before each step, the log-likelihood with that of the prior, in nats per row
 */
export function fitMixtureOfLevels(rows, kernels, components, random, priorRows = PRIOR_ROWS) {
  const places = placesOf(kernels);
  const { sizes } = places;
  const marginal = marginalOf(rows, places);
  const bySeeds = sumsBySeeds(rows, places, components, random);
  const even = evenParameters(places, components);
  let parameters = maximisation(bySeeds, places, marginal, priorRows, even);
  const objectives = [];
  for (let step = 0; step < STEPS; step++) {
    const expected = expectation(rows, places, parameters);
    const prior = priorRows > 0 ? priorRows * logPrior(parameters, marginal) : 0;
    objectives.push((expected.total + prior) / rows.length);
    if (objectives.at(-1) - objectives.at(-2) < LEAST_GAIN) break;
    parameters = maximisation(expected.sums, places, marginal, priorRows, parameters);
  }
  const { logWeights, logs } = parameters;
  const tables = sizes.map((size, c) =>
    Array.from({ length: components }, (_, k) =>
      Float64Array.from({ length: size }, (_, level) =>
        Math.exp(logs[(places.starts[c] + level) * components + k]),
      ),
    ),
  );
  return { weights: logWeights.map(Math.exp), tables, objectives, places, parameters };
}

/** The mean per row, in nats. */
export function logLikelihood({ places, parameters }, rows) {
  return expectation(rows, places, parameters).total / rows.length;
}

/** Where each column's levels begin among those of all. */
function placesOf(kernels) {
  const sizes = kernels.map((column) => column.length);
  const starts = [];
  let levels = 0;
  for (const size of sizes) {
    starts.push(levels);
    levels += size;
  }
  return { starts, sizes, levels, kernels };
}

/** The frequencies of the levels, each seen once more than it was. */
function marginalOf(rows, { starts, sizes, levels }) {
  const marginal = new Float64Array(levels);
  sizes.forEach((size, c) => {
    const seen = 1 / (rows.length + size);
    marginal.fill(seen, starts[c], starts[c] + size);
    for (const row of rows) marginal[starts[c] + row[c]] += seen;
  });
  return marginal;
}

/** Sums to start from: each row belongs to the nearest of K rows, as if all levels were in order. */
function sumsBySeeds(rows, { starts, sizes, levels }, components, random) {
  const seeds = random.shuffled(rows).slice(0, components);
  const sums = new Float64Array(levels * components);
  for (const row of rows) {
    const distances = seeds.map((seed) =>
      row.reduce((sum, level, c) => sum + Math.abs(level - seed[c]) / sizes[c], 0),
    );
    const nearest = distances.indexOf(Math.min(...distances));
    row.forEach((level, c) => (sums[(starts[c] + level) * components + nearest] += 1));
  }
  return sums;
}

/**
 * The log-likelihood of all rows, and for each level and component the sum of its rows'
 * responsibilities.
 */
function expectation(rows, { starts, levels }, { logWeights, logs }) {
  const components = logWeights.length;
  const sums = new Float64Array(levels * components);
  const joint = new Float64Array(components);
  const taking = new Int32Array(components);
  let total = 0;
  for (const row of rows) {
    joint.set(logWeights);
    for (let c = 0; c < row.length; c++) {
      const at = (starts[c] + row[c]) * components;
      for (let k = 0; k < components; k++) joint[k] += logs[at + k];
    }
    let greatest = -Infinity;
    for (let k = 0; k < components; k++) if (joint[k] > greatest) greatest = joint[k];
    let [sum, count] = [0, 0];
    for (let k = 0; k < components; k++) {
      if (!(joint[k] - greatest > NEGLIGIBLE)) continue;
      sum += joint[k] = Math.exp(joint[k] - greatest);
      taking[count++] = k;
    }
    total += greatest + Math.log(sum);
    for (let c = 0; c < row.length; c++) {
      const at = (starts[c] + row[c]) * components;
      for (let i = 0; i < count; i++) sums[at + taking[i]] += joint[taking[i]] / sum;
    }
  }
  return { total, sums };
}

/**
 * One step of EM: the rows of a level belong to the kernels in proportion to what each contributed
 * to it `before`.
 */
function maximisation(sums, places, marginal, priorRows, before) {
  const { starts, sizes, kernels } = places;
  const components = before.logWeights.length;
  const taken = new Float64Array(components); // rows, the same by every column; 0 if it has lost all
  for (let at = 0; at < sizes[0] * components; at++) taken[at % components] += sums[at];
  const rows = taken.reduce((a, b) => a + b, 0);
  const perChance = sums.map((sum, at) => {
    const seen = priorRows * marginal[Math.floor(at / components)];
    return sum + seen > 0 ? (sum + seen) / Math.exp(before.logs[at]) : 0;
  });
  const chances = before.chances.map(
    (chance, at) => chance / (taken[at % components] + priorRows || 1),
  );
  for (const [c, column] of kernels.entries())
    for (const [centre, kernel] of column.entries())
      for (let k = 0; k < components; k++) {
        let sum = 0;
        for (const [level, p] of kernel) sum += p * perChance[(starts[c] + level) * components + k];
        chances[(starts[c] + centre) * components + k] *= sum;
      }
  return parametersOf(
    chances,
    taken.map((count) => count / rows),
    places,
  );
}

/** With the logarithms that the likelihood takes: of the weights, and of each level's probability. */
function parametersOf(chances, weights, { starts, kernels }) {
  const logs = new Float64Array(chances.length);
  const components = weights.length;
  for (const [c, column] of kernels.entries())
    for (const [centre, kernel] of column.entries())
      for (const [level, p] of kernel)
        for (let k = 0; k < components; k++)
          logs[(starts[c] + level) * components + k] +=
            p * chances[(starts[c] + centre) * components + k];
  return { chances, logWeights: weights.map(Math.log), logs: logs.map((p) => Math.log(p)) };
}

/** Every component alike, with even chances of the kernels. */
function evenParameters(places, components) {
  const chances = new Float64Array(places.levels * components);
  places.sizes.forEach((size, c) => {
    const start = places.starts[c] * components;
    chances.fill(1 / size, start, start + size * components);
  });
  const weights = new Float64Array(components).fill(1 / components);
  return parametersOf(chances, weights, places);
}

/** Of the parameters, up to a constant. */
function logPrior({ logWeights, logs }, marginal) {
  const components = logWeights.length;
  return logs.reduce((sum, log, at) => sum + marginal[Math.floor(at / components)] * log, 0);
}
