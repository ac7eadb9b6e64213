/**
 * Answers kept for as long as nothing that readers see has changed: most readers ask what others have just asked, and an
 * answer costs a hundred times what looking it up does. Callers must not change what they are given.
 *
 * @param revision rises with every change.
 * @param keyOf the same text for the same question only.
 * @param most answers kept at once; the one asked for longest ago goes first.
 */
export function rememberAnswers<Question extends readonly unknown[], Answer>(
  answer: (...question: Question) => Answer,
  { keyOf, most, revision }: { keyOf: (...question: Question) => string; most: number; revision: () => number },
): (...question: Question) => Answer {
  const kept = new Map<string, Answer>();
  let known = revision();
  return (...question) => {
    const now = revision();
    if (now !== known) kept.clear();
    known = now;
    const key = keyOf(...question);
    const found = kept.get(key) ?? answer(...question);
    // Taken out and put in again, so that the order is that of use.
    kept.delete(key);
    kept.set(key, found);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return found;
  };
}
