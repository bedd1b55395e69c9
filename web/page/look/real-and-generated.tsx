/** The legend of the two tables: a filled shape and an outline, distinct without colour. */
export function RealAndGenerated() {
  return (
    <ul class="real-and-generated" aria-label="Legend">
      <li>
        <svg aria-hidden="true" viewBox="0 0 18 12">
          <rect class="real-bar" x={1} y={1} width={16} height={10} />
        </svg>
        Real
      </li>
      <li>
        <svg aria-hidden="true" viewBox="0 0 18 12">
          <rect class="generated-bar" x={1} y={1} width={16} height={10} />
        </svg>
        Generated
      </li>
    </ul>
  );
}
