import type { TakeAwayDesk } from '../contract.js';
import type { Session } from '../session.js';

/** To be written. */
export class TakeAwayStudio implements TakeAwayDesk {
  constructor(readonly session: Session) {}

  async file(): Promise<never> {
    throw new Error('to be written');
  }
  async snippet(): Promise<never> {
    throw new Error('to be written');
  }
  async openModel(): Promise<never> {
    throw new Error('to be written');
  }
}
