// A list changes in place with its filters (htmx); what is no list, or cannot be had, is opened as a page.

const LIST = 'listed';

/** Go where a list in place would have come from: the server says there what is the matter. */
function open({ target, pathInfo }) {
  if (target?.id === LIST) location.assign(pathInfo.finalRequestPath);
}

document.addEventListener('htmx:beforeSwap', (event) => {
  const { target, xhr } = event.detail;
  if (target.id !== LIST || xhr.responseText.includes(`id="${LIST}"`)) return;
  event.preventDefault(); // the session has ended, or the list is refused
  open(event.detail);
});
document.addEventListener('htmx:sendError', ({ detail }) => open(detail));
