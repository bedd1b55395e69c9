// The second model of a table's latent map, which trains on while other tabs are open.
import { batch, computed, effect, signal, untracked } from '@preact/signals';
import { proxy } from 'comlink';
import type { MapEnd, Progress } from '../../contract/index.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { discards, model, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { isCancelled } from './keep-fresh.js';

export const mapTraining = signal<MapEnd | 'training' | 'untrained'>('untrained');
/** The fraction done, from 0 to 1. */
export const mapFraction = signal(0);
export const mapFailure = signal<string | null>(null);
/** Counts up when the map can be drawn anew; 0 before it can be drawn at all. */
const drawable = signal(0);

/** Changes with the weights of the model whose latent space is shown; 0 if there is none yet. */
export const latentWeights = computed(() => (model.value?.ownMap ? weights.value : drawable.value));

/** The shortest time between two drawings of the map in training. */
const MS_BETWEEN_DRAWINGS = 1500;

effect(() => {
  void discards.value;
  untracked(() =>
    batch(() => {
      mapTraining.value = 'untrained';
      mapFraction.value = drawable.value = 0;
      mapFailure.value = null;
    }),
  );
});

/** Trains the second model, or continues. Resolves when training has ended. */
export async function trainMap(): Promise<void> {
  if (mapTraining.value === 'training') return;
  const of = discards.value;
  const isOpen = () => of === discards.value;
  let drawn = -Infinity;
  const watch = ({ fraction }: Progress) => {
    // A report may still arrive after the training has ended.
    if (!isOpen() || mapTraining.value !== 'training') return;
    mapFraction.value = fraction;
    if (performance.now() < drawn + MS_BETWEEN_DRAWINGS) return;
    drawn = performance.now();
    drawable.value++;
  };
  const end = (how: MapEnd, failure: string | null) =>
    batch(() => {
      mapTraining.value = how;
      mapFailure.value = failure;
      // Stopped within the first epoch, there is no map yet.
      if (how === 'finished' || drawable.value > 0) drawable.value++;
    });
  mapTraining.value = 'training';
  mapFailure.value = null;
  announce('Training the latent map.');
  try {
    const how = await studio.look.trainMap(proxy(watch));
    if (!isOpen()) return;
    end(how, null);
    announce(how === 'finished' ? 'The latent map is trained.' : 'The latent map was stopped.');
  } catch (error) {
    if (isOpen() && !isCancelled(error)) end('stopped', messageOf(error));
  }
}

export async function stopMap(): Promise<void> {
  await studio.look.stopMap();
}
