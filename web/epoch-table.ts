import type { EpochRecord } from 'vae1';

/** The history as a table, the latest epoch first. */
export class EpochTable {
  #body: HTMLTableSectionElement;

  constructor(body: HTMLTableSectionElement) {
    this.#body = body;
  }

  add(record: EpochRecord): void {
    const row = this.#body.insertRow(0);
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = String(record.epoch);
    row.append(head);
    for (const value of [record.loss, record.reconstruction, record.kl]) {
      row.insertCell().textContent = value.toFixed(2);
    }
    row.insertCell().textContent = record.seconds?.toFixed(1) ?? '–';
  }

  clear(): void {
    this.#body.replaceChildren();
  }
}
