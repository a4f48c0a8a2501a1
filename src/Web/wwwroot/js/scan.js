// <hc-scan> reads bar codes and QR codes with the camera and writes each as a line of the list that its data-into names.
// It shows itself only where the browser can; everywhere else the list is typed, pasted or uploaded.
const pause = 200, again = 2000, longest = 100;

class HcScan extends HTMLElement {
  connectedCallback() {
    if (!('BarcodeDetector' in window) || !navigator.mediaDevices?.getUserMedia) return;
    this.hidden = false;
    [this.dialog, this.video, this.said] = ['dialog', 'video', 'output'].map(name => this.querySelector(name));
    this.querySelector('[data-open]').addEventListener('click', () => this.open());
    this.querySelector('[data-close]').addEventListener('click', () => this.dialog.close());
    this.dialog.addEventListener('close', () => this.close());
  }

  disconnectedCallback() { this.close(); }

  async open() {
    this.said.textContent = '';
    this.dialog.showModal();
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (!this.dialog.open) return this.close();
      this.video.srcObject = this.stream;
      await this.video.play();
      this.look(new BarcodeDetector());
    } catch {
      // Refused by the person, or no camera: both end here, and the list can still be typed.
      this.said.textContent = this.dataset.refused;
      this.close();
    }
  }

  close() {
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = null;
  }

  async look(detector) {
    const seen = new Map();
    while (this.stream) {
      try {
        for (const { rawValue } of await detector.detect(this.video)) {
          const code = rawValue.trim();
          // A label that stays in the picture counts once; held up again it counts again.
          if (code && performance.now() - (seen.get(code) ?? -again) > again) this.take(code);
          seen.set(code, performance.now());
        }
      } catch { /* a frame that is not ready yet */ }
      await new Promise(done => setTimeout(done, pause));
    }
  }

  take(code) {
    if (code.length > longest || /[\r\n,;\t]|:\/\//.test(code)) {
      this.said.textContent = `${this.dataset.no} ${code.slice(0, longest)}`;
      return;
    }
    const list = document.getElementById(this.dataset.into);
    const lines = list.value.split('\n').filter(line => line.trim());
    const at = lines.findIndex(line => line.split(',')[0].trim() === code);
    const count = at < 0 ? 1 : (parseInt(lines[at].split(',')[1], 10) || 0) + 1;
    lines[at < 0 ? lines.length : at] = `${code}, ${count}`;
    list.value = lines.join('\n');
    list.dispatchEvent(new Event('input', { bubbles: true }));
    this.said.textContent = `${code} × ${count}`;
    navigator.vibrate?.(40);
  }
}
customElements.define('hc-scan', HcScan);
