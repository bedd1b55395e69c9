// Calls for pieces of the rows, each with the number of its first row, answer what one call for all answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refused } from '../support/failures.mjs';
import { data, FEATURES, ROWS, trainedModel } from '../support/models.mjs';

const ENDS = [0, 7, 8, 31, ROWS];
/** What `call` answers for consecutive pieces, one after another. */
async function inPieces(call) {
  const parts = [];
  for (const [i, end] of ENDS.slice(1).entries()) parts.push(...(await call(ENDS[i], end)));
  return parts;
}
const piece = (first, end) => data.slice(first * FEATURES, end * FEATURES);

test('generate', async (t) => {
  const model = await trainedModel(t, { likelihood: 'gaussian' });
  for (const more of [{}, { seed: 9 }, { sampling: 'standard', mean: true }]) {
    const whole = await model.generate(ROWS, { ...more, firstRow: 0 });
    const made = await inPieces((firstRow, end) =>
      model.generate(end - firstRow, { ...more, firstRow }),
    );
    assert.deepEqual(made, [...whole]);
  }
});

test('rows made by their numbers leave the model’s own stream as it is', async (t) => {
  const model = await trainedModel(t);
  const numbered = await model.generate(3, { firstRow: 2 });
  const own = await model.generate(5);
  assert.deepEqual(own.subarray(2 * FEATURES), numbered);
  assert.deepEqual(await model.generate(1), await model.generate(1, { firstRow: 5 }));
});

test('logLikelihood', async (t) => {
  const model = await trainedModel(t);
  const whole = await model.logLikelihood(data, { samples: 3 });
  const parts = await inPieces((firstRow, end) =>
    model.logLikelihood(piece(firstRow, end), { samples: 3, firstRow }),
  );
  assert.deepEqual(parts, [...whole]);
});

test('evaluate: the pieces’ means, by their rows, are the mean of all', async (t) => {
  const model = await trainedModel(t);
  const { loss } = await model.evaluate(data);
  const sums = await inPieces(async (firstRow, end) => {
    const part = await model.evaluate(piece(firstRow, end), { firstRow });
    return [part.loss * (end - firstRow)];
  });
  const mean = sums.reduce((sum, x) => sum + x, 0) / ROWS;
  assert.ok(Math.abs(mean - loss) < 1e-9 * Math.abs(loss), `${mean} is not ${loss}`);
});

test('an error counts the rows of the call', async (t) => {
  const model = await trainedModel(t);
  const rows = [[1, 2, 3], [1, NaN, 3]]; // prettier-ignore
  const sentence = /^data has NaN in row 1, column 1,/;
  await refused(
    model,
    () => model.logLikelihood(rows, { firstRow: 40 }),
    'ERR_DATA_VALUE',
    sentence,
  );
});

test('a number that no row can have is refused', async (t) => {
  const model = await trainedModel(t);
  const sentence = /^firstRow of generate\(\) must be an integer from 0 to 281474976710656, not -1/;
  await refused(model, () => model.generate(1, { firstRow: -1 }), 'ERR_OPTION', sentence);
});
