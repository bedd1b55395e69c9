// Opens what the address asks for.
import { batch, effect, signal, untracked } from '@preact/signals';
import { announce } from '../ui/announcement.js';
import { data } from '../state/data.js';
import { model, running } from '../state/run.js';
import { openSample } from '../data/open-data.js';
import { SAMPLE_TITLES } from '../data/sample-titles.js';
import { fillings, form } from '../training/form.js';
import { type Address, parseAddress } from './address.js';
import { settingsFromTexts } from './setting-coding.js';

/** An address that waits for an answer, because following it replaces what is open. */
export const asked = signal<Address | null>(null);
/** What could not be followed, as sentences. */
export const addressFaults = signal<readonly string[]>([]);
/** The lesson that the address asks for, until it is opened. */
export const askedLesson = signal<string | null>(null);

/** Settings of the address, for the next data that are opened. */
let waiting: Address['settings'] = [];

/** Follows the page's address, now and when it changes. */
export function followAddresses(): void {
  addEventListener('hashchange', () => arrive(parseAddress(location.hash)));
  arrive(parseAddress(location.hash));
}

function arrive(address: Address): void {
  const { lesson, sample, settings } = address;
  asked.value = null;
  addressFaults.value = address.faults;
  if (lesson !== null) askedLesson.value = lesson;
  else if (sample === null && settings.length === 0) return;
  else if (data.value || model.value || running.value) asked.value = address;
  else void follow(address);
}

/** Opens the address's sample and fills the form; without a sample, fills it for the next data. */
export async function follow({ sample, settings }: Address): Promise<void> {
  asked.value = null;
  if (sample === null && data.value) fillForm(settings);
  else waiting = settings;
  if (sample !== null) await openSample(sample, SAMPLE_TITLES[sample]);
}

effect(() => {
  if (!data.value) return;
  const settings = waiting;
  waiting = [];
  if (settings.length > 0) untracked(() => fillForm(settings));
});

function fillForm(texts: Address['settings']): void {
  // A model keeps its settings.
  if (!form.value || model.value) return;
  const { settings, faults } = settingsFromTexts(texts, form.value);
  batch(() => {
    form.value = settings;
    fillings.value++;
    addressFaults.value = [...addressFaults.value, ...faults];
  });
  announce('The settings of the link are filled in.');
}
