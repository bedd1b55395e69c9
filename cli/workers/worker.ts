// A worker of vae1 --workers: a process that does one task after another, until its parent ends.
import { loadedModel } from '../model/load-model.js';
import { Progress } from '../terminal/progress.js';
import { WORKS } from '../works/works.js';
import type { Work } from '../works/piece.js';
import { failureReply, type Job, type Reply, type Request } from './messages.js';

// It says nothing and is never asked to stop: its parent shows how far the work is, and ends it.
const context = { progress: new Progress('quiet'), signal: new AbortController().signal };
let work: Work<unknown, unknown> | undefined;

// Ctrl-C reaches all processes of a terminal: the parent says what becomes of this one.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());
process.on('message', (request: Request) => void reply(request));

async function reply(request: Request): Promise<void> {
  let made: Reply;
  try {
    if ('job' in request) {
      work = await begun(request.job);
      made = { answer: undefined };
    } else made = { answer: await work!.answer(request.task) };
  } catch (error) {
    made = failureReply(error);
  }
  process.send?.(made);
}

async function begun({
  work: name,
  modelPath,
  model,
  options,
}: Job): Promise<Work<unknown, unknown>> {
  const trained = await loadedModel(modelPath, model, options, context.signal);
  return WORKS[name](trained, options, context);
}
