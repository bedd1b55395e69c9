// The package takes values of other realms: what a value is, tag-of.ts tells, not instanceof.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../bindings/js', import.meta.url));
/** Classes of the library itself, which users cannot make. */
const OWN = ['VAEError'];

test('instanceof asks for none but classes of the library itself', () => {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.ts'));
  let found = 0;
  for (const file of files) {
    const code = readFileSync(join(folder, file), 'utf8').replaceAll(/^ *(\/\/|\/?\*).*$/gm, '');
    for (const [, name] of code.matchAll(/\binstanceof\s+([\w.]+)/g)) {
      assert.ok(OWN.includes(name), `${file} has instanceof ${name}`);
      found++;
    }
  }
  assert.ok(found > 0, 'the test finds none at all');
});
