// The three-way rule on two lengths, exactly as registry/policy/visits.py has it: areas are whole
// square millimetres (BigInt), so nothing is rounded but the measuring error, half up.
// Both are held to tests/shared/visits.json.

const DECIMALS = 6; // of a m²: one square millimetre
const LENGTH_ERROR_MM = 5n; // LENGTH_ERROR_M
const SLIP_RATIO = 2n;
const SQRT_DIGITS = 30n; // far beyond the 28 that the register reckons with

/** Return a decimal text as whole digits and how many of them stand behind the point. */
function decimal(text) {
  const [whole, part = ''] = text.split('.');
  return { digits: BigInt(whole + part), scale: BigInt(part.length) };
}

/** Return an area in m², written as text, in square millimetres. */
export function squareMillimetres(text) {
  const { digits, scale } = decimal(text);
  const missing = BigInt(DECIMALS) - scale;
  if (missing < 0n) throw new RangeError(`${text} has more than six decimals`);
  return digits * 10n ** missing;
}

/** Return an area in square millimetres as m² with six decimals. */
export function exactSquareMetres(area) {
  return pointed(area, DECIMALS);
}

/** Return an area in square millimetres as m² with two decimals, half up. */
export function squareMetres(area) {
  return pointed((area + 5000n) / 10_000n, 2);
}

function pointed(value, decimals) {
  const digits = String(value).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Return the largest whole number whose square is not above a number. */
export function wholeRoot(value) {
  if (value < 2n) return value;
  let guess = 1n << (BigInt(value.toString(2).length + 1) / 2n);
  for (;;) {
    const better = (guess + value / guess) / 2n;
    if (better >= guess) return guess;
    guess = better;
  }
}

/** Return the limit of a surveying class for an area: root·√S + linear·S, half up. */
function classError(area, root, linear) {
  const r = decimal(root);
  const l = decimal(linear);
  const ten = (power) => 10n ** power;
  // √S in m is √(mm²) / 1000, and a m² has 10⁶ mm²: what stands before √(mm²) is root · 1000.
  const side = wholeRoot(area * ten(2n * SQRT_DIGITS));
  const sum = r.digits * 1000n * side * ten(l.scale) + l.digits * area * ten(r.scale + SQRT_DIGITS);
  const whole = ten(r.scale + SQRT_DIGITS + l.scale);
  return (2n * sum + whole) / (2n * whole);
}

function errorOf(a, b, area, { root, linear }) {
  const laser = LENGTH_ERROR_MM * (a + b) + LENGTH_ERROR_MM * LENGTH_ERROR_MM;
  const surveyed = root === null || linear === null ? 0n : classError(area, root, linear);
  return surveyed >= laser ? { error: surveyed, source: 'survey_class' } : { error: laser, source: 'laser' };
}

function threeWay(beyond, error) {
  if (beyond <= 0n) return 'within';
  return beyond > error ? 'over' : 'within_error';
}

/** Return what two lengths (mm) say of an office: `allowance` as the register sent it. */
export function judged(lengthA, lengthB, allowance, isRectangle) {
  const [a, b] = [BigInt(lengthA), BigInt(lengthB)];
  const area = a * b;
  const counted = area + squareMillimetres(allowance.beside);
  const known = { area, counted, ...errorOf(a, b, counted, allowance) };
  if (!isRectangle) return { ...known, excess: null, verdict: 'not_assessed', reason: 'not_a_rectangle' };
  if (allowance.limit === null) return { ...known, excess: null, verdict: 'not_assessed', reason: 'no_limit' };
  const over = counted - squareMillimetres(allowance.limit);
  const excess = over > 0n ? over : 0n;
  const verdict = threeWay(excess - squareMillimetres(allowance.tolerance), known.error);
  return { ...known, excess, verdict, reason: null };
}

/** Return how a measured rectangle compares with the room on the plan. */
export function likeness(lengthA, lengthB, planArea, survey, isRectangle) {
  if (!isRectangle) return 'not_comparable';
  const [a, b] = [BigInt(lengthA), BigInt(lengthB)];
  const [area, plan] = [a * b, squareMillimetres(planArea)];
  if (area > SLIP_RATIO * plan || SLIP_RATIO * area < plan) return 'slip';
  const { error } = errorOf(a, b, plan, survey);
  const apart = area > plan ? area - plan : plan - area;
  return apart > error ? 'differs' : 'agrees';
}
