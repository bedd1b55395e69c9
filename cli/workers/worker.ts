// A worker of vae1 --workers: a process that answers pieces, one after another, until its parent ends.
import { loadedModel } from '../model/load-model.js';
import { WORKS } from '../work/works.js';
import type { PieceWork } from '../work/piece.js';
import { failureReply, type Job, type Reply, type Request } from './messages.js';

const controller = new AbortController();
let work: PieceWork | undefined;

// Ctrl-C reaches all processes of a terminal: the parent says what becomes of this one.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
process.on('message', (request: Request) => void reply(request));

async function reply(request: Request): Promise<void> {
  let made: Reply;
  try {
    if ('job' in request) {
      work = await begun(request.job);
      made = { cells: undefined };
    } else made = { cells: await work!.answer(request.piece) };
  } catch (error) {
    made = failureReply(error);
  }
  process.send?.(made);
}

async function begun({ work: name, modelPath, model, options }: Job): Promise<PieceWork> {
  const { signal } = controller;
  const trained = await loadedModel(modelPath, model, options, signal);
  return WORKS[name](trained, options, signal);
}
