// Passkeys: asks the browser for a credential and posts it with the surrounding form. The server checks everything.
// Nor do they work at a number: a passkey is bound to a name, so 127.0.0.1 has none where localhost has.
const named = !/^[\d.]+$|:/.test(location.hostname);
const supported = named && typeof globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON === 'function'
  && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

customElements.define('hc-passkey', class extends HTMLElement {
  connectedCallback() {
    if (!supported) return;
    this.hidden = false;
    this.creates = this.getAttribute('operation') === 'create';
    this.querySelector('button').addEventListener('click', () => this.run());
    if (!this.creates) this.offer();
  }

  disconnectedCallback() { this.abort?.abort(); }

  // Where the browser can, it offers passkeys in the list of the e-mail field, without a click.
  async offer() {
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) this.run('conditional');
  }

  async run(mediation) {
    this.abort?.abort();
    const { signal } = this.abort = new AbortController();
    const failed = this.querySelector('[role=alert]');
    failed.hidden = true;
    try {
      const answer = await fetch(this.creates ? '/passkeys/creation-options' : '/passkeys/request-options',
        { method: 'POST', headers: { RequestVerificationToken: this.getAttribute('token') }, signal });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const options = await answer.json();
      const credential = this.creates
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), mediation, signal });
      this.querySelector('[name=credential]').value = JSON.stringify(credential);
      this.closest('form').requestSubmit();
    } catch (error) {
      // Not asked for by a click, or taken back by one: nothing to say.
      failed.hidden = mediation === 'conditional' || error.name === 'AbortError';
    }
  }
});
