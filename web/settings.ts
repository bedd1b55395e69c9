import type { VAEOptions } from 'vae1';

export interface Settings {
  /** What the model is made with. */
  model: Pick<VAEOptions, 'latentDim' | 'learningRate' | 'batchSize'>;
  /** Passes over the images of this training. */
  epochs: number;
  /** How many of the images to train on: the first so many. */
  images: number;
}

/** The settings as they stand in the form, which the browser has checked against its limits. */
export function readSettings(form: HTMLFormElement): Settings {
  const fields = new FormData(form);
  const number = (name: string) => Number(fields.get(name));
  return {
    model: {
      latentDim: number('latentDim'),
      learningRate: number('learningRate'),
      batchSize: number('batchSize'),
    },
    epochs: number('epochs'),
    images: number('images'),
  };
}
