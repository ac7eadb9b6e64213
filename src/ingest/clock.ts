/** Where the time comes from: ISO 8601 instants in UTC. Tests pass their own. */
export type Clock = () => string;

export const systemClock: Clock = () => new Date().toISOString();
