import { proxy } from 'comlink';
import { useEffect, useState } from 'preact/hooks';
import { running } from '../state/run.js';
import { studio } from '../state/studio.js';
import { latentWeights } from './map-training.js';
import { useAnswer } from './use-answer.js';

/**
 * The latent map of the data. During training it is redrawn on demand, or after each epoch if
 * `follow` is set. When training ends it is redrawn automatically.
 */
export function useMap(follow: boolean) {
  const [drawn, setDrawn] = useState(latentWeights.value);
  const fresh = latentWeights.value;
  const byItself = follow || !running.value;
  useEffect(() => {
    if (byItself) setDrawn(fresh);
  }, [byItself, fresh]);
  const { answer, failure, waiting } = useAnswer('map', askMap, drawn);
  return {
    map: answer,
    failure,
    waiting,
    stale: drawn !== fresh,
    drawAgain: () => setDrawn(fresh),
  };
}

const askMap = () => studio.look.latentMap(proxy(() => {}));
