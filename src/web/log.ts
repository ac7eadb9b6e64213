/** What the web needs of a log: the object first, a constant message second. */
export interface WebLog {
  error(facts: object, message: string): void;
}
