import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { installOnce } from '../../tools/toolchain/install-once.mjs';

function inFolder(body) {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vae1-install-'));
    try {
      await body(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

const fill = (text) => async (partial) => writeFileSync(join(partial, 'file'), text);

test(
  'an installation that fails half-way leaves nothing behind, and the next one succeeds',
  inFolder(async (folder) => {
    const target = join(folder, 'toolchain');
    const failing = async (partial) => {
      await fill('half')(partial);
      throw new Error('connection lost');
    };
    await assert.rejects(installOnce(target, failing), /connection lost/);
    assert.deepEqual(readdirSync(folder), []);
    await installOnce(target, fill('whole'));
    assert.equal(readFileSync(join(target, 'file'), 'utf8'), 'whole');
  }),
);

test(
  'the remains of a killed run are removed and not used',
  inFolder(async (folder) => {
    mkdirSync(join(folder, 'toolchain.partial-1'));
    const target = join(folder, 'toolchain');
    await installOnce(target, async (partial) => {
      assert.ok(!existsSync(target));
      await fill('whole')(partial);
    });
    assert.deepEqual(readdirSync(folder), ['toolchain']);
  }),
);

test(
  'an existing installation is not made again',
  inFolder(async (folder) => {
    const target = join(folder, 'toolchain');
    await installOnce(target, fill('first'));
    await installOnce(target, fill('second'));
    assert.equal(readFileSync(join(target, 'file'), 'utf8'), 'first');
  }),
);
