// <hc-signature> draws with a pointer; the path of its SVG, in units of the 340 × 140 view box, is what the form sends.
class HcSignature extends HTMLElement {
  connectedCallback() {
    this.path = this.querySelector('path');
    this.field = this.querySelector('input');
    if (!this.path || !this.field) return;
    this.path.setAttribute('d', this.field.value);
    this.addEventListener('pointerdown', event => {
      event.preventDefault();
      this.setPointerCapture(event.pointerId);
      this.drawing = true;
      this.add('M', event);
    });
    this.addEventListener('pointermove', event => this.drawing && this.add('L', event));
    for (const end of ['pointerup', 'pointercancel']) this.addEventListener(end, () => { this.drawing = false; });
    this.closest('form')?.addEventListener('click', event => {
      if (event.target.closest('[data-clear-signature]')) this.set('');
    });
  }

  add(step, event) {
    const box = this.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * 340, y = (event.clientY - box.top) / box.height * 140;
    this.set(`${this.field.value}${step}${x.toFixed(1)} ${y.toFixed(1)}`);
  }

  set(d) {
    this.field.value = d;
    this.path.setAttribute('d', d);
  }
}
customElements.define('hc-signature', HcSignature);
