/**
 * A day of an address, as YYYY-MM-DD.
 *
 * @returns the day; null with what was asked for where that is none, and null alone where nothing was.
 */
export function readDay(text: string | null): { day: string | null; unread: string | null } {
  const asked = text?.trim() ?? '';
  if (asked === '') return { day: null, unread: null };
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(asked) && isOnCalendar(asked);
  return isDay ? { day: asked, unread: null } : { day: null, unread: asked.slice(0, 40) };
}

/** False for the 30th of February, which a date would turn into the 2nd of March. */
function isOnCalendar(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
