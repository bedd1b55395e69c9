/** A piece, and what was made of it. */
export interface Answered<Piece, Answer> {
  readonly piece: Piece;
  readonly answer: Answer;
}

/**
 * Answers pieces in their order, several at a time. A piece is taken when there is room for it, so that no
 * more than `most` are in memory, answered or not.
 */
export async function* inOrder<Piece, Answer>(
  pieces: AsyncIterable<Piece>,
  answer: (piece: Piece) => Promise<Answer>,
  most: number,
): AsyncGenerator<Answered<Piece, Answer>, void> {
  const waiting: { piece: Piece; answer: Promise<Answer> }[] = [];
  const first = async () => {
    const { piece, answer: made } = waiting.shift()!;
    return { piece, answer: await made };
  };
  for await (const piece of pieces) {
    const made = answer(piece);
    made.catch(() => {}); // it is awaited in its turn
    waiting.push({ piece, answer: made });
    if (waiting.length === most) yield await first();
  }
  while (waiting.length > 0) yield await first();
}
