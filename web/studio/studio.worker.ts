// The worker that does everything except drawing.
import { expose } from 'comlink';
import { DataStudio } from './reading/data-desk.js';
import { LookStudio } from './look/look-desk.js';
import { prepare } from './prepare.js';
import { RunStudio } from './run/run-desk.js';
import { Session } from './session.js';
import { TakeAwayStudio } from './take-away/take-away-desk.js';
import type { Studio } from './contract.js';

const session = new Session();

const studio: Studio = {
  data: new DataStudio(session),
  run: new RunStudio(session),
  look: new LookStudio(session),
  takeAway: new TakeAwayStudio(session),
  prepare,
};

expose(studio);
