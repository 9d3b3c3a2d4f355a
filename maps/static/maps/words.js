// The page's words in the reader's language, and numbers as they are written.

const areas = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const counts = new Intl.NumberFormat('en');

/** Return an area with two decimals, or a dash when there is none. */
export function squareMetres(area) {
  return area === null || area === undefined ? '–' : areas.format(area);
}

/** Return a whole number with thousands apart. */
export function count(number) {
  return counts.format(number);
}

/** Return a function that says a word of the page with its values put in; `n` chooses singular or plural. */
export function speaker(words, language) {
  const plural = new Intl.PluralRules(language);
  return (name, values = {}) => {
    const form = values.n === undefined ? name : `${name}_${plural.select(Number(values.n))}`;
    const text = words[form] ?? words[`${name}_other`] ?? words[name] ?? name;
    return text.replace(/\{(\w+)\}/g, (_, key) => (key === 'n' ? count(values.n) : (values[key] ?? '')));
  };
}
