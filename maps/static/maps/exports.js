// What is shown, taken away: the address of a file is that of the page, with a kind and a size of paper.

const KEPT = ['on', 'theme', 'show', 'pick'];

/** Return the address of a file of what a state shows of a floor. */
export function exportAddress(template, floor, kind, state, more = {}) {
  const asked = new URLSearchParams(KEPT.filter((name) => state[name] !== undefined).map((name) => [name, state[name]]));
  for (const [name, value] of Object.entries(more)) if (value !== '') asked.set(name, value);
  const query = asked.toString();
  return template.replace('__id__', floor).replace('.kind', `.${kind}`) + (query === '' ? '' : `?${query}`);
}

/** Return the address of the workbook of a wider place's idle rooms, as its table shows them. */
export function idleAddress(url, place, state) {
  const asked = new URLSearchParams({ ...place, ...Object.fromEntries(['on', 'show'].filter((name) => state[name] !== undefined).map((name) => [name, state[name]])) });
  return `${url}?${asked}`;
}

const DOTS_PER_MM = 200 / 25.4; // as sharp as an office printer needs

/** Return how many pixels a sheet is, from what its picture says: width="420mm". */
export function pixelsOf(svg) {
  const [width, height] = ['width', 'height'].map((name) => Number(svg.match(new RegExp(` ${name}="([\\d.]+)mm"`))?.[1]));
  return { width: Math.round(width * DOTS_PER_MM), height: Math.round(height * DOTS_PER_MM) };
}

/** Return the name a file was given, from the head of its answer. */
export function nameIn(disposition, kind) {
  const found = /filename\*=utf-8''([^;]+)/i.exec(disposition ?? '')?.[1] ?? 'plan.svg';
  return decodeURIComponent(found).replace(/\.\w+$/, `.${kind}`);
}
