import type { DataDesk } from '../contract.js';
import type { Session } from '../session.js';

/** To be written. */
export class DataStudio implements DataDesk {
  constructor(readonly session: Session) {}

  async open(): Promise<never> {
    throw new Error('to be written');
  }
  async openSample(): Promise<never> {
    throw new Error('to be written');
  }
  async readAgain(): Promise<never> {
    throw new Error('to be written');
  }
  async cancel(): Promise<never> {
    throw new Error('to be written');
  }
}
