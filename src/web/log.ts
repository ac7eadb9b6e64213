/** What the web needs of a log: the object first, a constant message second. */
export interface WebLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
