import { useEffect, useRef, useState } from 'react';
import { VAE } from 'vae1';
import { Picture } from './picture.jsx';

const EPOCHS = 20;
const SAMPLES = 24;

/**
 * Trains a model in the page, and shows images that it generates.
 * @param {{ images: Uint8Array, side: number }} props `images`: side x side bytes each, one after
 *   another
 */
export function ImageGenerator({ images, side }) {
  const [progress, setProgress] = useState('');
  const [samples, setSamples] = useState([]);
  const mounted = useRef(null);

  // While the component is mounted it has a model, whose worker starts with the first call, and a signal
  // that ends what is under way. StrictMode mounts twice to check that the component undoes everything.
  useEffect(() => {
    const leaving = new AbortController();
    const model = new VAE({ hiddenDims: [64], latentDim: 4, learningRate: 0.005, batchSize: 32 });
    mounted.current = { model, signal: leaving.signal };
    return () => {
      leaving.abort();
      model.dispose();
    };
  }, []);

  async function train() {
    const { model, signal } = mounted.current;
    try {
      await model.train(images, {
        features: side * side,
        epochs: EPOCHS,
        signal,
        onEpoch: ({ epoch, loss }) => setProgress(`Epoch ${epoch}: ${loss.toFixed(1)} nats`),
      });
      const values = await model.generate(SAMPLES, { signal });
      const each = side * side;
      setSamples(
        Array.from({ length: SAMPLES }, (_, i) => values.subarray(i * each, (i + 1) * each)),
      );
    } catch (error) {
      if (!signal.aborted) setProgress(error.message);
    }
  }

  return (
    <section>
      <button onClick={train}>Train</button>
      <p role="status">{progress}</p>
      {samples.map((values, i) => (
        <Picture key={i} values={values} side={side} />
      ))}
    </section>
  );
}
