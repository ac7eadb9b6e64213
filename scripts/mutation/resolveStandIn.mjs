const standIn = new URL('./standIn.ts', import.meta.url).href;

/** Gives tests the stand-in where they ask for Jest. */
export function resolve(specifier, context, nextResolve) {
  if (specifier === '@jest/globals') return nextResolve(standIn, context);
  return nextResolve(specifier, context);
}
