// The calls with one pass through the network: generate, encode, decode, reconstruct, evaluate.
// VAE's methods of the same names document them.
import type { Data } from '../data/data-source.js';
import type { EngineClient } from '../engine/engine-client.js';
import type { Losses } from '../engine/history.js';
import type { Block } from '../engine/native.js';
import { latentSource } from '../data/latent-source.js';
import { LATENT_CHOICES, LATENT_SOURCES } from '../options/choices.js';
import { readOption } from '../options/options.js';
import { inChunks, type Reader, type RowsCall } from './reader.js';
import { requireMixture } from './mixture.js';
import { resultArray } from '../data/result-array.js';
import type { GenerateOptions, SignalOption } from '../options/vae-options.js';

/** The posterior q(z|x) of each row: Gaussians with diagonal covariance. */
export interface Posterior {
  /** N x L. */
  mean: Float32Array<ArrayBuffer>;
  /** N x L, the logarithm of the variance. */
  logVariance: Float32Array<ArrayBuffer>;
}

type Floats = Float32Array<ArrayBuffer>;

export async function generate(
  reader: Reader,
  count: number | undefined,
  options: GenerateOptions,
): Promise<Floats> {
  const facts = reader.trained('generate()');
  const total = readOption('generate()', 'count', count) ?? facts.rows;
  const { seed, firstRow, mean, sampling, signal } = reader.options('generate()', options);
  const out = resultArray(total, facts.features, Float32Array);
  await reader.read(signal, async (engine, own) => {
    if (sampling === 'mixture') await requireMixture(engine, "generate({ sampling: 'mixture' })");
    const isOwn = seed === undefined && firstRow === undefined;
    const start = isOwn ? own.generated : (firstRow ?? 0);
    await inChunks(total, reader.chunkRows(facts), signal, async (first, n) => {
      const block = { rows: n, first: start + first };
      const rows = await engine.call('read', 'generate', block, {
        seed: seed ?? reader.seed,
        source: LATENT_SOURCES.indexOf(sampling),
        mean: Number(mean),
      });
      out.set(rows, first * facts.features);
    });
    if (isOwn) own.generated += total;
  });
  return out;
}

export async function encode(call: RowsCall<'encode()'>): Promise<Posterior> {
  const { reader, source } = call;
  const { latentDim } = reader;
  const mean = resultArray(source.rows, latentDim, Float32Array);
  const logVariance = resultArray(source.rows, latentDim, Float32Array);
  await reader.readRows(call, async (engine, block) => {
    const both = await engine.call('read', 'encode', block);
    mean.set(both.subarray(0, both.length / 2), block.first * latentDim);
    logVariance.set(both.subarray(both.length / 2), block.first * latentDim);
  });
  return { mean, logVariance };
}

export async function decode(
  reader: Reader,
  latents: Data,
  options: SignalOption,
): Promise<Floats> {
  const take = () => latentSource(latents, reader.latentDim);
  const call = await reader.rows('decode()', take, latents, options);
  const { features } = call.facts;
  const out = resultArray(call.source.rows, features, Float32Array);
  await reader.readRows(call, async (engine, block) => {
    out.set(await engine.call('read', 'decode', block), block.first * features);
  });
  return out;
}

export async function reconstruct(call: RowsCall<'reconstruct()'>): Promise<Floats> {
  const { reader, source } = call;
  const out = resultArray(source.rows, source.features, Float32Array);
  await reader.readRows(call, async (engine, block) => {
    out.set(await engine.call('read', 'reconstruct', block), block.first * source.features);
  });
  return out;
}

export async function evaluate(call: RowsCall<'evaluate()'>): Promise<Losses> {
  const { reader, facts, options, source } = call;
  const { latent, seed = reader.seed, firstRow } = options;
  let reconstruction = 0;
  let kl = 0;
  const addLosses = async (engine: EngineClient, block: Required<Block>) => {
    const { rows, first } = block;
    const losses = await engine.call('read', 'rowLosses', block, {
      latent: LATENT_CHOICES.indexOf(latent),
      seed,
    });
    const surprises = source.surprises?.(first, rows);
    // Add row by row, so that the sums do not depend on the chunks.
    for (let i = 0; i < rows; i++) {
      reconstruction += losses[i]! + (surprises?.[i] ?? 0);
      kl += losses[rows + i]!;
    }
  };
  await reader.readRows(call, addLosses, firstRow);
  reconstruction /= source.rows;
  kl /= source.rows;
  return { loss: reconstruction + facts.options.beta.to * kl, reconstruction, kl };
}
