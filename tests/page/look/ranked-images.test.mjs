// How many rows are ranked: as many as take about a minute.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { webModule } from '../web-module.mjs';

const { mostScored } = await webModule('studio/look/odd-rows.ts');

test('of images with convolutions fewer are ranked, by their pixels', () => {
  const of = (side, isConvolutional) => {
    const shape = { width: side, height: side, channels: 1 };
    const vae = new VAE(isConvolutional ? { image: shape } : {});
    const most = mostScored({ kind: 'images', vae, shape });
    vae.dispose();
    return most;
  };
  assert.equal(of(64, false), 20_000);
  assert.equal(of(10, true), 20_000);
  // Those of docs/page.md, rounded down.
  assert.equal(of(28, true), 10_204);
  assert.equal(of(64, true), 1953);
  assert.equal(of(4000, true), 1);
});
