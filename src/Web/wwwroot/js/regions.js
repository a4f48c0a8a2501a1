// The lists of a division: choosing in one asks for what lies in it. Without JavaScript a button asks the server instead.
const known = new Map();
const inside = code => {
  if (!known.has(code)) known.set(code, fetch(`/regions?parent=${encodeURIComponent(code)}`).then(answer => answer.ok ? answer.json() : [], () => []));
  return known.get(code);
};

document.addEventListener('change', async event => {
  const changed = event.target.closest?.('.hc-region select');
  if (!changed) return;
  const lists = [...changed.closest('.hc-region').querySelectorAll('select')];
  let at = lists.indexOf(changed);
  for (const later of lists.slice(at + 1)) {
    later.replaceChildren(later.options[0]);
    later.disabled = true;
  }
  // Where there is only one to choose (市辖区, a county without streets above it) it is chosen at once.
  for (let code = changed.value; code && at + 1 < lists.length;) {
    const rows = await inside(code);
    // Another one was chosen meanwhile, or there is nothing below.
    if (lists[at].value !== code || !rows.length) return;
    const next = lists[++at];
    next.replaceChildren(next.options[0], ...rows.map(row => new Option(row.name, row.code)));
    next.disabled = false;
    code = rows.length === 1 ? next.value = rows[0].code : '';
  }
});
