/** What went wrong, in a sentence that a screen reader says at once. */
export function Failure({ message }: { message: string | null }) {
  return message === null ? null : (
    <p class="failure" role="alert">
      {message}
    </p>
  );
}
