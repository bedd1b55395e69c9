import { useEffect, useRef } from 'react';

/**
 * Draws one image.
 * @param {{ values: Float32Array, side: number }} props `values`: side x side, from 0 to 1
 */
export function Picture({ values, side }) {
  const canvas = useRef(null);

  useEffect(() => {
    const pixels = new ImageData(side, side);
    pixels.data.fill(255);
    values.forEach((value, i) => pixels.data.fill(255 * value, 4 * i, 4 * i + 3));
    canvas.current.getContext('2d').putImageData(pixels, 0, 0);
  }, [values, side]);

  return <canvas ref={canvas} width={side} height={side} style={{ width: 4 * side, margin: 2 }} />;
}
