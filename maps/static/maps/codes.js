// The code desk: each field is explained while somebody types; without this script, on Enter.

const PAUSE_MS = 180; // shorter than the pause between two groups of digits

for (const form of document.querySelectorAll('[data-says]')) {
  const input = form.querySelector('input');
  const said = document.getElementById(input.getAttribute('aria-describedby'));
  let timer = 0;
  let asked = new AbortController();

  /** Ask what the register says of the text so far, and show the newest answer only. */
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ [input.name]: input.value });
    try {
      const answer = await fetch(`${form.dataset.says}?${query}`, { signal: asked.signal });
      if (answer.ok) said.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
}
