'use client';

import { useEffect } from 'react';
import { trainModels } from '../train-models.js';

export default function Page() {
  useEffect(() => {
    globalThis.trainModels = trainModels;
  }, []);
  return <p>A page that uses vae1</p>;
}
