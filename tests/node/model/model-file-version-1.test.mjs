// Files of format version 1 (tests/fixtures/model-files), by the build that wrote them: they load,
// answer to the last bit as they did then, and go on training alike.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import * as vae1 from 'vae1';
import { contentOf } from '../support/model-file.mjs';
import { VERSION_1_MODELS, answersOf } from '../support/version-1-models.mjs';

const folder = new URL('../../fixtures/model-files/', import.meta.url);
const fixture = async (name) => new Uint8Array(await readFile(new URL(name, folder)));
const expected = JSON.parse(await readFile(new URL('answers.json', folder), 'utf8'));

test('every kind of model has a file', () => {
  assert.deepEqual(Object.keys(expected), Object.keys(VERSION_1_MODELS));
});

for (const [name, model] of Object.entries(VERSION_1_MODELS))
  test(`${name}: the answers, and the model after one more epoch, are those of then`, async () => {
    const { answers, trainedOn } = await answersOf(vae1, model, await fixture(`${name}.vae1`));
    assert.deepEqual(answers, expected[name]);
    assert.deepEqual(contentOf(trainedOn), contentOf(await fixture(`${name}-trained-on.vae1`)));
  });
