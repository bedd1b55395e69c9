// The GitHub workflows, as far as they can be checked here.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder).map((name) => [
  name,
  readFileSync(join(folder, name), 'utf8'),
]);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

for (const [name, text] of workflows) {
  test(`${name} runs existing scripts`, () => {
    const lines = [...text.matchAll(/^\s*- run: (.*)$/gm)].map(([, line]) => line);
    assert.ok(lines.length > 0);
    for (const line of lines) {
      for (const [, script] of line.matchAll(/\bnpm run ([\w:-]+)/g))
        assert.ok(scripts[script], `${line}: ${script}`);
      const [program] = line.split(' ');
      if (program.includes('/')) assert.ok(existsSync(join(root, program)), line);
    }
  });

  test(`${name} pins actions to commits and notes their versions`, () => {
    const uses = [...text.matchAll(/\buses: (.*)$/gm)].map(([, action]) => action);
    assert.ok(uses.length > 0);
    for (const action of uses) assert.match(action, /^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test(`${name} has read access only and no secret`, () => {
    assert.match(text, /^permissions:\n {2}contents: read\n\n/m);
    assert.doesNotMatch(text, /\bsecrets\.|: write-all/);
  });
}

test('only the publishing job has an identity token, and it checks nothing out', () => {
  const granting = workflows.flatMap(([, text]) =>
    text.split(/^ {2}(?=\w+:\n)/m).filter((job) => /: write\b/.test(job)),
  );
  assert.equal(granting.length, 1);
  assert.match(granting[0], /^publish:/);
  assert.doesNotMatch(granting[0], /actions\/checkout|npm (ci|install|run)/);
});
