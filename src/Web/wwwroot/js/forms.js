// What a form gains with JavaScript; each of them works without.
document.addEventListener('change', event => {
  const form = event.target.closest('form[data-auto]');
  if (form) form.requestSubmit();

  // A choice that changes what the page has computed presses the button that computes it anew.
  const follower = event.target.form?.querySelector('[data-follows]');
  if (follower && (follower.dataset.follows === '*' || follower.dataset.follows.split(' ').includes(event.target.name))) event.target.form.requestSubmit(follower);
});

document.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) print();

  const step = event.target.closest('[data-step]');
  if (step) {
    const field = step.parentElement.querySelector('input');
    field.value = Math.max(Number(field.min) || 0, (Number(field.value) || 0) + Number(step.dataset.step));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  const all = event.target.closest('[data-check-all]');
  if (all) for (const box of document.querySelectorAll(`input[name="${CSS.escape(all.dataset.checkAll)}"]`)) box.checked = all.checked;
});

// A second click while the first is under way would send twice.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = '1';
  setTimeout(() => delete form.dataset.sent, 8000);
  event.submitter?.classList.add('is-sending');
}, true);

// What is typed while an answer is under way stays: the answer knows only what was there when it was asked for.
const typed = new Map();
document.addEventListener('input', event => {
  const field = event.target;
  if (field.form?.dataset.sent && field.name && field.type !== 'checkbox' && field.type !== 'radio') typed.set(field.name, field.value);
});

// After each answer: focus the first field at fault, and say the title of a page that came without a full load.
let path = location.pathname;
const arrived = () => {
  if (path === location.pathname)
    for (const [name, value] of typed) {
      const field = document.querySelector(`main form[method=post] [name="${CSS.escape(name)}"]`);
      if (field) field.value = value;
    }
  typed.clear();
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('.is-sending')) button.classList.remove('is-sending');
  if (document.querySelector('[data-error-summary]'))
    (document.querySelector('main [aria-invalid=true]') ?? document.querySelector('[data-error-summary]')).focus();
  if (path !== location.pathname) {
    path = location.pathname;
    document.getElementById('hc-said').textContent = document.title;
  }
};
addEventListener('DOMContentLoaded', () => globalThis.Blazor?.addEventListener('enhancedload', arrived));
arrived();
