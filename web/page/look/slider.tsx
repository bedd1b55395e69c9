interface SliderProps {
  name: string;
  minimum: number;
  maximum: number;
  step: number | 'any';
  value: number;
  onValue: (value: number) => void;
}

/** A slider with its name before it and its value after it. */
export function Slider({ name, minimum, maximum, step, value, onValue }: SliderProps) {
  const text = value.toFixed(2);
  return (
    <label class="slider">
      <span>{name}</span>
      <input
        type="range"
        min={minimum}
        max={maximum}
        step={step}
        value={value}
        aria-valuetext={text}
        onInput={({ currentTarget }) => onValue(currentTarget.valueAsNumber)}
      />
      <output>{text}</output>
    </label>
  );
}
