/** Rounds that may follow the planned ones: a machine under load does not do by chance what a test waits for. */
const mostMore = 25;

/**
 * Numbers the rounds of a test that leaves something to chance: as many as were asked for, and then more until chance
 * has shown what the test is about, since one in which it was never met shows nothing. That it was met is for the
 * test to expect: the rounds end without it too.
 *
 * @param count how many there are in any case
 * @param isShown whether what the test is about has been met
 */
export function* roundsUntil(count: number, isShown: () => boolean): Generator<number> {
  for (let round = 0; round < count || (!isShown() && round < count + mostMore); round += 1) yield round;
}
