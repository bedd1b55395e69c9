import { trainModels } from './train-models.js';

globalThis.trainModels = trainModels;
