import type { BatchProgress, Losses } from 'vae1';
import type { EpochFigures, Report, RunNews, RunPhase, SampleSheet } from '../../contract/index.js';
import { LossCurve } from './loss-curve.js';
import { Rate } from './rate.js';
import type { KeptState } from './run-keeper.js';

const SECONDS_BETWEEN = 0.1;
const RATE_SECONDS = 2;
const PACE_SECONDS = 10;

/** The facts about a run that its news need. */
export interface ReportedRun {
  readonly epochsDone: number;
  readonly epochs: number;
  /** Approximate number of rows trained on per epoch. */
  readonly rows: number;
}

/** Collects a run's progress and reports it ten times a second and at each change of phase. */
export class RunReporter {
  readonly #report: Report<RunNews>;
  readonly #run: ReportedRun;
  readonly #curve: LossCurve;
  readonly #rows = new Rate(RATE_SECONDS);
  readonly #epochs = new Rate(PACE_SECONDS);
  #phase: RunPhase = 'training';
  #epochsDone: number;
  #progress: BatchProgress | null = null;
  #losses: Losses | null = null;
  #batchLoss: number | null = null;
  #finished: EpochFigures[] = [];
  #sheet: SampleSheet | null = null;
  #kept: KeptState = { kept: null, notKept: null };
  #told = -Infinity;

  constructor(report: Report<RunNews>, run: ReportedRun) {
    this.#report = report;
    this.#run = run;
    this.#epochsDone = run.epochsDone;
    this.#curve = new LossCurve({ from: run.epochsDone, to: run.epochs });
  }

  get phase(): RunPhase {
    return this.#phase;
  }

  set phase(phase: RunPhase) {
    this.#phase = phase;
    if (phase === 'paused') {
      this.#rows.clear();
      this.#epochs.clear();
    }
    if (phase === 'ended') this.#curve.finish();
    this.#tell();
  }

  batch(progress: BatchProgress): void {
    this.#progress = progress;
    this.#losses = progress;
    this.#batchLoss = progress.batchLoss;
    this.#curve.add(progress);
    this.#tellIfDue();
  }

  epoch(figures: EpochFigures): void {
    this.#epochsDone = figures.epoch;
    this.#progress = null;
    this.#losses = figures;
    this.#finished.push(figures);
    this.#tellIfDue();
  }

  sheet(sheet: SampleSheet): void {
    this.#sheet = sheet;
    // A pause that follows tells it.
    if (this.#phase === 'training') this.#tell();
  }

  kept(state: KeptState): void {
    this.#kept = state;
    this.#tell();
  }

  #tellIfDue(): void {
    const now = performance.now() / 1000;
    if (now < this.#told + SECONDS_BETWEEN) return;
    this.#measure(now);
    this.#tell();
  }

  #measure(now: number): void {
    const { rows } = this.#run;
    const { batch, batches } = this.#progress ?? { batch: 0, batches: 1 };
    const epochs = this.#epochsDone + batch / batches;
    this.#rows.add(epochs * rows, now);
    this.#epochs.add(epochs, now);
  }

  #tell(): void {
    this.#told = performance.now() / 1000;
    const progress = this.#progress;
    const losses = this.#losses;
    const news: RunNews = {
      phase: this.#phase,
      epochsDone: this.#epochsDone,
      epochs: this.#run.epochs,
      batch: progress?.batch ?? null,
      batches: progress?.batches ?? null,
      losses: losses && {
        loss: losses.loss,
        reconstruction: losses.reconstruction,
        kl: losses.kl,
      },
      batchLoss: this.#batchLoss,
      rowsPerSecond: this.#rows.perSecond,
      secondsLeft: this.#secondsLeft(),
      curve: this.#curve.take(),
      finished: this.#finished,
      sheet: this.#sheet,
      ...this.#kept,
    };
    this.#finished = [];
    this.#sheet = null;
    this.#report(news);
  }

  #secondsLeft(): number | null {
    const pace = this.#epochs.perSecond;
    if (!pace) return null;
    const { batch, batches } = this.#progress ?? { batch: 0, batches: 1 };
    return (this.#run.epochs - this.#epochsDone - batch / batches) / pace;
  }
}
