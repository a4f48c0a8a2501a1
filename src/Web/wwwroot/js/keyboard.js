// "/" and Ctrl-K go to the search, "?" lists the keys, Escape closes what is open.
const typing = target => target.closest?.('input, textarea, select, [contenteditable]');

document.addEventListener('keydown', event => {
  const search = (event.key === '/' && !event.ctrlKey && !event.metaKey && !typing(event.target))
    || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey));
  if (search) {
    const field = document.querySelector('.hc-find input');
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if (event.key === '?' && !typing(event.target)) {
    document.getElementById('hc-keys')?.showModal?.();
  } else if (event.key === 'Escape') {
    const open = document.activeElement?.closest('details[open]') ?? document.querySelector('.hc-menu[open], .hc-why[open], .hc-menu-phone[open]');
    if (open) { open.open = false; open.querySelector('summary')?.focus(); }
  }
});

// A panel closes when one clicks elsewhere.
document.addEventListener('click', event => {
  for (const open of document.querySelectorAll('.hc-menu[open], .hc-why[open]'))
    if (!open.contains(event.target)) open.open = false;
});
