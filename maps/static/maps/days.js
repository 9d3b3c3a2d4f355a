// Days as 2025-01-31, counted without clocks or time zones.

const MS = 86_400_000;

const number = (day) => Date.parse(`${day}T00:00:00Z`) / MS;

/** Return the day so many days later, or earlier when negative. */
export function plusDays(day, days) {
  return new Date((number(day) + days) * MS).toISOString().slice(0, 10);
}

/** Return how many days lie from one day to another. */
export function daysBetween(one, other) {
  return number(other) - number(one);
}

/** Return the same day some years earlier; the 29th of February becomes the 28th. */
export function yearsBefore(day, years) {
  const [year, month, date] = day.split('-').map(Number);
  const isLeap = new Date(Date.UTC(year - years, 1, 29)).getUTCMonth() === 1;
  const last = month === 2 && date === 29 && !isLeap ? 28 : date;
  return [year - years, month, last].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Return the day after which playing goes on, or null when the last day is reached. */
export function nextDay(day, last, step) {
  if (daysBetween(day, last) <= 0) return null;
  const next = plusDays(day, step);
  return daysBetween(next, last) < 0 ? last : next;
}
