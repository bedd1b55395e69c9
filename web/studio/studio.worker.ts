// The worker that does everything except drawing.
import { expose } from 'comlink';
import { DataService } from './reading/data-service.js';
import { LookService } from './look/look-service.js';
import { RunService } from './run/run-service.js';
import { Session } from './session/session.js';
import { ExportService } from './export/export-service.js';
import type { Studio } from '../contract/index.js';

const session = new Session();

const studio: Studio = {
  data: new DataService(session),
  run: new RunService(session),
  look: new LookService(session),
  export: new ExportService(session),
};

expose(studio);
