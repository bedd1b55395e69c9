import type { RunDesk } from '../contract.js';
import type { Session } from '../session.js';

/** To be written. */
export class RunStudio implements RunDesk {
  constructor(readonly session: Session) {}

  async train(): Promise<never> {
    throw new Error('to be written');
  }
  async pause(): Promise<never> {
    throw new Error('to be written');
  }
  async goOn(): Promise<never> {
    throw new Error('to be written');
  }
  async stop(): Promise<never> {
    throw new Error('to be written');
  }
  async startOver(): Promise<never> {
    throw new Error('to be written');
  }
  async keptRuns(): Promise<never> {
    throw new Error('to be written');
  }
  async restore(): Promise<never> {
    throw new Error('to be written');
  }
  async forget(): Promise<never> {
    throw new Error('to be written');
  }
  async model(): Promise<never> {
    throw new Error('to be written');
  }
}
