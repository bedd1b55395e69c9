import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { root } from '../../../tools/paths.mjs';

const program = join(root, 'dist/cli/vae1.js');

/** A model small enough for a test: two epochs of one narrow layer. */
export const SMALL = ['--epochs', '2', '--hidden-dims', '8', '--latent-dim', '2', '--seed', '1'];

/** An empty folder, which is removed after the tests of the file. */
export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'vae1-cli-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** One thread is enough for small models, and the result is the same for any number. */
const COMPUTING = [
  'synthesize',
  'train',
  'generate',
  'score',
  'impute',
  'encode',
  'code',
  'export',
];
const threads = ([command, ...args]) =>
  COMPUTING.includes(command) && !args.includes('--help') ? ['--threads', '1'] : [];

/** Starts `vae1` in a folder. Standard input is empty, or `input`. */
export function start(folder, args, { input = '' } = {}) {
  const all = [...args.slice(0, 1), ...threads(args), ...args.slice(1)];
  const child = spawn(process.execPath, [program, ...all], { cwd: folder });
  child.stdin.on('error', () => {}); // it may end without having read all
  child.stdin.end(input);
  return child;
}

/**
 * Runs `vae1` in a folder.
 * @returns {Promise<{ code: number, stdout: string, bytes: Buffer, stderr: string }>}
 */
export async function vae1(folder, args, options) {
  const child = start(folder, args, options);
  const [out, err] = [[], []];
  child.stdout.on('data', (piece) => out.push(piece));
  child.stderr.on('data', (piece) => err.push(piece));
  const code = await new Promise((resolve) => child.on('close', resolve));
  const bytes = Buffer.concat(out);
  return { code, bytes, stdout: bytes.toString(), stderr: Buffer.concat(err).toString() };
}

/** The same for a run that must succeed. */
export async function done(folder, args, options) {
  const ended = await vae1(folder, args, options);
  if (ended.code !== 0) throw new Error(`vae1 ${args.join(' ')}: ${ended.code}, ${ended.stderr}`);
  return ended;
}

/** Files of a folder that have no final name. */
export const unfinished = (folder) =>
  readdirSync(folder).filter((name) => name.startsWith('.') || name.includes('partial'));

export const lines = (text) => text.trimEnd().split('\n');
