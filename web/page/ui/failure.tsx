/** A sentence that says what went wrong; screen readers announce it at once. */
export function Failure({ message }: { message: string | null }) {
  return message === null ? null : (
    <p class="failure" role="alert">
      {message}
    </p>
  );
}
