// A form with data-keep is kept by itself a moment after something was changed in it, one save at a time, and once more as the page is left.
let timer, saving = false, again = false;

const save = async (form, leaving = false) => {
  if (saving && !leaving) { again = true; return; }
  saving = true;
  const body = new FormData(form);
  body.delete('files');
  const said = form.querySelector('[data-kept]');
  try {
    const answer = await fetch(form.dataset.keep, { method: 'POST', body, keepalive: leaving, redirect: 'error' });
    if (answer.ok && said) said.textContent = await answer.text();
  } catch { /* The line is down: the next change tries again. */ }
  saving = false;
  if (again) { again = false; later(form); }
};

const later = form => {
  clearTimeout(timer);
  // While an answer is under way (a date was chosen and the page is computed anew) it waits; a form that was submitted is gone by then.
  timer = setTimeout(() => { timer = undefined; if (form.isConnected) (form.dataset.sent ? later : save)(form); }, 1200);
};

for (const kind of ['input', 'change'])
  document.addEventListener(kind, event => {
    const form = event.target.form;
    if (form?.dataset.keep && event.target.type !== 'file') later(form);
  });

document.addEventListener('visibilitychange', () => {
  const form = document.querySelector('form[data-keep]');
  if (document.visibilityState !== 'hidden' || !form || timer === undefined || form.dataset.sent) return;
  clearTimeout(timer);
  timer = undefined;
  save(form, true);
});
