import { join } from 'node:path';
import { EMSCRIPTEN_ADVICE } from './advice.mjs';
import { ensureUnpacked } from './debian-unpack.mjs';
import { pickTool } from './pick-tool.mjs';
import { SetupError, outputOf } from '../run.mjs';
import { isProgram, programPath, thisSystem } from '../system.mjs';

/** 6.0.3 is the first that makes relaxed multiply-adds of `-mrelaxed-simd -mfma`; older ones ignore it. */
export const EMSCRIPTEN = { name: 'Emscripten', minimum: '6.0.3', advice: EMSCRIPTEN_ADVICE };

/** Finds or fetches Emscripten; the folder of its emcc. */
export async function ensureEmscripten() {
  const { debianLike } = thisSystem();
  const pick = pickTool(EMSCRIPTEN, { installed: installedEmscriptens(), debianLike });
  if (pick.kind === 'none') throw new SetupError(pick.reason);
  if (pick.kind === 'installed') return pick.folder;
  return join(await ensureUnpacked('Emscripten'), 'usr/share/emscripten');
}

/** The one on the PATH, then the one under $EMSDK. */
function installedEmscriptens() {
  const emConfig = programPath('em-config');
  const folders = [
    emConfig && outputOf(emConfig, ['EMSCRIPTEN_ROOT'])?.trim(),
    process.env.EMSDK && join(process.env.EMSDK, 'upstream/emscripten'),
  ].filter((folder) => folder && isProgram(join(folder, 'emcc')));
  return folders.map((folder) => ({
    folder,
    version: outputOf(join(folder, 'emcc'), ['-dumpversion'])?.trim() ?? 'unknown version',
  }));
}
