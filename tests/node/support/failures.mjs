import assert from 'node:assert/strict';
import { VAEError } from 'vae1';

/** A check for assert.throws and assert.rejects: a VAEError with this code and sentence. */
export function failure(code, sentence, ErrorClass = VAEError) {
  return (error) => {
    assert.ok(error instanceof ErrorClass, `${error} is no VAEError`);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, sentence);
    assert.equal(error.name, 'VAEError');
    return true;
  };
}

/**
 * Runs `attempt`, which must fail like this, and checks that the model is unchanged to the last
 * bit.
 */
export async function refused(model, attempt, code, sentence) {
  const before = await model.save();
  await assert.rejects(attempt, failure(code, sentence));
  assert.deepEqual(await model.save(), before, 'the model changed');
}
